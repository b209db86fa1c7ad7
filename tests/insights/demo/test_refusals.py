"""The demonstration never mixes with real people: where it refuses to load, and what it does not print."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from camk.accounts.models import User
from insights.demo.data.people import PASSWORD
from tests.factories.camk import make_user


@pytest.mark.django_db
def test_it_refuses_in_live_mode(settings):
    settings.LIVE = True
    with pytest.raises(CommandError, match="live mode"):
        call_command("demo", stdout=StringIO())
    assert not User.objects.exists()


@pytest.mark.django_db
def test_it_refuses_a_database_with_other_people():
    make_user("somebody@elsewhere.example")
    with pytest.raises(CommandError, match="not of the demonstration"):
        call_command("demo", stdout=StringIO())
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_without_a_demonstration_no_password_is_printed():
    said = StringIO()
    call_command("demo", "--sign-ins", stdout=said)
    assert PASSWORD not in said.getvalue()
