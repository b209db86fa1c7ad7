"""Faults of brokers, schedulers and mail servers, in full: nothing lost, nothing twice, the unknown settled."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
import redis

from tests.browser.portal import ROOT, environment, manage
from tests.services import smtp
from tests.services.redis import redis_server
from tests.soak.test_kills import MAKE, settle_by_log

pytestmark = pytest.mark.soak
SEND = """
from datetime import timedelta
from django.utils import timezone
from camk.outbox.models import OutboundMail
from camk.outbox.sending import send_batch
from tests.guard import fixture_writes
for _ in range(40):
    while send_batch():
        pass
    with fixture_writes():
        if not OutboundMail.objects.filter(state="queued").update(next_attempt_at=timezone.now()):
            break
"""
STATES = """
import json
from django.db.models import Count
from camk.outbox.models import OutboundMail
rows = OutboundMail.objects.values("state").annotate(n=Count("pk")).values_list("state", "n")
print(json.dumps(dict(rows)))
"""
WAITING = """
from camk.outbox.models import OutboundMail
print(OutboundMail.objects.exclude(state="sent").count())
"""


def states(env) -> dict:
    return json.loads(manage(env, "shell", "-v0", "-c", STATES).splitlines()[-1])


def awkward_server(folder, *, mails: int, hangs: int) -> dict:
    """F4: a server that defers, refuses, hangs up before and after it kept the mail, and falls silent."""
    chance = random.Random(11)  # noqa: S311 - moments of an experiment
    odds = [(smtp.ACCEPT, 60), (smtp.TRY_LATER, 20), (smtp.REFUSE, 5), (smtp.DROP, 8), (smtp.KEEP_AND_DROP, 7)]
    left = [hangs]
    dealt = Counter()

    def behave(envelope):
        (answer,) = chance.choices(*zip(*odds, strict=True))
        if left[0] and chance.random() < 0.1:
            left[0], answer = left[0] - 1, smtp.HANG
        dealt[answer] += 1
        return answer

    with smtp.mail_server() as server:
        server.behaviour = behave
        env = environment(folder, "awkward", EMAIL_URL=server.url)
        manage(env, "migrate", "-v0")
        manage(env, "shell", "-v0", "-c", MAKE.format(mails=mails))
        manage(env, "shell", "-v0", "-c", SEND)
        before = states(env)
        server.behaviour = lambda envelope: smtp.ACCEPT
        settled = settle_by_log(env, folder, server)
        manage(env, "shell", "-v0", "-c", SEND)
        received = Counter(mail.message_id for mail in server.mails)
        return {"dealt": dealt, "before": before, "settled": settled, "after": states(env), "received": received}


def check_awkward(found: dict, mails: int) -> None:
    received, after = found["received"], found["after"]
    doubles = sum(received.values()) - len(received)
    print(f"\nF4, {mails} mails: {dict(found['dealt'])}; before settling {found['before']}, {found['settled']}; ")
    print(f"after {after}, received {len(received)}, doubles {doubles}")
    assert doubles == 0
    assert set(after) <= {"sent", "failed"}
    assert after["sent"] == len(received)
    assert sum(after.values()) == mails


def test_f4_an_awkward_mail_server(tmp_path):
    check_awkward(awkward_server(tmp_path, mails=1000, hangs=3), mails=1000)


def test_f2_f3_two_schedulers_two_workers_and_a_broker_that_forgets(tmp_path):
    """Two beats tick, two workers work, and the broker is emptied every 20 seconds; every mail goes once."""
    mails, minutes = 400, 4
    with redis_server() as url, smtp.mail_server() as server, (tmp_path / "celery.txt").open("w+") as log:
        env = environment(tmp_path, "forgets", EMAIL_URL=server.url, REDIS_URL=url)
        manage(env, "migrate", "-v0")
        manage(env, "createcachetable")
        celery = [sys.executable, "-m", "celery", "--app", "camk.celery:app"]
        worker = [*celery, "worker", "--pool", "solo", "--loglevel", "INFO", "--without-gossip"]
        beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile="]
        commands = [[*worker, "-n", f"w{n}@here"] for n in range(2)]
        commands += [[*beat, "-s", str(tmp_path / f"schedule{n}")] for n in range(2)]
        running = [subprocess.Popen(c, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT) for c in commands]
        broker, began, flushed = redis.Redis.from_url(url), time.monotonic(), 0
        try:
            manage(env, "shell", "-v0", "-c", MAKE.format(mails=mails))
            while time.monotonic() - began < minutes * 60:
                broker.flushall()
                flushed += 1
                time.sleep(20)
            waiting = int(manage(env, "shell", "-v0", "-c", WAITING).splitlines()[-1])
        finally:
            for process in running:
                process.send_signal(signal.SIGTERM)
            for process in running:
                process.wait(60)
        words = (tmp_path / "celery.txt").read_text()
        ticks = words.count("Sending due task send the mail that is due")
        received = Counter(mail.message_id for mail in server.mails)
        doubles = sum(received.values()) - len(received)
        print(f"\nF2 and F3, {minutes} minutes: {ticks} ticks of two beats, broker emptied {flushed} times;")
        print(f"{mails} mails, received {len(received)}, doubles {doubles}, not sent {waiting}")
        assert ticks >= 2 * (minutes - 1)
        assert (len(received), doubles, waiting) == (mails, 0, 0)
