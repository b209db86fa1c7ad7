"""Papers made of parts: words, lists, tables and stories, the same on a page, as a PDF and as a spreadsheet."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.utils.text import Truncator

from insights.figures.counts import Counts
from insights.figures.figure import Figure
from insights.reports.rendering import typeset

TEMPLATE = Path(__file__).with_name("papers.typ")
NONE = "–"
WORDY = 12  # letters; a number, a share or a short word is less

MOST_SHARE = 40  # letters: sentences take several lines rather than all of the width


@dataclass(frozen=True)
class Part:
    """One part under its heading; `rows` are words and whole numbers under `head`, `stories` as `told` gives them."""

    title: str
    words: str = ""
    lines: list[str] = field(default_factory=list)
    head: tuple[str, ...] = ()
    rows: list[tuple] = field(default_factory=list)
    stories: list[dict] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)  # names and codes of the figures in it
    empty: str = ""  # what stands here when there is nothing

    @property
    def is_wordy(self) -> bool:
        """Whether the columns after the first hold sentences and names: set as text, on a phone row by row."""
        return any(len(str(cell)) > WORDY and not isinstance(cell, int) for row in self.rows for cell in row[1:])

    @property
    def labelled(self) -> list[list[tuple]]:
        """The rows, each cell with the name of its column."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


def leading(figures: Sequence[Figure], counts: Counts, title: str) -> Part:
    """Figures of one number each as one table: in this time, and in the time before."""
    rows, head = [], ()
    for figure in figures:
        head, one = figure.table(counts)
        rows += one
    return Part(title, head=head, rows=rows, codes=[(figure.title, figure.code) for figure in figures])


def table(figure: Figure, counts: Counts) -> Part:
    """The table of a figure under its own name."""
    head, rows = figure.table(counts)
    codes = [(figure.title, figure.code)]
    return Part(figure.title, head=head, rows=rows, codes=codes, empty="Nothing in this time.")


def told(stories: Iterable) -> list[dict]:
    """Stories as papers print them; whoever calls has made sure that they are published."""
    return [
        {"title": s.title, "said": s.said, "who": s.who, "changed": s.changed or Truncator(s.body).words(60)}
        for s in stories
    ]


def pdf_of_parts(*, title: str, sender: str, about: list[str], parts: list[Part]) -> bytes:
    """The tagged PDF; raises RuleBroken when it cannot be made within its bounds."""
    data = {"title": title, "sender": sender, "about": about, "parts": [_printed(part) for part in parts]}
    return typeset(data, TEMPLATE)


def _printed(part: Part) -> dict:
    rows = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in part.rows]
    head = list(part.head)
    return asdict(part) | {"rows": rows, "head": head, "wordy": part.is_wordy, "widths": _widths([head, *rows])}


def _widths(rows: list[list[str]]) -> list[int]:
    """Shares of the width: what holds more letters gets more, and no column less than its longest word needs."""
    columns = list(zip(*rows, strict=True)) if rows[0] else []
    longest = [max(len(word) for cell in column for word in f"{cell} .".split()) for column in columns]
    usual = [sum(map(len, column)) // len(column) for column in columns]
    return [max(word + 4, min(letters, MOST_SHARE)) for word, letters in zip(longest, usual, strict=True)]


def sheet(part: Part) -> list[tuple]:
    """A part as the rows of a spreadsheet."""
    if part.head:
        return [part.head, *part.rows]
    if part.stories:
        return [tuple(name.capitalize() for name in part.stories[0]), *(tuple(s.values()) for s in part.stories)]
    return [(line,) for line in ([part.words] if part.words else []) + part.lines] or [(part.empty,)]


def flat(parts: list[Part]) -> list[tuple]:
    """All parts below one another, for a file that has one table only; the first column names the part."""
    return [(part.title, *row) for part in parts for row in sheet(part)]
