"""What this room shows on pages of issues: the way to say that a joining put together what is not the same."""

from django import template
from django.urls import reverse

from insights.triage.models import JoinObjection

register = template.Library()


@register.inclusion_tag("insights/triage/_objection.html")
def objection(issue, user, token=""):
    """For the people behind an issue that was joined: object, or read what came of it. One query."""
    mine = JoinObjection.objects.filter(join__joined=issue, join__undone_at__isnull=True)
    person = user if user and user.is_authenticated else None
    address = reverse("insights:told-object", args=[token]) if token else ""
    return {
        "mine": mine.filter(user=person).order_by("-pk").first(),
        "url": address or reverse("insights:issue-object", args=[issue.reference]),
    }
