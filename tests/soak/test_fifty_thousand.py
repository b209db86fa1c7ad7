"""Reminders for 50,000 people, end to end, beside what two processes can send at all over reused connections.

Each process sends 200 of ours, 200 as Django sends them, and 200 written beforehand with nothing but smtplib, in
turn, so that all meet the same machine. Nothing is written down for the last two: they are the floors.

`SOAK_PEOPLE` asks for fewer. The figures are printed; the mail server only counts, so that not it is measured.
PostgreSQL flushes to the disk here, as it does in life.
"""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import closing

import psycopg2
import pytest

from tests.browser.portal import ROOT, celery, manage, ready, wait_until
from tests.services.ports import free_port
from tests.services.postgres import own_postgres
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
FLOORS = """
import smtplib
from urllib.parse import urlsplit
from django.core.mail import EmailMultiAlternatives, get_connection
from camk.outbox.letters import Letter, plain_address
from camk.outbox.models import OutboundMail
some = list(OutboundMail.objects.order_by("pk")[:200])
written, address = [Letter(mail) for mail in some], urlsplit(os.environ["EMAIL_URL"])
django = get_connection("django.core.mail.backends.smtp.EmailBackend")
django.open()
alone, sender = smtplib.SMTP(address.hostname, address.port), plain_address(written[0].from_email)
def as_django_sends():
    for mail in some:
        message = EmailMultiAlternatives(
            mail.subject, mail.text, to=[mail.address], headers={"Message-ID": mail.message_id})
        message.attach_alternative(mail.html, "text/html")
        django.send_messages([message])
def nothing_but_smtp():
    for letter in written:
        alone.sendmail(sender, letter.to, letter.written)
def seconds(what):
    began = time.perf_counter()
    answer = what()
    return time.perf_counter() - began, answer
"""
SEND = (
    HEAD
    + FLOORS
    + """
from camk.outbox.sending import send_batch
spent, first, more, turns = {"seconds": 0, "django": 0, "smtplib": 0}, 0, True, 0
while more:
    took, more = seconds(send_batch)
    spent["seconds"] += took
    spent["django"] += seconds(as_django_sends)[0]
    spent["smtplib"] += seconds(nothing_but_smtp)[0]
    turns, first = turns + 1, first or memory()
print(json.dumps({**spent, "floor mails": turns * len(some), "first": first, "last": memory()}))
"""
)
FLOOR = (
    HEAD
    + FLOORS
    + """
print(json.dumps({"seconds": sum(seconds(as_django_sends)[0] for _ in range(10)), "mails": 10 * len(some)}))
"""
)
HOLD = """
from tests.factories.live import make_details
make_details(mail_held={held})
"""
SWEEP_SOON = "from meetings.reminders.tasks import sweep; sweep.delay()"
SEND_SOON = "from camk.outbox.tasks import send_due; send_due.delay(); send_due.delay()"
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

    mails, first, last, offers = 0, 0.0, 0.0, True

    def connection_made(self, transport):
        Counting.first = Counting.first or time.monotonic()
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
            Counting.mails, Counting.last = Counting.mails + 1, time.monotonic()
            return b"250 taken\r\n"
        if line.upper().startswith(b"EHLO") and self.offers:
            return b"250-here\r\n250 PIPELINING\r\n"
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


@pytest.fixture(scope="module")
def database():
    """A server that flushes to the disk, unless another is named."""
    if named := os.environ.get("TEST_DATABASE_URL"):
        yield named
    else:
        with own_postgres({}) as server:
            yield f"{server}/postgres"


@pytest.mark.parametrize(("offers", "people"), [(True, PEOPLE), (False, min(PEOPLE, 8000))])
def test_reminders_for_fifty_thousand(tmp_path, database, monkeypatch, offers, people):
    """`offers`: the mail server lets us say several things at once, as nearly all do."""
    monkeypatch.setattr(Counting, "offers", offers)
    with counting_server() as url:
        env = ready(tmp_path, f"many{offers}".lower(), EMAIL_URL=url, DATABASE_URL=database)
        manage(env, "shell", "-v0", "-c", MAKE.format(people=people, each=EACH))
        swept = said(manage(env, "shell", "-v0", "-c", SWEEP))
        batches = swept["batches"]
        env["SOAK_BATCHES"] = str(tmp_path / "batches.json")
        (tmp_path / "batches.json").write_text(json.dumps(batches))
        sizes = [sum(len(job["user_ids"]) for job in batch) for batch in batches]
        note(f"{people} reminders: {len(batches)} batches of {max(sizes)} queued in {swept['seconds']:.2f} s")
        assert sum(sizes) == people and len(batches) <= 500 and max(sizes) <= 500
        written, writers = two_at_once(env, WRITE)
        note(f"written by two processes in {written:.1f} s ({people / written:.0f} a second); {_memory(writers)}")
        Counting.mails = 0
        sent, senders = two_at_once(env, SEND)
        whole = {key: sum(sender[key] for sender in senders) for key in senders[0]}
        each = {key: whole[key] / whole["floor mails"] for key in ("django", "smtplib")}
        times = {key: whole["seconds"] / people / cost for key, cost in each.items()}
        how = "several things said at once" if offers else "one thing said at a time"
        note(f"sent by two processes in {sent:.1f} s ({people / sent:.0f} a second), {how}: {_times(times)}")
        note(_memory(senders))
        found = said(manage(env, "shell", "-v0", "-c", COUNT))
        assert found == {"mails": {"sent": people}, "reminders": people}
        assert Counting.mails == people + 2 * whole["floor mails"]
        for answer in (*writers, *senders):
            assert answer["last"] - answer["first"] < 25, "memory grows with the number of people"


def test_fifty_thousand_by_celery(tmp_path, database):
    """Planned, handed over, written and sent by two Celery workers, the floor before and after."""
    with counting_server() as url:
        env = ready(tmp_path, "celery", EMAIL_URL=url, DATABASE_URL=database)
        manage(env, "shell", "-v0", "-c", MAKE.format(people=PEOPLE, each=EACH) + HOLD.format(held=True))
        with closing(psycopg2.connect(env["DATABASE_URL"])) as connection:
            connection.autocommit = True

            def counted(table: str) -> dict[str, int]:
                with connection.cursor() as cursor:
                    cursor.execute(f"SELECT state, count(*) FROM {table} GROUP BY state")
                    return dict(cursor.fetchall())

            def mails(state: str) -> int:
                return counted("camk_outboundmail").get(state, 0)

            def standing() -> str:
                return f"mails {counted('camk_outboundmail')}, reminders {counted('meetings_reminderdispatch')}"

            began = time.monotonic()
            with celery(env, tmp_path, workers=2):
                manage(env, "shell", "-v0", "-c", SWEEP_SOON)
                wait_until(lambda: mails("queued") == PEOPLE, 2400, standing)
            note(f"{PEOPLE} reminders found and written by two Celery workers in {time.monotonic() - began:.0f} s")
            manage(env, "shell", "-v0", "-c", HOLD.format(held=False))
            before, Counting.mails = two_at_once(env, FLOOR), 0
            with celery(env, tmp_path, workers=2, beats=0):
                wait_until(
                    lambda: (tmp_path / "celery.txt").read_text().count(" ready.") >= 4, 60, lambda: "no worker"
                )
                Counting.first = 0.0
                manage(env, "shell", "-v0", "-c", SEND_SOON)
                wait_until(lambda: mails("sent") == PEOPLE, 3600, standing)
            took, arrived = Counting.last - Counting.first, Counting.mails
            after = two_at_once(env, FLOOR)
        floor = sum(longest / said[0]["mails"] / 2 for longest, said in (before, after)) / 2
        times = took / PEOPLE / floor
        note(f"sent by two Celery workers in {took:.0f} s, {times:.2f} times as Django sends them")
        assert arrived == PEOPLE


def _times(times: dict[str, float]) -> str:
    return f"{times['django']:.2f} times as Django sends them, {times['smtplib']:.2f} times nothing but SMTP"


def _memory(answers: list[dict]) -> str:
    return "memory " + ", ".join(f"{a['first']:.0f} to {a['last']:.0f} MiB" for a in answers)
