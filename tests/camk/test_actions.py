"""The write door: rows are written by actions only."""

import pytest
from django.db import transaction

from camk.accounts.actions import change_own_details
from camk.accounts.models import User
from camk.actions import action, joined
from camk.audit import AuditEvent
from tests.guard import WriteOutsideAction


def test_a_write_outside_an_action_fails(supporter):
    supporter.name = "Somebody else"
    with pytest.raises(WriteOutsideAction):
        supporter.save()


def test_an_action_writes_and_leaves_an_audit_entry(supporter):
    change_own_details(user=supporter, name="New", phone="", reminders="none", by=supporter)
    assert User.objects.get(pk=supporter.pk).name == "New"
    assert AuditEvent.objects.filter(verb="person.details_changed", by=supporter).count() == 1


def test_an_action_takes_keyword_arguments_only(supporter):
    with pytest.raises(TypeError):
        change_own_details(supporter, "New", "", "none", supporter)


def test_a_failing_action_leaves_nothing_behind(supporter):
    with pytest.raises(AttributeError):
        change_own_details(user=supporter, name=None, phone="", reminders="none", by=supporter)
    assert not AuditEvent.objects.filter(verb="person.details_changed").exists()


@joined
@action
def _part():
    raise ValueError("the part")


@action
def _whole(*, user):
    """One that wrongly goes on after its part has failed."""
    user.save()
    try:
        _part()
    except ValueError:
        AuditEvent.objects.exists()


def test_a_joined_action_has_no_savepoint_and_cannot_be_survived(supporter):
    supporter.name = "Somebody else"
    with pytest.raises(transaction.TransactionManagementError):
        _whole(user=supporter)
    assert User.objects.get(pk=supporter.pk).name != "Somebody else"
