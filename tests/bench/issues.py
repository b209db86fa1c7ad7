"""The pages that are measured at size: the lists of issues with each way of narrowing them, and the figures."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from urllib.parse import urlencode

LIST, PAGE, FIGURES, GROWTH = 2.5, 1.5, 3, 1.25


@dataclass
class Line:
    """One page of a network: its address there, who asks for it, its goals, and what it took beside the floor."""

    name: str
    path: str
    goal: float | None = None  # multiples of the floor
    growth: float | None = None  # so many times what it costs in the small network
    session: str = ""
    is_afresh: bool = False
    took: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return round(statistics.median(self.took) / statistics.median(self.floor), 2)

    def growth_from(self, small: Line) -> float:
        return round(self.ratio / small.ratio, 2)


def lines(facts: dict) -> list[Line]:
    """All of them, in the order they are printed."""
    return [*public(facts), *staff(facts), *figures(facts)]


def public(facts: dict) -> list[Line]:
    """Each single filter, the declared pairs, later pages, one issue."""
    theme, rare_theme, area, rare_area = (facts[name] for name in ("theme", "rare_theme", "area", "rare_area"))
    word, fair_word, rare_word = facts["words"]
    listed = {"everything": ""}
    listed |= {f"kind {kind}": f"kind={kind}" for kind in facts["kinds"]}
    listed |= {f"stage {stage}": f"state={stage}" for stage in facts["stages"]}
    listed |= {"the commonest theme": f"theme={theme}", "a rare theme": f"theme={rare_theme}"}
    listed |= {"the commonest area": f"area={area}", "a rare area": f"area={rare_area}"}
    listed |= {"a word in many": f"q={word}", "a word in some": f"q={fair_word}", "a word in few": f"q={rare_word}"}
    listed |= {
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
    return [
        *(Line(f"list: {name}", f"/issues/?{query}", LIST) for name, query in listed.items()),
        Line("one issue", f"/issues/{facts['reference']}/", PAGE),
        Line("a CAG's page", facts["action_group"], LIST),
    ]


def staff(facts: dict) -> list[Line]:
    """Queues, filters and search of staff: pages of Django's own, so what is held is what many issues add."""
    rare_area, (word, fair_word, rare_word) = facts["rare_area"], facts["words"]
    asked = {"waiting for us": ""}
    asked |= {f"queue {queue}": f"queue={queue}" for queue in facts["queues"]}
    asked |= {"mine": "owner=me&queue=all", "nobody's": "owner=nobody&queue=all"}
    asked |= {f"state {state}": f"state__exact={state}" for state in ("in_review", "accepted", "closed", "reopened")}
    asked |= {
        "kind gap": "kind__exact=gap&queue=all",
        "for a report": "for_report__exact=1",
        "the commonest area": f"area={facts['area']}&queue=all",
        "a rare area": f"area={rare_area}&queue=all",
        "the commonest theme": f"main_theme__id__exact={facts['theme_id']}&queue=all",
        "a rare theme": f"main_theme__id__exact={facts['rare_theme_id']}&queue=all",
        "by priority": "queue=all&o=-9",
        "theme and state": f"main_theme__id__exact={facts['theme_id']}&state__exact=accepted",
        "area and open": f"area={rare_area}&queue=open",
        "search, a word in many": f"q={word}",
        "search, a word in some": f"q={fair_word}",
        "search, a word in few": f"q={rare_word}",
        "search, two common words": f"q={word}+{fair_word}",
        "search, a word that is nowhere": "q=zyxwv",
        "search in a queue": f"q={word}&queue=decide",
        "search, a reference": f"q={facts['reference']}",
        "tenth page": "queue=all&p=10",
    }
    changelist, key = "/admin/insights/issue/", facts["staff"]
    return [
        *(Line(f"staff: {name}", f"{changelist}?{query}", None, GROWTH, key) for name, query in asked.items()),
        Line("staff: workbench", f"{changelist}workbench/", None, GROWTH, key),
        Line("staff: one by one", f"{changelist}session/decide/?begin", None, GROWTH, key),
    ]


def figures(facts: dict) -> list[Line]:
    """The trustees' page and the page on issues with each one filter, counted afresh and as they are kept."""
    both = {
        "nothing chosen": "",
        "the year": f"period={facts['year']}",
        "the quarter before": f"period={facts['quarter']}",
        "kind": "kind=gap",
        "programme": f"programme={facts['programme']}",
        "funder": urlencode({"funder": facts["funder"]}),
    }
    own = {
        "theme": f"theme={facts['theme']}",
        "rare theme": f"theme={facts['rare_theme']}",
        "area": f"area={facts['area']}",
        "state": "state=accepted",
        "severity": "severity=3",
    }
    pages = [("trustees", "/figures/", both), ("issues page", "/figures/issues/", both | own)]
    return [
        Line(f"{page}, {how}: {name}", f"{path}?{query}", FIGURES, GROWTH, facts["trustee"], is_afresh)
        for page, path, asked in pages
        for how, is_afresh in (("afresh", True), ("kept", False))
        for name, query in asked.items()
    ]
