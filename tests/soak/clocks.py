"""F7: the reminders around every change of the clocks, half hour by half hour, by a clock that may jump.

Runs inside `manage.py shell`, with a mail server of the experiment's own; says what stands in the database.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import time_machine

from camk.hours import LONDON
from camk.outbox.models import OutboundMail
from camk.outbox.tasks import send_due
from meetings.reminders import due
from meetings.reminders.models import ReminderDispatch, ReminderRule
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.guard import fixture_writes
from tests.soak.here import sweep

# Both changes of two years, and the leap day.
CHANGES = [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)]
CLOCKS = [time(1, 30), time(9), time(10), time(14, 30), time(19, 30), time(23, 30)]
TICK, DAY = timedelta(minutes=30), timedelta(days=1)
LONG_AGO = datetime(2025, 12, 1, tzinfo=UTC)
PEOPLE = 3
# The chances that at a half hour somebody puts the clock back an hour, or on by three days.
BACK, ON = 0.01, 0.002


def prepare(changes: list[date]) -> None:
    """Meetings at all hours, from two days before each change until five days after it."""
    with fixture_writes():
        ReminderRule.objects.update(created_at=LONG_AGO)
        ReminderRule.objects.exclude(audience="going").update(is_active=False)
    people = [make_user() for _ in range(PEOPLE)]
    for change in changes:
        for days in range(-2, 6):
            for clock in CLOCKS:
                start = datetime.combine(change + days * DAY, clock, tzinfo=LONDON).astimezone(UTC)
                meeting = make_meeting(starts_at=start, title=f"At {start:%Y-%m-%d %H:%M}")
                for user in people:
                    make_rsvp(meeting=meeting, user=user, answered_at=LONG_AGO)


def ticks(changes: list[date], *, jumps: bool) -> Iterator[datetime]:
    """The moments at which the portal looks."""
    chance = random.Random(5)  # noqa: S311 - moments of an experiment
    for change in changes:
        now = datetime.combine(change - 10 * DAY, time(), tzinfo=UTC)
        while now < datetime.combine(change + 8 * DAY, time(), tzinfo=UTC):
            yield now
            now += TICK
            drawn = chance.random() if jumps else 1
            now += 3 * DAY if drawn < ON else -2 * TICK if drawn < BACK else timedelta()
        yield now  # the last jump may have led past the end; nobody would look before the next change of the clocks


def walk(*, jumps: bool, careless: str = "", number: int = len(CHANGES)) -> None:
    """Look at every half hour; then say what was made of each reminder, and which mails there are."""
    changes = CHANGES[-number:] if not careless else CHANGES[1:2]
    if careless == "duration":
        due.wall = lambda day, clock, zone=LONDON, whole=due.wall: _as_a_duration(day, clock, zone, whole)
    if careless == "no grace":
        due.GRACE = timedelta(days=30)
    prepare(changes)
    looked, jumped, last = 0, 0, None
    with time_machine.travel(LONG_AGO, tick=False) as clock:
        for now in ticks(changes, jumps=jumps):
            jumped += last is not None and now - last not in (TICK, timedelta()) and abs(now - last) < 5 * DAY
            clock.move_to(now)
            if careless == "forgets":
                _forget_the_future(now)
            sweep()
            send_due()
            looked, last = looked + 1, now
    print(json.dumps({"looked": looked, "jumps": jumped, **found()}))


def _as_a_duration(day, clock, zone, whole) -> datetime:
    """What is often done instead: 24 hours before, whatever the clocks do. Midday tells by how much they differ."""
    before, after = (datetime.combine(d, clock, tzinfo=zone).utcoffset() for d in (day, day + DAY))
    return whole(day, clock, zone) + (before - after)


def _forget_the_future(now: datetime) -> None:
    """A sweep that goes by the time of its last run: what was sent at a time still to come was not sent."""
    with fixture_writes():
        for row in ReminderDispatch.objects.filter(at__gt=now).select_related("mail"):
            if row.mail:
                row.mail.key += f":{row.pk}"
                row.mail.save()
            row.delete()


def found() -> dict:
    """Each reminder somebody should have, with what became of it; and the key of each mail by its Message-ID."""
    rows = {(d.meeting_id, d.rule_id, d.user_id): d for d in ReminderDispatch.objects.select_related("mail")}
    reminders = []
    for rsvp in Rsvp.objects.select_related("meeting"):
        for rule in ReminderRule.objects.filter(is_active=True, choice="usual"):
            row = rows.get((rsvp.meeting_id, rule.pk, rsvp.user_id))
            reminders.append(
                {
                    "key": f"reminder:{rsvp.meeting_id}:v1:{rule.pk}:{rsvp.user_id}",
                    "start": rsvp.meeting.starts_at.isoformat(),
                    "days": rule.days_before,
                    "minutes": rule.minutes_before,
                    "state": row.state if row else "",
                    "sent": row.mail.sent_at.isoformat() if row and row.mail and row.mail.sent_at else "",
                }
            )
    return {"reminders": reminders, "mails": dict(OutboundMail.objects.values_list("message_id", "key"))}
