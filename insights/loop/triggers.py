"""The triggers that note under which issue it changed who was told the outcome (camk/row_triggers.py)."""

from django.db import connection

from camk import row_triggers
from camk.row_triggers import Watch

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


def _watches() -> list[Watch]:
    return [
        Watch(f"{NAME}_{table}", table, columns, _note(touched, "OLD"), _note(touched, "NEW"))
        for table, columns, touched in _watched(connection.vendor)
    ]


def drop() -> None:
    row_triggers.drop(_watches())


def are_there() -> bool:
    return row_triggers.are_there(_watches())


def make() -> None:
    row_triggers.make(_watches())
