"""`manage.py import_organisations FILE.csv [--commit]`: look at a list of organisations, then store it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from camk.spreadsheet import lines_of
from groups.organisations.actions.importing import import_rows
from groups.organisations.importing import LABELS, Unreadable, failed_table, preview


class Command(BaseCommand):
    """Shows what would happen; with --commit it happens."""

    help = "Read organisations from a CSV file: shows columns, errors by row and likely duplicates; --commit stores."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--commit", action="store_true", help="Store what is new.")
        parser.add_argument("--with-duplicates", action="store_true", help="Store likely duplicates as well.")
        parser.add_argument("--failed-file", type=Path, help="Write the rows that were not stored to this file.")

    def handle(self, *args, file, commit, with_duplicates, failed_file=None, **options):
        try:
            columns, rows = preview(file.read_bytes())
        except OSError as wrong:
            raise CommandError(f"{file} cannot be read: {wrong.strerror}.") from wrong
        except Unreadable as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write("Columns: " + ", ".join(f"{LABELS[name]} = {header}" for name, header in columns.items()))
        self._tell(rows)
        wanted = [row for row in rows if row.is_new or (with_duplicates and row.is_good)]
        if not commit:
            self.stdout.write(f"{len(wanted)} would be stored. Nothing is stored yet: add --commit.")
            return
        made, failed = import_rows(rows=wanted, filename=file.name, progress=self._progress)
        failed += [(row.line, " ".join(row.errors)) for row in rows if row.errors]
        if failed and failed_file:
            failed_file.write_text("".join(lines_of(failed_table(rows, failed))), encoding="utf-8")
            self.stdout.write(f"The rows that were not stored are in {failed_file}.")
        for line, why in failed:
            self.stdout.write(f"Line {line} was not stored: {why}")
        self.stdout.write(f"{len(made)} organisations stored. They wait in the staff pages to be admitted.")

    def _progress(self, done, of):
        if done % 100 == 0 or done == of:
            self.stdout.write(f"{done:,} of {of:,} rows", ending="\r" if self.stdout.isatty() and done < of else "\n")

    def _tell(self, rows):
        for row in rows:
            for error in row.errors:
                self.stdout.write(f"Line {row.line}, error: {error}")
            for note in row.notes:
                self.stdout.write(f"Line {row.line}, note: {note}")
            for like in row.likenesses:
                where = f"line {like.line}" if like.line else "already here"
                self.stdout.write(
                    f"Line {row.line}, likely duplicate: “{row.values['name']}” is like “{like.name}” "
                    f"({where}): {like.reason}."
                )
        good = sum(row.is_new for row in rows)
        like = sum(bool(row.likenesses) for row in rows)
        bad = sum(not row.is_good for row in rows)
        self.stdout.write(f"{len(rows)} rows: {good} new, {like} likely duplicates, {bad} with errors.")
