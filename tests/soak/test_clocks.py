"""F7: clocks that change, are put back and put on. Reminders come by the wall clock, once, and never in a flood."""

import json
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from camk.bank_holidays import BANK_HOLIDAYS
from tests.browser.portal import manage, ready
from tests.services.smtp import mail_server
from tests.soak.figures import note

pytestmark = pytest.mark.soak
LONDON, DAY, HOUR = ZoneInfo("Europe/London"), timedelta(days=1), timedelta(hours=1)


def walked(folder, **how) -> dict:
    """What became of the reminders, beside what arrived at the mail server."""
    with mail_server() as server:
        env = ready(folder, folder.name, EMAIL_URL=server.url)
        words = ", ".join(f"{name}={value!r}" for name, value in how.items())
        said = manage(env, "shell", "-v0", "-c", f"from tests.soak.clocks import walk; walk({words})")
        answer = json.loads(said.splitlines()[-1])
        keys = [answer["mails"][mail.message_id] for mail in server.mails]
    arrived = Counter(":".join(key.split(":")[:5]) for key in keys)
    return figures(answer["reminders"], arrived) | {"looked": answer["looked"], "jumps": answer["jumps"]}


def figures(reminders: list[dict], arrived: Counter) -> dict:
    """What is wrong, if anything, each row judged on its own."""
    counts = Counter(arrived=sum(arrived.values()), reminders=len(reminders))
    counts["twice"] = sum(arrived.values()) - len(arrived)
    for row in reminders:
        here, start, is_due = arrived[row["key"]], datetime.fromisoformat(row["start"]), due(row)
        counts[row["state"] or "nothing written down"] += 1
        counts["lost"] += not here and row["state"] not in ("missed", "superseded")
        if here and row["sent"]:
            sent = datetime.fromisoformat(row["sent"])
            counts["at another hour"] += sent != is_due
            counts["late"] += sent >= start or by_day(is_due, sent) > 6 * HOUR
    return counts


def due(row: dict) -> datetime:
    """When it should go, told anew from the rules in words, sharing nothing with the portal but the holidays."""
    start = datetime.fromisoformat(row["start"])
    if row["minutes"]:
        return start - timedelta(minutes=row["minutes"])
    local = start.astimezone(LONDON).replace(tzinfo=None) - row["days"] * DAY
    if row["days"] > 1 and str(local.date()) in BANK_HOLIDAYS:
        while str(local.date()) in BANK_HOLIDAYS or local.weekday() >= 5:
            local -= DAY
        local = local.replace(hour=9, minute=0)
    elif not 8 <= local.hour < 20:
        morning = local.replace(hour=8, minute=0) + (DAY if local.hour >= 20 else 0 * DAY)
        in_time = morning.replace(tzinfo=LONDON).astimezone(ZoneInfo("UTC")) <= start - HOUR / 2
        local = morning if in_time else morning.replace(hour=19) - DAY
    return local.replace(tzinfo=LONDON).astimezone(ZoneInfo("UTC"))


def by_day(since: datetime, until: datetime) -> timedelta:
    """The time between, nights not counted, in quarters of an hour."""
    quarters, now = 0, since
    while now < until:
        quarters += 8 <= now.astimezone(LONDON).hour < 20
        now += HOUR / 4
    return quarters * HOUR / 4


def say(found: dict, how: str) -> None:
    note(f"F7, {how}: {', '.join(f'{what} {number}' for what, number in found.items() if number)}")


def test_f7_around_every_change_of_the_clocks_each_reminder_goes_at_its_hour(tmp_path):
    found = walked(tmp_path, jumps=False)
    say(found, "five changes of the clocks and the leap day")
    assert found["sent"] == found["reminders"] == found["arrived"]
    assert (found["twice"], found["lost"], found["late"], found["at another hour"]) == (0, 0, 0, 0)


def test_f7_clocks_that_jump_send_nothing_twice_lose_nothing_and_do_not_flood(tmp_path):
    found = walked(tmp_path, jumps=True)
    say(found, "the same with a clock that jumps an hour back and three days on")
    assert found["jumps"] > 20 and found["missed"]
    assert (found["twice"], found["lost"], found["late"]) == (0, 0, 0)
    assert found["arrived"] == found["sent"]


@pytest.mark.parametrize(
    ("careless", "jumps", "wrong"),
    [("duration", False, "at another hour"), ("forgets", True, "twice"), ("no grace", True, "late")],
)
def test_f7_control_with_a_guard_off_it_is_seen(tmp_path, careless, jumps, wrong):
    """24 hours instead of the same hour; a memory that goes by the clock; no end to how late a reminder may be."""
    found = walked(tmp_path, jumps=jumps, careless=careless)
    say(found, f"control, {careless}")
    assert found[wrong]
