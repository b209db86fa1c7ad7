"""Inclusion tags this room offers to any page."""

from django import template

from insights.together.models import CoordinatedResponse, Idea
from insights.together.permissions import may_add_idea

register = template.Library()


@register.inclusion_tag("insights/together/_for_issue.html")
def working_on_it(user, issue) -> dict:
    """What is being done about an issue by organisations together, and ideas for it."""
    ideas = Idea.objects.visible_to(user).standing().filter(issue=issue).select_related("organisation")
    responses = CoordinatedResponse.objects.visible_to(user).filter(issue=issue).select_related("lead_organisation")
    return {
        "ideas": ideas,
        "responses": responses,
        "may_add": may_add_idea(user, issue),
        "issue": issue,
        "user_id": user.pk,
    }
