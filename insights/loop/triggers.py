"""The triggers that note under which issue it changed who was told the outcome, in the words of each database.

They are made after every migration that finds them missing: SQLite forgets the triggers of a table it makes anew.
"""

from django.db import connection

NAME = "insights_told_1"  # another number when the words below change
# The step a mail is about stands in its key: issue_moved:<step>:<person>.
_STEP = {
    "sqlite": "CASE WHEN {mail}.key LIKE 'issue_moved:%' THEN CAST(SUBSTR({mail}.key, 13) AS INTEGER) END",
    "postgresql": "CAST(SUBSTRING({mail}.key FROM '^issue_moved:([0-9]{1,18}):') AS BIGINT)",
}
# Who stopped the mails of a joined issue is told nothing of the wider one, nor of the one that was joined to in turn.
_WIDER = "joined_to_id FROM insights_issue WHERE joined_to_id IS NOT NULL AND id = {row}.{column}"
_WIDEST = (
    "b.joined_to_id FROM insights_issue a JOIN insights_issue b ON b.id = a.joined_to_id "
    "WHERE b.joined_to_id IS NOT NULL AND a.id = {row}.{column}"
)


def _of(what: str, column: str) -> str:
    return what.replace("{column}", column)


def _watched(vendor: str) -> list[tuple[str, tuple[str, ...], list[str]]]:
    """Each table with the columns that matter, and the issues that a row of it touches."""
    part = _STEP[vendor].replace("{mail}", "p")
    return [
        (
            "insights_issue",
            ("state", "joined_to_id"),
            [
                "{row}.id",
                "issue_id FROM insights_voice WHERE first_issue_id = {row}.id AND issue_id <> {row}.id",
                "{row}.joined_to_id WHERE {row}.joined_to_id IS NOT NULL",
                _of(_WIDER, "joined_to_id"),
            ],
        ),
        (
            "insights_voice",
            ("issue_id", "first_issue_id", "user_id", "place_id", "withdrawn_at", "sealed_at"),
            ["{row}.issue_id"],
        ),
        ("insights_issuemove", ("issue_id", "old_state", "new_state", "by_id"), ["{row}.issue_id"]),
        (
            "insights_toldbyhand",
            ("voice_id", "outcome_id"),
            ["issue_id FROM insights_voice WHERE id = {row}.voice_id"],
        ),
        (
            "insights_follower",
            ("issue_id", "user_id", "stopped_at"),
            ["{row}.issue_id", _of(_WIDER, "issue_id"), _of(_WIDEST, "issue_id")],
        ),
        (
            "groups_mailchoice",
            ("user_id", "issues"),
            ["issue_id FROM insights_voice WHERE user_id = {row}.user_id"],
        ),
        (
            "camk_outboundmail",
            ("key", "state", "part_of_id"),
            [
                "issue_id FROM insights_issuemove WHERE id = " + _STEP[vendor].replace("{mail}", "{row}"),
                "m.issue_id FROM camk_outboundmail p "
                f"JOIN insights_issuemove m ON m.id = {part} WHERE p.part_of_id = {{row}}.id",
            ],
        ),
    ]


def _note(touched: list[str], row: str) -> str:
    into = "INSERT INTO insights_toldchange (is_taken, issue_id) SELECT FALSE, "
    return " ".join(f"{into}{what.replace('{row}', row)};" for what in touched)


def _differs(columns: tuple[str, ...], how: str) -> str:
    return " OR ".join(f"OLD.{column} {how} NEW.{column}" for column in columns)


def _sqlite(table: str, columns: tuple[str, ...], touched: list[str]) -> list[str]:
    old, new, name = _note(touched, "OLD"), _note(touched, "NEW"), f"{NAME}_{table}"
    return [
        f"CREATE TRIGGER {name}_new AFTER INSERT ON {table} BEGIN {new} END",
        f"CREATE TRIGGER {name}_gone AFTER DELETE ON {table} BEGIN {old} END",
        f"CREATE TRIGGER {name} AFTER UPDATE ON {table} WHEN {_differs(columns, 'IS NOT')} BEGIN {old} {new} END",
    ]


def _postgresql(table: str, columns: tuple[str, ...], touched: list[str]) -> list[str]:
    name = f"{NAME}_{table}"
    return [
        f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
            BEGIN
              IF TG_OP <> 'INSERT' THEN {_note(touched, "OLD")} END IF;
              IF TG_OP <> 'DELETE' THEN {_note(touched, "NEW")} END IF;
              RETURN NULL;
            END $$ LANGUAGE plpgsql""",
        f"CREATE TRIGGER {name}_rows AFTER INSERT OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        f"""CREATE TRIGGER {name} AFTER UPDATE ON {table} FOR EACH ROW
            WHEN ({_differs(columns, "IS DISTINCT FROM")}) EXECUTE FUNCTION {name}()""",
    ]


_FIND = {
    "sqlite": "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name IN ({places})",
    "postgresql": "SELECT COUNT(*) FROM pg_trigger WHERE tgname IN ({places})",
}


def _names() -> list[str]:
    return [f"{NAME}_{table}" for table, _, _ in _watched(connection.vendor)]


def drop() -> None:
    """None of them any more: the table they write to goes."""
    with connection.cursor() as cursor:
        for name in _names():
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
            else:
                for end in ("_new", "_gone", ""):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{end}")


def are_there() -> bool:
    """All of them: a table that was made anew has lost its own."""
    names = _names()
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(_FIND[connection.vendor].format(places=places), names)
        return cursor.fetchone()[0] == len(names)


def make() -> None:
    """All of them, those that are there made anew."""
    drop()
    words = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for watched in _watched(connection.vendor):
            for statement in words(*watched):
                cursor.execute(statement)
