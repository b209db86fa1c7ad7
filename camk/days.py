"""Days as people type them."""

from collections.abc import Iterable
from datetime import date, datetime


def day_in(text: str, forms: Iterable[str]) -> date | None:
    """The day that the text names in one of these forms (as `strptime` takes them), else None."""
    for form in forms:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
