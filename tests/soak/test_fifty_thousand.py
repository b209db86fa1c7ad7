"""Reminders for 50,000 people, end to end, beside what two processes can send at all over reused connections.

Each process sends 200 of ours and 200 that cost nothing but SMTP in turn, so that both meet the same machine.

`SOAK_PEOPLE` asks for fewer. The figures are printed; the mail server only counts, so that not it is measured.
"""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import threading

import pytest

from tests.browser.portal import ROOT, manage, ready
from tests.services.ports import free_port
from tests.soak.figures import note

pytestmark = pytest.mark.soak
PEOPLE = int(os.environ.get("SOAK_PEOPLE", "50000"))
EACH = 200  # people going to one meeting
MAKE = """
from datetime import timedelta
from django.utils import timezone
from camk.accounts.models import User
from meetings.meetings.models import Meeting
from meetings.reminders.models import ReminderRule
from meetings.rsvps.models import Rsvp
from tests.guard import fixture_writes
people, each, now = {people}, {each}, timezone.now()
with fixture_writes():
    ReminderRule.objects.update(created_at=now - timedelta(days=99))
    ReminderRule.objects.exclude(minutes_before=60).update(is_active=False)
    users = User.objects.bulk_create(
        (User(email=f"p{{n}}@example.org", name=f"Person {{n}}", verified_at=now) for n in range(people)), 5000)
    start, more = now + timedelta(minutes=45), timedelta(hours=1)
    meetings = Meeting.objects.bulk_create(
        Meeting(title=f"Meeting {{n}}", slug=f"m{{n}}", state="published", starts_at=start, ends_at=start + more)
        for n in range(people // each))
    Rsvp.objects.bulk_create((Rsvp(meeting=meetings[n // each], user=user, state="yes",
        answered_at=now - timedelta(days=2)) for n, user in enumerate(users)), 5000)
"""
SWEEP = """
import json, time
from meetings.reminders import tasks
queued, whole = [], tasks.handle_batch.apply_async
tasks.handle_batch.apply_async = lambda args, **options: queued.append(args[0])
tasks.sweep()  # warms up; nothing is handed over
queued.clear()
tasks.handle_batch.apply_async = lambda args, **options: (queued.append(args[0]), whole(args, **options))
tasks.handle_batch.app.connection_for_write().ensure_connection()
began = time.perf_counter()
tasks.sweep()
print(json.dumps({"seconds": time.perf_counter() - began, "batches": queued}))
"""
HEAD = """
import json, os, time
from pathlib import Path
def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
number = int(os.environ["SOAK_PART"])
"""
WRITE = (
    HEAD
    + """
from meetings.reminders.tasks import handle_batch
batches = json.loads(Path(os.environ["SOAK_BATCHES"]).read_text())[number::2]
handle_batch(batches[0])
first, began = memory(), time.perf_counter()
for batch in batches[1:]:
    handle_batch(batch)
print(json.dumps({"seconds": time.perf_counter() - began, "first": first, "last": memory()}))
"""
)
SEND = (
    HEAD
    + """
from django.core.mail import get_connection
from camk.outbox.models import OutboundMail
from camk.outbox.sending import BATCH, build, send_batch
message = build(OutboundMail.objects.first())
connection = get_connection()
connection.open()
spent, first, more = {"ours": 0, "plain": 0, "plain mails": 0}, 0, True
while more:
    for what in ("ours", "plain"):
        began = time.perf_counter()
        if what == "ours":
            more = send_batch()
        else:
            for _ in range(BATCH):
                connection.send_messages([message])
            spent["plain mails"] += BATCH
        spent[what] += time.perf_counter() - began
    first = first or memory()
print(json.dumps({**spent, "seconds": spent["ours"], "first": first, "last": memory()}))
"""
)
COUNT = """
import json
from django.db.models import Count
from camk.outbox.models import OutboundMail
from meetings.reminders.models import ReminderDispatch
rows = OutboundMail.objects.values("state").annotate(n=Count("pk")).values_list("state", "n")
print(json.dumps({"mails": dict(rows), "reminders": ReminderDispatch.objects.filter(state="sent").count()}))
"""


class Counting(asyncio.Protocol):
    """The least that a mail server can be: it takes everything and counts."""

    connections = mails = 0

    def connection_made(self, transport):
        Counting.connections += 1
        self.transport, self.data, self.rest = transport, False, b""
        transport.write(b"220 here\r\n")

    def data_received(self, chunk):
        self.rest += chunk
        while True:
            end = b"\r\n.\r\n" if self.data else b"\r\n"
            found, _, self.rest = self.rest.partition(end) if end in self.rest else (None, b"", self.rest)
            if found is None:
                return
            self.transport.write(self.answer(found))

    def answer(self, line: bytes) -> bytes:
        if self.data:
            self.data = False
            Counting.mails += 1
            return b"250 taken\r\n"
        self.data = line.upper().startswith(b"DATA")
        return b"354 go on\r\n" if self.data else b"250 yes\r\n"


@contextlib.contextmanager
def counting_server():
    """Runs in a thread for as long as the block lasts; gives its address."""
    loop, port = asyncio.new_event_loop(), free_port()
    server = loop.run_until_complete(loop.create_server(Counting, "127.0.0.1", port))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def said(words: str) -> dict:
    return json.loads(words.strip().splitlines()[-1])


def two_at_once(env, code) -> tuple[float, list[dict]]:
    """Run `code` in two processes; the longer time of the two, and what each said."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    running = [
        subprocess.Popen(command, cwd=ROOT, env={**env, "SOAK_PART": str(part)}, stdout=subprocess.PIPE, text=True)
        for part in range(2)
    ]
    answers = [said(process.communicate()[0]) for process in running]
    return max(answer["seconds"] for answer in answers), answers


def test_reminders_for_fifty_thousand(tmp_path):
    with counting_server() as url:
        env = ready(tmp_path, "many", EMAIL_URL=url)
        manage(env, "shell", "-v0", "-c", MAKE.format(people=PEOPLE, each=EACH))
        swept = said(manage(env, "shell", "-v0", "-c", SWEEP))
        batches = swept["batches"]
        env["SOAK_BATCHES"] = str(tmp_path / "batches.json")
        (tmp_path / "batches.json").write_text(json.dumps(batches))
        people = [sum(len(job["user_ids"]) for job in batch) for batch in batches]
        note(f"{PEOPLE} reminders: {len(batches)} batches of {max(people)} queued in {swept['seconds']:.2f} s")
        assert sum(people) == PEOPLE and len(batches) <= 500 and max(people) <= 500
        written, writers = two_at_once(env, WRITE)
        note(f"written by two processes in {written:.1f} s ({PEOPLE / written:.0f} a second); {_memory(writers)}")
        Counting.connections = Counting.mails = 0
        sent, senders = two_at_once(env, SEND)
        ours, plain, number = (sum(sender[what] for sender in senders) for what in ("ours", "plain", "plain mails"))
        times = (ours / PEOPLE) / (plain / number)
        note(f"sent by two processes in {sent:.1f} s ({PEOPLE / sent:.0f} a second), {times:.2f} times SMTP alone")
        note(f"(as many mails in turn over a connection kept open); {_memory(senders)}")
        found = said(manage(env, "shell", "-v0", "-c", COUNT))
        assert found == {"mails": {"sent": PEOPLE}, "reminders": PEOPLE}
        assert Counting.mails >= 2 * PEOPLE
        for answer in (*writers, *senders):
            assert answer["last"] - answer["first"] < 25, "memory grows with the number of people"


def _memory(answers: list[dict]) -> str:
    return "memory " + ", ".join(f"{a['first']:.0f} to {a['last']:.0f} MiB" for a in answers)
