"""Inclusion tags this room offers to any page."""

from django import template

from insights.offers.models import Offer

register = template.Library()


@register.inclusion_tag("insights/offers/_for_issue.html")
def help_for_issue(user, issue) -> dict:
    """Help that is offered to people this issue is about, and the ways in for organisations."""
    offers = Offer.objects.open().filter(issues=issue).select_related("organisation") if issue.released_at else []
    return {"offers": offers, "issue": issue, "user": user}
