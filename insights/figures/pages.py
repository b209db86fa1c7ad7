"""What the pages of figures and the PDF show, from the same counts: in words, in charts and in tables."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from insights.figures import dashboard_definitions as i
from insights.figures import definitions as d
from insights.figures import findings
from insights.figures.counts import Counts
from insights.figures.dashboard_figures import caveat
from insights.figures.issue_counts import IssueCounts
from insights.figures.verdicts import VERDICTS, Verdict, in_short, others, verdicts

NOTHING = "Nothing to show for this time."


@dataclass(frozen=True)
class Section:
    """A figure as a table."""

    figure: d.Figure
    head: tuple[str, ...]
    rows: d.Rows


def section(figure: d.Figure, counts: Counts) -> Section:
    return Section(figure, *figure.table(counts))


@dataclass(frozen=True)
class Board:
    """The trustees' page."""

    counts: Counts
    verdicts: list[Verdict]
    in_short: str
    leading: list[findings.Leading]
    charts: list[findings.Chart]
    sections: list[Section]
    # What the parts of the page that are no section of their own are counted by.
    judged = VERDICTS
    waits = d.WAITING
    silent_figures = (d.PARISHES, d.SILENT_THEMES)

    @classmethod
    def read(cls, counts: Counts) -> "Board":
        found = verdicts(counts)
        return cls(
            counts=counts,
            verdicts=found,
            in_short=in_short(found),
            leading=findings.leading(counts),
            charts=[findings.themes_chart(counts), findings.outcomes_chart(counts)],
            sections=[
                section(figure, counts) for figure in (d.LOOP, d.PROMISES, d.ANSWERS, d.SILENCE, d.REACH, d.TIES)
            ],
        )

    @property
    def others(self) -> str:
        return others(self.verdicts)

    @property
    def months(self) -> findings.Chart:
        return findings.months_chart(self.counts)

    @property
    def waiting(self) -> list[dict]:
        return d.WAITING.compute(self.counts, self.counts.period)

    @property
    def silent_areas(self) -> list[tuple[str, list[str]]]:
        """Parishes nobody told us about, gathered by their area."""
        areas: dict[str, list[str]] = {}
        for area, parish in d.PARISHES.compute(self.counts, self.counts.period):
            areas.setdefault(area or "No area", []).append(parish)
        return list(areas.items())

    @property
    def silent_themes(self) -> list[str]:
        return d.SILENT_THEMES.compute(self.counts, self.counts.period)


@dataclass(frozen=True)
class IssueBoard:
    """The page on issues."""

    counts: IssueCounts
    caveat: str
    bars: list[findings.Chart]
    sections: list[Section]

    @classmethod
    def read(cls, counts: IssueCounts) -> "IssueBoard":
        tables = (i.WAITS, i.TWO_KEYS, i.AGAIN, i.EMERGING, i.COMMON, i.DOMINATED)
        return cls(
            counts=counts,
            caveat=caveat(counts),
            bars=[findings.breakdown(figure, counts) for figure in i.BREAKDOWNS if _is_shown(figure, counts)],
            sections=[section(figure, counts) for figure in tables],
        )

    @property
    def months(self) -> findings.Chart:
        return findings.months_chart(self.counts)

    @property
    def leading(self) -> list[findings.Leading]:
        return findings.leading(self.counts)


def _is_shown(figure: d.Figure, counts: IssueCounts) -> bool:
    """What was chosen is not broken down again, and areas never by theme."""
    scope = counts.scope
    chosen = {
        i.BY_THEME: scope.theme or scope.area,
        i.BY_AREA: scope.theme or scope.area,
        i.BY_STATE: scope.state,
        i.BY_KIND: scope.kind,
        i.BY_SEVERITY: scope.severity,
    }
    return not chosen[figure]


def drawn(template: str, board: type[Board | IssueBoard], counts: Counts) -> str:
    """All of a page that says what was counted, drawn once for each counting: whoever asks sees the same."""
    if template not in counts.drawn:
        context = {"board": board.read(counts), "counts": counts, "scope": counts.scope}
        counts.drawn[template] = render_to_string(template, context)
    return counts.drawn[template]
