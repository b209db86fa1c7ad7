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
# Hospitals, charities and shops that are called like people.
_KNOWN = (
    r"(?:Alan Turing|Elizabeth Fry|James Paget|John Radcliffe|Joseph Rowntree|Margaret Powell|Marie Curie"
    r"|Marie Stopes|Martin Luther|Mary Seacole|Paul Hamlyn|Stephen Lawrence|Sue Ryder|Thomas Cook)\b"
)
_SOMEBODY = (
    "man|woman|lady|gentleman|boy|girl|lad|child|teenager|carer|mum|mother|dad|father|son|daughter|husband|wife|partner"
    "|sister|brother|friend|neighbour|resident|member|volunteer|person|pupil|student|client|patient|tenant"
)
_NO_SURNAME = (
    r"(?:Street|Road|Avenue|Close|Drive|Lane|Court|Way|Place|Crescent|Gardens|Grove|Walk|Park|Hill|House|Hall|Lewis"
    r"|Centre|Center|School|Academy|Church|Chapel|Trust|Foundation|Hospital|Hospice|College|Library|Lodge|Theatre"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)

PATTERNS: list[tuple[str, re.Pattern[str]]] = [
    # It starts where the run of letters starts, or a long text without an @ would be tried from every letter.
    (
        "an e-mail address",
        re.compile(
            r"(?<![\w.+'-])[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"
            r"|\b(?:gmail|hotmail|outlook|yahoo|icloud|btinternet) ?(?:\.|dot) ?co",
            re.I,
        ),
    ),
    ("a phone number", re.compile(r"(?<![\w/])(?:\+44|0044|0)(?:[\s().-]{0,2}\d){9,10}(?!\d)")),
    # Small letters apart from the digits are words: "rose to 150000 a year".
    (
        "a National Insurance number",
        re.compile(
            r"\b(?:[A-Z]{2}[\s-]?|[a-z]{2})\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[A-Da-d]\b"
            r"|\b[a-z]{2} \d\d \d\d \d\d ?[a-d]\b"
        ),
    ),
    ("an NHS number", re.compile(r"(?<!\d)(?!0)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")),
    ("a full postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[\s-]{0,3}\d[ABD-HJLNP-UW-Z]{2}\b", re.I)),
    ("a number plate", re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b")),
    (
        "a date of birth",
        re.compile(
            r"\b(?:born|d\.?o\.?b\.?|date of birth)\b\D{0,15}\d{1,2}(?:st|nd|rd|th)?[\s/.-]\w{1,9}[\s/.-]\d{2,4}",
            re.I,
        ),
    ),
    (
        "a house address",
        re.compile(
            r"\b(?!(?:19|20)\d\d\b)\d{1,4}[a-z]?\s+(?:[A-Z][\w']+\s+){1,3}"
            r"(?:Street|Road|Avenue|Close|Drive|Lane|Court|Way|Place|Crescent|Gardens|Grove|Walk|Gate|Boulevard|Rise|Mews"
            r"|Terrace|Croft|Square)\b"
            r"|\b\d{1,3}[a-z]? (?:[a-z']+ ){1,2}(?:avenue|crescent|grove)\b"
            r"|\b(?:[Ii]n|[Aa]t|[Ff]rom) [Ff]lat \d|\bFlat \d{1,3}[A-Za-z]?\b"
            r"|\bliv(?:e|es|ed|ing) at (?:(?:number|no\.?) ?\d|\d{1,3}[a-z]? [A-Z])"
        ),
    ),
    (
        "somebody’s name",
        re.compile(
            rf"(?<!St )(?<!St\. )\b(?!{_KNOWN})(?:{_FIRST_NAMES})\s+(?!{_NO_SURNAME})"
            r"(?:Mc|Mac|O['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"
            rf"|\b(?:[Cc]alled|[Nn]amed|[Nn]ame is|[Rr]ing|[Cc]ontact|[Aa]sk for|[Ss]peak to) (?:{_FIRST_NAMES})\b"
            rf"|\b(?:{_SOMEBODY}) (?:called|named) (?!\w+day\b)[A-Z][a-z]+"
            r"|\b(?:[Hh]er|[Hh]is|[Tt]heir|[Mm]y) name is [A-Z][a-z]+"
            rf"|\b[Mm]y (?:{_SOMEBODY}) (?!\w+day\b)[A-Z][a-z]+"
        ),
    ),
    (
        "somebody you help or know",
        re.compile(
            r"\b[Mm]y (?:client|service user|patient|tenant|pupil|student|neighbou?r)s?\b"
            r"|\b[Oo]ur (?:client|service user)\b(?! (?:base|group|forum|survey|list|numbers))"
            r"|\b(?:client|patient|tenant|pupil) called\b|\b(?:Mr|Mrs|Miss|Ms|Mx|Dr|Rev|Prof)\.?\s+[A-Z][a-z'’]+"
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
            self.put_beneath("may_stay", self.people_at)
            self.people_found = listed(find_personal("\n".join(self._sent(name) for name in read)))

    def clean(self):
        data = super().clean()
        if self.people_at and not data.pop("may_stay", False):
            self.add_error(self.people_at, POINTED_OUT.format(self.people_found))
        return data
