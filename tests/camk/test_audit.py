"""The audit trail takes new rows only, whoever asks; the retention gate alone lets old ones go."""

import pytest
from django.db import DatabaseError, connection, transaction

from camk import audit
from camk.accounts.actions import change_own_details
from camk.actions import action
from camk.audit import AuditEvent, RetentionGate
from tests.guard import fixture_writes


@action
def note(*, target, by, **coded):
    return audit.record("test.noted", target, by=by, **coded)


def test_who_did_what_to_what_is_written_down(supporter, superuser):
    event = note(target=supporter, by=superuser, old="a", new="b")
    assert (event.by, event.verb, event.target_type, event.target_id) == (
        superuser,
        "test.noted",
        "camk.user",
        str(supporter.pk),
    )
    assert event.data == {"old": "a", "new": "b"}


def test_rows_lists_and_dates_are_kept_as_plain_values(supporter):
    event = note(target=supporter, by=None, row=supporter, rows=[supporter], at=supporter.date_joined, none=None)
    event.refresh_from_db()
    assert event.data == {
        "row": supporter.pk,
        "rows": [supporter.pk],
        "at": str(supporter.date_joined),
        "none": None,
    }


@pytest.mark.parametrize(
    "statement", ["UPDATE camk_auditevent SET verb = 'x'", "DELETE FROM camk_auditevent WHERE id > 0"]
)
def test_the_database_refuses_to_change_or_remove(supporter, statement):
    event = note(target=supporter, by=None)
    with fixture_writes(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    event.refresh_from_db()
    assert event.verb == "test.noted"


def test_the_gate_lets_old_entries_go_and_nothing_change(supporter):
    note(target=supporter, by=None)
    with fixture_writes():
        gate = RetentionGate.objects.create()
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            AuditEvent.objects.update(verb="x")
        AuditEvent.objects.all().delete()
        gate.delete()
    assert not AuditEvent.objects.exists()


def test_nobodys_words_are_written_down(supporter):
    change_own_details(user=supporter, name="Canary Name", phone="01908 777777", reminders="none", by=supporter)
    data = str(list(AuditEvent.objects.values_list("data", flat=True)))
    assert "Canary" not in data
    assert "777777" not in data
