"""All tallies counted anew from the issues, within the database; and the proof that those kept are the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from insights.figures.facts import AGAIN, ENDED, alike, columns, counted, days_between, facts
from insights.figures.facts import COLUMNS as FACT
from insights.figures.models import IssueChange
from insights.figures.periods import DAY
from insights.figures.tallies import TALLIES, Tally, month_of, rows_of
from insights.figures.triggers import WHO
from insights.issues.models import Issue
from insights.issues.states import CLOSED
from insights.loop.counting import differences as told_differences

COLUMNS = '"by", of, what, day, key'
_WAITS = ("look", "decision", "answer")
_COLUMNS = "kind text, state text, theme text, area text, severity text, ending text"
_TABLES = {
    "tally_days": "day text PRIMARY KEY, told date, month date, number integer",
    "tally_issue": f"id bigint, {_COLUMNS}, day date, month date, look text, decision text, answer text",
    "tally_voice": f"key text, {_COLUMNS}, day date, month date",
    "tally_place": f"key text, {_COLUMNS}, day date, month date",
    "tally_anew": '"by" text, of text, what text, day date, key text, n integer',
}
# Longer before the first issue and after today than any step of an issue lies.
_ROUND = timedelta(days=400)


def _calendar(cursor) -> None:
    """Each day with its month and how many working days there were until then."""
    first = Issue.objects.order_by("created_at").values_list("created_at", flat=True).first() or timezone.now()
    day, last = timezone.localdate(first) - _ROUND, timezone.localdate() + _ROUND
    rows, number = [], 0
    while day <= last:
        number += days_between(day - DAY, day)
        rows.append((day.isoformat(), day, month_of(day), number))
        day += DAY
    cursor.executemany("INSERT INTO tally_days VALUES (%s, %s, %s, %s)", rows)


def _wait(step: str) -> str:
    return (
        f"CASE WHEN {step}.number IS NULL THEN '' WHEN {step}.number < d.number THEN '0' "
        f"ELSE CAST({step}.number - d.number AS text) END"
    )


def _issues(cursor) -> None:
    sql, values = counted(Issue.objects.all()).values_list("pk", *columns(Issue)).query.sql_with_params()
    steps = " ".join(f"LEFT JOIN tally_days {step} ON {step}.day = i.{step}" for step in _WAITS)
    ended = ", ".join(f"'{state}'" for state in CLOSED)
    cursor.execute(
        f"INSERT INTO tally_issue WITH i (id, {', '.join(FACT)}) AS ({sql}) "
        "SELECT i.id, i.kind, i.state, i.theme, i.area, i.severity, "
        f"CASE WHEN i.reopened <> '0' THEN '{AGAIN}' WHEN i.state IN ({ended}) THEN '{ENDED}' ELSE '' END, "
        f"d.told, d.month, {', '.join(_wait(step) for step in _WAITS)} "
        f"FROM i JOIN tally_days d ON d.day = i.told {steps}",
        values,
    )


def _beside(cursor) -> None:
    """What hangs on the issues: who spoke, and the places they name."""
    alike = "i.kind, i.state, i.theme, i.area, i.severity, i.ending, i.day, i.month"
    cursor.execute(
        f"INSERT INTO tally_voice SELECT COALESCE(CAST({WHO.format(row='v')} AS text), ''), {alike} "
        "FROM insights_voice v JOIN tally_issue i ON i.id = v.first_issue_id WHERE v.withdrawn_at IS NULL"
    )
    cursor.execute(
        f"INSERT INTO tally_place SELECT CAST(p.place_id AS text), {alike} "
        "FROM insights_issue_places p JOIN tally_issue i ON i.id = p.issue_id"
    )


_NONE = "CAST('' AS text)"


def _count(cursor, tally: Tally, by: str, into: str) -> None:
    since, day = f"WHERE day >= '{tally.since}'" if tally.since else "", "day" if tally.since else "month"
    cursor.execute(
        f"INSERT INTO {into} ({COLUMNS}, n) SELECT '{by}', {by or _NONE}, '{tally.what}', {day}, "
        f"{tally.column or _NONE}, COUNT(*) FROM tally_{tally.part} {since} GROUP BY 2, 4, 5"
    )


@contextmanager
def _counted(into: str) -> Iterator:
    """All tallies counted anew into this table; those for the time being stay as long as this lasts."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL work_mem = '64MB'")
        for name, rows in _TABLES.items():
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ({rows})")
        try:
            _calendar(cursor)
            _issues(cursor)
            _beside(cursor)
            for tally in TALLIES:
                for by in tally.by:
                    _count(cursor, tally, by, into)
            yield cursor
        finally:
            for name in _TABLES:
                cursor.execute(f"DROP TABLE {name}")


def count_all() -> None:
    """Into the empty table of tallies."""
    with _counted("insights_issuetally"):
        pass


def differences() -> list[tuple]:
    """Where tallies and changes do not add up to a recount of all issues and voices."""
    since = rows_of(facts(alike(IssueChange.objects.all())))
    kept = " OR ".join(f"(what = '{tally.what}' AND day < '{tally.since}')" for tally in TALLIES if tally.since)
    with _counted("tally_anew") as cursor:
        cursor.execute("UPDATE tally_anew SET n = -n")
        cursor.executemany(
            "INSERT INTO tally_anew VALUES (%s, %s, %s, %s, %s, %s)", [(*row, n) for row, n in since.items()]
        )
        cursor.execute(
            f"SELECT {COLUMNS}, SUM(n) FROM (SELECT {COLUMNS}, n FROM insights_issuetally "
            f"UNION ALL SELECT {COLUMNS}, n FROM tally_anew) AS whole WHERE NOT ({kept}) "
            f"GROUP BY {COLUMNS} HAVING SUM(n) <> 0"
        )
        return cursor.fetchall() + told_differences()
