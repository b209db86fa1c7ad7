"""Numbers of public registers, as people type them and as they are kept (patterns of org-id.guide)."""

import re

SCHEMES = ("GB-CHC", "GB-COH", "GB-MPR", "GB-LAE")
_CHARITY = re.compile(r"^\d{6,7}(-\d{1,3})?$")
_COMPANY = re.compile(r"^([A-Z]{2}\d{6}|\d{8})$")
_MUTUAL = re.compile(r"^[0-9A-Z]{3,10}$")
_LOCAL = re.compile(r"^[A-Z]{3}$")


class BadNumber(ValueError):
    """The number cannot be one of its register; the text says what is expected."""


def _bare(typed: str, scheme: str) -> str:
    value = re.sub(r"\s+", "", typed).upper().strip(".,;:#")
    value = re.sub(r"^(NO\.?|NUMBER:?)", "", value)
    # Spreadsheets turn 2519659 into 2519659.0.
    return re.sub(r"\.0+$", "", value.removeprefix(f"{scheme}-"))


def charity_number(typed: str) -> str:
    """ "GB-CHC-1090095", "1090 095" -> "1090095"; "" for nothing; BadNumber for anything else."""
    value = _bare(typed, "GB-CHC")
    if value and not _CHARITY.match(value):
        raise BadNumber("A charity number has 6 or 7 digits, such as 1090095.")
    return value


def company_number(typed: str) -> str:
    """ "9506232" -> "09506232" (leading zeros are often lost); "" for nothing; BadNumber for anything else."""
    value = _bare(typed, "GB-COH")
    if value.isdigit() and 5 <= len(value) < 8:
        value = value.zfill(8)
    if value and not _COMPANY.match(value):
        raise BadNumber("A company number has 8 digits, or 2 letters and 6 digits, such as 09506232.")
    return value


def from_org_id(typed: str) -> tuple[str, str]:
    """Scheme and value of an org-id written whole; BadNumber when its register is not one we keep."""
    whole = re.sub(r"\s+", "", typed).upper()
    scheme, value = whole[:6], whole[7:]
    if scheme == "GB-CHC":
        return scheme, charity_number(value)
    if scheme == "GB-COH":
        return scheme, company_number(value)
    pattern = {"GB-MPR": _MUTUAL, "GB-LAE": _LOCAL}.get(scheme)
    if pattern is None or not pattern.match(value):
        raise BadNumber(f"We do not keep numbers such as “{typed.strip()}”.")
    return scheme, value


def one_of(typed: str, usual: str) -> tuple[str, str]:
    """Scheme and value of what was typed into the box of one register; an org-id pasted whole says its own."""
    if re.match(r"^\s*[A-Z]{2}\s*-", typed, re.I):
        return from_org_id(typed)
    return usual, charity_number(typed) if usual == "GB-CHC" else company_number(typed)


def any_number(typed: str) -> tuple[str, str]:
    """Scheme and value of a number in a column that may hold either form; a bare number is a charity's."""
    if re.match(r"^\s*[A-Z]{2}-", typed, re.I):
        return from_org_id(typed)
    return "GB-CHC", charity_number(typed)
