"""Contests for the last places of a meeting, fought over HTTP against a portal of several web processes."""

import contextlib
import json
import random
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from camk.launch.processes import Child, Children
from tests.bench.client import Client
from tests.browser.portal import ROOT, manage, ready
from tests.services.ports import free_port
from tests.soak.figures import note

PEOPLE = """
import json
from tests.bench.sessions import sessions_for
from tests.factories.camk import make_user
from tests.guard import fixture_writes
with fixture_writes():
    print(json.dumps(sessions_for([make_user() for _ in range({people})])))
"""
MEETINGS = """
import json
from tests.factories.meetings import make_meeting
print(json.dumps([make_meeting(title=f"Last places {{n}}", room_capacity={places}).slug for n in range({contests})]))
"""
STANDS = """
import json
from collections import Counter
from camk.outbox.models import OutboundMail
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp
found, mails = {}, {}
for key, kind in OutboundMail.objects.filter(key__startswith="answer:").values_list("key", "kind"):
    mails.setdefault(int(key.split(":")[1]), []).append(kind)
for meeting in Meeting.objects.filter(slug__startswith="last-places"):
    rows = list(Rsvp.objects.filter(meeting=meeting).order_by("pk").values("pk", "user", "state", "queued_at"))
    # The lock gives out numbers as people come: those who stay have the places in that order, and so has the queue.
    queue = [row["queued_at"] for row in rows if row["state"] == "waitlisted"]
    found[meeting.slug] = {
        "states": Counter(row["state"] for row in rows),
        "people": len({row["user"] for row in rows}), "rows": len(rows),
        "order": "".join(row["state"][0] for row in rows if row["state"] != "no"),
        "queue in order": queue == sorted(queue),
        "mails": {
            "missing": sum(row["pk"] not in mails for row in rows),
            "twice": sum(len(mails.get(row["pk"], ())) - len(set(mails.get(row["pk"], ()))) for row in rows),
        },
    }
print(json.dumps(found, default=str))
"""
UNLOCKED = "tests.soak.unlocked:application"
LOCKED = "camk.wsgi:application"


@dataclass(frozen=True)
class Size:
    """How many contests, of how many people for how many places, how many of them at once, on how many processes."""

    contests: int
    people: int
    places: int
    at_once: int
    processes: int
    leaving: bool = True  # a tenth change their mind; in a control run that would hide how many were let in


def ask(env: dict, script: str):
    return json.loads(manage(env, "shell", "-v0", "-c", script).splitlines()[-1])


def portal(folder, name: str, *, sqlite: bool) -> dict:
    """The environment of a portal with a database of its own."""
    (folder / name).mkdir()
    return ready(folder / name, name, **({"DATABASE_URL": "", "REDIS_URL": ""} if sqlite else {}))


@contextlib.contextmanager
def web(folder, env: dict, wsgi: str, processes: int):
    """The portal's web server; yields its port."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", wsgi, "--interface", "wsgi", "--http", "1", "--no-ws", "--port", str(port),
        "--workers", str(processes), "--blocking-threads", "4", "--log-level", "warning",
    ]  # fmt: skip
    child = Child("web", command, folder / "web.log")
    with Children([child], {**env, "PYTHONPATH": str(ROOT)}) as children:
        deadline = time.monotonic() + 120
        while True:
            with contextlib.suppress(OSError), contextlib.closing(Client(port, 1)) as client:
                client.request("/health/")
                break
            assert not children.dead() and time.monotonic() < deadline, child.last_words()
            time.sleep(0.1)
        yield port


class Crowd:
    """People with their browsers: each thread keeps one connection open, as a browser does."""

    def __init__(self, port: int, at_once: int):
        self.port, self.here, self.statuses = port, threading.local(), Counter()
        self.pool, self.clients = ThreadPoolExecutor(at_once), []

    def press(self, slug: str, session: str, word: str) -> None:
        if not hasattr(self.here, "client"):
            self.here.client = Client(self.port, 1)
            self.clients.append(self.here.client)
        said = self.here.client.request(f"/meetings/{slug}/answer/", session, {"answer": word})
        self.statuses[said.status] += 1

    def go_home(self) -> None:
        self.pool.shutdown()
        for client in self.clients:
            client.close()

    def contest(self, slug: str, sessions: list[str], chance: random.Random, *, leaving: bool) -> int:
        """Everybody says yes, some press twice at once, and some change their mind; returns how many of them."""
        leaving = set(sessions[::10]) if leaving else set()
        presses = [(session, ["yes", "no"] if session in leaving else ["yes"]) for session in sessions]
        presses += [(session, ["yes"]) for session in sessions[3::7] if session not in leaving]
        chance.shuffle(presses)

        def one(job):
            session, words = job
            for word in words:
                self.press(slug, session, word)

        list(self.pool.map(one, presses))
        return len(leaving)


def fight(folder, name: str, size: Size, *, sqlite: bool = False, wsgi: str = LOCKED) -> dict:
    """All contests one after the other; what came of each, and how quickly."""
    env = portal(folder, name, sqlite=sqlite)
    sessions = ask(env, PEOPLE.format(people=size.people))
    slugs = ask(env, MEETINGS.format(places=size.places, contests=size.contests))
    chance = random.Random(7)  # noqa: S311 - the order of an experiment
    with web(folder / name, env, wsgi, size.processes) as port:
        crowd = Crowd(port, size.at_once)
        start = time.monotonic()
        left = {slug: crowd.contest(slug, sessions, chance, leaving=size.leaving) for slug in slugs}
        seconds = time.monotonic() - start
        crowd.go_home()
    stands = ask(env, STANDS)
    overbooked = [slug for slug in slugs if stands[slug]["states"].get("yes", 0) > size.places]
    exact = [slug for slug in slugs if _is_exact(stands[slug], size, left[slug])]
    figures = {"exact": len(exact), "overbooked": len(overbooked), "statuses": dict(crowd.statuses)}
    presses = sum(crowd.statuses.values())
    database = "SQLite" if sqlite else "PostgreSQL"
    note(
        f"F9, {name}: {size.contests} contests of {size.people} for {size.places}, {size.at_once} at once, "
        f"{size.processes} processes on {database}: {figures}, {presses / seconds:.0f} answers a second"
    )
    return figures


def _is_exact(found: dict, size: Size, left: int) -> bool:
    """All places taken and no more, by who came first of those who stayed; one answer and no mail twice a person."""
    waiting = size.people - size.places - left
    return (
        found["states"] == {"yes": size.places, "no": left, "waitlisted": waiting}
        and found["rows"] == found["people"] == size.people
        and found["order"] == "y" * size.places + "w" * waiting
        and found["queue in order"]
        and found["mails"] == {"missing": 0, "twice": 0}
    )
