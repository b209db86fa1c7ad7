"""Milton Keynes at a glance: one square for each parish, darker where more was told, with the table beside it.

Small numbers are hidden as everywhere (decision 12): by quarters that are over, so that one new issue does not show
by the difference, and all kinds together, so that no two pages can be taken from each other.
"""

from dataclasses import dataclass
from datetime import date

from groups.places.models import Place
from insights.figures.facts import counted, told_within
from insights.figures.periods import Quarter
from insights.figures.places import cells, safe
from insights.issues.models import Issue

SIDE, GAP = 52, 4  # pixels down; across, the squares share the width
SHADES = 4


@dataclass(frozen=True)
class Parish:
    """One parish and what may be shown of it: None is a number too small to show."""

    label: str
    area: str
    column: int
    row: int
    number: int | None

    @property
    def short(self) -> str:
        """Three letters that stand in its square; the table has the name."""
        words = self.label.split()
        two = words[0][:1] + words[1][:2] if len(words) > 1 and words[1] not in ("and", "cum") else words[0][:3]
        return two.capitalize()

    @property
    def shown(self) -> str:
        return "hidden" if self.number is None else f"{self.number:,}"


@dataclass(frozen=True)
class Glance:
    """All parishes in one quarter."""

    quarter: Quarter
    parishes: list[Parish]

    @classmethod
    def read(cls, quarter: Quarter) -> "Glance":
        places = (
            Place.objects.parishes().filter(grid_column__isnull=False).select_related("cluster").order_by("label")
        )
        issues = told_within(counted(Issue.objects.all()), quarter)
        numbers = safe(cells(issues, "parish"), [place.pk for place in places])
        return cls(
            quarter,
            [
                Parish(p.label, p.cluster.label if p.cluster else "", p.grid_column, p.grid_row, numbers[p.pk])
                for p in places
            ],
        )

    @property
    def tiles(self) -> list[dict]:
        """The squares: across in per cent, down in pixels, so that text keeps its size on a phone."""
        columns = max((p.column for p in self.parishes), default=0) + 1
        most = max((p.number or 0 for p in self.parishes), default=0)
        return [
            {
                "x": f"{100 * p.column / columns:.2f}%",
                "cx": f"{100 * (p.column + 0.46) / columns:.2f}%",
                "y": p.row * (SIDE + GAP),
                "w": f"{92 / columns:.2f}%",
                "name_y": p.row * (SIDE + GAP) + 21,
                "number_y": p.row * (SIDE + GAP) + 41,
                "shade": 0 if not p.number else min(SHADES, 1 + (SHADES * (p.number - 1)) // most),
                "parish": p,
            }
            for p in self.parishes
        ]

    @property
    def height(self) -> int:
        return (max((p.row for p in self.parishes), default=0) + 1) * (SIDE + GAP)

    @property
    def finding(self) -> str:
        most = max(self.parishes, key=lambda p: p.number or 0, default=None)
        if most is None or not most.number:
            return "No parish has a number that may be shown"
        return f"Most was told about {most.label}"

    @property
    def sentence(self) -> str:
        """The drawing in words."""
        none = sum(p.number == 0 for p in self.parishes)
        hidden = sum(p.number is None for p in self.parishes)
        what = f"A square for each of {len(self.parishes)} parishes, where it roughly lies. {self.finding}."
        return f"{what} {none} have none, {hidden} are hidden because too few people or organisations told us."

    @property
    def rows(self) -> list[tuple]:
        return [(p.label, p.area, p.shown if p.number is None else p.number) for p in self.parishes]


def last_quarter(today: date) -> Quarter:
    return Quarter.of(today).previous()
