"""Tags this room offers to any page: where something was first said."""

from django import template

from groups.suggestions.models import Suggestion
from insights.contributions.models import Contribution
from insights.issues.models import Issue
from meetings.exchange.models import Listing

register = template.Library()
POINTS = {Issue: "voice__issue", Listing: "listing", Suggestion: "suggestion"}


@register.inclusion_tag("insights/contributions/_said_at.html")
def said_at(thing) -> dict:
    """For staff: the lines said round a table that became this issue, need, offer or suggestion."""
    lines = Contribution.objects.filter(**{POINTS[type(thing)]: thing}).select_related("meeting") if thing else []
    return {"lines": lines}
