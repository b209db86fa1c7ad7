"""F14: reminders among which some are poison: every other one goes, and staff are shown those that did not."""

import json
from collections import Counter

import pytest

from tests.browser.portal import manage, ready
from tests.services import smtp
from tests.soak.figures import note

pytestmark = pytest.mark.soak
MEETINGS, PEOPLE = 10, 200
HUNDREDS = MEETINGS * PEOPLE // 100


def poisoned(folder, *, careless: bool = False) -> dict:
    """2,000 reminders, of which in each hundred one cannot be written, one not built, one is refused for good."""
    with smtp.mail_server() as server:
        server.behaviour = lambda envelope: smtp.REFUSE if "p99" in envelope.rcpt_tos[0] else smtp.ACCEPT
        env = ready(folder, folder.name, EMAIL_URL=server.url)
        setting = "from tests.soak.poison import *; "
        manage(env, "shell", "-v0", "-c", f"{setting}prepare(meetings={MEETINGS}, people={PEOPLE})")
        said = manage(env, "shell", "-v0", "-c", f"{setting}run(careless={careless})")
        found = json.loads(said.splitlines()[-1])
        arrived = Counter(mail.recipients for mail in server.mails)
    found |= {"arrived": len(arrived), "twice": sum(arrived.values()) - len(arrived)}
    how = "control, the first that fails ends the batch" if careless else "poison in each hundred, a broken meeting"
    note(f"F14, {MEETINGS * PEOPLE} reminders, {how}: {found}")
    return found


def test_f14_poison_stops_nobody_else_and_all_of_it_is_shown(tmp_path):
    found = poisoned(tmp_path)
    refused = MEETINGS  # p99 of each meeting
    good = MEETINGS * PEOPLE - 2 * HUNDREDS - refused
    assert (found["arrived"], found["twice"]) == (good, 0)
    # The one of the day before was overdue as well: the nearer one went in its stead.
    assert found["reminders"].pop("superseded") == MEETINGS * PEOPLE
    assert found["reminders"] == {"sent": MEETINGS * PEOPLE - HUNDREDS, "failed": HUNDREDS}
    assert found["mails"] == {"sent": good, "failed": HUNDREDS + refused}
    assert found["shown"] == 2 * HUNDREDS + refused


def test_f14_control_without_care_for_each_nobody_gets_any(tmp_path):
    found = poisoned(tmp_path, careless=True)
    assert found["arrived"] < MEETINGS * PEOPLE / 2
