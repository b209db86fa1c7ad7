"""The triggers that write each change of what is counted beside it, in the words of each database.

They are made after every migration that finds them missing: SQLite forgets the triggers of a table it makes anew.
"""

from django.db import connection

# What voices and places are told apart by, and the steps of an issue.
ALIKE = ("kind", "state", "main_theme_id", "main_place_id", "severity", "created_at")
COUNTED = (*ALIKE, "reopened_count", "first_looked_at", "decided_at", "first_answered_at")
NAME = "insights_issue_tally_2"  # another number when the words below change
_INTO = f"INSERT INTO insights_issuechange (is_taken, sign, part, key, {', '.join(COUNTED)})"
# One number for each organisation and person, none for a voice of whom neither is known (facts.contributor).
WHO = (
    "CASE WHEN {row}.organisation_id IS NOT NULL THEN {row}.organisation_id * 3 "
    "WHEN {row}.user_id IS NOT NULL THEN {row}.user_id * 3 + 1 END"
)
_SPEAKS = ("first_issue_id", "organisation_id", "user_id", "withdrawn_at")


def _values(row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in COUNTED)


def _issue(sign: int, row: str) -> str:
    return f"{_INTO} VALUES (FALSE, {sign}, 'issue', NULL, {_values(row)});"


def _beside(sign: int, row: str) -> str:
    """Everything that hangs on an issue: its voices and its places."""
    who = WHO.format(row="v")
    return (
        f"{_INTO} SELECT FALSE, {sign}, 'voice', {who}, {_values(row)} FROM insights_voice v "
        f"WHERE v.first_issue_id = {row}.id AND v.withdrawn_at IS NULL; "
        f"{_INTO} SELECT FALSE, {sign}, 'place', p.place_id, {_values(row)} FROM insights_issue_places p "
        f"WHERE p.issue_id = {row}.id;"
    )


def _voice(sign: int, row: str) -> str:
    who = WHO.format(row=row)
    return (
        f"{_INTO} SELECT FALSE, {sign}, 'voice', {who}, {_values('i')} FROM insights_issue i "
        f"WHERE i.id = {row}.first_issue_id AND {row}.withdrawn_at IS NULL;"
    )


def _place(sign: int, row: str) -> str:
    return (
        f"{_INTO} SELECT FALSE, {sign}, 'place', {row}.place_id, {_values('i')} FROM insights_issue i "
        f"WHERE i.id = {row}.issue_id;"
    )


# Each trigger: its name, the table, the columns of which a change counts, and what is written for a row.
_WATCHED = [
    (NAME, "insights_issue", COUNTED, _issue),
    (f"{NAME}_voice", "insights_voice", _SPEAKS, _voice),
    (f"{NAME}_place", "insights_issue_places", ("issue_id", "place_id"), _place),
]
_ALONG = f"{NAME}_along"  # what hangs on an issue changes with it


def _differs(columns: tuple[str, ...], how: str) -> str:
    return " OR ".join(f"OLD.{column} {how} NEW.{column}" for column in columns)


def _sqlite() -> list[str]:
    made = []
    for name, table, columns, words in _WATCHED:
        old, new = words(-1, "OLD"), words(1, "NEW")
        made += [
            f"CREATE TRIGGER {name}_new AFTER INSERT ON {table} BEGIN {new} END",
            f"CREATE TRIGGER {name}_gone AFTER DELETE ON {table} BEGIN {old} END",
            f"CREATE TRIGGER {name} AFTER UPDATE ON {table} WHEN {_differs(columns, 'IS NOT')} BEGIN {old} {new} END",
        ]
    both = f"{_beside(-1, 'OLD')} {_beside(1, 'NEW')}"
    when = _differs(ALIKE, "IS NOT")
    return [*made, f"CREATE TRIGGER {_ALONG} AFTER UPDATE ON insights_issue WHEN {when} BEGIN {both} END"]


def _postgresql() -> list[str]:
    made = []
    for name, table, columns, words in _WATCHED:
        made += [
            f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
                BEGIN
                  IF TG_OP <> 'INSERT' THEN {words(-1, "OLD")} END IF;
                  IF TG_OP <> 'DELETE' THEN {words(1, "NEW")} END IF;
                  RETURN NULL;
                END $$ LANGUAGE plpgsql""",
            f"CREATE TRIGGER {name}_rows AFTER INSERT OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"""CREATE TRIGGER {name} AFTER UPDATE ON {table} FOR EACH ROW
                WHEN ({_differs(columns, "IS DISTINCT FROM")}) EXECUTE FUNCTION {name}()""",
        ]
    return [
        *made,
        f"""CREATE OR REPLACE FUNCTION {_ALONG}() RETURNS trigger AS $$
            BEGIN {_beside(-1, "OLD")} {_beside(1, "NEW")} RETURN NULL; END $$ LANGUAGE plpgsql""",
        f"""CREATE TRIGGER {_ALONG} AFTER UPDATE ON insights_issue FOR EACH ROW
            WHEN ({_differs(ALIKE, "IS DISTINCT FROM")}) EXECUTE FUNCTION {_ALONG}()""",
    ]


NAMES = [*(watched[0] for watched in _WATCHED), _ALONG]
_FIND = {
    "sqlite": "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name IN ({places})",
    "postgresql": "SELECT COUNT(*) FROM pg_trigger WHERE tgname IN ({places})",
}


def drop(*, name: str = NAME) -> None:
    """None of them any more, nor of those that had another number: the tables they write to change."""
    with connection.cursor() as cursor:
        for one in [name, *(each.replace(NAME, name) for each in NAMES[1:])]:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP FUNCTION IF EXISTS {one}() CASCADE")
            else:
                for end in ("_new", "_gone", ""):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {one}{end}")


def are_there() -> bool:
    """All of them: a table that was made anew has lost its own."""
    places = ", ".join(["%s"] * len(NAMES))
    with connection.cursor() as cursor:
        cursor.execute(_FIND[connection.vendor].format(places=places), NAMES)
        return cursor.fetchone()[0] == len(NAMES)


def make() -> None:
    """All of them, those that are there made anew."""
    drop()
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)
