"""`make bench PART=million`: lists and figures at 1,000,000 issues beside 10,000 and the floor; 10,000 on SQLite too.

The networks are filled once by `manage.py load_sample` (minutes, with progress) and stay in `.bench` (about 11 GiB);
`PART="million --drop"` deletes them, as one should after some weeks, because the sample ends on the day it is made.
`--only WORDS` measures the lines whose name begins so, and a number measures another size.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from tests.bench.client import Client
from tests.bench.issues import Line, lines
from tests.bench.servers import Site, last_json, python, serve
from tests.services.postgres import own_postgres

KEPT = Path(__file__).parents[2] / ".bench"
SMALL, BIG = 10_000, 1_000_000
ROUNDS, EACH = 8, 5
SLOW = 250  # milliseconds; such a page is asked for less often
# What is kept must not be lost with the machine, but a page of a bench waits for no disk.
POSTGRES = {"shared_buffers": "512MB", "synchronous_commit": "off", "max_wal_size": "4GB"}


@dataclass(frozen=True)
class Network:
    """One filled database: how its site is started, and what the addresses in it are made of."""

    name: str
    environment: dict[str, str]
    facts: dict


class Databases:
    """The databases of a server that stays: a network is filled once, the floor each time."""

    def __init__(self, server: str):
        self.server = server

    def _run(self, sql: str) -> list:
        connection = psycopg2.connect(f"{self.server}/postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql)
            rows = cursor.fetchall() if cursor.description else []
        connection.close()
        return rows

    def floor(self) -> str:
        """An empty one for the bare page."""
        self._run("DROP DATABASE IF EXISTS floor")
        self._run("CREATE DATABASE floor")
        return f"{self.server}/floor"

    def network(self, issues: int) -> str:
        """Filled with so many issues, now or another time. It gets its name when it is full."""
        if (str(issues),) not in self._run("SELECT datname FROM pg_database"):
            self._run("DROP DATABASE IF EXISTS filling")
            self._run("CREATE DATABASE filling")
            fill({"DATABASE_URL": f"{self.server}/filling", "VAR_DIR": str(KEPT / "filling")}, issues)
            self._run(f'ALTER DATABASE filling RENAME TO "{issues}"')
        return f"{self.server}/{issues}"


def fill(where: dict[str, str], issues: int) -> None:
    """`manage.py load_sample`, with its progress."""
    print(f"Filling a network with {issues:,} issues", flush=True)
    own = {**os.environ, **_ours(where)}
    subprocess.run([sys.executable, "manage.py", "load_sample", "--issues", str(issues)], env=own, check=True)


def _ours(where: dict[str, str]) -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "camk.settings", "PORTAL_MODE": "demo", **where}


def network(name: str, where: dict[str, str], folder: Path) -> Network:
    """A filled database brought up to this version of the code, its changes settled, and the facts of it."""
    own = _ours({"VAR_DIR": str(folder), **where})
    folder.mkdir(parents=True, exist_ok=True)
    python("-m", "camk.launch.prepare", str(folder / "prepared.json"), environment=own)
    return Network(name, own, last_json(python("-m", "tests.bench.facts", environment=own)))


def on_sqlite(issues: int) -> Network:
    """The same on SQLite, in a folder of its own."""
    folder = KEPT / f"sqlite-{issues}"
    if not folder.is_dir():
        filling = KEPT / "sqlite-filling"
        shutil.rmtree(filling, ignore_errors=True)
        fill({"VAR_DIR": str(filling)}, issues)
        filling.rename(folder)
    return network(f"{issues:,} on SQLite", {"VAR_DIR": str(folder)}, folder)


def measure(asked: dict[str, list[Line]], sites: dict[str, dict[bool, Client]], floor) -> int:
    """Each page in turn of the floor and of every network; how many lines missed a goal."""
    missed = 0
    for rows in zip(*asked.values(), strict=True):
        try:
            measure_one(dict(zip(asked, rows, strict=True)), sites, floor)
            show(rows)
            missed += is_missed(rows)
        except TimeoutError:
            print(f"{rows[0].name:44}  no answer within a minute  MISSED", flush=True)
            missed += 1
            for site in sites.values():
                site[rows[0].is_afresh].close()  # they open again when they are asked
    return missed


def measure_one(pages: dict[str, Line], sites: dict[str, dict[bool, Client]], floor) -> None:
    """One page in turn of the floor and of every network; a slow one less often."""
    rounds = ROUNDS
    for name, line in pages.items():
        for _ in range(4):
            answer = sites[name][line.is_afresh].request(line.path, line.session)
            if answer.status != 200:
                raise SystemExit(f"{line.name} ({line.path}) of {name}: answered {answer.status}")
            rounds = 2 if answer.took > SLOW else rounds
    for _ in range(rounds):
        base = [floor().took for _ in range(EACH)]
        for name, line in pages.items():
            line.floor += base
            ask = sites[name][line.is_afresh].request
            line.took += [ask(line.path, line.session).took for _ in range(EACH if rounds > 2 else 2)]


def show(rows: tuple[Line, ...]) -> None:
    """One line of the table, as soon as it is there."""
    ratios, first = [line.ratio for line in rows], rows[0]
    growth = f"{rows[-1].growth_from(first):9.2f}" if len(rows) > 1 else ""
    goals = [f"<= {first.goal:g}"] if first.goal else []
    goals += [f"x {first.growth:g}"] if first.growth and len(rows) > 1 else []
    print(
        f"{first.name:44}" + "".join(f"{ratio:10.2f}" for ratio in ratios) + growth
        + f"  {', '.join(goals):16}{'  MISSED' if is_missed(rows) else ''}", flush=True,
    )  # fmt: skip


def is_missed(rows: tuple[Line, ...]) -> bool:
    """Whether the biggest network is over the line's goal, or costs too much more than the smallest."""
    first, last = rows[0], rows[-1]
    grows = bool(first.growth) and len(rows) > 1 and last.growth_from(first) > first.growth
    return grows or bool(first.goal and last.ratio > first.goal)


def compare(stack: ExitStack, folder: Path, networks: list[Network], floor_database: str, only: str) -> int:
    """Start the sites, measure, print; how many lines missed a goal."""
    with stack:
        sites: dict[str, dict[bool, Client]] = {}
        for each in networks:
            kinds: dict[bool, Site] = {}
            for is_afresh, wsgi in ((False, "camk.wsgi:application"), (True, "tests.bench.afresh:application")):
                kinds[is_afresh] = stack.enter_context(serve("portal", wsgi, each.name, each.environment, folder))
            sites[each.name] = {is_afresh: site.client for is_afresh, site in kinds.items()}
        asked = {each.name: [row for row in lines(each.facts) if row.name.startswith(only)] for each in networks}
        print(f"\n{'multiples of the floor':44}" + "".join(f"{each.name[:9]:>10}" for each in networks))
        missed = measure(asked, sites, bare_site(stack, floor_database, folder))
        floors = [took for line in asked[networks[0].name] for took in line.floor]
        print(f"The floor took {statistics.median(floors):.1f} ms.")
        return missed


def bare_site(stack: ExitStack, database: str, folder: Path):
    """The floor, as something to ask."""
    own = {"DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings", "FLOOR_DATABASE_URL": database}
    session = last_json(python("-m", "tests.bench.floor.fill", environment=own))["session"]
    bare = stack.enter_context(serve("floor", "tests.bench.floor.wsgi:application", "floor", own, folder))
    return lambda: bare.client.request("/", session)


def arguments_of(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench million")
    parser.add_argument("size", nargs="?", type=int, default=BIG)
    parser.add_argument("--only", default="", help="lines whose name begins so")
    parser.add_argument("--drop", action="store_true", help="delete the kept networks and do nothing else")
    parser.add_argument("--no-sqlite", action="store_true")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """Fill what is not filled yet and measure; 0 even when a goal is missed, since machines differ."""
    asked = arguments_of(words)
    if asked.drop:
        shutil.rmtree(KEPT, ignore_errors=True)
        print(f"{KEPT} is gone.")
        return 0
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="million-") as place, own_postgres(POSTGRES, KEPT) as server:
        folder, databases = Path(place), Databases(server)
        networks = [
            network(f"{size:,}", {"DATABASE_URL": databases.network(size)}, folder / str(size))
            for size in sorted({SMALL, asked.size})
        ]
        missed = compare(ExitStack(), folder, networks, databases.floor(), asked.only)
        if not asked.no_sqlite:
            database = f"sqlite:///{folder / 'floor.sqlite3'}"
            missed += compare(ExitStack(), folder, [on_sqlite(SMALL)], database, asked.only)
    print(f"\n{missed or 'No'} line{'s' if missed != 1 else ''} missed a goal.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
