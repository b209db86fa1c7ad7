"""How the person of a request is read: with their offices, in one statement; and what these offices permit."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db.models import F

from camk.questions import question


@question
def _with_offices(*, key):
    """A row for each office, or one without any."""
    return get_user_model()._default_manager.filter(pk=key).annotate(office=F("groups__name")).order_by()


class ReadsOffices:
    """Reads a person together with the names of their offices, which every page asks for."""

    def get_user(self, user_id):
        rows = _with_offices(key=int(user_id))
        if not rows or not self.user_can_authenticate(rows[0]):
            return None
        person = rows[0]
        person.offices = frozenset(row.office for row in rows if row.office)
        return person


class OfficeBackend(ReadsOffices, ModelBackend):
    """Answers has_perm() from the offices; signing in itself is allauth's work."""

    def authenticate(self, request, **credentials):
        return None


class SignInBackend(ReadsOffices, AuthenticationBackend):
    """allauth's way in, by address and code or password."""
