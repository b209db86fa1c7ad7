"""Reading a list of organisations that somebody kept elsewhere: columns guessed, rows checked, likenesses shown."""

import csv
import io
import re
from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from camk.spreadsheet import WORKBOOK_STARTS, rows_of_workbook
from groups.organisations import identifiers, postcodes
from groups.organisations.finder import Finder, Who

# Our field -> what people call such a column (compared without spaces, case and punctuation), best first.
COLUMNS = {
    "name": (
        "organisationname",
        "organisation",
        "organization",
        "charityname",
        "nameoforganisation",
        "groupname",
        "name",
    ),
    "number": ("orgid", "charitynumber", "registeredcharitynumber", "charityno", "regno", "identifier"),
    "company": ("companynumber", "companyno", "cicnumber", "companyregistrationnumber"),
    "postcode": ("postcode", "postalcode", "zip"),
    "website": ("website", "web", "url", "webaddress", "homepage"),
    "email": ("email", "emailaddress", "contactemail", "mail"),
    "phone": ("phone", "telephone", "tel", "phonenumber"),
    "contact": ("contactname", "contact", "maincontact", "leadcontact", "coordinator"),
    "description": ("description", "activities", "whatwedo", "about", "summary", "purpose"),
}
LABELS = {
    "name": "Name",
    "number": "Charity number",
    "company": "Company number",
    "postcode": "Postcode",
    "website": "Website",
    "email": "E-mail",
    "phone": "Phone",
    "contact": "Contact",
    "description": "What it does",
}
MOST_ROWS = 5000


class Unreadable(ValueError):
    """The file cannot be read as a list; the text says why."""


@dataclass
class Likeness:
    """An organisation (of ours, or an earlier row) that this row may be."""

    name: str
    reason: str
    score: int
    pk: int | None = None
    line: int | None = None


@dataclass
class Row:
    """One line of the file: what we would store, what is wrong, whom it is like."""

    line: int
    values: dict
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    likenesses: list[Likeness] = field(default_factory=list)
    # As it stood in the file, for the file of rows that failed; pairs, because PostgreSQL keeps no order in a dict.
    raw: list = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.errors

    @property
    def is_new(self) -> bool:
        return self.is_good and not self.likenesses

    def as_dict(self) -> dict:
        return asdict(self)


def read(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """Headers and rows of a CSV or XLSX file as spreadsheets save it; raises Unreadable."""
    headers, rows = _read_workbook(content) if content.startswith(WORKBOOK_STARTS) else _read_text(content)
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"The list has more than {MOST_ROWS:,} rows. Cut it into parts.")
    return headers, rows


def _read_workbook(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    try:
        first, *rest = rows_of_workbook(content, most=MOST_ROWS + 2)
    except ValueError as wrong:
        raise Unreadable("This workbook cannot be read. Save it anew as XLSX or CSV and try again.") from wrong
    return _named(first, rest)


def _read_text(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text or not text.strip():
        raise Unreadable("This is not a list we can read. Save it as CSV or XLSX and try again.")
    text = text.lstrip("\r\n")
    head = text.splitlines()[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        first, *rest = [[cell.strip() for cell in row] for row in reader]  # empty lines too: rows keep their numbers
    except csv.Error as wrong:
        raise Unreadable(f"The list breaks off at line {reader.line_num}: a quotation mark is missing.") from wrong
    while rest and not any(rest[-1]):
        rest.pop()
    return _named(first, rest)


def _named(first: list[str], rest: list[list[str]]) -> tuple[list[str], list[dict[str, str]]]:
    """Headers and rows by header; a header that stands twice is told apart, cells beyond the last stand under ""."""
    named: dict[str, int] = {}
    for number, name in enumerate(first):
        if name:
            named[name if name not in named else f"{name} (column {number + 1})"] = number
    rows = []
    for row in rest:
        rows.append({name: row[number] if number < len(row) else "" for name, number in named.items()})
        if beyond := " ".join(cell for cell in row[len(first) :] if cell):
            rows[-1][""] = beyond
    return list(named), rows


def guess_columns(headers: list[str]) -> dict[str, str]:
    """Our field -> header that most likely holds it; each header is used once."""
    bare = {header: re.sub(r"[^a-z]", "", header.lower()) for header in headers}
    guessed: dict[str, str] = {}
    for exact in (True, False):
        for name, words in COLUMNS.items():
            for word in words:
                for header, text in bare.items():
                    fits = text == word if exact else len(word) > 3 and text.startswith(word)
                    if name not in guessed and header not in guessed.values() and fits:
                        guessed[name] = header
    return guessed


def check(rows: list[dict[str, str]], columns: dict[str, str]) -> list[Row]:
    """Every row tidied and compared with our organisations and with the rows before it."""
    if "name" not in columns:
        raise Unreadable("No column holds the names. Call one of them “Organisation” and try again.")
    finder = Finder()
    checked = []
    for number, raw in enumerate(rows, start=2):
        row = _tidy(number, {name: raw.get(header, "") for name, header in columns.items()})
        row.raw = [list(cell) for cell in raw.items()]
        if not any(row.values.values()):
            continue
        if row.is_good:
            row.likenesses = _compared(finder, row)
        checked.append(row)
    return checked


def _compared(finder: Finder, row: Row) -> list[Likeness]:
    """Whom the row is like, among our organisations and the rows before it; the row is filed for those after it."""
    values = row.values
    ours = {"website": values["website"], "postcode": values["postcode"]}
    ours["numbers"] = [tuple(number) for number in values["numbers"]]
    found = finder.like(name=values["name"], **ours)
    finder.add(Who(values["name"], line=row.line), names=[values["name"]], **ours)
    return [Likeness(m.who.name, m.reason, m.score, pk=m.who.pk, line=m.who.line) for m in found]


def _tidy(line: int, raw: dict[str, str]) -> Row:
    row = Row(line=line, values={name: "" for name in COLUMNS} | {"name": raw.get("name", "")[:200]})
    values = row.values
    values["description"], values["contact"] = raw.get("description", "")[:2000], raw.get("contact", "")[:120]
    values["phone"] = raw.get("phone", "")[:30]
    values["numbers"] = []
    if not values["name"]:
        row.errors.append("The name is missing.")
    try:
        values["postcode"] = postcodes.tidy(raw.get("postcode", ""))
    except ValueError as wrong:
        row.errors.append(f"Postcode “{raw['postcode']}”: {wrong}")
    _tidy_numbers(row, raw)
    _tidy_addresses(row, raw)
    return row


def _tidy_numbers(row: Row, raw: dict[str, str]) -> None:
    for column, tidy in (
        ("number", identifiers.any_number),
        ("company", lambda v: ("GB-COH", identifiers.company_number(v))),
    ):
        typed = raw.get(column, "")
        if not typed:
            continue
        try:
            scheme, value = tidy(typed)
        except identifiers.BadNumber as wrong:
            # A number of another register is left out; a wrong number of ours is an error.
            foreign = re.match(r"^\s*[A-Z]{2}-", typed) and typed.strip()[:6].upper() not in identifiers.SCHEMES
            (row.notes if foreign else row.errors).append(str(wrong))
        else:
            if value:
                row.values["numbers"].append([scheme, value])


def _tidy_addresses(row: Row, raw: dict[str, str]) -> None:
    website = raw.get("website", "")
    if website:
        website = website if "://" in website else f"https://{website}"
        try:
            URLValidator(schemes=["http", "https"])(website)
            row.values["website"] = website[:200]
        except ValidationError:
            row.notes.append(f"“{raw['website']}” is no web address; it is left out.")
    email = raw.get("email", "").lower()
    if email:
        try:
            validate_email(email)
            row.values["email"] = email
        except ValidationError:
            row.errors.append(f"“{email}” is no e-mail address.")


def preview(content: bytes) -> tuple[dict[str, str], list[Row]]:
    """The guessed columns and the checked rows of a file; raises Unreadable."""
    headers, rows = read(content)
    columns = guess_columns(headers)
    return columns, check(rows, columns)


WRONG = "What was wrong"


def failed_table(rows: list[Row], failed: list[tuple[int, str]]) -> list[list[str]]:
    """The rows that were not stored as they stood in the file, with why; put right, they can be uploaded again."""
    why = dict(failed)
    headers = list(dict.fromkeys(header for row in rows for header, _ in row.raw if header != WRONG))
    return [[*headers, WRONG]] + [
        [*(dict(row.raw).get(header, "") for header in headers), why[row.line]] for row in rows if row.line in why
    ]
