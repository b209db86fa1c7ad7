"""What happens in an initiative is written down: conversations in a minute, trainings held elsewhere."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import empty_the_log
from camk.errors import RuleBroken
from groups.places.models import Place
from insights.initiatives.measures import TRAININGS
from insights.initiatives.models import Campaign, Conversation, Initiative, TrainingHeld
from insights.initiatives.permissions import check_may_log

# The same form arriving again within this time is a second press of the button, not a second conversation.
SECOND_PRESS = timedelta(minutes=2)


@action
def log_conversation(
    *,
    initiative: Initiative,
    held_on: date,
    about: str,
    words: str = "",
    meet_again: bool = False,
    themes=(),
    campaign: Campaign | None = None,
    place: Place | None = None,
    by: User,
) -> Conversation:
    """Write down one one-to-one conversation; it counts for the year of its day. Nobody is named."""
    _check(initiative, held_on, by)
    _check_campaign(initiative, campaign)
    said = {"initiative": initiative, "held_on": held_on, "about": about, "words": words.strip()}
    said |= {"meet_again": meet_again, "by": by, "campaign": campaign, "place": place}
    User.objects.select_for_update().get(pk=by.pk)  # two presses at once come one after the other
    lately = Conversation.objects.filter(**said, created_at__gt=timezone.now() - SECOND_PRESS)
    if said["words"] and (same := lately.first()):
        return same
    row = Conversation.objects.create(**said)
    row.themes.set(themes)
    audit.record("conversation.logged", row, by=by, initiative=initiative, about=about, words_length=len(row.words))
    return row


@action
def change_conversation(
    *,
    conversation: Conversation,
    held_on: date,
    about: str,
    words: str = "",
    meet_again: bool,
    themes=(),
    campaign: Campaign | None = None,
    place: Place | None = None,
    by: User,
) -> None:
    """Mend what was written down about a conversation."""
    row = Conversation.objects.select_for_update().get(pk=conversation.pk)
    _check(row.initiative, held_on, by)
    _check_campaign(row.initiative, campaign)
    row.held_on, row.about, row.words, row.meet_again = held_on, about, words.strip(), meet_again
    row.campaign, row.place = campaign, place
    row.save()
    row.themes.set(themes)
    audit.record("conversation.changed", row, by=by, about=about, words_length=len(row.words))


@action
def forget_words(*, row: Conversation, now: datetime) -> None:
    """The words are old: only what is coded stays (domain C7)."""
    row.words = ""
    row.save(update_fields=["words"])
    empty_the_log()
    audit.record("conversation.words_forgotten", row, by=None)


@action
def log_training(
    *, initiative: Initiative, level: str, ended_on: date, people: int, where: str = "", leaders=(), by: User
) -> TrainingHeld:
    """Leaders took part in a training that was held elsewhere."""
    _check(initiative, ended_on, by)
    if level not in TRAININGS:
        raise RuleBroken("Choose one of the trainings.")
    leaders = list(leaders)
    if len(leaders) > people:
        raise RuleBroken("More leaders are ticked than people took part.")
    if any(leader.initiative_id != initiative.pk or leader.withdrawn_on for leader in leaders):
        raise RuleBroken("Only leaders who agreed are written down.")
    row = TrainingHeld.objects.create(
        initiative=initiative, level=level, ended_on=ended_on, people=people, where=where.strip()
    )
    row.leaders.set(leaders)
    audit.record("training.logged", row, by=by, initiative=initiative, level=level, people=people, named=len(leaders))
    return row


def _check(initiative: Initiative, day: date, by: User) -> None:
    check_may_log(by, initiative)
    if day > timezone.localdate():
        raise RuleBroken("This day is still to come. Write down when it was.")


def _check_campaign(initiative: Initiative, campaign: Campaign | None) -> None:
    if campaign and campaign.initiative_id != initiative.pk:
        raise RuleBroken("This listening campaign belongs to another initiative.")
