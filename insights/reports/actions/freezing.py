"""Freezing: the files made from a snapshot once, and kept beside it."""

from camk import files
from camk.spreadsheet import XLSX
from insights.reports.annex import csv_of, xlsx_of
from insights.reports.rendering import pdf_of


def keep_files(row, snapshot: dict, *, name: str, by) -> None:
    """The PDF and the annex of this snapshot, set on `row`, which the caller saves. Call inside an action."""
    for field, ending, content, kind in (
        ("pdf", "pdf", pdf_of(snapshot), "application/pdf"),
        ("annex_xlsx", "xlsx", xlsx_of(snapshot), XLSX),
        ("annex_csv", "csv", csv_of(snapshot), "text/csv"),
    ):
        setattr(row, field, files.store(name=f"{name}.{ending}", content=content, content_type=kind, owner=by))
