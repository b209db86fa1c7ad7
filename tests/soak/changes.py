"""F8: meetings moved, called off and restored by several people at once, while their reminders go.

Runs inside `manage.py shell`; each function is one process, or says what stands in the database.
"""

import json
import os
import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from camk.outbox.sending import send_batch
from camk.outbox.tasks import send_due
from meetings.meetings import actions as meetings
from meetings.meetings.models import Meeting
from meetings.reminders import actions as reminders
from meetings.reminders.models import ReminderDispatch, ReminderRule
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.guard import fixture_writes
from tests.soak.here import sweep

# A Tuesday in winter: London time is UTC.
START = datetime(2026, 11, 24, 14, tzinfo=UTC)
DAY = timedelta(days=1)
LONG_AGO = START - 300 * DAY
MOVES = ("move", "cancel", "postpone", "restore")


def one_clock():
    """The day before the meetings, a minute after the reminders were due; it runs on, and is the same for all."""
    since = time.time() - float(os.environ["SOAK_BEGAN"])
    return time_machine.travel(START - DAY + timedelta(minutes=1, seconds=since))


def prepare(*, number: int, people: int) -> None:
    """Meetings on one afternoon, with everybody's entry in their calendar; their reminders stand in the outbox."""
    with fixture_writes():
        ReminderRule.objects.update(created_at=LONG_AGO)
        ReminderRule.objects.exclude(audience="going").update(is_active=False)
    make_user("staff@example.org")
    with time_machine.travel(START - DAY, tick=False):
        for one in range(number):
            meeting = make_meeting(starts_at=START, title=f"Lunch {one}")
            for _ in range(people):
                make_rsvp(meeting=meeting, user=make_user(), answered_at=LONG_AGO, has_entry=True, last_sequence=0)
        sweep()
        send_batch()  # 200 of them leave; the others wait when the changes come


def change(*, part: int, of: int, rounds: int, flag: str, careless: str = "") -> None:
    """One of several people who change meetings; after the first round it says so with a file."""
    if careless:
        reminders.withdraw_reminders = lambda **kwargs: 0
    chance, made = random.Random(part), []  # noqa: S311 - the order of an experiment
    staff = Rsvp.user.field.related_model.objects.get(email="staff@example.org")
    with one_clock():
        for turn in range(rounds):
            for pk in list(Meeting.objects.order_by("pk").values_list("pk", flat=True))[part::of]:
                made += _change(
                    Meeting.objects.get(pk=pk), chance.choice(MOVES if turn else MOVES[:2]), chance, staff
                )
            Path(flag).touch()
    print(json.dumps(made))


def _change(meeting: Meeting, what: str, chance: random.Random, staff) -> list:
    """One change, as staff make it: [meeting, kind, when]; nothing when the rules do not allow it."""
    try:
        if what == "move":
            start = meeting.starts_at + timedelta(days=chance.randint(2, 9))
            meetings.move(meeting=meeting, starts_at=start, ends_at=start + timedelta(hours=1), by=staff)
        elif what == "restore":
            meetings.restore(meeting=meeting, by=staff)
        else:
            getattr(meetings, what)(meeting=meeting, reason="The hall is under water.", by=staff)
    except RuleBroken:
        return []
    kinds = {"move": "moved", "cancel": "cancelled", "postpone": "postponed", "restore": "restored"}
    meeting.refresh_from_db()
    return [[meeting.pk, kinds[what], timezone.now().isoformat(), meeting.schedule_version]]


def work(*, until: str) -> None:
    """A worker: looks for reminders and sends mail until the file is there, and once more."""
    with one_clock():
        last = False
        while not last:
            last = Path(until).exists()
            sweep()
            send_due()


def live_on() -> None:
    """The weeks after, half hour by half hour, until every meeting is over; then what stands."""
    end = Meeting.objects.latest("starts_at").starts_at
    with time_machine.travel(START - DAY + timedelta(hours=1), tick=False) as clock:
        while timezone.now() < end:
            sweep()
            send_due()
            clock.shift(timedelta(minutes=30))
    print(json.dumps(found()))


def found() -> dict:
    """Mails in the order they were posted, the reminders' versions, and how each meeting stands."""
    versions = dict(ReminderDispatch.objects.filter(mail__isnull=False).values_list("mail", "schedule_version"))
    mails = []
    for mail in OutboundMail.objects.exclude(user=None).order_by("pk"):
        sent = mail.sent_at.isoformat() if mail.sent_at else ""
        kind, version = mail.kind.removeprefix("meetings/"), versions.get(mail.pk)
        mails.append([mail.message_id, mail.user_id, kind, version, mail.state, sent])
    stands = {m.pk: [m.state, m.starts_at.isoformat(), m.schedule_version] for m in Meeting.objects.all()}
    return {"mails": mails, "meetings": stands, "people": dict(Rsvp.objects.values_list("user", "meeting"))}
