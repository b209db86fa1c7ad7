"""Tables as CSV and XLSX files that a spreadsheet opens as text and numbers, never as formulas."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# What makes a spreadsheet read a cell as a formula or hide what follows, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def safe_cell(value):
    """Words that would begin a formula get an apostrophe in front, moments are told by the clock of London; numbers
    pass unchanged."""
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


class _Line:
    """What the csv writer writes to: hands each line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def lines_of(rows: Iterable[Iterable]) -> Iterator[str]:
    """The file line by line; the mark at the start tells spreadsheets that it is UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([safe_cell(value) for value in row])


def _headed(response, filename: str):
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "private, no-store"
    return response


def csv_response(filename: str, rows: Iterable[Iterable]) -> HttpResponse:
    """The rows as a file to save."""
    return _headed(HttpResponse("".join(lines_of(rows)), content_type="text/csv; charset=utf-8"), filename)


def csv_stream(filename: str, rows: Iterable[Iterable]) -> StreamingHttpResponse:
    """The same for long lists: a line leaves as soon as it is read, and nothing is held in memory."""
    return _headed(StreamingHttpResponse(lines_of(rows), content_type="text/csv; charset=utf-8"), filename)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _typed(value):
    """A value as a cell keeps it: words never as a formula, moments by the clock of London."""
    if isinstance(value, int | float | dt.date) or value is None:
        return safe_cell(value)
    return safe_cell(ILLEGAL_CHARACTERS_RE.sub("", str(value)))


def csv_bytes(rows: Iterable[Iterable]) -> bytes:
    """The rows as a file that is kept."""
    return "".join(lines_of(rows)).encode()


def xlsx_bytes(sheets: dict[str, Iterable[Iterable]]) -> bytes:
    """A workbook with one sheet for each name, written row by row."""
    out = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = out.create_sheet(name)
        for row in rows:
            sheet.append([_typed(value) for value in row])
    content = io.BytesIO()
    out.save(content)
    return content.getvalue()


def workbook_response(filename: str, sheets: dict[str, Iterable[Iterable]]) -> HttpResponse:
    """A workbook with one sheet for each name (31 characters at most), to save."""
    return _headed(HttpResponse(xlsx_bytes(sheets), content_type=XLSX), filename)


def xlsx_response(filename: str, rows: Iterable[Iterable]) -> HttpResponse:
    """The rows as a workbook of one sheet."""
    return workbook_response(filename, {"List": rows})


WORKBOOK_STARTS = b"PK\x03\x04"
MOST_UNPACKED = 40 * 1024 * 1024  # bytes: a small file may unpack to any size
MOST_COLUMNS = 200


def rows_of_workbook(content: bytes, *, most: int) -> list[list[str]]:
    """The rows of the first sheet of an XLSX file as words, empty ones left out of the end, at most `most`.

    Formulas count as what they last gave, dates as 2021-10-21 or 2021-10-21 09:15. Raises ValueError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise ValueError("it unpacks to too much")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        found = sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS, values_only=True)
        rows = [[_words_of(value) for value in row] for row in found]
    except Exception as wrong:  # a file made to break the reader may raise anything
        raise ValueError("this workbook cannot be read") from wrong
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _words_of(value) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
