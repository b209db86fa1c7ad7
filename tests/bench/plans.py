"""How many rows a statement really reads on PostgreSQL: counted while it runs, not guessed by the planner."""

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True)
class Reading:
    """What one statement read of tables and indexes, thrown away rows included, and how long it took."""

    rows: int
    ms: float
    whole: tuple[str, ...]  # tables read from end to end


def really_read(statement: QuerySet | tuple[str, tuple]) -> Reading:
    """Run it with counting."""
    sql, values = statement.query.sql_with_params() if isinstance(statement, QuerySet) else statement
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", values)
        found = cursor.fetchone()[0]
    [top] = json.loads(found) if isinstance(found, str) else found
    rows, whole = 0, []
    for node in _nodes(top["Plan"]):
        if "Relation Name" not in node and node["Node Type"] != "Bitmap Index Scan":
            continue
        once = sum(
            node.get(name, 0) for name in ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
        )
        rows += round(once * node["Actual Loops"])
        if node["Node Type"] == "Seq Scan" and node["Actual Loops"]:
            whole.append(node["Relation Name"])
    return Reading(rows, top["Execution Time"] + top["Planning Time"], tuple(whole))


def _nodes(plan: dict):
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)
