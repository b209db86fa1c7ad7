"""Inclusion tags this room offers to any page."""

from django import template
from django.utils import timezone

from camk.questions import question
from insights.issues.beside import has_beside
from insights.offers.models import Offer, VolunteerRequest

register = template.Library()


@register.inclusion_tag("insights/offers/_for_issue.html")
def help_for_issue(user, issue) -> dict:
    """Help that is offered to people this issue is about, and the ways in for organisations."""
    if not issue.released_at:
        return {"issue": issue}
    asked = _asked_for(issue=issue.pk) if has_beside(issue, "volunteers") else []
    return {
        "offers": _open_for(issue=issue.pk, today=timezone.localdate()) if has_beside(issue, "offers") else [],
        "wanted": sum(row.wanted for row in asked),
        "found": sum(row.found for row in asked),
        "issue": issue,
        "user": user,
    }


@question
def _open_for(*, issue, today):
    return Offer.objects.open(today).filter(issues=issue).select_related("organisation")


@question
def _asked_for(*, issue):
    return VolunteerRequest.objects.counted().filter(issue=issue).only("wanted", "found")
