"""Makers of suggestions for tests."""

from itertools import count

from camk.links import SecretLink
from groups.suggestions.actions import ask
from groups.suggestions.marks import marks_of
from groups.suggestions.models import Suggestion
from tests.factories.camk import make_user
from tests.guard import factory

_number = count(1)


@factory
def make_suggestion(*, by=None, **changes):
    """A suggestion that staff look at first."""
    email = changes.pop("email", None) or f"suggested{next(_number)}@example.org"
    contact = make_user(email, name="Chris Contact", verified=False)
    values = {"name": "Quite New Choir", "why": "They sing where we cook.", "address_mark": marks_of(email)[0]}
    return Suggestion.objects.create(contact=contact, by=by, **values | changes)


@factory
def make_asked_suggestion(*, by=None, **changes):
    """The link in the mail to somebody who was suggested."""
    suggestion = make_suggestion(by=by, **changes)
    ask(suggestion=suggestion, by=by)
    return SecretLink.objects.get(purpose="suggested", target_id=str(suggestion.pk))
