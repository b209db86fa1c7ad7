"""Setting reminders: the site's rules, and those that a CAG or one meeting has of its own."""

from typing import NamedTuple

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from meetings.meetings.models import Meeting
from meetings.reminders.models import ReminderPlan, ReminderRule


class Offset(NamedTuple):
    """For whom, in what unit (a field of the rule), and how many."""

    audience: str
    unit: str
    number: int


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
