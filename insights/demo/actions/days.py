"""The day of a meeting: one that runs now, with its list at the door; and what was said round another's table."""

from datetime import timedelta

from insights.contributions.models import Contribution
from insights.demo.actions.stage import Stage, codes
from insights.demo.data import days
from meetings.day.actions import add_point, check_in, open_door_list, walk_in
from meetings.exchange.models import Listing
from meetings.meetings.models import AgendaItem, Meeting
from meetings.rsvps.models import Rsvp


def make_days(stage: Stage) -> None:
    """A meeting that began a while ago, and lines of one that is over."""
    meeting = _meeting(stage)
    people = [(stage.contacts[key], stage.organisations[key]) for key in codes(days.WHO)]
    rows = [_answer(meeting, user, organisation) for user, organisation in dict(people).items()]
    cora = stage.people["coordinator"]
    if cora not in dict(people):
        rows.append(_answer(meeting, cora, None))
    Rsvp.objects.bulk_create(rows)
    staff = stage.people["staff"]
    door = open_door_list(meeting=meeting, name=days.DOOR, by=staff)
    for rsvp in [row for row in rows if row.user != cora][: days.HERE]:
        check_in(rsvp=rsvp, how="list", door=door, by=None)
    for name, organisation in days.WALKED_IN:
        walk_in(meeting=meeting, name=name, organisation_name=organisation, door=door, by=None)
    for words in days.POINTS:
        add_point(meeting=meeting, words=words, by=staff)
    _lines(stage)


def _meeting(stage: Stage) -> Meeting:
    """It began in the half hour before the demonstration was loaded."""
    starts = stage.now.replace(minute=stage.now.minute // 30 * 30, second=0, microsecond=0)
    meeting = Meeting.objects.create(
        title=days.TODAY,
        slug="who-does-what-in-central-milton-keynes",
        type=Meeting.Type.NETWORKING,
        mode=Meeting.Mode.BOTH,
        state=Meeting.State.PUBLISHED,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        venue=stage.venues["meadow"],
        joining_url="https://meet.example.org/room",
        phone_in="0131 496 0000",
        room_capacity=20,
        summary=days.ABOUT,
        access=stage.venues["meadow"].access,
        host=stage.people["staff"],
        created_by=stage.people["staff"],
        created_at=stage.ago(30),
    )
    # Of two CAGs: whoever leads the one for food may mark who is here.
    meeting.action_groups.add(stage.action_groups["central"], stage.action_groups["food"])
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=position, title=title, minutes=minutes)
        for position, (title, minutes) in enumerate(days.AGENDA)
    )
    return meeting


def _answer(meeting: Meeting, user, organisation) -> Rsvp:
    at = meeting.starts_at - timedelta(days=9)
    return Rsvp(meeting=meeting, user=user, organisation=organisation, state=Rsvp.State.YES, answered_at=at)


def _lines(stage: Stage) -> None:
    meeting, staff = Meeting.objects.get(title=days.SAID_AT), stage.people["staff"]
    for key, kind, words, became in days.SAID:
        organisation = stage.organisations[key]
        listing = Listing.objects.get(organisation=organisation, title=words) if became == "listing" else None
        Contribution.objects.create(
            meeting=meeting,
            kind=kind,
            words=words,
            user=stage.contacts[key],
            organisation=organisation,
            organisation_name=organisation.name,
            consents=["anonymous", "count"],
            state={"listing": "used", "aside": "aside"}.get(became, "new"),
            listing=listing,
            by=staff,
            at=meeting.starts_at + timedelta(minutes=50),
            decided_at=meeting.ends_at if became else None,
            decided_by=staff if became else None,
        )
