"""F2 and F3: schedulers that run twice, and a broker that forgets, goes and comes back empty. Each mail goes once."""

import json
import time
from collections import Counter
from contextlib import ExitStack, closing

import pytest
import redis

from tests.bench.client import Client
from tests.bench.servers import serve
from tests.browser.portal import celery, manage, ready, wait_until
from tests.services.ports import free_port
from tests.services.redis import own_redis
from tests.services.smtp import mail_server
from tests.soak.figures import note
from tests.soak.test_kills import MAKE

pytestmark = pytest.mark.soak
MEETINGS = """
from datetime import timedelta
from django.utils import timezone
from meetings.reminders.models import ReminderRule
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.guard import fixture_writes
now = timezone.now()
with fixture_writes():
    ReminderRule.objects.update(created_at=now - timedelta(days=99))
for number in range({meetings}):
    # The reminder an hour before comes due while the experiment runs.
    start = now + timedelta(minutes=60, seconds=30 + number * {apart})
    meeting = make_meeting(title=f"Meeting {{number}}", starts_at=start)
    for person in range({people}):
        user = make_user(f"p{{number}}-{{person}}@example.org")
        make_rsvp(meeting=meeting, user=user, answered_at=now - timedelta(hours=2))
"""
FOUND = """
import json
from django.db.models import Count
from camk.outbox.models import OutboundMail
from meetings.reminders.models import ReminderDispatch
def count(rows):
    return dict(rows.values_list("state").annotate(n=Count("pk")))
print(json.dumps([count(ReminderDispatch.objects.order_by()), count(OutboundMail.objects.order_by())]))
"""
READ = ["/", "/meetings/", "/organisations/", "/action-groups/", "/issues/", "/accounts/login/code/"]


def states(env) -> tuple[dict, dict]:
    """How many reminders and mails are in each state."""
    return tuple(json.loads(manage(env, "shell", "-v0", "-c", FOUND).splitlines()[-1]))


def doubles_of(server) -> int:
    """Mails that arrived more than once for one person and meeting."""
    arrived = Counter((mail.recipients, mail.subject) for mail in server.mails)
    return sum(arrived.values()) - len(arrived)


def test_f2_two_schedulers_and_two_workers(tmp_path):
    """Ten minutes; reminders come due all the time, and each beat asks each minute."""
    meetings, people, apart = 32, 15, 15
    with own_redis(free_port()) as url, mail_server() as server:
        env = ready(tmp_path, "f2", EMAIL_URL=server.url, REDIS_URL=url)
        manage(env, "shell", "-v0", "-c", MEETINGS.format(meetings=meetings, people=people, apart=apart))
        began, whole = time.monotonic(), meetings * people
        with celery(env, tmp_path, workers=2, beats=2) as said:
            wait_until(lambda: len(server.mails) >= whole, 600, lambda: f"{len(server.mails)} of {whole} arrived")
            last = said.read_text().count("Sending due task")
            # Two more rounds of both: nothing goes that went.
            wait_until(lambda: said.read_text().count("Sending due task") >= last + 8, 200, said.read_text)
            ticks = said.read_text().count("Sending due task send the reminders that are due")
        minutes = (time.monotonic() - began) / 60
        reminders, mails = states(env)
    note(f"F2, {minutes:.0f} minutes, two beats ({ticks} sweeps) and two workers: {whole} reminders due,")
    note(f"received {len(server.mails)}, doubles {doubles_of(server)}; reminders {reminders}, mails {mails}")
    assert ticks >= 2 * (minutes - 2)
    assert (len(server.mails), doubles_of(server)) == (whole, 0)
    assert mails == {"sent": whole}


TASKS = """
from celery import current_app
for _ in range({mails}):
    current_app.send_task("camk.outbox.send_due")
"""


def all_arrived(server, number: int, said) -> float:
    """The seconds until so many mails are there; six minutes at most."""
    began = time.monotonic()
    wait_until(lambda: len(server.mails) >= number, 360, lambda: said.read_text()[-3000:])
    return time.monotonic() - began


def test_f3_emptied_with_two_hundred_tasks_queued(tmp_path):
    mails = 200
    with own_redis(free_port()) as url, mail_server() as server:
        env = ready(tmp_path, "emptied", EMAIL_URL=server.url, REDIS_URL=url)
        manage(env, "shell", "-v0", "-c", MAKE.format(mails=mails) + TASKS.format(mails=mails))
        with redis.Redis.from_url(url) as broker:
            held = broker.llen("celery")
            broker.flushall()
        # Control: with a worker and no scheduler nothing of it goes.
        with celery(env, tmp_path, beats=0) as said:
            wait_until(lambda: "ready." in said.read_text(), 60, lambda: said.read_text()[-3000:])
            alone = len(server.mails)
        with celery(env, tmp_path) as said:
            took = all_arrived(server, mails, said)
        doubles, found = len(server.mails) - len({mail.message_id for mail in server.mails}), states(env)[1]
    note(f"F3, emptied: {held} tasks lost; without the sweep {alone} of {mails} mails went,")
    note(f"with it all after {took:.0f} s, doubles {doubles}, {found}")
    assert (held, alone) == (mails, 0)
    assert (found, doubles) == ({"sent": mails}, 0)


def away(folder, *, mails: int, seconds: float) -> dict:
    """The broker goes for so long and comes back empty, while mails are posted and people use the site."""
    port, found = free_port(), {"pages": set(), "sign-in": set()}
    with mail_server() as server, ExitStack() as stack:
        first = stack.enter_context(ExitStack())
        url = first.enter_context(own_redis(port))
        env = ready(folder, "away", EMAIL_URL=server.url, REDIS_URL=url)
        manage(env, "collectstatic", "--noinput", "-v0")
        site = stack.enter_context(serve("portal", "camk.wsgi:application", "", env, folder))

        def ask(path, form=None):
            with closing(Client(site.client.port, 1)) as client:
                return client.request(path, form=form).status

        def ask_for_a_code():
            return ask("/accounts/login/code/", form={"email": "somebody@example.org"})

        with celery(env, folder) as said:
            wait_until(lambda: "ready." in said.read_text(), 60, lambda: said.read_text()[-3000:])
            first.close()
            manage(env, "shell", "-v0", "-c", MAKE.format(mails=mails))
            began = time.monotonic()
            while time.monotonic() - began < seconds or not found["sign-in"]:
                found["pages"] |= {ask(path) for path in READ}
                found["sign-in"].add(ask_for_a_code())
            found |= {"seconds": time.monotonic() - began, "health": ask("/health/"), "meanwhile": len(server.mails)}
            stack.enter_context(own_redis(port))
            found["took"] = all_arrived(server, mails, said)
            found["sign-in after"] = ask_for_a_code()
        found["doubles"] = len(server.mails) - len({mail.message_id for mail in server.mails})
        found["mails"] = states(env)[1]
    return found


def check_away(found: dict, mails: int) -> None:
    """All sent within six minutes of its return; pages stood, nobody signed in uncounted, nothing went twice."""
    note(f"F3, away for {found['seconds']:.0f} s: pages {found['pages']}, sign-in {found['sign-in']},")
    note(f"health {found['health']}; back and empty: all {mails} after {found['took']:.0f} s, {found['mails']},")
    note(f"doubles {found['doubles']}, sign-in {found['sign-in after']}")
    assert (found["pages"], found["sign-in"], found["health"]) == ({200}, {503}, 503)
    assert found["mails"]["sent"] >= mails and found["doubles"] == 0
    assert found["sign-in after"] == 302


def test_f3_away_for_five_minutes_and_back_empty(tmp_path):
    check_away(away(tmp_path, mails=200, seconds=300), mails=200)
