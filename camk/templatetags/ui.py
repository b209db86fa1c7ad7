"""How dates, times and numbers are said on every page and in every mail: London time, plain words."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

register = template.Library()
LONDON = ZoneInfo("Europe/London")

Moment = dt.datetime | dt.date | dt.time | None


@register.filter
def london(value: Moment) -> Moment:
    """The same moment on a London clock; a plain date or a naive time stays as it is."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return value.astimezone(LONDON).replace(tzinfo=None)
    return value


@register.filter
def clock(value: Moment) -> str:
    """A time as people here write it: "12.30pm", "10am", "midday", "midnight"."""
    moment = london(value)
    if not isinstance(moment, dt.datetime | dt.time):
        return ""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    minutes = f".{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def _day(value: Moment, form: str) -> str:
    moment = london(value)
    if not isinstance(moment, dt.date):  # a datetime is a date too
        return ""
    return moment.strftime(form.replace("%j", str(moment.day)))


@register.filter
def longdate(value: Moment) -> str:
    """A date in full: "Thursday 21 October 2021"."""
    return _day(value, "%A %j %B %Y")


@register.filter
def plaindate(value: Moment) -> str:
    """A date without the day of the week: "21 October 2021"."""
    return _day(value, "%j %B %Y")


@register.filter
def shortdate(value: Moment) -> str:
    """A date for a narrow place: "Thu 21 Oct"."""
    return _day(value, "%a %j %b")


def _span(start: Moment, end: Moment, day: str) -> str:
    first, last = london(start), london(end)
    if not isinstance(first, dt.datetime):
        return _day(first, day)
    said = f"{_day(first, day)}, {clock(first)}"
    if not isinstance(last, dt.datetime):
        return said
    if first.date() == last.date():
        return f"{said} to {clock(last)}"
    return f"{said} to {_day(last, day)}, {clock(last)}"


@register.filter
def when(start: Moment, end: Moment = None) -> str:
    """Start and end: "Thursday 21 October, 12.30pm to 2pm"; the end may be missing."""
    return _span(start, end, "%A %j %B")


@register.filter
def fullwhen(start: Moment, end: Moment = None) -> str:
    """Start and end with the year: "Thursday 21 October 2021, 12.30pm to 2pm"."""
    return _span(start, end, "%A %j %B %Y")


@register.filter
def grouped(number: Any) -> Any:
    """A number with its thousands marked: "1,204"; words pass through unchanged."""
    return f"{number:,}" if isinstance(number, int | float) else number


@register.filter
def count(number: int | None, words: str) -> str:
    """A number with its noun; words are "organisation,organisations"."""
    one, _, many = words.partition(",")
    number = number or 0
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@register.filter
def people(number: int | None) -> str:
    """A number of people: "1 person", "14 people"."""
    return count(number, "person,people")


@register.filter
def at(mapping: Mapping | None, key: Any) -> Any:
    """What a mapping holds for a key that is only known in the template; nothing when it holds nothing."""
    if not isinstance(mapping, Mapping):
        return ""
    return mapping.get(key, mapping.get(str(key), ""))


@register.filter
def folds(field) -> dict[str, Any]:
    """The choices of a field: those `shown` at once, those `folded` away, and whether the fold stands `open`.

    A long list names how many are shown at once (`fold_after`); what is ticked is never hidden.
    """
    options = list(field)
    most = getattr(field.field, "fold_after", len(options))
    folded = options[most:]
    return {"shown": options[:most], "folded": folded, "open": any(option.data["selected"] for option in folded)}


@register.filter
def breakable(address: str) -> SafeString:
    """An e-mail address that may break before its @ when the line is too short."""
    return SafeString(escape(address).replace("@", "<wbr>@"))


@register.filter
def labelled(line: str) -> tuple[str, str]:
    """A line of a mail's facts in two parts: "When: Tuesday" gives ("When", "Tuesday"), other lines ("", line)."""
    label, colon, rest = str(line).partition(": ")
    return (label, rest) if colon and len(label) <= 14 else ("", str(line))


@register.filter
def tidy(text: str) -> SafeString:
    """Plain-text mail without the gaps that untaken template branches leave."""
    lines = "\n".join(line.rstrip() for line in str(text).strip().splitlines())
    return SafeString(re.sub(r"\n{3,}", "\n\n", lines) + "\n")


@register.simple_tag
def redway(step: int, steps: int) -> dict:
    """Where the stops of the progress path stand, in per cent of its width."""
    gap = 96 / max(steps - 1, 1)
    stops = [
        {"x": f"{2 + gap * n:.1f}%", "state": "gone" if n + 1 < step else "here" if n + 1 == step else ""}
        for n in range(steps)
    ]
    return {"stops": stops, "here": stops[min(max(step, 1), steps) - 1]["x"]}
