"""Inclusion tags this room offers to any page."""

from django import template
from django.utils import timezone

from camk.questions import question
from insights.issues.beside import has_beside
from insights.offers.models import Offer

register = template.Library()


@register.inclusion_tag("insights/offers/_for_issue.html")
def help_for_issue(user, issue) -> dict:
    """Help that is offered to people this issue is about, and the ways in for organisations."""
    is_there = issue.released_at and has_beside(issue, "offers")
    offers = _open_for(issue=issue.pk, today=timezone.localdate()) if is_there else []
    return {"offers": offers, "issue": issue, "user": user}


@question
def _open_for(*, issue, today):
    return Offer.objects.open(today).filter(issues=issue).select_related("organisation")
