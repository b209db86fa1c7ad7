"""Somebody is here: marked from the list, by their square, by the code in the room; taken back when it was wrong."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.templatetags.ui import longdate
from meetings.day.codes import is_room_code
from meetings.day.models import Arrival, DoorList
from meetings.day.times import CODE_FROM, has_begun_its_day, is_between
from meetings.meetings.models import Meeting
from meetings.rsvps import places
from meetings.rsvps.actions import BIGGEST_PARTY, default_organisation
from meetings.rsvps.models import Rsvp

ATTENDED = Rsvp.Attendance.ATTENDED


@action
def check_in(
    *, rsvp: Rsvp, how: str, people: int | None = None, door: DoorList | None = None, by: User | None = None
) -> bool:
    """Mark one answer as here, with how many came; True when it was not marked before.

    Marking it again counts nobody twice; it only corrects how many came.
    """
    row = Rsvp.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=rsvp.pk)
    check_day(row.meeting)
    if people is not None and not 1 <= people <= BIGGEST_PARTY:
        raise RuleBroken(f"Say how many came: from 1 to {BIGGEST_PARTY}.")
    values = {"meeting": row.meeting, "people": people or row.party_size, "how": how, "door": door, "by": by}
    arrival, made = Arrival.objects.get_or_create(rsvp=row, defaults=values)
    if not made and people and people != arrival.people:
        arrival.people = people
        arrival.save(update_fields=["people"])
    old, row.attendance = row.attendance, ATTENDED
    row.save(update_fields=["attendance"])
    if made or old != ATTENDED:
        audit.record("attendance.here", row, by=by, old=old, new=ATTENDED, how=how, door=door, people=arrival.people)
    return old != ATTENDED


@action
def check_out(*, rsvp: Rsvp, door: DoorList | None = None, by: User | None = None) -> None:
    """It was the wrong name: they are not here (yet)."""
    row = Rsvp.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=rsvp.pk)
    check_day(row.meeting)
    Arrival.objects.filter(rsvp=row).delete()
    old, row.attendance = row.attendance, ""
    row.save(update_fields=["attendance"])
    if old:
        audit.record("attendance.taken_back", row, by=by, old=old, new="", door=door)


@action
def take_out_walk_in(*, arrival: Arrival, door: DoorList | None = None, by: User | None = None) -> None:
    """A walk-in was written down by mistake."""
    check_day(arrival.meeting)
    audit.record("attendance.walk_in_taken_out", arrival, by=by, door=door, people=arrival.people)
    arrival.delete()


@action
def check_in_by_code(*, meeting: Meeting, user: User, code: str, by: User) -> None:
    """Somebody types the code that is shown in the room on their own page; who had not answered has now."""
    meeting = places.lock_meeting(meeting)
    if not is_between(meeting, CODE_FROM):
        raise RuleBroken("The code works from an hour before the start until the end.")
    if not is_room_code(meeting, code):
        raise RuleBroken("That is not the code in the room. It has six letters and figures; please look again.")
    rsvp, _ = answer_of(meeting=meeting, user=user, by=by)
    check_in(rsvp=rsvp, how=Arrival.How.CODE, by=by)


@action
def answer_of(*, meeting: Meeting, user: User, organisation=None, party_size: int = 1, by) -> tuple[Rsvp, bool]:
    """The answer of somebody who is here, made when they had none; whether there is room does not matter any more."""
    values = {
        "state": Rsvp.State.YES,
        "mode": meeting.modes[0],
        "organisation_id": organisation.pk if organisation else default_organisation(user),
        "party_size": party_size,
        "answered_at": timezone.now(),
        "on_behalf_by": by if by != user else None,
    }
    rsvp, made = Rsvp.objects.get_or_create(meeting=meeting, user=user, defaults=values)
    if made:
        audit.record("answer.given", rsvp, by=by, old="", new=rsvp.state, party=party_size, mode=rsvp.mode)
    return rsvp, made


def check_day(meeting: Meeting) -> None:
    """Who is here can be said from the morning of the day on, and of a meeting that goes ahead."""
    if meeting.state != Meeting.State.PUBLISHED:
        raise RuleBroken("This meeting is not going ahead.")
    if not has_begun_its_day(meeting):
        raise RuleBroken(f"The list opens on the day: {longdate(meeting.starts_at)}.")
