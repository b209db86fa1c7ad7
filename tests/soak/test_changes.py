"""F8: meetings moved, called off and restored while their reminders go: one notice a change, one calendar entry."""

import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from datetime import datetime, timedelta

import pytest

from tests.browser.portal import ROOT, manage, ready, wait_until
from tests.meetings.calendars.lines import read
from tests.services.smtp import mail_server
from tests.soak.figures import note

pytestmark = pytest.mark.soak
METHODS = {"moved": "REQUEST", "restored": "REQUEST", "cancelled": "CANCEL", "postponed": "CANCEL"}
STAFF = 3  # people who change meetings at the same time, each in a process of their own
# A mail that the server was being given when the change came may still arrive.
IN_FLIGHT = timedelta(seconds=5)


def ask(env, code: str):
    return json.loads(manage(env, "shell", "-v0", "-c", f"from tests.soak.changes import *; {code}").splitlines()[-1])


def start(env, code: str, output=subprocess.DEVNULL) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", f"from tests.soak.changes import *; {code}"]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, text=True)


def changed(folder, *, meetings: int, people: int, rounds: int, careless: str = "") -> dict:
    """Three people change meetings while two workers look for reminders and send; what came of it, judged."""
    done, flags = folder / "done", [folder / f"round{part}" for part in range(STAFF)]
    with mail_server() as server:
        env = ready(folder, folder.name, EMAIL_URL=server.url)
        setting = f"prepare(number={meetings}, people={people})"
        manage(env, "shell", "-v0", "-c", f"from tests.soak.changes import *; {setting}")
        env["SOAK_BEGAN"] = str(time.time())
        how = f"of={STAFF}, rounds={rounds}, careless={careless!r}"
        code = [f"change(part={n}, {how}, flag={str(flag)!r})" for n, flag in enumerate(flags)]
        staff = [start(env, one, subprocess.PIPE) for one in code]
        wait_until(lambda: all(flag.exists() for flag in flags), 300, lambda: "nobody finished the first round")
        workers = [start(env, f"work(until={str(done)!r})") for _ in range(2)]
        changes = [change for process in staff for change in json.loads(process.communicate()[0].splitlines()[-1])]
        done.touch()
        assert [process.wait(300) for process in (*staff, *workers)] == [0] * (STAFF + 2)
        found = ask(env, "live_on()")
        return judged(found, changes, {mail.message_id: mail for mail in server.mails}, len(server.mails))


def judged(found: dict, changes: list, arrived: dict, number: int) -> Counter:
    """Everything that is wrong, person by person."""
    counts = Counter(changes=len(changes), arrived=number, twice=number - len(arrived))
    told, voided = defaultdict(list), defaultdict(list)
    for meeting, kind, when, _ in sorted(changes, key=lambda change: change[2]):
        told[meeting].append(kind)
        voided[meeting].append((kind, datetime.fromisoformat(when)))
    mails = defaultdict(list)
    for mail in found["mails"]:
        mails[str(mail[1])].append(mail)
    for person, meeting in found["people"].items():
        theirs = [mail for mail in mails[person] if mail[0] in arrived]
        notices = [mail for mail in theirs if mail[2] in METHODS]
        counts["notices"] += len(notices)
        counts["not told as it was"] += [mail[2] for mail in notices] != told[meeting]
        counts["calendar wrong"] += not calendar_follows([(mail[2], arrived[mail[0]].message) for mail in notices])
        reminders = [mail for mail in theirs if mail[2] == "reminder"]
        counts["reminders"] += len(reminders)
        counts["reminded of what is void"] += sum(is_void(mail, voided[meeting]) for mail in reminders)
        counts["withdrawn"] += sum(mail[4] == "dropped" for mail in mails[person])
        state, _, version = found["meetings"][str(meeting)]
        again = sum(mail[3] == version and is_after(mail, voided[meeting]) for mail in reminders)
        counts["not reminded anew"] += state == "published" and bool(voided[meeting]) and not again
    return counts


def is_after(mail: list, changes: list) -> bool:
    return datetime.fromisoformat(mail[5]) > changes[-1][1]


def is_void(mail: list, changes: list) -> bool:
    """Whether this reminder left after its meeting had been moved, or while it was called off."""
    sent, version, stands = datetime.fromisoformat(mail[5]), 1, True
    for kind, when in changes:
        if sent > when + IN_FLIGHT:
            stands = kind in ("moved", "restored")
            version += kind == "moved"
    return not stands or mail[3] != version


def calendar_follows(notices: list) -> bool:
    """One UID, the method that fits each notice, a SEQUENCE that rises; what is out is not taken out again."""
    files, stands = [], True
    for kind, message in notices:
        parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        if not parts and not stands and METHODS[kind] == "CANCEL":
            continue
        if len(parts) != 2:
            return False
        calendar, stands = read(parts[0].get_payload(decode=True)), METHODS[kind] == "REQUEST"
        if calendar["METHOD"] != METHODS[kind]:
            return False
        files.append((calendar.event["UID"], calendar.event.sequence))
    numbers = [number for _, number in files]
    return len({uid for uid, _ in files}) <= 1 and numbers == sorted(set(numbers))


def say(found: dict, how: str) -> None:
    note(f"F8, {how}: {', '.join(f'{what} {number}' for what, number in found.items())}")


def test_f8_changed_by_several_while_reminders_go(tmp_path):
    found = changed(tmp_path, meetings=60, people=10, rounds=6)
    say(found, "60 meetings of 10 people, changed by three at once, two workers")
    assert found["changes"] > 150 and found["withdrawn"] > 100
    wrong = ("twice", "not told as it was", "calendar wrong", "reminded of what is void", "not reminded anew")
    assert [found[what] for what in wrong] == [0] * 5


def test_f8_control_reminders_that_are_not_taken_back_go_out_for_the_old_date(tmp_path):
    found = changed(tmp_path, meetings=40, people=10, rounds=1, careless="keep")
    say(found, "control, nothing is taken back")
    assert found["reminded of what is void"]
