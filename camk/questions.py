"""Questions that pages ask all the time: their SQL is made once a process, then asked again with other values.

Making SQL from a QuerySet takes longer than the database takes to answer, so what every page asks is written

    @question
    def first_meetings(number, /, *, now):
        return Meeting.objects.going_ahead().upcoming(now).for_lists()[:number]

and asked as `first_meetings(3, now=timezone.now())`, which gives a list. What stands before the `*` chooses the
form of the question: each form has its own SQL, so there should be few. What comes after is put into the SQL at
each asking: inside the function it only stands for a value, to compare with, not to look at. A list of keys is
such a value too.
"""

import datetime as dt
import functools
from collections.abc import Callable
from copy import copy
from itertools import count
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, Expression, QuerySet, Value
from django.db.transaction import TransactionManagementError

MOST_FORMS = 40  # of one question that a process keeps; the one not asked for longest goes first


class Given(Expression):
    """The place in the SQL of a value that is known only when the question is asked."""

    def __init__(self, name: str):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def get_group_by_cols(self):
        return []


class GivenList(Given):
    """The place of a list of values, of this length."""

    def __init__(self, name: str, length: int):
        super().__init__(name)
        self.items = [Given(f"{name} {n}") for n in range(length)]

    def as_sql(self, compiler, connection):
        if not self.items:
            raise EmptyResultSet
        return f"({', '.join(['%s'] * len(self.items))})", self.items


# By connection: the forms that PostgreSQL has planned there. Planning takes it longer than reading the rows.
_planned: WeakKeyDictionary = WeakKeyDictionary()
_numbers = count(1)


class Form:
    """One form of a question: its SQL, and how its rows are read."""

    def __init__(self, build: Callable[..., QuerySet], args: tuple, given: dict):
        self.name = f"{build.__name__.strip('_')}_{next(_numbers)}"
        self.rows, self.sql, self.params, self.converters = build(*args, **given), "", (), {}
        if self.rows._prefetch_related_lookups:
            raise TypeError("A question is one statement: nothing can be prefetched.")
        self.compiler, again = self._compiler(self.rows), self._compiler(build(*args, **given))
        try:
            self.sql, self.params = self.compiler.as_sql()
            if again.as_sql() != (self.sql, self.params):
                raise TypeError("A question must be the same each time: give it the moment after the `*`.")
        except EmptyResultSet:
            return  # nothing can be found, whatever is given
        columns = [column[0] for column in self.compiler.select[: self.compiler.col_count]]
        self.converters = self.compiler.get_converters(columns)

    @staticmethod
    def _compiler(rows: QuerySet):
        return rows.query.get_compiler(connection=connections[DEFAULT_DB_ALIAS])

    def ask(self, values: dict[str, Any]) -> list:
        """What the database says, as the QuerySet would have given it."""
        connection = connections[DEFAULT_DB_ALIAS]
        if not self.sql:
            return []
        if self.compiler.query.select_for_update and not connection.in_atomic_block:
            raise TransactionManagementError("Rows are locked inside an action only.")
        sql, params = self._statement(values, connection)
        # Django reads the rows; only what is the same each time is left out.
        compiler, query = copy(self.compiler), copy(self.rows.query)
        compiler.connection, compiler.as_sql = connection, lambda: (sql, params)
        compiler.get_converters = lambda columns: self.converters
        query.get_compiler = lambda *args, **kwargs: compiler
        asked = SimpleNamespace(**{**vars(self.rows), "query": query, "db": connection.alias})
        return list(self.rows._iterable_class(asked))

    def _statement(self, values: dict[str, Any], connection) -> tuple[str, list]:
        """What to execute: on PostgreSQL the name of the statement, which is planned once a connection."""
        given = [_plain(values[p.name], connection) for p in self.params if isinstance(p, Given)]
        if connection.vendor != "postgresql":
            rest = iter(given)
            return self.sql, [next(rest) if isinstance(p, Given) else p for p in self.params]
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        if self not in _planned.setdefault(connection.connection, set()):
            with connection.wrap_database_errors, connection.connection.cursor() as cursor:
                cursor.execute(f"PREPARE {self.name} AS {self._written_out(cursor)}")
            _planned[connection.connection].add(self)
        return f"EXECUTE {self.name}" + (f" ({', '.join(['%s'] * len(given))})" if given else ""), given

    def _written_out(self, cursor) -> str:
        """The SQL with numbered places for what is given."""
        numbers = count(1)
        return self.sql % tuple(
            f"${next(numbers)}" if isinstance(p, Given) else cursor.mogrify("%s", [p]).decode() for p in self.params
        )


def _plain(value: Any, connection) -> Any:
    """A moment as this database writes it; everything else is understood as it is."""
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    return value


def question(build: Callable[..., QuerySet]) -> Callable[..., list]:
    """Make `build` a question."""

    @functools.lru_cache(maxsize=MOST_FORMS)
    def form(args: tuple, names: tuple, lists: tuple) -> Form:
        given = {name: Given(name) for name in names} | {name: GivenList(name, length) for name, length in lists}
        return Form(build, args, given)

    @functools.wraps(build)
    def ask(*args, **values):
        single = {name: value for name, value in values.items() if not isinstance(value, list | tuple)}
        lists = {name: _filled(value) for name, value in values.items() if name not in single}
        asked = form(args, tuple(single), tuple((name, len(items)) for name, items in lists.items()))
        each = {f"{name} {n}": item for name, items in lists.items() for n, item in enumerate(items)}
        return asked.ask(single | each)

    return ask


def _filled(items: list | tuple) -> list:
    """The list at one of few lengths (1, 2, 4, 8 and so on), its last item repeated, so that few forms are needed."""
    length = 1 << (len(items) - 1).bit_length() if items else 0
    return [*items, *items[-1:] * (length - len(items))]


def counted(rows: QuerySet, **figures) -> QuerySet:
    """One row with these aggregates over all the rows; as a question cannot end in `count()` or `aggregate()`."""
    return rows.order_by().annotate(_=Value(1)).values("_").annotate(**(figures or {"n": Count("*")}))


class Listing:
    """The rows of a question, read page by page (by Django's Paginator).

    The question takes a slice as its last form, and gives `counted(rows)` for None.
    """

    def __init__(self, ask: Callable[..., list], *form, **values):
        self.ask, self.form, self.values = ask, form, values

    def __getitem__(self, part: slice) -> list:
        return self.ask(*self.form, (part.start, part.stop), **self.values)

    def count(self) -> int:
        return self.ask(*self.form, None, **self.values)[0]["n"]
