"""Who came, in numbers: people, by organisation, by what they are to the network, and for whom it was the first."""

from collections import Counter
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from camk.accounts.offices import OFFICES, TRUSTEE
from meetings.day.models import Arrival
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

ATTENDED = Rsvp.Attendance.ATTENDED
STAFF, TRUSTEES, VCSE, AFFILIATES, OTHERS = (
    "Our staff",
    "Trustees",
    "Voluntary organisations",
    "Public bodies and businesses",
    "Residents and supporters",
)
OUR_OFFICES = set(OFFICES) - {TRUSTEE}


class Came(NamedTuple):
    """The attendance of one meeting; numbers are people unless they say otherwise."""

    people: int
    by_mode: dict[str, int]
    by_organisation: list[tuple[str, int]]
    by_role: list[tuple[str, int]]
    first_people: int  # names, of those whose address we have
    first_organisations: list[str]
    absent: int  # answers


def attendance_of(meeting: Meeting) -> Came:
    """Counted the same whether somebody was ticked, scanned, typed the code, signed the sheet or walked in."""
    rows = list(_answers(meeting))
    organisations, roles, modes, firsts = Counter(), Counter(), Counter(), set()
    for row in rows:
        number = row.arrival.people if hasattr(row, "arrival") else row.party_size
        roles[_role(row)] += number
        modes[row.mode] += number
        if row.organisation:
            organisations[row.organisation.name] += number
            if not row.organisation_before:
                firsts.add(row.organisation.name)
    for arrival in Arrival.objects.filter(meeting=meeting).walked_in().select_related("organisation__kind"):
        roles[_kind(arrival.organisation) if arrival.organisation_name else OTHERS] += arrival.people
        modes[Rsvp.Mode.ROOM] += arrival.people
        if arrival.organisation_name:
            organisations[arrival.organisation_name] += arrival.people
    return Came(
        people=roles.total(),
        by_mode=dict(modes),
        by_organisation=sorted(organisations.items(), key=lambda pair: (-pair[1], pair[0].lower())),
        by_role=[(role, roles[role]) for role in (STAFF, TRUSTEES, VCSE, AFFILIATES, OTHERS) if roles[role]],
        first_people=sum(not row.person_before for row in rows),
        first_organisations=sorted(firsts),
        absent=Rsvp.objects.filter(meeting=meeting, attendance=Rsvp.Attendance.ABSENT).count(),
    )


def _answers(meeting: Meeting):
    """Those who came, and whether they or their organisation had come to an earlier one."""
    earlier = Rsvp.objects.filter(attendance=ATTENDED, meeting__starts_at__lt=meeting.starts_at)
    rows = Rsvp.objects.filter(meeting=meeting, attendance=ATTENDED)
    rows = rows.select_related("user", "organisation__kind", "arrival").prefetch_related("user__groups")
    return rows.annotate(
        person_before=Exists(earlier.filter(user=OuterRef("user"))),
        organisation_before=Exists(earlier.filter(organisation=OuterRef("organisation"))),
    )


def _role(row: Rsvp) -> str:
    """An office counts before the organisation somebody also acts for."""
    offices = {group.name for group in row.user.groups.all()}
    if TRUSTEE in offices:
        return TRUSTEES
    if offices & OUR_OFFICES or row.user.is_staff:
        return STAFF
    return _kind(row.organisation) if row.organisation else OTHERS


def _kind(organisation) -> str:
    """Somebody who walked in for an organisation we do not know counts as a voluntary one."""
    return AFFILIATES if organisation and organisation.kind and organisation.kind.is_affiliate else VCSE


def nobody_marked(meeting: Meeting) -> bool:
    """Somebody was expected, and no mark was made."""
    rows = Rsvp.objects.filter(meeting=meeting)
    if not rows.going().exists() or rows.exclude(attendance="").exists():
        return False
    return not Arrival.objects.filter(meeting=meeting).exists()
