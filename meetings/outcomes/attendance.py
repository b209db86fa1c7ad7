"""Who took part, in numbers: by organisation and by what people are to the network."""

from collections import Counter, defaultdict
from typing import NamedTuple

from camk.accounts.offices import OFFICES, TRUSTEE
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

Attendance = Rsvp.Attendance
STAFF, TRUSTEES, VCSE, AFFILIATES, OTHERS = (
    "Our staff",
    "Trustees",
    "Voluntary organisations",
    "Public bodies and businesses",
    "Residents and supporters",
)
ROLES = (STAFF, TRUSTEES, VCSE, AFFILIATES, OTHERS)
OUR_OFFICES = set(OFFICES) - {TRUSTEE}


class Came(NamedTuple):
    """People who took part, all together, by role, by organisation, and by how they took part."""

    people: int
    by_role: list[tuple[str, int]]
    by_organisation: list[tuple[str, int]]
    by_mode: dict[str, int]


def came(meeting: Meeting) -> Came:
    """From the marks: an answer speaks for as many people as were announced with it."""
    rows = Rsvp.objects.filter(meeting=meeting, attendance=Attendance.ATTENDED)
    rows = rows.select_related("user", "organisation__kind").prefetch_related("user__groups")
    roles, organisations, modes = Counter(), defaultdict(int), Counter()
    for row in rows:
        roles[_role(row)] += row.party_size
        modes[row.mode] += row.party_size
        if row.organisation:
            organisations[row.organisation.name] += row.party_size
    return Came(
        people=sum(roles.values()),
        by_role=[(role, roles[role]) for role in ROLES if roles[role]],
        by_organisation=sorted(organisations.items(), key=lambda pair: (-pair[1], pair[0].lower())),
        by_mode=dict(modes),
    )


def _role(row: Rsvp) -> str:
    """An office counts before the organisation somebody also acts for."""
    offices = {group.name for group in row.user.groups.all()}
    if TRUSTEE in offices:
        return TRUSTEES
    if offices & OUR_OFFICES or row.user.is_staff:
        return STAFF
    if row.organisation is None:
        return OTHERS
    return AFFILIATES if row.organisation.kind and row.organisation.kind.is_affiliate else VCSE


def nobody_marked(meeting: Meeting) -> bool:
    """Somebody was expected, and no mark was made."""
    rows = Rsvp.objects.filter(meeting=meeting)
    return rows.going().exists() and not rows.exclude(attendance="").exists()
