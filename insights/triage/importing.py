"""Reading an earlier log of issues (domain C2): columns matched, each row checked before anything is stored."""

import re
from dataclasses import asdict, dataclass, field
from datetime import date

from django.utils import timezone

from camk.at_risk import sounds_like_disclosure
from camk.days import day_in
from camk.personal_data import find_personal, listed
from groups.organisations.importing import Row as FileRow
from groups.organisations.importing import failed_table
from groups.organisations.models import Organisation
from groups.places.models import Place, PlaceAlias
from groups.themes.models import Theme, ThemeKeyword
from insights.issues.models import Issue, Voice

# Our field -> what it is called on the page, and what such a column may be called (letters alone).
COLUMNS = {
    "told_on": (
        "Date",
        ("date", "created", "createdat", "submitted", "datesubmitted", "timestamp", "dateadded", "toldon"),
    ),
    "kind": ("Kind", ("kind", "category", "type", "issuetype")),
    "description": (
        "Brief description",
        ("description", "briefdescription", "summary", "title", "words", "whattheysaid", "whattheytoldus"),
    ),
    "detail": ("Detail", ("detail", "details", "moredetail", "fulldescription")),
    "areas": ("Areas", ("areas", "area", "place", "places", "location", "estates")),
    "keywords": ("Keywords", ("keywords", "keyword", "themes", "theme")),
    "affected": ("Number affected", ("numberaffected", "affected", "peopleaffected", "numberofpeopleaffected")),
    "action": ("Suggested action", ("suggestedaction", "action", "actions", "alternativeaction")),
    "organisation": ("Organisation", ("organisation", "organization", "organisationname", "group")),
}
NEEDED = ("told_on", "description")
KINDS = {"impact": "good_news", "positive": "good_news", "problem": "issue", "concern": "issue", "": "issue"} | {
    re.sub(r"[^a-z]", "", label.lower().removeprefix("an ").removeprefix("a ")): code
    for code, label in Issue.Kind.choices
}
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
MOST_WORDS = 4000
_ALL = ("allofmk", "mk", "mkwide", "acrossmk", "wholeofmk")  # how a log may call all of Milton Keynes


@dataclass
class Row:
    """One line of the log: what would be stored, what is wrong, what to know."""

    line: int
    values: dict = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    names_somebody: bool = False

    def as_dict(self) -> dict:
        return asdict(self)


def guess(headers: list[str]) -> dict[str, str]:
    """Our field -> the header that most likely holds it; each header once."""
    bare = {header: re.sub(r"[^a-z]", "", header.lower()) for header in headers}
    guessed: dict[str, str] = {}
    for name, (_, words) in COLUMNS.items():
        fitting = (h for word in words for h, text in bare.items() if text == word and h not in guessed.values())
        if header := next(fitting, None):
            guessed[name] = header
    return guessed


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


class Lists:
    """Places, themes and organisations by the names that a log may use."""

    def __init__(self):
        places = Place.objects.choosable().order_by("kind")
        self.places = {_plain(alias.name): alias.place_id for alias in PlaceAlias.objects.filter(place__in=places)}
        self.places |= {_plain(place.label): place.pk for place in places}
        self.places |= {name: place.pk for place in places if place.code == "all-of-mk" for name in _ALL}
        keywords = ThemeKeyword.objects.filter(theme__retired_at__isnull=True)
        self.themes = {_plain(row.word): row.theme_id for row in keywords}
        self.themes |= {_plain(theme.label): theme.pk for theme in Theme.objects.offered()}
        self.organisations = {_plain(row.name): row.pk for row in Organisation.objects.admitted()}
        self.known = dict.fromkeys(here_already(), "It is here already.")


def here_already() -> set[tuple[str, str]]:
    """What came from a log before: (words, day)."""
    told = Voice.objects.filter(channel=Voice.Channel.LOG).values_list("words", "created_at")
    return {(words, timezone.localdate(at).isoformat()) for words, at in told}


def check(rows: list[dict[str, str]], columns: dict[str, str]) -> list[Row]:
    """Every row as it would be stored; empty lines are left out."""
    lists, checked = Lists(), []
    for number, raw in enumerate(rows, start=2):
        typed = {name: raw.get(column, "").strip() if (column := columns.get(name)) else "" for name in COLUMNS}
        if not any(typed.values()):
            continue
        row = Row(line=number, values={"unknown": []})
        _words(row, typed)
        _when(row, typed["told_on"])
        if beyond := raw.get(""):
            row.errors.append(f"“{beyond[:80]}” stands beyond the last column: put words with commas into quotes.")
        row.values["kind"] = KINDS.get(_plain(typed["kind"]).removesuffix("s"), "")
        if not row.values["kind"]:
            row.errors.append(f"Kind “{typed['kind']}” is none of ours: issue, gap, idea, interest, good news.")
        row.values["affected"] = _number(row, typed["affected"])
        row.values["places"] = _found(row, "place", typed["areas"], lists.places)
        row.values["themes"] = _found(row, "theme", typed["keywords"], lists.themes)
        row.values["organisation"] = lists.organisations.get(_plain(typed["organisation"]))
        if typed["organisation"] and not row.values["organisation"]:
            _unknown(row, "organisation", typed["organisation"])
        _once(row, lists)
        checked.append(row)
    return checked


def left_out(kept: dict) -> list[list[str]]:
    """Of a log that was looked at: the rows with errors as they stood in the file, with why."""
    why = [(row["line"], " ".join(row["errors"])) for row in kept["checked"] if row["errors"]]
    rows = kept["rows"]
    headers = [*kept["headers"], *([""] if any("" in row for row in rows) else [])]  # what stood beyond the last
    raw = {line: [[name, rows[line - 2].get(name, "")] for name in headers] for line, _ in why}
    return failed_table([FileRow(line=line, values={}, raw=cells) for line, cells in raw.items()], why)


def _words(row: Row, typed: dict[str, str]) -> None:
    words = "\n\n".join(part for part in (typed["description"], typed["detail"]) if part)
    row.values |= {"words": words, "what_would_help": typed["action"]}
    if sum(letter.isalnum() for letter in words) < 3:
        row.errors.append("It says nothing.")
    if len(words) > MOST_WORDS:
        row.errors.append(f"It is longer than {MOST_WORDS:,} letters.")
    if len(typed["action"]) > MOST_WORDS:
        row.errors.append(f"The suggested action is longer than {MOST_WORDS:,} letters.")
    said = f"{words}\n\n{typed['action']}"
    if sounds_like_disclosure(said):
        row.errors.append("It sounds as if somebody may be at risk. Show it to the safeguarding lead instead.")
    if found := find_personal(said):
        row.names_somebody = True
        row.notes.append(f"It seems to hold {listed(found)}. Take it out once it is stored.")


def _once(row: Row, lists: Lists) -> None:
    """The same words of the same day are stored once; a row that is left out for something else does not count."""
    same = (row.values["words"], row.values["told_on"])
    if row.errors:
        return
    if same in lists.known:
        row.errors.append(lists.known[same])
    lists.known.setdefault(same, f"It is the same as row {row.line}.")


def _unknown(row: Row, what: str, name: str) -> None:
    """What our lists do not hold is not filed, and kept as a note for staff."""
    if find_personal(name):
        row.notes.append(f"No {what} of ours: {name}. It may show who somebody is, so it is not kept.")
    else:
        row.values["unknown"].append(f"{what}: {name}")
        row.notes.append(f"No {what} of ours: {name}. It is kept as a note.")


def _when(row: Row, text: str) -> None:
    day = _day(text)
    row.values["told_on"] = day.isoformat() if day else ""
    if day is None:
        row.errors.append(f"Date “{text}” cannot be read. Write it as 21/10/2021.")
    elif day > timezone.localdate() or day.year < 2000:
        row.errors.append(f"Date “{text}” is not one of a log.")


def _day(text: str) -> date | None:
    bare = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", text)
    bare = re.sub(r"^(\d{1,2})(?:st|nd|rd|th)\b", r"\1", bare)
    return day_in(bare, DATES)


def _number(row: Row, text: str) -> int | None:
    if not text:
        return None
    digits = text.replace(",", "")
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits[:9]) <= 300_000 and len(digits) < 9):
        row.errors.append(f"Number affected “{text}” is not a number. Write one, such as 30, or nothing.")
        return None
    return int(digits)


def _found(row: Row, what: str, text: str, names: dict[str, int]) -> list[int]:
    """The rows of our lists that a cell names, in its order; what is unknown is said."""
    parts = [part.strip() for part in re.split(r"[;,|\n]", text) if part.strip()]
    unknown = [part for part in parts if _plain(part) not in names]
    if unknown:
        _unknown(row, what, ", ".join(unknown))
    return list(dict.fromkeys(names[_plain(part)] for part in parts if _plain(part) in names))
