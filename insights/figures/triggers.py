"""The triggers that write each change of what is counted beside it, in the words of each database.

They are made after every migration that finds them missing: SQLite forgets the triggers of a table it makes anew.
"""

from django.db import connection

COUNTED = ("kind", "state", "main_theme_id", "created_at", "first_looked_at", "decided_at")
NAME = "insights_issue_tally_1"  # another number when the words below change
_COLUMNS = ", ".join(COUNTED)


def _write(sign: int, row: str) -> str:
    values = ", ".join(f"{row}.{column}" for column in COUNTED)
    return f"INSERT INTO insights_issuechange (sign, {_COLUMNS}, is_taken) VALUES ({sign}, {values}, FALSE);"


_BEFORE, _SINCE = _write(-1, "OLD"), _write(1, "NEW")


def _differs(how: str) -> str:
    return " OR ".join(f"OLD.{column} {how} NEW.{column}" for column in COUNTED)


SQLITE = [
    f"CREATE TRIGGER {NAME}_new AFTER INSERT ON insights_issue BEGIN {_SINCE} END",
    f"CREATE TRIGGER {NAME}_gone AFTER DELETE ON insights_issue BEGIN {_BEFORE} END",
    f"CREATE TRIGGER {NAME} AFTER UPDATE ON insights_issue WHEN {_differs('IS NOT')} BEGIN {_BEFORE} {_SINCE} END",
]
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger AS $$
        BEGIN
          IF TG_OP <> 'INSERT' THEN {_BEFORE} END IF;
          IF TG_OP <> 'DELETE' THEN {_SINCE} END IF;
          RETURN NULL;
        END $$ LANGUAGE plpgsql""",
    f"CREATE TRIGGER {NAME}_rows AFTER INSERT OR DELETE ON insights_issue FOR EACH ROW EXECUTE FUNCTION {NAME}()",
    f"""CREATE TRIGGER {NAME} AFTER UPDATE ON insights_issue FOR EACH ROW
        WHEN ({_differs("IS DISTINCT FROM")}) EXECUTE FUNCTION {NAME}()""",
]
_FIND = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = %s",
    "postgresql": "SELECT 1 FROM pg_trigger WHERE tgname = %s AND tgrelid = 'insights_issue'::regclass",
}


def drop() -> None:
    """None of them any more: the tables they write to go."""
    names = [f"{NAME}_new", f"{NAME}_gone", NAME]
    statements = {
        "sqlite": [f"DROP TRIGGER IF EXISTS {name}" for name in names],
        "postgresql": [f"DROP FUNCTION IF EXISTS {NAME}() CASCADE"],
    }
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def are_there() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_FIND[connection.vendor], [NAME])
        return cursor.fetchone() is not None


def make() -> None:
    """All of them; call only when they are not there."""
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)
