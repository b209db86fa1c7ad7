"""Points at what might tell who somebody is: phones, addresses, numbers, "my client ..."; it asks, never blocks."""

import hashlib
import re

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
        "somebody you help or know",
        re.compile(
            r"\b[Mm]y (?:client|service user|patient|tenant|pupil|student|neighbour)s?\b"
            r"|\b(?:client|patient|tenant|pupil) called\b|\b(?:Mr|Mrs|Miss|Ms|Dr)\.?\s+[A-Z][a-z]+"
        ),
    ),
]


def find_personal(words: str) -> list[str]:
    """What of this kind stands in `words`, named plainly ("a phone number"), in a fixed order."""
    return [what for what, pattern in PATTERNS if pattern.search(words or "")]


def digest(*words: str) -> str:
    """A fingerprint by which "It is fine, go on" holds for exactly these words."""
    return hashlib.sha256("\x1e".join(words).encode()).hexdigest()


def listed(found: list[str]) -> str:
    """Several findings as part of a sentence: "a phone number and a full postcode"."""
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
