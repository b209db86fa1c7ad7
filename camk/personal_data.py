"""Points at what might tell who somebody is: phones, addresses, numbers, "my client ..."; it asks, never blocks."""

import hashlib
import re

from django import forms

from camk.at_risk import CareForm

# First names that are hardly anything else: no Grace, Hope, Mark, Bill, May or Victoria.
_FIRST_NAMES = "|".join(
    "Aaron|Abdul|Adam|Agnieszka|Ahmed|Aisha|Alan|Alex|Alice|Alison|Amanda|Amina|Amy|Andrea|Andrew|Angela|Anita|Ann|Anna"
    "|Anne|Anthony|Barbara|Ben|Brenda|Brian|Callum|Carol|Caroline|Catherine|Chloe|Chris|Christine|Claire|Colin|Craig"
    "|Daniel|Darren|Dave|David|Deborah|Debbie|Derek|Diane|Donna|Dorothy|Edward|Elaine|Elizabeth|Emily|Emma|Eric|Fatima"
    "|Fiona|Gareth|Gary|Gemma|Geoff|Gillian|Graham|Hannah|Hassan|Helen|Ian|Ibrahim|Jacqueline|James|Jane|Janet|Jason"
    "|Jean|Jennifer|Jenny|Jessica|Jim|Joan|Joanna|Joanne|John|Jonathan|Joseph|Joshua|Joyce|Judith|Julie|Karen|Katie"
    "|Keith|Kelly|Kevin|Kieran|Kwame|Laura|Lauren|Lee|Leroy|Liam|Linda|Lisa|Lorraine|Louise|Lucy|Luke|Malcolm|Mandy"
    "|Margaret|Maria|Marie|Martin|Mary|Matthew|Megan|Michael|Michelle|Mohamed|Mohammed|Muhammad|Natalie|Neil|Nicola"
    "|Nigel|Oliver|Olivia|Omar|Pamela|Patricia|Paul|Pauline|Peter|Philip|Piotr|Priya|Rachel|Rebecca|Richard|Robert"
    "|Roger|Ronald|Ruth|Ryan|Samantha|Samuel|Sandra|Sarah|Sean|Sharon|Sheila|Shirley|Simon|Sophie|Stephen|Steve"
    "|Steven|Stuart|Sue|Susan|Suzanne|Tariq|Teresa|Terry|Thomas|Timothy|Tom|Tony|Tracey|Tracy|Trevor|Valerie|Wendy"
    "|William|Yasmin|Yusuf|Yvonne|Zainab".split("|")
)
_NO_SURNAME = (
    r"(?:Street|Road|Avenue|Close|Drive|Lane|Court|Way|Place|Crescent|Gardens|Grove|Walk|Park|Hill|House|Hall|Lewis"
    r"|Centre|Center|School|Academy|Church|Chapel|Trust|Foundation|Hospital|Hospice|College|Library|Lodge|Theatre"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)

PATTERNS: list[tuple[str, re.Pattern[str]]] = [
    # It starts where the run of letters starts, or a long text without an @ would be tried from every letter.
    ("an e-mail address", re.compile(r"(?<![\w.+'-])[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", re.I)),
    ("a phone number", re.compile(r"(?<![\w/])(?:\+44|0044|0)(?:[\s().-]{0,2}\d){9,10}(?!\d)")),
    ("a National Insurance number", re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.I)),
    ("an NHS number", re.compile(r"(?<!\d)(?!0)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")),
    ("a full postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b", re.I)),
    (
        "a date of birth",
        re.compile(r"\b(?:born|d\.?o\.?b\.?|date of birth)\b\D{0,15}\d{1,2}[\s/.-]\w{1,9}[\s/.-]\d{2,4}", re.I),
    ),
    (
        "a house address",
        re.compile(
            r"\b\d{1,4}[a-z]?\s+(?:[A-Z][\w']+\s+){1,3}"
            r"(?:Street|Road|Avenue|Close|Drive|Lane|Court|Way|Place|Crescent|Gardens|Grove|Walk)\b"
        ),
    ),
    (
        "somebody’s name",
        re.compile(
            rf"(?<!St )(?<!St\. )\b(?:{_FIRST_NAMES})\s+(?!{_NO_SURNAME})"
            r"(?:Mc|Mac|O['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"
            rf"|\b(?:[Cc]alled|[Nn]amed|[Nn]ame is|[Rr]ing|[Cc]ontact|[Aa]sk for|[Ss]peak to) (?:{_FIRST_NAMES})\b"
        ),
    ),
    (
        "somebody you help or know",
        re.compile(
            r"\b[Mm]y (?:client|service user|patient|tenant|pupil|student|neighbour)s?\b"
            r"|\b(?:client|patient|tenant|pupil) called\b|\b(?:Mr|Mrs|Miss|Ms|Dr)\.?\s+[A-Z][a-z]+"
        ),
    ),
]

MAY_STAY = "Nobody can be recognised by it: keep it as it is"
POINTED_OUT = "This may hold {}. Take it out, or tick that it may stay. What you wrote is still here."


def find_personal(words: str) -> list[str]:
    """What of this kind stands in `words`, named plainly ("a phone number"), in a fixed order."""
    return [what for what, pattern in PATTERNS if pattern.search(words or "")]


def digest(*words: str) -> str:
    """A fingerprint by which "It is fine, go on" holds for exactly these words."""
    return hashlib.sha256("\x1e".join(words).encode()).hexdigest()


def listed(found: list[str]) -> str:
    """Several findings as part of a sentence: "a phone number and a full postcode"."""
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


class NamesNobody(CareForm):
    """A form whose words tell of others: what might show who somebody is, is pointed out before it is kept.

    `people_at` is the box where that was seen; there the page offers to keep it all the same. `people_fields` are
    read too, beside every box of several lines.
    """

    people_fields: tuple[str, ...] = ()
    people_at = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        read = [*self.people_fields, *self.boxes] if self.is_bound else []
        self.people_at = next((name for name in read if find_personal(self._sent(name))), "")
        if self.people_at:
            self.fields["may_stay"] = forms.BooleanField(label=MAY_STAY, required=False)
            self.fields["may_stay"].hide_optional = True
            self.people_found = listed(find_personal("\n".join(self._sent(name) for name in read)))

    def clean(self):
        data = super().clean()
        if self.people_at and not data.pop("may_stay", False):
            self.add_error(self.people_at, POINTED_OUT.format(self.people_found))
        return data
