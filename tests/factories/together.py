"""Makers of ideas and coordinated responses for tests."""

from insights.together.models import CoordinatedResponse, Idea
from tests.guard import factory


@factory
def make_idea(*, issue, by, **changes):
    """An idea members read, not yet shown to everybody."""
    return Idea.objects.create(issue=issue, by=by, **{"words": "The hut stands empty on Tuesdays."} | changes)


@factory
def make_response(*, issue, lead_organisation=None, **changes):
    """A response that is being planned."""
    values = {"title": "Warm Tuesdays", "aim": "A warm room once a week."}
    response = CoordinatedResponse.objects.create(
        issue=issue, lead_organisation=lead_organisation, **values | changes
    )
    if lead_organisation is not None:
        response.organisations.add(lead_organisation)
    return response
