"""`make bench`: the floor and the main pages, measured in turn, printed as ratios beside their goals.

`--statements` also prints what each page asked the database. `million` measures lists and figures at size instead.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from tests.bench import duplicates, million
from tests.bench.client import Answer, Client, Page
from tests.bench.likenesses import PARTS
from tests.bench.servers import Site, Statements, last_json, python, serve
from tests.services.postgres import own_postgres
from tests.services.redis import redis_server

ROUNDS, EACH = 40, 5  # 200 requests for each line of the table
COUNTED = 20  # further requests during which statements are counted
POSTGRES = {
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.track_utility": "off",
    "pg_stat_statements.max": "5000",
}


class Unexpected(Exception):
    """A page answered otherwise than it should; nothing can be measured."""


@dataclass
class Line:
    """One line of the table: what is asked, and the goals of it."""

    name: str
    ask: Callable[[], Answer]
    good: tuple[int, ...] = (200,)
    ratio: float | None = None
    statements: int | None = None
    writes: int | None = None
    data_only: bool = False  # the goal does not count reading the session and the person
    took: list[float] = field(default_factory=list)
    size: int = 0
    asked: tuple[int, int] = (0, 0)

    def run(self) -> Answer:
        """One measured request; another answer than expected ends the measurement."""
        answer = self.ask()
        if answer.status not in self.good:
            raise Unexpected(f"{self.name}: answered {answer.status}")
        return answer


def lines(portal: Client, facts: dict) -> list[Line]:
    """The measured pages with their goals, as multiples of the floor's p50."""
    member, answering, meeting = facts["member"], iter(facts["answering"]), facts["meeting"]
    answer_path = f"{meeting}answer/"
    form = Page(portal.request(meeting, facts["answering"][0]).body.decode(), meeting).form_to(answer_path)
    if form is None:
        raise SystemExit(f"{meeting} has no form that goes to {answer_path}")
    tags = {path: portal.request(path).headers.get("etag", "") for path in ("/", "/organisations/", "/meetings/")}
    return [
        # Words after the address that mean nothing: such pages are never kept, so they are drawn afresh.
        Line("home", lambda: portal.request("/?afresh"), ratio=1.5, statements=4),
        Line("directory of 2,000", lambda: portal.request("/organisations/?afresh"), ratio=1.5, statements=4),
        Line("meeting list", lambda: portal.request("/meetings/?afresh"), ratio=1.5, statements=4),
        Line("meeting page", lambda: portal.request(f"{meeting}?afresh"), ratio=1.2, statements=4),
        Line("home, kept", lambda: portal.request("/"), ratio=0.4),
        Line("directory, kept", lambda: portal.request("/organisations/"), ratio=0.4),
        Line("meeting list, kept", lambda: portal.request("/meetings/"), ratio=0.4),
        Line("meeting page, kept", lambda: portal.request(meeting), ratio=0.4),
        *(_unchanged(portal, path, tag) for path, tag in tags.items() if tag),
        Line("my page, signed in", lambda: portal.request("/me/", member), ratio=2.0, statements=6),
        Line("meeting list, signed in", lambda: portal.request("/meetings/", member), ratio=2.0, statements=6),
        Line(
            "one answer (POST)",
            lambda: portal.request(answer_path, next(answering), form),
            good=(302, 303),
            ratio=2.5,
            statements=8,
            writes=4,
            data_only=True,
        ),
    ]


def _unchanged(portal: Client, path: str, tag: str) -> Line:
    return Line(f"{path}, 304", lambda: portal.request(path, If_None_Match=tag), good=(304,), ratio=0.3)


def measure(floor: Line, pages: list[Line]) -> None:
    """Warm every worker, then ask all in turn, so that a slow moment of the machine hits all alike."""
    for line in [floor, *pages]:
        for _ in range(12):
            line.size = len(line.run().body)
    for _ in range(ROUNDS):
        for line in [floor, *pages]:
            for _ in range(EACH):
                line.took.append(line.run().took)


def count(statements: Statements, database: str, line: Line, show: bool) -> None:
    """How many statements one request of this line takes, as the database counts them."""
    statements.forget()
    for _ in range(COUNTED):
        line.run()
    total, writes = statements.counted(database, line.data_only)
    # Whole statements a request: once a minute one request also reads the site's details again.
    line.asked = (total // COUNTED, writes // COUNTED)
    if show:
        print(f"\n--- {line.name}")
        for text, calls in statements.texts(database):
            print(f"{calls / COUNTED:6.2f}  {' '.join(text.split())[:220]}")


def first_view(client: Client, path: str = "/") -> dict[str, int]:
    """Bytes sent for a first visit: the page, and all that it and its style sheets name."""
    page = client.request(path, Accept_Encoding="gzip, br")
    weights, waiting, seen = {"html": len(page.body)}, Page(page.body.decode(), path).files, set()
    while waiting:
        address = urljoin(path, waiting.pop())
        if address in seen or not address.startswith("/"):
            continue
        seen.add(address)
        answer = client.request(address, Accept_Encoding="gzip, br")
        kind = address.rsplit(".", 1)[-1]
        weights[kind] = weights.get(kind, 0) + len(answer.body)
        if kind == "css":
            waiting += _named_in(client.request(address).body.decode(), address)
    return weights


def _named_in(sheet: str, address: str) -> list[str]:
    """The files a style sheet loads; the extra letters of the typeface only load when a page uses them."""
    parts = [part.split(")")[0].strip("\"' ") for part in sheet.split("url(")[1:]]
    return [urljoin(address, part) for part in parts if part and "latin-ext" not in part]


def verdict(value: float, goal: float | None) -> str:
    """The goal, marked when it is missed."""
    if goal is None:
        return ""
    return f"<= {goal:g}" + ("" if value <= goal else "  MISSED")


def table(floor: Line, pages: list[Line]) -> int:
    """Print all lines; return how many goals were missed."""
    base, missed = statistics.median(floor.took), 0
    print(
        f"\n{'page':26}{'p50 ms':>8}{'ratio':>7}  {'goal':14}{'statements':>11}  {'goal':12}{'writes':>7}  {'KiB':>6}"
    )
    for line in [floor, *pages]:
        p50 = statistics.median(line.took)
        ratio, (asked, writes) = round(p50 / base, 2), line.asked
        goals = [verdict(ratio, line.ratio), verdict(asked, line.statements), verdict(writes, line.writes)]
        missed += sum("MISSED" in goal for goal in goals)
        print(
            f"{line.name:26}{p50:8.2f}{ratio:7.2f}  {goals[0]:14}{asked:11}  {goals[1]:12}{writes:7}"
            f"  {line.size / 1024:6.1f}  {goals[2] and 'writes ' + goals[2]}"
        )
    return missed


def summary(portal: Site) -> int:
    """Print weight, memory and start; return how many goals were missed."""
    weights = first_view(portal.client)
    fonts, every = weights.get("woff2", 0), sum(weights.values())
    parts = ", ".join(f"{kind} {size / 1024:.1f}" for kind, size in sorted(weights.items()))
    goals = [
        ("first view of home, KiB", every / 1024, 80, f"({parts})"),
        ("the same without fonts", (every - fonts) / 1024, 60, ""),
        ("memory of a worker, MiB", portal.memory(), 120, ""),
        ("cold start, seconds", portal.cold_start, 2.5, ""),
    ]
    print()
    for name, value, goal, note in goals:
        print(f"{name:26}{value:8.1f}  {verdict(round(value, 1), goal):16} {note}")
    return sum(value > goal for _, value, goal, _ in goals)


def lists(server: str, folder: Path) -> int:
    """Import 2,000 rows on either database and print how long it took; how many goals were missed."""
    missed = 0
    print(f"\n{'list of 2,000, seconds':26}{'looked at':>10}{'stored':>8}{'pairs':>7}  goal for both")
    for name, address in (("SQLite", ""), ("PostgreSQL", f"{server}/lists")):
        own = {"DJANGO_SETTINGS_MODULE": "camk.settings", "PORTAL_MODE": "demo", "VAR_DIR": str(folder / name)}
        own |= {"DATABASE_URL": address} if address else {}
        took = last_json(python("-m", "tests.bench.lists", environment=own))
        whole = round(took["looked"] + took["stored"], 1)
        missed += whole > 60
        print(f"{name:26}{took['looked']:10.1f}{took['stored']:8.1f}{took['compared']:7.1f}  {verdict(whole, 60)}")
    return missed


def likenesses(server: str, folder: Path, floor: Line) -> int:
    """What says the same among 20,000 wordings: print recall at 5 and cost; how many goals were missed."""
    own = {"DJANGO_SETTINGS_MODULE": "camk.settings", "PORTAL_MODE": "demo", "VAR_DIR": str(folder / "likenesses")}
    found = last_json(
        python("-m", "tests.bench.likenesses", environment=own | {"DATABASE_URL": f"{server}/likenesses"})
    )
    ratio = round(found["ms"] / statistics.median(floor.took), 2)
    recall = found["fifth set"]["all"]  # the one that judges
    print(f"\n{'told twice, recall at 5':26}{'all':>6}  endings, slips, synonyms, no word shared")
    for part in PARTS:
        rows = found[part]
        ways = ", ".join(f"{rows[way]:.2f}" for way in ("endings", "slips", "synonyms", "no word shared"))
        print(f"{part:26}{rows['all']:6.2f}  {ways}")
    print(f"a search takes {found['ms']} ms, {ratio} times the floor  {verdict(ratio, 3)}")
    print(f"recall of the fifth set {recall}  goal >= 0.8{'' if recall >= 0.8 else '  MISSED'}")
    return (ratio > 3) + (recall < 0.8)


def main(arguments: list[str]) -> int:
    """Start everything, measure, print; 0 even when a goal is missed, since machines differ."""
    if arguments[:1] == ["million"]:
        return million.main(arguments[1:])
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    os.environ.pop("DATABASE_URL", None)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        server, redis = stack.enter_context(own_postgres(POSTGRES)), stack.enter_context(redis_server())
        statements = Statements(server)
        stack.callback(statements.close)
        for name in ("camk", "floor", "lists", "likenesses"):
            statements.create_database(name)
        ours = {
            "DJANGO_SETTINGS_MODULE": "camk.settings",
            "DATABASE_URL": f"{server}/camk",
            "REDIS_URL": redis,
            "VAR_DIR": str(folder / "var"),
            "PORTAL_MODE": "demo",
        }
        theirs = {
            "DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings",
            "FLOOR_DATABASE_URL": f"{server}/floor",
        }
        print("Making the data (demonstration, 2,000 organisations, 200 meetings, 5,000 answers)", flush=True)
        python("-m", "camk.launch.prepare", str(folder / "prepared.json"), environment=ours)
        facts = last_json(python("-m", "tests.bench.fill", environment=ours))
        floor_facts = last_json(python("-m", "tests.bench.floor.fill", environment=theirs))
        for name in ("camk", "floor"):
            statements.tidy(server, name)
        portal = stack.enter_context(serve("portal", "camk.wsgi:application", "camk", ours, folder))
        bare = stack.enter_context(serve("floor", "tests.bench.floor.wsgi:application", "floor", theirs, folder))
        floor = Line("the floor", lambda: bare.client.request("/", floor_facts["session"]))
        pages = lines(portal.client, facts)
        print(f"Measuring {ROUNDS * EACH} requests a page, in turn", flush=True)
        try:
            measure(floor, pages)
        except Unexpected as reason:
            raise SystemExit(f"{reason}\n{(folder / 'portal.log').read_text()[-4000:]}") from None
        count(statements, bare.database, floor, "--statements" in arguments)
        for line in pages:
            count(statements, portal.database, line, "--statements" in arguments)
        missed = table(floor, pages) + summary(portal)
        missed += duplicates.main() + lists(server, folder) + likenesses(server, folder, floor)
    print(f"\n{missed or 'No'} goal{'s' if missed != 1 else ''} missed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
