"""Sending reminders, and setting them.

One row for each person and rule is made together with the mail, so that nothing goes twice.
"""

import logging
from datetime import datetime

from django.db import DatabaseError
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import draft_mail, post_all, withdraw
from camk.outbox.models import OutboundMail
from meetings.meetings import entries
from meetings.meetings.models import Meeting
from meetings.outcomes.feedback import feedback_urls
from meetings.outcomes.missed import MOST_LETTERS, tidy_lines
from meetings.reminders.models import Offset, ReminderDispatch, ReminderPlan, ReminderRule
from meetings.reminders.sweeping import Audience, people, pieces
from meetings.rsvps import places
from meetings.rsvps.actions.notices import answer_urls
from meetings.rsvps.models import Rsvp

log = logging.getLogger(__name__)
State = ReminderDispatch.State
EVENTS = {
    Audience.GOING: "meetings/reminder",
    Audience.UNANSWERED: "meetings/reminder_unanswered",
    Audience.WAITING: "meetings/reminder_waiting",
    Audience.SPEAKERS: "meetings/reminder_speaker",
    Audience.CAME: "meetings/thank_you",
    Audience.ANSWERED: "meetings/what_came_of_it",
}


@action
def handle(*, meeting: Meeting, rule: ReminderRule, due_at: datetime, state: str, user_ids, by=None) -> int:
    """Write down one batch of people as reminded (with the mail), superseded or missed; returns how many.

    Under the meeting's lock: a meeting cancelled or moved meanwhile sends nothing, and two sweeps at once do
    not get in each other's way. A mail that cannot be written for one person is put down as failed for them alone.
    """
    current = places.lock_meeting(meeting)
    if current.schedule_version != meeting.schedule_version or current.state != Meeting.State.PUBLISHED:
        return 0
    found = people(rule, [current.pk], users=list(user_ids))
    users = sorted(user for _, user, since in found if since is None or since <= due_at)
    mails = _mails(current, rule, users) if state == State.SENT else {}
    post_all(mails=[mail for mail in mails.values() if mail])
    rows = [
        ReminderDispatch(
            rule=rule,
            meeting=current,
            user_id=user,
            schedule_version=current.schedule_version,
            due_at=due_at,
            state=State.FAILED if state == State.SENT and not mails[user] else state,
            mail=mails.get(user),
        )
        for user in users
    ]
    ReminderDispatch.objects.bulk_create(rows)
    if rows:
        audit.record(f"reminders.{state}", current, by=by, rule=rule.pk, people=len(rows))
    return len(rows)


def _mails(meeting: Meeting, rule: ReminderRule, user_ids: list[int]) -> dict[int, OutboundMail | None]:
    """The mail of each person, not stored yet; None where it cannot be written."""
    users = list(User.objects.filter(pk__in=user_ids))
    answers = {rsvp.user_id: rsvp for rsvp in Rsvp.objects.filter(meeting=meeting, user__in=user_ids)}
    speaking = {s.user_id: s for s in meeting.speakers.all()} if rule.audience == Audience.SPEAKERS else {}
    links, mails = answer_urls(meeting, users), {}
    asked = feedback_urls(meeting, users) if rule.audience == Audience.CAME else {}
    for user in users:
        rsvp = answers.get(user.pk) or Rsvp(meeting=meeting, user=user, state="")
        more = {"answer_url": links[user.pk], "speaker": speaking.get(user.pk)}
        more["feedback_url"] = asked.get(user.pk, "")
        try:
            mails[user.pk] = _mail(meeting, rule, user, rsvp, more)
        except DatabaseError:
            raise
        except Exception:
            log.exception("the reminder %s of meeting %s for person %s was not written", rule, meeting.pk, user.pk)
            mails[user.pk] = None
    return mails


def _mail(meeting: Meeting, rule: ReminderRule, user: User, rsvp: Rsvp, more: dict) -> OutboundMail:
    expected = rsvp.state == Rsvp.State.YES or rule.audience == Audience.SPEAKERS
    joining_url = meeting.joining_url if expected and meeting.has_online and rule.is_starting_soon else ""
    context = {"meeting": meeting, "rsvp": rsvp, "rule": rule, "joining_url": joining_url}
    context |= {"page_url": entries.address_of(meeting), "notes": _notes(meeting) if rule.is_after else ""}
    key = f"reminder:{meeting.pk}:v{meeting.schedule_version}:{rule.pk}:{user.pk}"
    return draft_mail(event=EVENTS[rule.audience], key=key, user=user, context=context | more)


def _notes(meeting: Meeting) -> str:
    """What came of it, line by line, once it is on the page; a text of older times is cut."""
    words = tidy_lines(meeting.notes) if meeting.notes_published_at else ""
    return words if len(words) <= MOST_LETTERS else f"{words[:MOST_LETTERS].rsplit(' ', 1)[0]} ..."


@action
def send_after_all(*, dispatch: ReminderDispatch, by) -> None:
    """Staff send a reminder that was missed or could not be written, if it still makes sense."""
    rule, meeting = dispatch.rule, places.lock_meeting(dispatch.meeting)
    dispatch = ReminderDispatch.objects.select_for_update().get(pk=dispatch.pk)
    if dispatch.state not in (State.MISSED, State.FAILED):
        raise RuleBroken("This one went, or was not needed.")
    if meeting.state != Meeting.State.PUBLISHED or dispatch.schedule_version != meeting.schedule_version:
        raise RuleBroken("The meeting has been moved or called off since. People were told about that.")
    if meeting.starts_at <= timezone.now() and not rule.is_after:
        raise RuleBroken("The meeting has started. A reminder is of no use now.")
    dispatch.mail = _mails(meeting, rule, [dispatch.user_id]).get(dispatch.user_id)
    if dispatch.mail is None:
        raise RuleBroken("It still cannot be written. Tell whoever looks after the portal.")
    post_all(mails=[dispatch.mail])
    dispatch.state, dispatch.at = State.SENT, timezone.now()
    dispatch.save(update_fields=["state", "at", "mail"])
    audit.record("reminder.sent_after_all", dispatch, by=by, meeting=meeting.pk)


@action
def withdraw_reminders(*, meeting: Meeting, by) -> int:
    """Reminders of a meeting that moved or is called off, still waiting in the outbox, do not go."""
    return withdraw(keys_start=f"reminder:{meeting.pk}:")


@action
def stand_in(*, meeting: Meeting, now: datetime, by) -> None:
    """A change notice has just told everybody when it is: reminders due by now are not sent on top of it."""
    for piece in list(pieces([meeting], now)):
        if not piece.rule.is_after:
            superseded = {"due_at": piece.due_at, "state": State.SUPERSEDED, "user_ids": piece.user_ids}
            handle(meeting=meeting, rule=piece.rule, **superseded, by=by)


# -- setting them -------------------------------------------------------------------------------------------


@action
def save_rule(*, rule: ReminderRule, by) -> None:
    """Keep a reminder rule; it works for due times after now."""
    _check(rule)
    rule.save()
    units = {"days": rule.days_before, "minutes": rule.minutes_before, "after": rule.days_after}
    audit.record("reminder_rule.saved", rule, by=by, **units)


def _check(rule: ReminderRule) -> None:
    units = (rule.days_before, rule.minutes_before, rule.days_after)
    if sum(unit is not None for unit in units) != 1:
        raise RuleBroken("Fill in one of the three: days before, minutes before or days after.")
    if rule.is_after != (rule.audience in ReminderRule.AFTERWARDS):
        raise RuleBroken("A thank-you and what came of it go days after the meeting, everything else before it.")
    if rule.minutes_before is not None and not 5 <= rule.minutes_before <= 240:
        raise RuleBroken("Minutes before the start: 5 to 240. Use days for anything longer.")
    if rule.days_before is not None and not 1 <= rule.days_before <= 60:
        raise RuleBroken("Days before the start: 1 to 60.")
    if rule.is_after and not 1 <= rule.days_after <= 30:
        raise RuleBroken("Days after the meeting: 1 to 30.")


@action
def plan_reminders(*, meeting: Meeting | None = None, action_group=None, wanted: list[Offset] | None, by) -> None:
    """Give one meeting or a CAG reminders of its own (an empty list: none at all); None takes the usual ones again.

    A rule is never deleted while something was sent by it: it is switched off, and on again from that moment.
    """
    whose = {"meeting": meeting, "action_group": action_group}
    standing = {_offset(rule): rule for rule in ReminderRule.objects.filter(**whose)}
    if wanted is None:
        ReminderPlan.objects.filter(**whose).delete()
    else:
        ReminderPlan.objects.get_or_create(**whose)
    for offset, rule in standing.items():
        if rule.is_active and offset not in (wanted or []):
            rule.is_active = False
            rule.save(update_fields=["is_active"])
    for offset in dict.fromkeys(wanted or []):
        rule = standing.get(offset) or ReminderRule(**whose, audience=offset.audience, is_active=False)
        if not rule.is_active:
            setattr(rule, offset.unit, offset.number)
            rule.is_active, rule.created_at = True, timezone.now()
            _check(rule)
            rule.save()
    own = "usual" if wanted is None else [":".join(map(str, offset)) for offset in wanted]
    audit.record("reminders.planned", meeting or action_group, by=by, rules=own)


def _offset(rule: ReminderRule) -> Offset:
    units = ("days_before", "minutes_before", "days_after")
    unit = next(unit for unit in units if getattr(rule, unit) is not None)
    return Offset(rule.audience, unit, getattr(rule, unit))


@action
def copy_rules(*, source: Meeting, meeting: Meeting, by) -> None:
    """A copied meeting keeps the rules made for the first one; nothing of what was sent."""
    if ReminderPlan.objects.filter(meeting=source).exists():
        rules = ReminderRule.objects.filter(meeting=source, is_active=True)
        plan_reminders(meeting=meeting, wanted=[_offset(rule) for rule in rules], by=by)
