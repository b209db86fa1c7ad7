"""The lists of issues at size: each way of narrowing them, beside the floor and beside a small network.

`python -m tests.bench.issues 1000000` fills one database with 10,000 issues and one with so many, and asks for each
page in turn
of the floor, of the small network and of the big one. Printed are multiples of the floor's median in the same turns,
and how much more the big network costs than the small one. Without a number the small one is measured alone.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.client import Client
from tests.bench.servers import Site, Statements, last_json, python, serve
from tests.services.postgres import own_postgres

SMALL = 10_000
ROUNDS, EACH = 8, 5
SLOW = 250  # milliseconds; such a page is asked for less often
POSTGRES = {"shared_preload_libraries": "pg_stat_statements", "shared_buffers": "512MB"}
LIST, PAGE, GROWTH = 2.5, 1.5, 1.25  # a staff list is Django's own: held is what a hundred times the issues add


@dataclass
class Line:
    """One page of a network: its address there, and what it took beside the floor."""

    name: str
    path: str
    goal: float | None
    is_staff: bool = False
    took: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return round(statistics.median(self.took) / statistics.median(self.floor), 2)


def lines(facts: dict) -> list[Line]:
    """Each single filter, the declared pairs, later pages, one issue, and what staff see."""
    theme, rare_theme, area, rare_area = (facts[name] for name in ("theme", "rare_theme", "area", "rare_area"))
    word, fair_word, rare_word = facts["words"]
    public = {"everything": ""}
    public |= {f"kind {kind}": f"kind={kind}" for kind in facts["kinds"]}
    public |= {f"stage {stage}": f"state={stage}" for stage in facts["stages"]}
    public |= {"the commonest theme": f"theme={theme}", "a rare theme": f"theme={rare_theme}"}
    public |= {"the commonest area": f"area={area}", "a rare area": f"area={rare_area}"}
    public |= {"a word in many": f"q={word}", "a word in some": f"q={fair_word}", "a word in few": f"q={rare_word}"}
    public |= {
        "kind and stage": "kind=good_news&state=raised",
        "kind and theme": f"kind=gap&theme={theme}",
        "stage and theme": f"state=looking&theme={theme}",
        "rare theme and stage": f"state=looking&theme={rare_theme}",
        "kind and area": f"kind=gap&area={area}",
        "stage and rare area": f"state=looking&area={rare_area}",
        "theme and area": f"theme={theme}&area={area}",
        "rare theme and area": f"theme={rare_theme}&area={area}",
        "theme and rare area": f"theme={theme}&area={rare_area}",
        "rare theme and rare area": f"theme={rare_theme}&area={rare_area}",
        "word and theme": f"q={word}&theme={theme}",
        "word and stage": f"q={word}&state=looking",
        "rare word and area": f"q={rare_word}&area={area}",
        "two words": f"q={word}+{fair_word}",
        "all four": f"kind=issue&state=sorted&theme={theme}&area={area}",
        "page at nine tenths": f"after={facts['late']}",
        "theme, page at nine tenths": f"theme={theme}&after={facts['late']}",
        "area and kind, at nine tenths": f"area={area}&kind=issue&after={facts['late']}",
    }
    staff = {"waiting for us": ""}
    staff |= {f"queue {queue}": f"queue={queue}" for queue in facts["queues"]}
    staff |= {"mine": "owner=me&queue=all", "nobody's": "owner=nobody&queue=all"}
    staff |= {f"state {state}": f"state__exact={state}" for state in ("in_review", "accepted", "closed", "reopened")}
    staff |= {
        "kind gap": "kind__exact=gap&queue=all",
        "for a report": "for_report__exact=1",
        "the commonest area": f"area={area}&queue=all",
        "a rare area": f"area={rare_area}&queue=all",
        "the commonest theme": f"main_theme__id__exact={facts['theme_id']}&queue=all",
        "a rare theme": f"main_theme__id__exact={facts['rare_theme_id']}&queue=all",
        "by priority": "queue=all&o=-9",
        "theme and state": f"main_theme__id__exact={facts['theme_id']}&state__exact=accepted",
        "area and open": f"area={rare_area}&queue=open",
        "search, a word in many": f"q={word}",
        "search, a word in few": f"q={rare_word}",
        "search, a reference": f"q={facts['reference']}",
        "tenth page": "queue=all&p=10",
    }
    changelist = "/admin/insights/issue/"
    return [
        *(Line(name, f"/issues/?{query}", LIST) for name, query in public.items()),
        Line("one issue", f"/issues/{facts['reference']}/", PAGE),
        Line("a CAG's page", facts["action_group"], LIST),
        *(Line(f"staff: {name}", f"{changelist}?{query}", None, True) for name, query in staff.items()),
        Line("staff: workbench", f"{changelist}workbench/", None, True),
        Line("staff: one by one", f"{changelist}session/decide/?begin", None, True),
    ]


def facts() -> dict:
    """What the addresses of a network are made of."""
    import django

    django.setup()
    from django.db.models import Count

    from camk.accounts.models import User
    from groups.action_groups.models import ActionGroup
    from groups.places.models import Place
    from groups.themes.models import Theme
    from insights.issues.models import Issue, ListedIssue
    from insights.issues.paging import NEWEST, mark_of
    from insights.issues.states import STAGES
    from insights.triage.queues import MORE, QUEUES
    from tests.bench.sessions import sessions_for

    released = Issue.objects.released().leads()
    about = Issue.themes.through.objects.values_list("theme").annotate(n=Count("pk")).order_by("-n")
    where = Issue.places.through.objects.exclude(place__cluster=None).values_list("place__cluster")
    where = where.annotate(n=Count("pk")).order_by("-n")
    themes, places = Theme.objects.in_bulk(), Place.objects.in_bulk()
    themes = [themes[pk] for pk, _ in about if themes[pk].is_offered]
    areas = [places[pk] for pk, _ in where]
    number = ListedIssue.objects.narrowed().count()
    late = ListedIssue.objects.narrowed().order_by(*NEWEST)[int(number * 0.9)]
    mid = released.filter(state="accepted").order_by("-released_at")[0]
    return {
        "theme": themes[0].code,
        "rare_theme": themes[-1].code,
        "theme_id": themes[0].pk,
        "rare_theme_id": themes[-1].pk,
        "area": areas[0].code,
        "rare_area": areas[-1].code,
        "words": ["evenings", "carnival", "accordion"],
        "kinds": Issue.Kind.values,
        "stages": list(STAGES),
        "queues": [*QUEUES, *MORE],
        "late": mark_of(late),
        "reference": mid.reference,
        "action_group": ActionGroup.objects.running().first().get_absolute_url(),
        "staff": sessions_for([User.objects.get(email="staff@example.org")])[0],
    }


def measure(asked: dict[str, list[Line]], sites: dict[str, Client], sessions: dict[str, str], floor) -> None:
    """Each page in turn of the floor and of every network; a slow one less often."""
    for rows in zip(*asked.values(), strict=True):
        pages = dict(zip(asked, rows, strict=True))
        rounds = ROUNDS
        for name, line in pages.items():
            for _ in range(4):
                answer = sites[name].request(line.path, sessions[name] if line.is_staff else "")
                if answer.status != 200:
                    raise SystemExit(f"{line.name} ({line.path}) of {name}: answered {answer.status}")
                rounds = 2 if answer.took > SLOW else rounds
        for _ in range(rounds):
            base = [floor().took for _ in range(EACH)]
            for name, line in pages.items():
                line.floor += base
                key = sessions[name] if line.is_staff else ""
                line.took += [sites[name].request(line.path, key).took for _ in range(EACH if rounds > 2 else 2)]


def table(asked: dict[str, list[Line]]) -> int:
    """Print all lines; how many goals were missed."""
    names, missed = list(asked), 0
    print(f"\n{'multiples of the floor':34}" + "".join(f"{name:>12}" for name in names) + "  goal        growth")
    for rows in zip(*asked.values(), strict=True):
        ratios, goal = [line.ratio for line in rows], rows[0].goal
        grown = round(ratios[-1] / ratios[0], 2)
        over = ratios[-1] > goal if goal else grown > GROWTH
        missed += over
        held = f"<= {goal:<6g}" if goal else f"x {GROWTH:<7g}"
        print(
            f"{rows[0].name:34}" + "".join(f"{ratio:12.2f}" for ratio in ratios)
            + f"  {held}{grown:9.2f}{'  MISSED' if over else ''}", flush=True,
        )  # fmt: skip
    return missed


def fill(address: str, folder: Path, issues: int, *, is_new: bool = True) -> tuple[dict, dict]:
    """A network with so many issues: how its site is started, and the facts of it."""
    own = {
        "DJANGO_SETTINGS_MODULE": "camk.settings", "PORTAL_MODE": "demo", "DATABASE_URL": address,
        "VAR_DIR": str(folder),
    }  # fmt: skip
    if is_new:
        python("manage.py", "load_sample", "--issues", str(issues), environment=own)
    folder.mkdir(exist_ok=True)
    python("-m", "camk.launch.prepare", str(folder / "prepared.json"), environment=own)
    return own, last_json(python("-m", "tests.bench.issues", "--facts", environment=own))


def run(stack: ExitStack, folder: Path, networks: dict[str, tuple[dict, dict]], floor) -> int:
    """Start the sites, measure, print; how many goals were missed."""
    sites: dict[str, Site] = {}
    for name, (own, _) in networks.items():
        sites[name] = stack.enter_context(serve(name, "camk.wsgi:application", name, own, folder))
    asked = {name: lines(found) for name, (_, found) in networks.items()}
    clients = {name: site.client for name, site in sites.items()}
    measure(asked, clients, {name: found["staff"] for name, (_, found) in networks.items()}, floor)
    return table(asked)


def bare_site(stack: ExitStack, server: str, folder: Path):
    """The floor, as something to ask."""
    own = {"DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings", "FLOOR_DATABASE_URL": f"{server}/floor"}
    session = last_json(python("-m", "tests.bench.floor.fill", environment=own))["session"]
    bare = stack.enter_context(serve("floor", "tests.bench.floor.wsgi:application", "floor", own, folder))
    return lambda: bare.client.request("/", session)


def main(arguments: list[str]) -> int:
    """`SIZE`: fill both networks and measure; 0 even when a goal is missed, since machines differ."""
    if arguments == ["--facts"]:
        print(json.dumps(facts()))
        return 0
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    os.environ.pop("DATABASE_URL", None)
    sizes = sorted({SMALL, *map(int, arguments)})
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="issues-")))
        server = stack.enter_context(own_postgres(POSTGRES))
        statements = Statements(server)
        stack.callback(statements.close)
        networks = {}
        for name in ("floor", *(f"{size:,}" for size in sizes)):
            statements.create_database(name.replace(",", ""))
        for size in sizes:
            print(f"Filling a network with {size:,} issues", flush=True)
            networks[f"{size:,}"] = fill(f"{server}/{size}", folder / str(size), size)
        missed = run(stack, folder, networks, bare_site(stack, server, folder))
    print(f"\n{missed or 'No'} goal{'s' if missed != 1 else ''} missed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
