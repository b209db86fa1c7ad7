"""Opening a live portal: once, whole, and by one of two people who try together."""

import pytest

from camk.accounts.models import User
from camk.audit import AuditEvent
from camk.details import SiteDetails
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroup
from groups.first_run.actions import set_up

ARGUMENTS = {
    "email": "First@Example.org",
    "name": "Fay First",
    "password": "quiet river green door",
    "details": {"name": "Volunteer Centre", "phone": "01908 111222"},
    "action_groups": [
        {"name": "North", "focus": "area", "purpose": "Neighbours of the north."},
        {"name": "Isolation", "focus": "issue", "purpose": "Nobody alone."},
    ],
}


def test_it_makes_administrator_details_and_opening_cags(db):
    person = set_up(**ARGUMENTS)
    assert person.is_superuser
    assert person.email == "first@example.org"
    assert person.verified_at is not None
    assert person.check_password(ARGUMENTS["password"])
    details = SiteDetails.objects.get()
    assert (details.name, details.phone) == ("Volunteer Centre", "01908 111222")
    assert details.set_up_at is not None
    assert set(ActionGroup.objects.values_list("name", "focus")) == {("North", "area"), ("Isolation", "issue")}
    assert AuditEvent.objects.get(verb="portal.set_up").by == person


def test_the_second_of_two_is_told_so_and_changes_nothing(db):
    set_up(**ARGUMENTS)
    with pytest.raises(RuleBroken, match="already"):
        set_up(**{**ARGUMENTS, "email": "second@example.org", "details": {"name": "Other"}})
    assert not User.objects.filter(email="second@example.org").exists()
    assert SiteDetails.objects.get().name == "Volunteer Centre"
    assert ActionGroup.objects.count() == 2


def test_all_of_it_or_nothing(db):
    broken = {**ARGUMENTS, "action_groups": [{"name": "x", "focus": "area", "purpose": None}]}
    with pytest.raises(Exception, match="(?i)null"):
        set_up(**broken)
    assert not User.objects.exists()
    assert not SiteDetails.objects.exists()
