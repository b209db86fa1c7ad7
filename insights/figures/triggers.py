"""The triggers that write each change of what is counted beside it (camk/row_triggers.py)."""

from camk import row_triggers
from camk.row_triggers import Watch

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


def _watch(end: str, table: str, columns: tuple[str, ...], words, **more) -> Watch:
    return Watch(f"{NAME}{end}", table, columns, words(-1, "OLD"), words(1, "NEW"), **more)


# The last one: what hangs on an issue changes with it.
WATCHED = [
    _watch("", "insights_issue", COUNTED, _issue),
    _watch("_voice", "insights_voice", _SPEAKS, _voice),
    _watch("_place", "insights_issue_places", ("issue_id", "place_id"), _place),
    _watch("_along", "insights_issue", ALIKE, _beside, is_updates_only=True),
]


def drop() -> None:
    row_triggers.drop(WATCHED)


def are_there() -> bool:
    return row_triggers.are_there(WATCHED)


def make() -> None:
    row_triggers.make(WATCHED)
