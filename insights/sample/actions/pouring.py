"""Rows by the hundred thousand: COPY on PostgreSQL, many at once on SQLite; indexes and triggers are put aside."""

import csv
import io
from datetime import date

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max

_TIES = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype IN ('f', 'u') AND conrelid = ANY(%s::regclass[])
ORDER BY contype DESC, conname
"""
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


class Table:
    """Rows of one model on their way: `names` are given for each, all other columns have their defaults."""

    def __init__(self, model, *names: str):
        fields = {field.attname: field for field in model._meta.concrete_fields}
        self.model, self.names, self.rows = model, names, []
        rest = [field for name, field in fields.items() if name not in names and not field.primary_key]
        defaults = [(field, field.get_db_prep_save(field.get_default(), connection)) for field in rest]
        defaults = [(field, value) for field, value in defaults if value is not None]
        self.fields = [fields[name] for name in names] + [field for field, _ in defaults]
        self.rest = tuple(value for _, value in defaults)
        self.next = (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1 if "id" in names else 0

    def number(self) -> int:
        """The number of a new row."""
        self.next += 1
        return self.next - 1

    def add(self, *values) -> None:
        self.rows.append(values + self.rest)

    def pour(self) -> None:
        """Into the database with all that waits here."""
        if not self.rows:
            return
        quote = connection.ops.quote_name
        into = f"{quote(self.model._meta.db_table)} ({', '.join(quote(field.column) for field in self.fields)})"
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                text = io.StringIO()
                csv.writer(text).writerows(self.rows)
                text.seek(0)
                full = ", ".join(quote(field.column) for field in self.fields if not field.null)
                cursor.copy_expert(f"COPY {into} FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({full}))", text)
            else:
                places = ", ".join(["%s"] * len(self.fields))
                rows = [[str(cell) if isinstance(cell, date) else cell for cell in row] for row in self.rows]
                cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)
        self.rows = []


class Aside:
    """On PostgreSQL: foreign keys, unique rules, indexes and triggers of these tables, back in one go when all is in.

    What the triggers would have written down must be counted anew then: without its indexes each row they look for
    is looked for in the whole table.
    """

    def __init__(self, tables: list[Table]):
        self.names = [table.model._meta.db_table for table in tables]
        self.models = [table.model for table in tables]
        self.can = connection.vendor == "postgresql"  # SQLite has nothing to gain by it
        self.ties, self.indexes = [], []

    def put(self) -> None:
        """Take them off; the transaction as a whole brings them back or was never there."""
        if not self.can:
            return
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is not looked at yet would bar the way
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(_TIES, [self.names])
            self.ties = cursor.fetchall()
            cursor.execute(_INDEXES, [self.names])
            self.indexes = cursor.fetchall()
            for table, name, _ in reversed(self.ties):
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            for name, _ in self.indexes:
                cursor.execute(f"DROP INDEX {name}")
            self._triggers(cursor, "DISABLE")

    def bring_back(self, say) -> None:
        """Make them again, and let numbers go on where the new rows end."""
        with connection.cursor() as cursor:
            if self.can:
                cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
                cursor.execute("SET LOCAL work_mem = '64MB'")
            for at, (name, made) in enumerate(self.indexes, 1):
                say(f"  index {at} of {len(self.indexes)}: {name}")
                cursor.execute(made)
            for at, (table, name, made) in enumerate(self.ties, 1):
                say(f"  rule {at} of {len(self.ties)}: {name}")
                cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {made}")
            for statement in connection.ops.sequence_reset_sql(no_style(), self.models):
                cursor.execute(statement)
            if self.can:
                self._triggers(cursor, "ENABLE")
                for name in self.names:
                    cursor.execute(f"ANALYZE {name}")

    def _triggers(self, cursor, how: str) -> None:
        for name in self.names:
            cursor.execute(f"ALTER TABLE {name} {how} TRIGGER USER")
