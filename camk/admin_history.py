"""The history of one record in the staff pages: what the audit trail holds of it, in words."""

from datetime import datetime
from typing import NamedTuple

from camk.accounts.models import User
from camk.audit import AuditEvent

MOST = 200


class Line(NamedTuple):
    """One thing that was done to a record."""

    at: datetime
    who: str
    what: str
    more: str


def history_of(opts, object_id: str, *, reader) -> list[Line]:
    """The newest things that were done to one record.

    Who is named only when they work here: others may have told us something in confidence. From which state to which
    is no secret; the other coded values are for whoever reads the audit trail.
    """
    events = list(AuditEvent.objects.filter(target_type=opts.label_lower, target_id=object_id)[:MOST])
    colleagues = User.objects.filter(is_staff=True).in_bulk({event.by_id for event in events} - {None})
    whole = reader.has_perm("camk.view_auditevent")
    return [
        Line(
            event.at,
            _who(event, colleagues),
            _words(event.verb.rpartition(".")[2]),
            _more(event.data) if whole or event.verb.endswith(".moved") else "",
        )
        for event in events
    ]


def _who(event: AuditEvent, colleagues: dict) -> str:
    if event.by_id is None:
        return "The portal itself, or somebody by a link"
    return str(colleagues.get(event.by_id, "Somebody who does not work here"))


def _words(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _more(data: dict) -> str:
    """ "from in review to joined, words length 41"."""
    left = dict(data)
    parts = [f"from {_value(left.pop('old'))} to {_value(left.pop('new'))}"] if {"old", "new"} <= data.keys() else []
    return ", ".join([*parts, *(f"{name.replace('_', ' ')} {_value(value)}" for name, value in left.items())])


def _value(value) -> str:
    if isinstance(value, list):
        return " and ".join(str(item) for item in value) or "nothing"
    said = {None: "nothing", "": "nothing", True: "yes", False: "no"}
    return said[value] if value in (None, "") or isinstance(value, bool) else str(value).replace("_", " ")
