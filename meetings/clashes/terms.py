"""School dates as a council prints them, pasted: holidays as they stand, or terms, whose gaps are the holidays."""

import re
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
# "2026-10-26"; "26/10/2026"; "26 October 2026", "26th Oct"; and the first of "26 to 30 October 2026".
DATE = re.compile(
    r"\b(?P<iso>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)\b"
    r"|\b(?P<d2>\d{1,2})[/.](?P<m2>\d{1,2})[/.](?P<y2>\d{4})\b"
    rf"|\b(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m3>{'|'.join(MONTHS)})\b\.?,?(?:\s+(?P<y3>\d{{4}}))?"
    r"|\b(?P<d4>\d{1,2})(?:st|nd|rd|th)?(?=\s*(?:to|until|-|–|—)\s*(?:\w+day\s+)?\d)",
    re.IGNORECASE,
)
LEFT_OVER = re.compile(
    r"\b(?:\w+day|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|from|to|until|and|inclusive)\b", re.I
)
SCHOOL_HOLIDAYS = "School holidays"
LONGEST = timedelta(days=100)  # a summer is shorter: more than this is a slip
MOST_LETTERS = 120


class Span(NamedTuple):
    """Some days with what they are called."""

    label: str
    first: date
    last: date


class Unread(ValueError):
    """A line that holds no two dates; its words are for people."""


def read(words: str) -> list[Span]:
    """A span for each line, in the order of time. Raises Unread with the line that is not understood."""
    return sorted((_read(line) for line in words.splitlines() if line.strip()), key=lambda span: span.first)


def gaps(terms: list[Span]) -> list[Span]:
    """The holidays between terms. Raises Unread when two terms overlap."""
    found = []
    for before, after in zip(terms, terms[1:], strict=False):
        first, last = before.last + timedelta(days=1), after.first - timedelta(days=1)
        if after.first <= before.last:
            raise Unread(f"“{before.label}” and “{after.label}” overlap.")
        if any((first + timedelta(days=n)).weekday() < 5 for n in range((last - first).days + 1)):
            found.append(_checked(Span(SCHOOL_HOLIDAYS, first, last), f"{before.label} to {after.label}"))
    return found


def _read(line: str) -> Span:
    found = [match.groupdict() for match in DATE.finditer(line)]
    if len(found) not in (1, 2):
        raise Unread(
            f"“{line.strip()}” holds no two dates. Write it like: Half-term, 26 October 2026 to 30 October 2026"
        )
    try:
        last = _date(found[-1])
        first = _date(found[0], near=last) if len(found) == 2 else last
    except ValueError:
        raise Unread(f"“{line.strip()}”: there is no such day, or its year is missing.") from None
    rest = re.sub(r"\s+", " ", LEFT_OVER.sub(" ", DATE.sub(" ", line))).strip(" ,;:.()-–—\t")
    return _checked(Span(rest[:MOST_LETTERS] or SCHOOL_HOLIDAYS, first, last), line.strip())


def _date(parts: dict, near: date | None = None) -> date:
    """What the line left out, month or year, is taken from its last date."""
    if parts["iso"]:
        return date(int(parts["iso"]), int(parts["m1"]), int(parts["d1"]))
    if parts["d2"]:
        return date(int(parts["y2"]), int(parts["m2"]), int(parts["d2"]))
    day = int(parts["d3"] or parts["d4"])
    month = MONTHS[parts["m3"].lower()] if parts["m3"] else near.month if near else 0
    if parts["y3"]:
        return date(int(parts["y3"]), month, day)
    if near is None:
        raise ValueError("no year")
    # "21 December to 1 January 2027" begins in the year before.
    return date(near.year - (month > near.month), month, day)


def _checked(span: Span, line: str) -> Span:
    if span.last < span.first:
        raise Unread(f"“{line}” ends before it begins.")
    if span.last - span.first > LONGEST and span.label == SCHOOL_HOLIDAYS:
        raise Unread(f"“{line}” lasts longer than any holiday.")
    return span
