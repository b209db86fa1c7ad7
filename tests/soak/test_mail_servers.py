"""F4: awkward mail servers, in full: nothing lost, nothing twice, the unknown settled."""

import json
import random
from collections import Counter

import pytest

from tests.browser.portal import manage, ready
from tests.services import smtp
from tests.soak.figures import note
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
        env = ready(folder, "awkward", EMAIL_URL=server.url)
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
    note(f"F4, {mails} mails: {dict(found['dealt'])}; before settling {found['before']}, {found['settled']}; ")
    note(f"after {after}, received {len(received)}, doubles {doubles}")
    assert doubles == 0
    assert set(after) <= {"sent", "failed"}
    assert after["sent"] == len(received)
    assert sum(after.values()) == mails


def test_f4_an_awkward_mail_server(tmp_path):
    check_awkward(awkward_server(tmp_path, mails=1000, hangs=3), mails=1000)
