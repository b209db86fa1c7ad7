"""Sending reminders: one row for each person and rule, made together with the mail, so that nothing goes twice."""

from datetime import datetime

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post, withdraw
from meetings.meetings import entries
from meetings.meetings.models import Meeting
from meetings.reminders.models import ReminderDispatch, ReminderRule
from meetings.reminders.sweeping import Audience, people, pieces
from meetings.rsvps import places
from meetings.rsvps.actions.notices import answer_url
from meetings.rsvps.models import Rsvp

State = ReminderDispatch.State
EVENTS = {
    Audience.GOING: "meetings/reminder",
    Audience.UNANSWERED: "meetings/reminder_unanswered",
    Audience.WAITING: "meetings/reminder_waiting",
}


@action
def handle(
    *, meeting: Meeting, rule: ReminderRule, due_at: datetime, state: str, user_ids: list[int], by=None
) -> int:
    """Write down one batch of people as reminded (with the mail), superseded or missed; returns how many.

    Under the meeting's lock: a meeting cancelled or moved meanwhile sends nothing, and two sweeps at once do
    not get in each other's way.
    """
    current = places.lock_meeting(meeting)
    if current.schedule_version != meeting.schedule_version or current.state != Meeting.State.PUBLISHED:
        return 0
    still = set(people(current, rule, due_at).filter(**{_key(rule): user_ids}))
    answers = _answers(current, rule, still)
    rows = [
        ReminderDispatch(
            rule=rule,
            meeting=current,
            user_id=user_id,
            schedule_version=current.schedule_version,
            due_at=due_at,
            state=state,
            mail=_mail(current, rule, answers[user_id]) if state == State.SENT else None,
        )
        for user_id in sorted(still)
    ]
    ReminderDispatch.objects.bulk_create(rows)
    if rows:
        audit.record(f"reminders.{state}", current, by=by, rule=rule.pk, people=len(rows))
    return len(rows)


def _key(rule: ReminderRule) -> str:
    return "pk__in" if rule.audience == Audience.UNANSWERED else "user__in"


def _answers(meeting: Meeting, rule: ReminderRule, user_ids: set[int]) -> dict[int, Rsvp]:
    """Each person's answer; for those who gave none an unsaved one."""
    if rule.audience == Audience.UNANSWERED:
        users = User.objects.filter(pk__in=user_ids)
        return {user.pk: Rsvp(meeting=meeting, user=user, state="") for user in users}
    rows = Rsvp.objects.filter(meeting=meeting, user__in=user_ids).select_related("user")
    return {rsvp.user_id: rsvp for rsvp in rows}


def _mail(meeting: Meeting, rule: ReminderRule, rsvp: Rsvp):
    going = rsvp.state == Rsvp.State.YES
    joining_url = meeting.joining_url if going and meeting.has_online and rule.is_starting_soon else ""
    return post(
        event=EVENTS[rule.audience],
        key=f"reminder:{meeting.pk}:v{meeting.schedule_version}:{rule.pk}:{rsvp.user_id}",
        user=rsvp.user,
        context={
            "meeting": meeting,
            "rsvp": rsvp,
            "rule": rule,
            "joining_url": joining_url,
            "answer_url": answer_url(meeting, rsvp.user),
            "page_url": entries.address_of(meeting),
        },
        key_is_new=True,
    )


@action
def withdraw_reminders(*, meeting: Meeting, by) -> int:
    """Reminders of a meeting that moved or is called off, still waiting in the outbox, do not go."""
    return withdraw(keys_start=f"reminder:{meeting.pk}:")


@action
def stand_in(*, meeting: Meeting, now: datetime, by) -> None:
    """A change notice has just told everybody when it is: reminders due by now are not sent on top of it."""
    for piece in pieces(meeting, now):
        handle(
            meeting=meeting,
            rule=piece.rule,
            due_at=piece.due_at,
            state=State.SUPERSEDED,
            user_ids=piece.user_ids,
            by=by,
        )


@action
def copy_rules(*, source: Meeting, meeting: Meeting, by) -> None:
    """A copied meeting keeps the rules made for the first one; nothing of what was sent."""
    for rule in ReminderRule.objects.filter(meeting=source, is_active=True):
        ReminderRule.objects.create(
            meeting=meeting,
            days_before=rule.days_before,
            minutes_before=rule.minutes_before,
            audience=rule.audience,
        )


@action
def save_rule(*, rule: ReminderRule, by) -> None:
    """Keep a reminder rule; it works for due times after now."""
    if (rule.days_before is None) == (rule.minutes_before is None):
        raise RuleBroken("Fill in either the days or the minutes before, not both.")
    if rule.minutes_before is not None and not 5 <= rule.minutes_before <= 240:
        raise RuleBroken("Minutes before the start: 5 to 240. Use days for anything longer.")
    if rule.days_before is not None and not 1 <= rule.days_before <= 60:
        raise RuleBroken("Days before the start: 1 to 60.")
    rule.save()
    audit.record("reminder_rule.saved", rule, by=by, days=rule.days_before, minutes=rule.minutes_before)
