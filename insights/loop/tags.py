"""What this room shows on pages of others: how many of those who spoke have been told the outcome."""

from django import template

from insights.issues.states import OUTCOMES
from insights.loop.counting import score

register = template.Library()


@register.inclusion_tag("insights/loop/_issue.html")
def issue_score(issue, user) -> dict:
    """For the staff page of one issue that has an outcome. One query."""
    if issue.state not in OUTCOMES:
        return {}
    return {"issue": issue, "score": score(issue), "may": user.has_perm("insights.change_toldbyhand")}
