"""Lines said round the table are kept, and each becomes one thing: a voice, a need or an offer, a suggestion."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.organisations.models import Organisation
from groups.suggestions.actions import suggest
from insights.contributions.models import MOST_WORDS, Contribution
from insights.issues.actions import tell
from insights.issues.models import Voice
from meetings.day.actions.arriving import check_day
from meetings.day.actions.walking_in import known_as
from meetings.day.models import DoorList
from meetings.exchange.actions import post_listing
from meetings.exchange.models import Listing
from meetings.meetings.models import Meeting

State = Contribution.State
LISTED_FOR = timedelta(days=60)
ASIDE_KEPT = timedelta(days=90)
TITLE = Listing._meta.get_field("title").max_length


@action
def capture(
    *,
    meeting: Meeting,
    said: dict[str, list[str]],
    organisation: Organisation | None = None,
    organisation_name: str = "",
    consents=(),
    user: User | None = None,
    door: DoorList | None = None,
    by: User | None = None,
) -> list[Contribution]:
    """Keep what one person said, each line on its own; a line that stands there already is not kept twice."""
    check_day(meeting)
    organisation = organisation or known_as(organisation_name)
    who = {"user": user, "organisation": organisation, "organisation_name": str(organisation or organisation_name)}
    rows = []
    for kind, lines in said.items():
        for words in lines:
            same = {"meeting": meeting, "kind": kind, "words": words.strip()[:MOST_WORDS], **who}
            more = {"consents": sorted(consents), "door": door, "by": by}
            rows.append(Contribution.objects.get_or_create(**same, defaults=more))
    new = [row for row, made in rows if made]
    if not rows:
        raise RuleBroken("Write at least one line.")
    audit.record("contributions.kept", meeting, by=by, door=door, lines=len(new), organisation=organisation)
    return new


@action
def become_issue(*, line: Contribution, kind: str, by: User) -> None:
    """What was said is told as an issue, a gap or an idea, with the consent given in the room."""
    row = _open(line)
    issue = tell(
        kind=kind,
        words=row.words,
        consents=row.consents,
        user=row.user,
        organisation=row.organisation,
        channel=Voice.Channel.ROOM,
        keyed_in_by=by,
        by=by,
    )
    row.voice, row.words = issue.voices.get(), ""
    _used(row, by=by, issue=issue)


@action
def become_listing(*, line: Contribution, kind: str, title: str = "", organisation_name: str = "", by: User) -> None:
    """What an organisation needs or offers goes to the other CAG members, for sixty days."""
    row = _open(line)
    organisation = known_as(organisation_name) if organisation_name else row.organisation
    if organisation is None:
        raise RuleBroken("A need or an offer stands under an organisation of the network. Say which one.")
    values = {
        "kind": kind,
        "title": (title.strip() or row.words)[:TITLE],
        "words": row.words if len(row.words) > TITLE else "",
        "place": None,
        "until": timezone.localdate() + LISTED_FOR,
        "audience": Listing.Audience.MEMBERS,
    }
    row.listing = post_listing(organisation=organisation, values=values, themes=[], by=by)
    row.organisation = organisation
    _used(row, by=by, listing=row.listing)


@action
def become_suggestion(
    *, line: Contribution, name: str, email: str, contact_name: str = "", why: str, by: User
) -> None:
    """An organisation somebody named is suggested; nobody is written to before staff have looked at it."""
    row = _open(line)
    row.suggestion = suggest(name=name, email=email, contact_name=contact_name, why=why, by=by)
    row.words = ""
    _used(row, by=by, suggestion=row.suggestion)


@action
def set_aside(*, line: Contribution, by: User) -> None:
    """Good to know, and nothing to do about it."""
    _move(_open(line), State.ASIDE, by=by)


@action
def take_up_again(*, line: Contribution, by: User) -> None:
    """It was set aside too soon."""
    row = Contribution.objects.select_for_update().get(pk=line.pk)
    if row.state != State.ASIDE:
        raise RuleBroken("It is not set aside.")
    _move(row, State.NEW, by=by)


def long_aside(now: datetime) -> QuerySet[Contribution]:
    """Lines that staff set aside 90 days ago."""
    return Contribution.objects.filter(state=State.ASIDE, decided_at__lt=now - ASIDE_KEPT).order_by("pk")


@action
def forget_line(*, row: Contribution, now: datetime, by=None) -> None:
    """A line that was set aside long ago goes, with who said it."""
    row.delete()


def _open(line: Contribution) -> Contribution:
    rows = Contribution.objects.select_for_update(of=("self",)).select_related("organisation", "user")
    row = rows.get(pk=line.pk)
    if row.state == State.USED:
        raise RuleBroken("Somebody was quicker: it has become something already.")
    return row


def _used(row: Contribution, *, by, **coded) -> None:
    _move(row, State.USED, by=by, **coded)


def _move(row: Contribution, state: str, *, by, **coded) -> None:
    old, row.state = row.state, state
    row.decided_at, row.decided_by = timezone.now(), by
    row.save()
    audit.record("contribution.moved", row, by=by, old=old, new=state, **coded)
