"""Staff write to members: written, looked at, held for five minutes, then mailed to each person once."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.outbox.actions import post
from camk.outbox.models import OutboundMail
from camk.states import check_move
from groups.action_groups.models import ActionGroup
from groups.workspace.actions.slack import repeat_in_slack
from groups.workspace.actions.telling import choices_url, stop_url
from groups.workspace.audience import recipients
from groups.workspace.models import Announcement
from groups.workspace.models.announcements import HOLD_FOR

State = Announcement.State


@action
def save_announcement(
    *, announcement: Announcement, action_groups: list[ActionGroup] | None = None, by: User
) -> None:
    """Store what is being written; once it goes it is not changed any more."""
    stored = Announcement.objects.select_for_update().filter(pk=announcement.pk).first() if announcement.pk else None
    if stored and stored.state != State.DRAFT:
        raise RuleBroken("This announcement is on its way or sent. Take it back first, while it is held.")
    if announcement.kind == Announcement.Kind.BRIEFING and not announcement.partner_name.strip():
        raise RuleBroken("Say whose briefing it is: name the partner.")
    announcement.state, announcement.by = State.DRAFT, stored.by if stored else by
    announcement.title = " ".join(announcement.title.split())
    announcement.save()
    if action_groups is not None:
        announcement.action_groups.set(action_groups)
    audit.record(
        "announcement.changed" if stored else "announcement.written",
        announcement,
        by=by,
        kind=announcement.kind,
        words_length=len(announcement.words),
    )


@action
def hold(*, announcement: Announcement, people: int, by: User) -> Announcement:
    """Let it go in five minutes to the `people` staff have looked at; meanwhile it can be taken back."""
    announcement = _lock(announcement, State.HELD)
    if not announcement.whole_network and not announcement.action_groups.exists():
        raise RuleBroken("Choose the CAGs it is for, or the whole network.")
    number = recipients(announcement).count()
    if not number:
        raise RuleBroken("Nobody would get it now.")
    if number != people:
        raise RuleBroken(f"It would now go to {number} people, not {people}. Look at the list again.")
    announcement.state, announcement.goes_at = State.HELD, timezone.now() + HOLD_FOR
    announcement.save(update_fields=["state", "goes_at"])
    audit.record("announcement.held", announcement, by=by, old=State.DRAFT, new=State.HELD, people=number)
    return announcement


@action
def take_back(*, announcement: Announcement, by: User) -> None:
    """Stop it while it is held; it is a draft again."""
    announcement = _lock(announcement, State.DRAFT)
    if announcement.goes_at <= timezone.now():
        raise RuleBroken("The five minutes are over: it is being sent.")
    announcement.state, announcement.goes_at = State.DRAFT, None
    announcement.save(update_fields=["state", "goes_at"])
    audit.record("announcement.taken_back", announcement, by=by, old=State.HELD, new=State.DRAFT)


@action
def mail_some(*, announcement: Announcement, users: list[User], now: datetime) -> None:
    """Put the mails of some of its people into the outbox; a key each, so that no run can double them."""
    cags = list(announcement.action_groups.all())
    codes = ["network"] if announcement.whole_network else [f"cag:{cag.pk}" for cag in cags]
    context = {
        "announcement": announcement,
        "title": announcement.title,
        "words": announcement.words,
        "partner": announcement.partner_name if announcement.kind == Announcement.Kind.BRIEFING else "",
        "cags": [] if announcement.whole_network else [cag.name for cag in cags],
        "url": settings.SITE_URL + announcement.get_absolute_url(),
        "choices_url": choices_url(),
    }
    for user in users:
        post(
            event="groups/announcement",
            key=f"announcement:{announcement.pk}:{user.pk}",
            user=user,
            context=context,
            not_before=next_open(now),
            unsubscribe_url=stop_url("announcements", user=user),
            about=" ".join([f"announcement:{announcement.pk}", *codes]),
        )


@action
def finish(*, announcement: Announcement, now: datetime, by: User | None = None) -> None:
    """All its mails are in the outbox: members read it in their workspaces, and Slack repeats its title."""
    announcement = _lock(announcement, State.SENT)
    mails = OutboundMail.objects.filter(key__startswith=f"announcement:{announcement.pk}:")
    announcement.state, announcement.sent_at, announcement.people = State.SENT, now, mails.count()
    announcement.save(update_fields=["state", "sent_at", "people"])
    audit.record("announcement.sent", announcement, by=by, old=State.HELD, new=State.SENT, people=announcement.people)
    chosen = ActionGroup.objects if announcement.whole_network else announcement.action_groups
    for cag in chosen.running_or_paused():
        repeat_in_slack(
            action_group=cag,
            key=f"announcement:{announcement.pk}",
            text=f"{announcement.get_kind_display()}: {announcement.title}",
            path=announcement.get_absolute_url(),
            by=by,
        )


def _lock(announcement: Announcement, new: str) -> Announcement:
    row = Announcement.objects.select_for_update().get(pk=announcement.pk)
    check_move(Announcement.MOVES, row.state, new, dict(State.choices))
    return row
