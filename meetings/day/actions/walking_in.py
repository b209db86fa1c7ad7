"""People who come without having answered: taken down at the door, or keyed in from the signed sheet."""

from camk import audit
from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from groups.organisations.models import Organisation
from groups.organisations.naming import normalise
from meetings.day.actions.arriving import ATTENDED, answer_of, check_day, check_in, check_out
from meetings.day.models import Arrival, DoorList
from meetings.meetings.entries import address_of
from meetings.meetings.models import Meeting
from meetings.rsvps import places
from meetings.rsvps.actions.notices import answer_url
from meetings.rsvps.models import Rsvp

How = Arrival.How


@action
def walk_in(
    *,
    meeting: Meeting,
    name: str,
    organisation_name: str = "",
    email: str = "",
    people: int = 1,
    wants_next: bool = False,
    how: str = How.WALK_IN,
    door: DoorList | None = None,
    by: User | None = None,
) -> Arrival:
    """Write down somebody who is here. A full room is no reason not to: a person in the room is a fact.

    With an e-mail address they are a person with an answer like everybody else; nobody joins anything by it. Whoever
    wants to hear of the next one gets one mail, and says so there themselves.
    """
    meeting = places.lock_meeting(meeting)
    check_day(meeting)
    if not name.strip():
        raise RuleBroken("Write their name.")
    organisation = known_as(organisation_name)
    said = {"organisation": organisation, "organisation_name": str(organisation or organisation_name).strip()[:150]}
    who = {"door": door, "by": by}
    if not email:
        same = Arrival.objects.filter(meeting=meeting).walked_in().filter(name__iexact=name.strip())
        if same.filter(organisation_name__iexact=said["organisation_name"]).exists():
            raise RuleBroken(f"{name.strip()} is on the list already. If it is somebody else, add a second name.")
        arrival = Arrival.objects.create(meeting=meeting, name=name.strip(), people=people, how=how, **said, **who)
        audit.record("attendance.walked_in", arrival, people=people, organisation=organisation, how=how, **who)
        return arrival
    user = person_for(email=email, name=name, by=by)
    rsvp, _ = answer_of(meeting=meeting, user=user, organisation=organisation, party_size=people, by=by)
    check_in(rsvp=rsvp, how=how, people=people, **who)
    Arrival.objects.filter(rsvp=rsvp).update(name=name.strip(), wants_next=wants_next, **said)
    if wants_next and user.is_active and meeting.action_groups.exists():
        context = {"meeting": meeting, "day_url": answer_url(meeting, user) + "day/", "page_url": address_of(meeting)}
        post(event="meetings/next_one", key=f"next_one:{meeting.pk}:{user.pk}", user=user, context=context)
    return rsvp.arrival


def known_as(typed: str) -> Organisation | None:
    """The organisation of the network that has exactly this name, its usual endings aside."""
    if not typed.strip():
        return None
    wanted = normalise(typed)
    same = [row for row in Organisation.objects.admitted().filter(normalised_name=wanted)[:2]]
    return same[0] if len(same) == 1 else None


@action
def key_in(
    *, meeting: Meeting, ticked: set[int], were: set[int], walked_in: list[tuple[str, str]], complete: bool, by: User
) -> int:
    """The signed sheet is typed in: what changed since the page was opened is written, and nothing else.

    `ticked` and `were` are keys of answers, `walked_in` names with their organisations. `complete` says that nobody
    else came: whoever said yes and is not marked did not. Returns how many are newly here.
    """
    meeting = places.lock_meeting(meeting)
    check_day(meeting)
    rows = Rsvp.objects.filter(meeting=meeting).in_bulk(ticked ^ were)
    new = 0
    for pk, rsvp in rows.items():
        if pk in ticked:
            new += check_in(rsvp=rsvp, how=How.SHEET, by=by)
        else:
            check_out(rsvp=rsvp, by=by)
    for name, organisation in walked_in:
        walk_in(meeting=meeting, name=name, organisation_name=organisation, how=How.SHEET, by=by)
        new += 1
    if complete:
        left = Rsvp.objects.filter(meeting=meeting).going().exclude(attendance=ATTENDED)
        audit.record("meeting.attendance", meeting, by=by, absent=left.update(attendance=Rsvp.Attendance.ABSENT))
    return new
