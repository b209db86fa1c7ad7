"""The trustees' page as a PDF on two sides of A4, from the same figures as the page."""

from collections.abc import Sequence
from pathlib import Path

from django.http import HttpResponse

from camk.details import site_details
from camk.templatetags.ui import clock, plaindate
from insights.figures.findings import Chart
from insights.figures.pages import NOTHING, Board, Section
from insights.reports.rendering import typeset

TEMPLATE = Path(__file__).with_name("figures.typ")
# What two sides hold; the page on the site shows all of it.
MOST_ROWS = 7
MOST_LETTERS = 90
NARROW = 3  # columns of a table that shares the width with another


def pdf_of(board: Board, comments: dict[str, str] | None = None) -> bytes:
    """The two pages, with a sentence by our office under the figures that have one."""
    return typeset(paper(board, comments or {}), TEMPLATE)


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF made for whoever asks, kept by nobody."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def paper(board: Board, comments: dict[str, str]) -> dict:
    """All words and numbers of the two pages."""
    scope, now = board.counts.scope, board.counts.at
    return {
        "title": f"How we are doing: {scope.period.label}",
        "sender": site_details().name,
        "about": f"{scope.time_words}. Counted at {clock(now)} on {plaindate(now)}.",
        "narrowed": " ".join(f"Only {words}." for words in scope.narrowed_words),
        "in_short": board.in_short,
        "verdicts": [
            {
                "word": verdict.word,
                "label": verdict.measure.label,
                "sentence": verdict.sentence,
                "comment": comments.get(verdict.measure.figure.code, ""),
            }
            for verdict in board.verdicts
        ],
        "leading": [{"n": f"{x.n}{x.suffix}", "label": x.label, "change": x.change} for x in board.leading],
        "charts": [_chart(chart) for chart in board.charts],
        "months": {
            "finding": board.months.finding,
            "columns": [[c["label"], f"{c['value']:,}", float(c["h"])] for c in board.months.chart["cols"]],
        },
        "narrow": [_table(section) for section in board.sections if len(section.head) <= NARROW],
        "wide": [_table(section) for section in board.sections if len(section.head) > NARROW],
        "waiting": _waiting(board.waiting),
        "silent": [f"{area}: {', '.join(parishes)}" for area, parishes in board.silent_areas],
        "silent_themes": ", ".join(board.silent_themes),
    }


def _chart(chart: Chart) -> dict:
    bars = [[bar["label"], f"{bar['value']:,}", float(bar["w"].rstrip("%"))] for bar in chart.chart[:12]]
    return {"finding": chart.finding, "sub": chart.sub, "bars": bars}


def _words(rows: Sequence[Sequence]) -> list[list[str]]:
    return [[f"{cell:,}" if isinstance(cell, int) else _short(str(cell)) for cell in row] for row in rows]


def _short(words: str) -> str:
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1].rstrip()}…"


def _table(section: Section) -> dict:
    rows = _words(section.rows[:MOST_ROWS])
    more = len(section.rows) - MOST_ROWS
    note = f"And {more} more on the page." if more > 0 else "" if rows else NOTHING
    return {"title": section.figure.title, "head": list(section.head), "rows": rows, "note": note}


def _waiting(rows: list[dict]) -> list[list[str]]:
    return _words([(r["wording"] or "Wording not released yet", r["theme"], r["weeks"], r["state"]) for r in rows])
