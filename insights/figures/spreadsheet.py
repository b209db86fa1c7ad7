"""Tables as CSV files that a spreadsheet opens as text and numbers, never as formulas."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

# What makes a spreadsheet read a cell as a formula or hide what follows, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def safe_cell(value):
    """Words that would begin a formula get an apostrophe in front; numbers pass unchanged."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def csv_response(filename: str, rows: Iterable[Iterable]) -> HttpResponse:
    """The rows as a file to save; the mark at the start tells spreadsheets that it is UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "private, no-store"
    writer = csv.writer(response)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return response
