"""Numbers asked for: one too large for any column finds nothing; thousands reach the database as one value."""

import json
from collections.abc import Iterable

from django.db import connection
from django.db.models import BooleanField, Expression, F, Func, IntegerField, Value
from django.db.models.lookups import In


@IntegerField.register_lookup
class InWithinRange(In):
    """`in` as Django's own `exact` already is: numbers that the column cannot hold match no row."""

    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            kind = self.lhs.output_field.get_internal_type()
            lowest, highest = connection.ops.integer_field_range(kind)
            self.rhs = [n for n in self.rhs if not isinstance(n, int) or lowest <= n <= highest]
        return super().process_rhs(compiler, connection)


def in_one(numbers: Iterable[int]) -> str:
    """Many numbers as the one value that `AmongMany` takes in this database."""
    text = json.dumps(list(numbers))
    return "{" + text[1:-1] + "}" if connection.vendor == "postgresql" else text


class AmongMany(Func):
    """Whether a column holds one of these numbers, as `in`: Django takes longer to write 2,000 of them into SQL than
    the database takes to find them. The numbers are given, or what `in_one` makes of them; in a question, its place.
    """

    output_field = BooleanField()

    def __init__(self, column: str, numbers: Iterable[int] | str | Expression):
        if not isinstance(numbers, Expression):
            numbers = Value(numbers if isinstance(numbers, str) else in_one(numbers))
        super().__init__(F(column), numbers)

    def as_sqlite(self, compiler, connection):
        within = {"template": "%(expressions)s))", "arg_joiner": " IN (SELECT value FROM json_each("}
        return self.as_sql(compiler, connection, **within)

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(")
