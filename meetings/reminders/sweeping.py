"""Finding what is due: for each coming meeting its rules, for each rule the people not yet reminded."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from camk.accounts.models import User
from groups.action_groups.models import ActionGroupMembership
from groups.organisations.models import OrganisationRole
from meetings.meetings.models import Meeting
from meetings.reminders import due
from meetings.reminders.models import ReminderDispatch, ReminderRule
from meetings.rsvps.models import Rsvp

Audience = ReminderRule.Audience
State = ReminderDispatch.State
AUDIENCE_STATES = {
    Audience.GOING: (Rsvp.State.YES, Rsvp.State.MAYBE),
    Audience.WAITING: (Rsvp.State.WAITLISTED, Rsvp.State.OFFERED),
}
# A reminder may move before a run of holidays, so meetings are looked at a little sooner than the rule says.
AHEAD = timedelta(days=7)
# Started ones are looked at for a day more, so that what never went is written down as missed.
BEHIND = timedelta(days=1)


@dataclass(frozen=True)
class Piece:
    """One rule's reminder of one meeting that is now due, superseded or missed, and for whom."""

    rule: ReminderRule
    due_at: datetime
    state: str
    user_ids: list[int]


def meetings_in_reach(now: datetime) -> QuerySet:
    """Meetings that go ahead and are near enough for some active rule."""
    days = ReminderRule.objects.filter(is_active=True).order_by("-days_before").values_list("days_before", flat=True)
    furthest = max([n or 1 for n in days], default=0)
    until = now + timedelta(days=furthest) + AHEAD
    return Meeting.objects.going_ahead().filter(starts_at__gt=now - BEHIND, starts_at__lt=until)


def rules_of(meeting: Meeting) -> list[ReminderRule]:
    """The site's rules, those of its CAGs and its own."""
    ours = Q(action_group=None, meeting=None) | Q(meeting=meeting) | Q(action_group__meetings=meeting)
    return list(ReminderRule.objects.filter(ours, is_active=True).distinct())


def pieces(meeting: Meeting, now: datetime) -> list[Piece]:
    """What is to be handled for this meeting now. Of several overdue reminders only the nearest to the start goes."""
    found = []
    rules = rules_of(meeting)
    for audience in Audience.values:
        times = [(due.due_at(meeting, rule), rule) for rule in rules if rule.audience == audience]
        # A rule made after its own due time never applied to this meeting.
        times = sorted(((at, r) for at, r in times if r.created_at <= at <= now), key=lambda pair: pair[0])
        for at, rule in times:
            state = _state(meeting, rule, at, now) if rule == times[-1][1] else State.SUPERSEDED
            if state and (user_ids := list(people(meeting, rule, at))):
                found.append(Piece(rule, at, state, user_ids))
    return found


def _state(meeting: Meeting, rule: ReminderRule, at: datetime, now: datetime) -> str:
    if due.is_too_late(at, meeting, now):
        return State.MISSED
    return "" if due.must_wait(rule, now) else State.SENT


def people(meeting: Meeting, rule: ReminderRule, at: datetime | None = None) -> QuerySet:
    """Keys of the people this rule is for and has not been handled for; who answered after `at` was told then."""
    handled = ReminderDispatch.objects.filter(rule=rule, meeting=meeting, schedule_version=meeting.schedule_version)
    if rule.audience == Audience.UNANSWERED:
        return _unanswered(meeting, handled)
    rows = Rsvp.objects.filter(meeting=meeting, state__in=AUDIENCE_STATES[rule.audience], user__is_active=True)
    if at is not None:
        rows = rows.filter(answered_at__lte=at)
    rows = rows.filter(~Exists(handled.filter(user=OuterRef("user"))))
    return rows.order_by("pk").values_list("user", flat=True)


def _unanswered(meeting: Meeting, handled: QuerySet) -> QuerySet:
    """People of the meeting's CAGs, for an organisation or themselves, who have not answered."""
    members = ActionGroupMembership.objects.active().filter(action_group__meetings=meeting)
    roles = OrganisationRole.objects.current().filter(organisation__in=members.values("organisation"))
    answered = Rsvp.objects.filter(meeting=meeting, user=OuterRef("pk"))
    people = User.objects.filter(is_active=True, verified_at__isnull=False)
    people = people.filter(Q(pk__in=roles.values("user")) | Q(pk__in=members.values("user")))
    handled = handled.filter(user=OuterRef("pk"))
    return people.filter(~Exists(answered), ~Exists(handled)).order_by("pk").values_list("pk", flat=True)


def coming(now: datetime, days: int = 14) -> list[dict]:
    """What will go out in the next `days` as things stand: when, of which meeting, by which rule, to how many."""
    rows = []
    for meeting in meetings_in_reach(now).filter(starts_at__gt=now):
        for rule in rules_of(meeting):
            at = due.due_at(meeting, rule)
            if rule.created_at <= at and now < at < now + timedelta(days=days):
                rows.append({"at": at, "meeting": meeting, "rule": rule, "people": people(meeting, rule).count()})
    return sorted(rows, key=lambda row: row["at"])
