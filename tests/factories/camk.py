"""Makers of people for tests: plain values, never random."""

from itertools import count

from allauth.account.models import EmailAddress
from django.utils import timezone

from camk.accounts.actions import give_office
from camk.accounts.models import User
from tests.guard import factory

_number = count(1)


@factory
def make_user(email=None, *, name="", office=None, verified=True, **changes):
    """A person whose address is proved, with an office when named."""
    email = email or f"person{next(_number)}@example.org"
    user = User(email=email, name=name or email.split("@")[0].title(), **changes)
    user.verified_at = timezone.now() if verified else None
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=verified)
    if office:
        give_office(user=user, office=office, by=None)
        user = User.objects.get(pk=user.pk)
    return user
