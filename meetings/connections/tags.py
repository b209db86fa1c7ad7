"""Tags this room offers to any page: whom an organisation knows."""

from django import template

from groups.organisations.models import Organisation
from meetings.connections.models import Connection

register = template.Library()
SHOWN = 8


@register.inclusion_tag("meetings/connections/_of_organisation.html")
def connections_of(user, organisation: Organisation, own: bool) -> dict:
    """How many others it has met or works with, for everybody; with whom, for its own contacts and staff."""
    rows = Connection.objects.standing().of(organisation)
    if not (own or user.has_perm("meetings.view_connection")):
        return {"organisation": organisation, "number": rows.count(), "named": False}
    rows = list(rows.with_ends())
    known = [{"row": row, "other": row.other_end(organisation)} for row in rows[:SHOWN]]
    return {"organisation": organisation, "number": len(rows), "named": True, "known": known, "own": own}
