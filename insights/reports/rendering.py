"""A snapshot becomes a page and a PDF: once, when the report is sent, and both are kept as they are."""

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from django.template.loader import render_to_string

from camk.errors import RuleBroken
from camk.templatetags.ui import count, plaindate
from insights.reports.annex import KEPT_BACK
from insights.reports.charts import in_words, theme_chart
from insights.reports.counting import MOST_THEMES

TYPESET = Path(__file__).with_name("typeset.py")
TEMPLATE = Path(__file__).with_name("report.typ")
SECONDS = 10
# What reports that went out earlier did not hold yet.
LATER = {
    "areas": None,
    "who": [],
    "stories": [],
    "doing": [],
    "doing_words": "",
    "gaps_words": "",
    "goals": [],
    "answers": [],
    "public": False,
}
# Between these two stand the asks; the private page puts its answer buttons there instead.
# Words of people are escaped when the page is made, so nobody can write such a mark.
ASKS_BEGIN, ASKS_END = "<!--asks-->", "<!--end of asks-->"


def page_of(snapshot: dict) -> str:
    """The page of a report as HTML, made from the snapshot and nothing else."""
    return render_to_string("insights/reports/_frozen.html", {"r": said(snapshot)})


def around_asks(page_html: str) -> tuple[str, str]:
    """What stands before and after the asks on a frozen page."""
    before, _, rest = page_html.partition(ASKS_BEGIN)
    _, _, after = rest.partition(ASKS_END)
    return before, after


def pdf_of(snapshot: dict, *, draft: bool = False) -> bytes:
    """The tagged PDF of a report; raises RuleBroken when it cannot be made within its bounds."""
    return typeset({**said(snapshot), "draft": draft}, TEMPLATE)


def typeset(data: dict, template: Path) -> bytes:
    """The tagged PDF of `data` by one of our own templates; raises RuleBroken when it cannot be made in bounds."""
    with tempfile.TemporaryDirectory() as empty:
        try:
            done = subprocess.run(  # noqa: S603 - our own script, nothing from outside in the command
                [sys.executable, "-I", str(TYPESET), str(template)],
                input=json.dumps(data).encode(),
                cwd=empty,
                env={},
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise RuleBroken("The PDF took too long to make. Please make it shorter.") from error
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise RuleBroken("The PDF could not be made from these words. Please tell the administrator.")
    return done.stdout


def said(snapshot: dict) -> dict:
    """The snapshot with its dates and counts in words: what page and PDF both print."""
    s = {**LATER, **snapshot}
    trends = _trends(s)
    return {
        **s,
        "partner": s["stakeholder"],
        "meeting": _day(s["meeting_on"]),
        "period": f"{_day(s['period']['start'])} to {_day(s['period']['end'])}",
        "replaces": _replaces(s),
        "acknowledgement": s["programme"]["acknowledgement"] if s["programme"] else "",
        "counts": [
            {"n": s["figures"]["issues"], "label": "Issues in this report"},
            {"n": s["figures"]["voices"], "label": "Voices"},
            {"n": s["figures"]["organisations"], "label": "Organisations"},
        ],
        "asks": [{**ask, "line": _ask_line(ask)} for ask in s["asks"]],
        # Not "items": a template would call the dictionary's own method of that name.
        "issues": [
            {**item, "heading": item["wording"] or item["theme"], "line": _item_line(item)} for item in s["items"]
        ],
        "trends": trends,
        "chart": {"svg": theme_chart(trends), "alt": in_words(trends)} if trends else None,
        "areas": _areas(s["areas"]),
        "who": "; ".join(s["who"]),
        "doing": [{**row, "line": _doing_line(row)} for row in s["doing"]],
        "gaps_line": _gaps_line(s),
        "earlier": [{**e, "answer": _answer_line(e, s["public"]), "promise": _promise_line(e)} for e in s["earlier"]],
        "answers": [{**a, "line": f"Ask {a['number']}: {a['answer']} ({_day(a['on'])})."} for a in s["answers"]],
        "signed_off": _signed_off(s["signed_off"]),
    }


def _signed_off(signed: dict | None) -> str:
    if not signed:
        return ""
    alone = " by whoever wrote it, as no second person was there to read it" if signed.get("alone") else ""
    return f"Signed off on {_day(signed['on'])}{alone}."


def _trends(s) -> list[dict]:
    """The themes with the most voices, with what became of their number; none in reports of earlier days."""
    rows = [t for t in s["themes"][:MOST_THEMES] if "told" in t]
    highest = max((n for t in rows for n in (t["told"], t["before"])), default=0) or 1
    wide = {t["label"]: [f"{100 * n / highest:.1f}%" for n in (t["told"], t["before"])] for t in rows}
    return [{**t, "trend": _trend(t), "wide": wide[t["label"]]} for t in rows]


def _trend(theme: dict) -> str:
    if theme["told"] == theme["before"]:
        return "as many"
    return "more now" if theme["told"] > theme["before"] else "fewer now"


def _areas(table: dict | None) -> dict | None:
    """Areas and themes with their counts as they are printed; None when there is but one cell."""
    if table is None or len(table["areas"]) * len(table["themes"]) < 2:
        return None
    lines = zip(table["areas"], table["cells"], table["area_totals"], strict=True)
    rows = [{"label": area, "cells": [_printed(n) for n in (*cells, total)]} for area, cells, total in lines]
    totals = [*table["theme_totals"], sum(table["theme_totals"])]
    rows.append({"label": "All of Milton Keynes", "cells": [_printed(n) for n in totals]})
    hidden = any(cell == KEPT_BACK for row in rows for cell in row["cells"])
    return {"themes": [*table["themes"], "All themes"], "rows": rows, "hidden": hidden}


def _printed(number: int | None) -> str:
    return KEPT_BACK if number is None else f"{number:,}"


def _doing_line(row: dict) -> str:
    led = f"Led by {row['who']}. " if row["who"] else ""
    came = f" {row['came']}" if row["came"] else ""
    return f"{led}{row['state']}. This is about issue {row['item']}.{came}"


def _gaps_line(s) -> str:
    numbers = [str(item["number"]) for item in s["items"] if item.get("kind") == "gap"]
    if not numbers:
        return ""
    one = len(numbers) == 1
    start = f"{'Issue' if one else 'Issues'} {listed(numbers)} above {'is' if one else 'are'}"
    return f"{start} about something that is missing."


def listed(words: list[str]) -> str:
    """As one says it: "carers, older people and young people"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _day(iso: str | None) -> str:
    return plaindate(date.fromisoformat(iso)) if iso else ""


def _replaces(s) -> str:
    old = s["replaces"]
    return f"This replaces version {old['version']}, which we sent on {_day(old['sent_on'])}." if old else ""


def _ask_line(ask) -> str:
    parts = []
    if ask["owner"]:
        parts.append(f"We ask {ask['owner']}.")
    if ask["due_on"]:
        parts.append(f"Please answer by {_day(ask['due_on'])}.")
    if ask["items"]:
        numbers = [str(n) for n in ask["items"]]
        parts.append(f"This is about {'issue' if len(numbers) == 1 else 'issues'} {listed(numbers)} below.")
    return " ".join(parts)


def _item_line(item) -> str:
    theme = f"Theme: {item['theme']}." if item["wording"] else ""
    place = f"Place: {item['place']}." if item["place"] else ""
    if item.get("place_kept_back"):
        place = "Place kept back, as few people stand behind it."
    told = f"{count(item['voices'], 'voice,voices')}."
    name = f"Reference {item['reference']}." if item["reference"] else ""
    return " ".join(part for part in (theme, place, told, name) if part)


def _answer_line(entry, public: bool) -> str:
    line = f"{'They' if public else 'You'} answered on {_day(entry['answered_on'])}: {entry['answer']}."
    return f"{line} “{entry['words']}”" if entry["words"] else line


def _promise_line(entry) -> str:
    return " ".join(f"Promise: “{p['words']}” {p['state']}." for p in entry["promises"])
