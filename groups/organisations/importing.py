"""Reading a list of organisations that somebody kept elsewhere: columns guessed, rows checked, likenesses shown."""

import csv
import io
import re
from dataclasses import asdict, dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from groups.organisations import identifiers, postcodes
from groups.organisations.models import Organisation, OrganisationIdentifier
from groups.organisations.naming import web_domain
from groups.organisations.search import LIKELY, likeness

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

    @property
    def is_good(self) -> bool:
        return not self.errors

    @property
    def is_new(self) -> bool:
        return self.is_good and not self.likenesses

    def as_dict(self) -> dict:
        return asdict(self)


def read(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """Headers and rows of a CSV file as spreadsheets save it; raises Unreadable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text or not text.strip():
        raise Unreadable("This is not a list we can read. Save it as CSV and try again.")
    head = text.splitlines()[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    headers = [name.strip() for name in reader.fieldnames or [] if name and name.strip()]
    try:
        rows = [{(key or "").strip(): _text(value) for key, value in row.items()} for row in reader]
    except csv.Error as wrong:
        raise Unreadable(f"The list breaks off at line {reader.line_num}: a quotation mark is missing.") from wrong
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"The list has more than {MOST_ROWS:,} rows. Cut it into parts.")
    return headers, rows


def _text(value) -> str:
    return " ".join(value).strip() if isinstance(value, list) else (value or "").strip()


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
    known = _Known()
    checked = []
    for number, raw in enumerate(rows, start=2):
        row = _tidy(number, {name: raw.get(header, "") for name, header in columns.items()})
        if not any(row.values.values()):
            continue
        if row.is_good:
            row.likenesses = known.like(row)
            known.add(row)
        checked.append(row)
    return checked


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


class _Known:
    """What rows are compared with: our organisations and the rows read so far."""

    def __init__(self):
        ours = Organisation.objects.exclude(state=Organisation.State.MERGED)
        self.names = [
            Likeness(name=row.name, reason="", score=0, pk=row.pk) for row in ours.only("pk", "name").order_by("pk")
        ]
        labels = {entry.pk: entry.name for entry in self.names}
        rows = OrganisationIdentifier.objects.values_list("scheme", "value", "organisation_id")
        self.numbers = {(scheme, value): (labels.get(pk, ""), pk, None) for scheme, value, pk in rows}
        sites = ours.exclude(website="").values_list("website", "pk")
        self.sites = {web_domain(site): (labels[pk], pk, None) for site, pk in sites}

    def like(self, row: Row) -> list[Likeness]:
        found: dict[tuple, Likeness] = {}

        def note(who, reason, score):
            name, pk, line = who
            found.setdefault((pk, line), Likeness(name=name, reason=reason, score=score, pk=pk, line=line))

        for scheme, value in row.values["numbers"]:
            if (scheme, value) in self.numbers:
                note(self.numbers[scheme, value], "the same number in a register", 100)
        site = web_domain(row.values["website"])
        for other in self.names:
            score, reason = likeness(row.values["name"], other.name)
            if score >= LIKELY:
                note((other.name, other.pk, other.line), reason, score)
        if site and site in self.sites and not _shared(site):
            note(self.sites[site], "the same website", 92)
        return sorted(found.values(), key=lambda entry: -entry.score)

    def add(self, row: Row) -> None:
        who = (row.values["name"], None, row.line)
        self.names.append(Likeness(name=row.values["name"], reason="", score=0, line=row.line))
        for scheme, value in row.values["numbers"]:
            self.numbers.setdefault((scheme, value), who)
        if row.values["website"]:
            self.sites.setdefault(web_domain(row.values["website"]), who)


def _shared(site: str) -> bool:
    """Hosts on which many organisations have a page."""
    return site in {"facebook.com", "m.facebook.com", "pitchero.com", "instagram.com", "twitter.com", "x.com"}


def preview(content: bytes) -> tuple[dict[str, str], list[Row]]:
    """The guessed columns and the checked rows of a file; raises Unreadable."""
    headers, rows = read(content)
    columns = guess_columns(headers)
    return columns, check(rows, columns)
