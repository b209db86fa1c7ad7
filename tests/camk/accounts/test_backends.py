"""Who a request comes from is read with their offices, in one statement."""

import pytest

from camk.accounts.backends import OfficeBackend, SignInBackend
from camk.accounts.models import User
from tests.guard import fixture_writes


@pytest.mark.parametrize("backend", [OfficeBackend, SignInBackend])
def test_a_person_and_their_offices_take_one_statement(backend, staff, trustee, supporter, django_assert_num_queries):
    for person in (staff, trustee, supporter):
        offices = User.objects.get(pk=person.pk).offices
        with django_assert_num_queries(1):
            read = backend().get_user(person.pk)
            assert (read, read.offices) == (person, offices)
    assert backend().get_user(staff.pk).holds(*User.objects.get(pk=staff.pk).offices)


@pytest.mark.parametrize("backend", [OfficeBackend, SignInBackend])
def test_nobody_is_read_who_may_not_come_in(backend, supporter):
    supporter.is_active = False
    with fixture_writes():
        supporter.save()
    assert backend().get_user(supporter.pk) is None
    assert backend().get_user(supporter.pk + 1000) is None
