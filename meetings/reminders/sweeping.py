"""Finding what is due: for each meeting its rules, for each rule the people not yet reminded.

Asked each minute, so it asks by rule, not by meeting: a few statements however many meetings are near.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from camk.accounts.models import User
from groups.action_groups.models import ActionGroupMembership
from groups.organisations.models import OrganisationRole
from meetings.meetings.models import Meeting, Speaker
from meetings.reminders import due
from meetings.reminders.models import ReminderDispatch, ReminderPlan, ReminderRule
from meetings.rsvps.models import Rsvp

log = logging.getLogger(__name__)
Audience = ReminderRule.Audience
State = ReminderDispatch.State
Answer = Rsvp.State
AUDIENCES = {
    Audience.GOING: Q(state__in=(Answer.YES, Answer.MAYBE)),
    Audience.WAITING: Q(state__in=(Answer.WAITLISTED, Answer.OFFERED)),
    Audience.CAME: Q(attendance=Rsvp.Attendance.ATTENDED),
    Audience.ANSWERED: ~Q(state=Answer.EVENT_CANCELLED),
}
# A reminder may move before a run of holidays, so meetings are looked at a little sooner than the rule says.
AHEAD = timedelta(days=7)
# Started ones are looked at for a week more: after an outage of days what never went is written down as missed.
BEHIND = timedelta(days=7)


@dataclass(frozen=True)
class Piece:
    """One rule's reminder of one meeting that is now due, superseded or missed, and for whom."""

    meeting: Meeting
    rule: ReminderRule
    due_at: datetime
    state: str
    user_ids: tuple[int, ...] = ()


def meetings_in_reach(now: datetime) -> QuerySet:
    """Meetings that go ahead, or went, and are near enough for some active rule."""
    rules = list(ReminderRule.objects.filter(is_active=True).order_by().values_list("days_before", "days_after"))
    furthest = max([before or 1 for before, _ in rules], default=0)
    back = max([after + due.AFTER_GRACE.days + 4 for _, after in rules if after is not None], default=0)
    since, until = now - max(BEHIND, timedelta(days=back)), now + timedelta(days=furthest) + AHEAD
    return Meeting.objects.going_ahead().filter(starts_at__gt=since, starts_at__lt=until)


def rules_for(meetings: list[Meeting]) -> dict[int, list[ReminderRule]]:
    """The rules of each meeting, by its key: its own plan's, else its CAGs', else the site's; and people's own."""
    keys = [meeting.pk for meeting in meetings]
    theirs, of_cags = set(), defaultdict(set)
    plans = ReminderPlan.objects.filter(Q(meeting__in=keys) | Q(action_group__meetings__in=keys))
    for own, cag, meeting in plans.values_list("meeting", "action_group", "action_group__meetings"):
        theirs.add(own)
        of_cags[meeting].add(cag)
    levels = defaultdict(list)
    for rule in ReminderRule.objects.filter(is_active=True):
        levels[rule.choice, rule.meeting_id, rule.action_group_id].append(rule)
    usual = User.Reminders.USUAL
    personal = [rule for (choice, *_), rules in levels.items() if choice != usual for rule in rules]
    found = {}
    for pk in keys:
        places = [(pk, None)] if pk in theirs else [(None, cag) for cag in of_cags[pk]] or [(None, None)]
        found[pk] = personal + [rule for place in places for rule in levels[usual, *place]]
    return found


def rules_of(meeting: Meeting) -> list[ReminderRule]:
    """The rules of one meeting."""
    return rules_for([meeting])[meeting.pk]


def pieces(meetings: list[Meeting], now: datetime) -> Iterator[Piece]:
    """What is to be handled now. A meeting that cannot be worked out stops no other."""
    rules, dues = rules_for(meetings), defaultdict(list)
    for meeting in meetings:
        try:
            for piece in _dues(meeting, rules[meeting.pk], now):
                dues[piece.rule].append(piece)
        except Exception:
            log.exception("the reminders of meeting %s were not worked out", meeting.pk)
    for rule, found in dues.items():
        waiting, times = defaultdict(list), {piece.meeting.pk: piece.due_at for piece in found}
        for meeting, user, since in people(rule, list(times)):
            # Who answered after the reminder was due was told by the answer's own mail.
            if since is None or since <= times[meeting]:
                waiting[meeting].append(user)
        for piece in found:
            if users := waiting[piece.meeting.pk]:
                yield Piece(piece.meeting, rule, piece.due_at, piece.state, tuple(users))


def _dues(meeting: Meeting, rules: list[ReminderRule], now: datetime) -> Iterator[Piece]:
    """The rules that are due by now. Of several overdue ones only the nearest to the start goes."""
    groups = defaultdict(list)
    for rule in rules:
        if not rule.is_after and meeting.starts_at <= now - BEHIND:
            continue
        at = due.due_at(meeting, rule)
        if at is not None and _since(meeting, rule) <= at <= now:
            groups[rule.audience, rule.choice].append((at, rule))
    for times in groups.values():
        last = max(times, key=lambda pair: pair[0])[1]
        for at, rule in sorted(times, key=lambda pair: pair[0]):
            state = _state(meeting, rule, at, now) if rule == last or rule.is_after else State.SUPERSEDED
            if state:
                yield Piece(meeting, rule, at, state)


def _since(meeting: Meeting, rule: ReminderRule) -> datetime:
    """From when on the rule applies: what was due before it was made or the meeting was published is past."""
    return max(rule.created_at, meeting.published_at or rule.created_at)


def _state(meeting: Meeting, rule: ReminderRule, at: datetime, now: datetime) -> str:
    if due.is_too_late(at, meeting, rule, now):
        return State.MISSED
    return "" if due.must_wait(rule, now) else State.SENT


def people(rule: ReminderRule, meetings: list[int], users=None) -> list[tuple[int, int, datetime | None]]:
    """Meeting, person and since when they are in the audience, of all whom this rule has not been handled for."""
    if rule.audience in AUDIENCES:
        rows = Rsvp.objects.filter(AUDIENCES[rule.audience], meeting__in=meetings, user__is_active=True)
        rows = rows.filter(_wishes(rule, "user__"), ~Exists(_handled(rule, version="meeting__schedule_version")))
        if rule.audience == Audience.ANSWERED:
            rows = rows.filter(~Exists(_thanked_with_notes()))
        rows = rows if users is None else rows.filter(user__in=users)
        since = F("answered_at")
        found = rows.order_by("pk").values_list("meeting", "user", since)
        return [(m, u, None if rule.is_after else at) for m, u, at in found]
    finder = _speakers if rule.audience == Audience.SPEAKERS else _unanswered
    found = []
    for meeting in Meeting.objects.filter(pk__in=meetings):
        handled = ReminderDispatch.objects.filter(rule=rule, meeting=meeting, user=OuterRef("pk"))
        rows = finder(meeting).filter(_wishes(rule), is_active=True)
        rows = rows.filter(~Exists(handled.filter(schedule_version=meeting.schedule_version)))
        rows = rows if users is None else rows.filter(pk__in=users)
        found += [(meeting.pk, pk, None) for pk in rows.order_by("pk").values_list("pk", flat=True).distinct()]
    return found


def _wishes(rule: ReminderRule, path: str = "") -> Q:
    """Only people whose own choice this rule is; afterwards, all but those who want nothing."""
    if rule.is_after:
        return ~Q(**{f"{path}reminders": User.Reminders.NONE})
    return Q(**{f"{path}reminders": rule.choice})


def _handled(rule: ReminderRule, *, version: str) -> QuerySet:
    same = {"meeting": OuterRef("meeting"), "user": OuterRef("user"), "schedule_version": OuterRef(version)}
    return ReminderDispatch.objects.filter(rule=rule, **same)


def _thanked_with_notes() -> QuerySet:
    """The thank-you that already led to what came of it."""
    same = {"meeting": OuterRef("meeting"), "user": OuterRef("user")}
    thanks = ReminderDispatch.objects.filter(**same, state=State.SENT, rule__audience=Audience.CAME)
    return thanks.filter(at__gte=OuterRef("meeting__notes_published_at"))


def _speakers(meeting: Meeting) -> QuerySet:
    speaking = Speaker.objects.filter(meeting=meeting, user__isnull=False, declined_at=None)
    return User.objects.filter(pk__in=speaking.values("user"))


def _unanswered(meeting: Meeting) -> QuerySet:
    """People of the meeting's CAGs, for an organisation or themselves, who have not answered."""
    members = ActionGroupMembership.objects.active().filter(action_group__meetings=meeting)
    roles = OrganisationRole.objects.current().filter(organisation__in=members.values("organisation"))
    answered = Rsvp.objects.filter(meeting=meeting, user=OuterRef("pk"))
    proved = User.objects.filter(verified_at__isnull=False)
    proved = proved.filter(Q(pk__in=roles.values("user")) | Q(pk__in=members.values("user")))
    return proved.filter(~Exists(answered))


def coming(now: datetime, days: int = 7) -> list[dict]:
    """What will go out in the next `days` as things stand: when, of which meeting, by which rule, to how many."""
    meetings = list(meetings_in_reach(now))
    rules, rows = rules_for(meetings), defaultdict(list)
    for meeting in meetings:
        for rule in rules[meeting.pk]:
            at = due.due_at(meeting, rule)
            if at is not None and _since(meeting, rule) <= at and now < at < now + timedelta(days=days):
                rows[rule].append({"at": at, "meeting": meeting, "rule": rule, "people": 0})
    for rule, found in rows.items():
        by_meeting = {row["meeting"].pk: row for row in found}
        for meeting, _, _ in people(rule, list(by_meeting)):
            by_meeting[meeting]["people"] += 1
    every = [row for found in rows.values() for row in found if row["people"]]
    return sorted(every, key=lambda row: (row["at"], row["meeting"].pk, row["rule"].pk))
