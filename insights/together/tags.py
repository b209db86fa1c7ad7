"""Inclusion tags this room offers to any page."""

from django import template
from django.contrib.auth.models import AnonymousUser

from camk.questions import question
from insights.issues.beside import has_beside
from insights.together.models import CoordinatedResponse, Idea
from insights.together.permissions import may_add_idea

register = template.Library()


@register.inclusion_tag("insights/together/_for_issue.html")
def working_on_it(user, issue) -> dict:
    """What is being done about an issue by organisations together, and ideas for it."""
    return {
        "ideas": _ideas_for(user, issue) if has_beside(issue, "ideas") else [],
        "responses": _responses_for(user, issue) if has_beside(issue, "responses") else [],
        "may_add": may_add_idea(user, issue),
        "issue": issue,
        "user_id": user.pk,
    }


def _ideas_for(user, issue):
    return _ideas(user, issue) if user.is_authenticated else _shown_ideas(issue=issue.pk)


def _responses_for(user, issue):
    return _responses(user, issue) if user.is_authenticated else _shown_responses(issue=issue.pk)


def _ideas(user, issue):
    return Idea.objects.visible_to(user).standing().filter(issue=issue).select_related("organisation")


def _responses(user, issue):
    return CoordinatedResponse.objects.visible_to(user).filter(issue=issue).select_related("lead_organisation")


@question
def _shown_ideas(*, issue):
    return _ideas(AnonymousUser(), issue)


@question
def _shown_responses(*, issue):
    return _responses(AnonymousUser(), issue)
