"""What speaks against a date: said to staff while they plan, and never in the way.

The same CAG meets that day, the building is taken, a meeting of many of the same organisations is at that time,
one of the network's big meetings is on that day, it is a bank holiday, or a day staff marked as one to avoid.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.timezone import localdate, localtime, now

from camk.details import site_details
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from meetings.clashes.models import DayToAvoid
from meetings.meetings.models import Meeting

PLANNED = (Meeting.State.DRAFT, Meeting.State.PUBLISHED)
BIG = (Meeting.Type.AGM, Meeting.Type.ASSEMBLY, Meeting.Type.ACCOUNTABILITY, Meeting.Type.CONFERENCE)
MANY = 3  # organisations that belong to both


class Candidate(NamedTuple):
    """A date to look at; `pk` is None for a meeting that is not there yet."""

    pk: int | None
    starts_at: datetime
    ends_at: datetime
    venue_id: int | None
    cags: frozenset[int]

    @property
    def days(self) -> tuple[date, date]:
        return localdate(self.starts_at), localdate(self.ends_at)


class Neighbour(NamedTuple):
    """A planned meeting that may be in the way."""

    meeting: Meeting
    cags: frozenset[int]


def clashes_of(meetings: list[Meeting]) -> dict[int, list[str]]:
    """What is worth a look at these meetings, by key; at those still to come that are planned."""
    wanted = [m for m in meetings if m.state in PLANNED and m.starts_at > now()]
    cags = _cags([m.pk for m in wanted])
    looked_at = [Candidate(m.pk, m.starts_at, m.ends_at, m.venue_id, cags[m.pk]) for m in wanted]
    found = dict(zip((one.pk for one in looked_at), clashes(looked_at), strict=True))
    for meeting in wanted:
        if meeting.has_online and not meeting.joining_url:
            found[meeting.pk].append("People can take part online, and there is no joining link yet.")
    return {pk: words for pk, words in found.items() if words}


def clashes(candidates: list[Candidate]) -> list[list[str]]:
    """Sentences for each of these dates, in five questions for all of them."""
    if not candidates:
        return []
    begin, end = min(c.starts_at for c in candidates), max(c.ends_at for c in candidates)
    day = timedelta(days=1)
    rows = Meeting.objects.filter(state__in=PLANNED, starts_at__lt=end + day, ends_at__gt=begin - day)
    rows = list(rows.select_related("venue").order_by("starts_at"))
    cags = _cags([row.pk for row in rows])
    near = [Neighbour(row, cags[row.pk]) for row in rows]
    names = dict(
        ActionGroup.objects.filter(pk__in={pk for c in candidates for pk in c.cags}).values_list("pk", "name")
    )
    members = _members({pk for one in [*candidates, *near] for pk in one.cags})
    avoided = list(DayToAvoid.objects.filter(first_day__lte=localdate(end), last_day__gte=localdate(begin)))
    return [
        _of_days(one, avoided) + [words for other in near if (words := _of_meeting(one, other, names, members))]
        for one in candidates
    ]


def _of_days(one: Candidate, avoided: list[DayToAvoid]) -> list[str]:
    first, last = one.days
    found, off, known = [], site_details().days_off, site_details().last_day_known
    if first.isoformat() in off:
        found.append(f"It is a bank holiday: {off[first.isoformat()]}.")
    elif first > known:
        found.append(f"Our list of bank holidays ends on {known.day} {known:%B %Y}: check this day yourself.")
    return found + [f"{day.label}." for day in avoided if day.first_day <= last and day.last_day >= first]


def _of_meeting(one: Candidate, other: Neighbour, names: dict[int, str], members: dict[int, set[int]]) -> str:
    """The weightiest reason why this other meeting is in the way, or nothing."""
    meeting = other.meeting
    if meeting.pk == one.pk:
        return ""
    overlap = one.starts_at < meeting.ends_at and meeting.starts_at < one.ends_at
    same_day = one.days[0] <= localdate(meeting.starts_at) <= one.days[1]
    what = f"“{meeting.title}” ({_hours(meeting)})"
    if same_day and (shared := one.cags & other.cags):
        return f"{' and '.join(sorted(names[pk] for pk in shared))} meets that day: {what}."
    if overlap and one.venue_id and one.venue_id == meeting.venue_id:
        return f"{meeting.venue} is taken by {what}."
    if same_day and meeting.type in BIG:
        return f"That day is the {meeting.get_type_display().lower()}: {what}."
    if overlap:
        both = len(_organisations(one.cags, members) & _organisations(other.cags, members))
        if both >= MANY:
            return f"{both} organisations belong also to those of {what}, which is at that time."
    return ""


def _hours(meeting: Meeting) -> str:
    return f"{localtime(meeting.starts_at):%H:%M} to {localtime(meeting.ends_at):%H:%M}"


def _organisations(cags: frozenset[int], members: dict[int, set[int]]) -> set[int]:
    return set().union(*(members[pk] for pk in cags))


def _cags(meetings: list[int]) -> dict[int, frozenset[int]]:
    """The CAGs of each meeting."""
    found = defaultdict(set)
    rows = Meeting.action_groups.through.objects.filter(meeting__in=meetings)
    for meeting, cag in rows.values_list("meeting", "actiongroup"):
        found[meeting].add(cag)
    return defaultdict(frozenset, {pk: frozenset(cags) for pk, cags in found.items()})


def _members(cags: set[int]) -> dict[int, set[int]]:
    """The organisations that belong to each CAG."""
    found = defaultdict(set)
    rows = ActionGroupMembership.objects.active().filter(action_group__in=cags, organisation__isnull=False)
    for cag, organisation in rows.values_list("action_group", "organisation"):
        found[cag].add(organisation)
    return found
