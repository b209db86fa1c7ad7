"""Stakeholders and their people: written down by staff, with terms that end."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from camk.accounts.models import User
from camk.audit import AuditEvent
from camk.errors import RuleBroken
from groups.themes.models import Theme
from insights.stakeholders.actions import add_contact, change_contact, save_stakeholder
from insights.stakeholders.models import Stakeholder, StakeholderContact
from tests.factories.camk import make_user
from tests.factories.reports import make_contact, make_stakeholder

pytestmark = pytest.mark.django_db


def test_a_body_is_written_down_with_its_themes(staff, member):
    theme = Theme.objects.first()
    body = save_stakeholder(stakeholder=Stakeholder(name=" Health Board ", kind="board"), themes=[theme], by=staff)
    assert (body.name, list(body.themes.all())) == ("Health Board", [theme])
    body.answer_days = 10
    save_stakeholder(stakeholder=body, by=staff)
    assert list(body.themes.all()) == [theme]
    verbs = (
        AuditEvent.objects.filter(target_type="insights.stakeholder").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == ["stakeholder.added", "stakeholder.changed"]
    with pytest.raises(RuleBroken, match="Only staff"):
        save_stakeholder(stakeholder=body, by=member)


def test_a_contact_is_the_person_with_this_address(staff):
    known = make_user("chair@example.org", name="Known Name")
    contact = add_contact(
        stakeholder=make_stakeholder(), name="Typed Name", email="Chair@Example.org", office="Chair", by=staff
    )
    assert (contact.user, contact.name) == (known, "Typed Name")
    new = add_contact(stakeholder=contact.stakeholder, name="New", email="new@example.org", by=staff)
    assert User.objects.get(email="new@example.org") == new.user
    assert new.user.verified_at is None


def test_nobody_holds_the_same_office_twice_at_once(staff):
    contact = make_contact(office="Chair")
    again = {"stakeholder": contact.stakeholder, "name": "x", "email": contact.user.email, "office": "Chair"}
    with pytest.raises(RuleBroken, match="holds this office"):
        add_contact(by=staff, **again)
    change_contact(
        contact=contact,
        name="x",
        office="Chair",
        is_senior=False,
        term_start=None,
        term_end=timezone.localdate() - timedelta(days=1),
        by=staff,
    )
    assert not contact.is_in_office
    assert add_contact(by=staff, **again).is_in_office
    assert StakeholderContact.objects.current().count() == 1


def test_a_term_runs_forward_and_members_write_none(staff, member):
    contact = make_contact()
    values = {"name": "x", "office": "", "is_senior": True}
    with pytest.raises(RuleBroken, match="ends before"):
        change_contact(contact=contact, term_start=date(2026, 2, 1), term_end=date(2026, 1, 1), by=staff, **values)
    with pytest.raises(RuleBroken, match="Only staff"):
        change_contact(contact=contact, term_start=None, term_end=None, by=member, **values)
    with pytest.raises(RuleBroken, match="Only staff"):
        add_contact(stakeholder=contact.stakeholder, name="x", email="x@example.org", by=member)
