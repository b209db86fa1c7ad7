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

TYPESET = Path(__file__).with_name("typeset.py")
SECONDS = 10
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
    data = json.dumps({**said(snapshot), "draft": draft})
    with tempfile.TemporaryDirectory() as empty:
        try:
            done = subprocess.run(  # noqa: S603 - our own script, nothing from outside in the command
                [sys.executable, "-I", str(TYPESET)],
                input=data.encode(),
                cwd=empty,
                env={},
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise RuleBroken("The PDF took too long to make. Please make the report shorter.") from error
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise RuleBroken("The PDF could not be made from these words. Please tell the administrator.")
    return done.stdout


def said(snapshot: dict) -> dict:
    """The snapshot with its dates and counts in words: what page and PDF both print."""
    s = snapshot
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
        "earlier": [{**e, "answer": _answer_line(e), "promise": _promise_line(e)} for e in s["earlier"]],
        "signed_off": f"Signed off on {_day(s['signed_off']['on'])}." if s["signed_off"] else "",
    }


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
        listed = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}"
        parts.append(f"This is about {'issue' if len(numbers) == 1 else 'issues'} {listed} below.")
    return " ".join(parts)


def _item_line(item) -> str:
    theme = f"Theme: {item['theme']}." if item["wording"] else ""
    place = f"Place: {item['place']}." if item["place"] else ""
    told = f"{count(item['voices'], 'voice,voices')}."
    return " ".join(part for part in (theme, place, told, f"Reference {item['reference']}.") if part)


def _answer_line(entry) -> str:
    line = f"You answered on {_day(entry['answered_on'])}: {entry['answer']}."
    return f"{line} “{entry['words']}”" if entry["words"] else line


def _promise_line(entry) -> str:
    return " ".join(f"Promise: “{p['words']}” {p['state']}." for p in entry["promises"])
