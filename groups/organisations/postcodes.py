"""Postcodes as people type them."""

import re

_POSTCODE = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$")


def tidy(typed: str) -> str:
    """ "mk93ej" -> "MK9 3EJ"; "" for nothing; ValueError with a sentence for what is no postcode."""
    bare = re.sub(r"[^A-Z0-9]", "", typed.upper())
    if not bare:
        return ""
    match = _POSTCODE.match(bare)
    if not match:
        raise ValueError("A postcode looks like MK9 3EJ.")
    return f"{match[1]} {match[2]}"


def sector(postcode: str) -> str:
    """The postcode without its last two letters: "MK9 3EJ" -> "MK9 3"."""
    return postcode[:-2].strip() if postcode else ""
