"""People, offices, and forgetting whoever never proved an address."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from camk.accounts import actions
from camk.accounts.models import OfficeHolding, User
from camk.accounts.offices import ADMINISTRATOR, CONNECTOR, SAFEGUARDING, TRUSTEE
from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.forgetting import forgotten
from tests.guard import fixture_writes


def age(user, days):
    with fixture_writes():
        User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - timedelta(days=days))


def test_a_stranger_cannot_rename_a_known_person(supporter):
    again = actions.person_for(email="SUPPORTER@example.org ", name="Somebody Else", phone="1")
    assert again == supporter
    assert (again.name, again.phone) == ("Sam Supporter", "")


def test_giving_an_office_twice_is_one_holding(supporter, superuser):
    actions.give_office(user=supporter, office=TRUSTEE, by=superuser)
    actions.give_office(user=supporter, office=TRUSTEE, by=superuser)
    assert OfficeHolding.objects.filter(user=supporter, ended_at=None).count() == 1
    assert AuditEvent.objects.filter(verb="office.given").count() == 1


def test_a_taken_office_stays_in_the_history(supporter, superuser):
    actions.give_office(user=supporter, office=CONNECTOR, by=superuser)
    actions.take_office(user=supporter, office=CONNECTOR, by=superuser)
    supporter = User.objects.get(pk=supporter.pk)
    assert not supporter.is_staff
    assert not supporter.has_perm("groups.view_organisation")
    assert OfficeHolding.objects.get(user=supporter).ended_at is not None


def test_an_unknown_office_is_refused(supporter, superuser):
    with pytest.raises(RuleBroken):
        actions.give_office(user=supporter, office="king", by=superuser)


def test_nobody_makes_themselves_safeguarding_lead(superuser):
    with pytest.raises(RuleBroken):
        actions.give_office(user=superuser, office=SAFEGUARDING, by=superuser)


def test_nobody_takes_the_administrators_office_from_themselves(supporter, superuser):
    actions.give_office(user=supporter, office=ADMINISTRATOR, by=superuser)
    with pytest.raises(RuleBroken):
        actions.take_office(user=supporter, office=ADMINISTRATOR, by=supporter)


def test_nobody_switches_themselves_off(superuser):
    with pytest.raises(RuleBroken):
        actions.switch_off(user=superuser, by=superuser)


def test_switching_on_again(supporter, superuser):
    actions.switch_off(user=supporter, by=superuser)
    actions.switch_on(user=supporter, by=superuser)
    assert User.objects.get(pk=supporter.pk).is_active


def test_a_lost_second_factor_is_removed_by_another_and_told(supporter, superuser):
    Authenticator.objects.create(user=supporter, type="totp", data={"secret": "x"})
    with pytest.raises(RuleBroken):
        actions.remove_second_factor(user=supporter, by=supporter)
    actions.remove_second_factor(user=supporter, by=superuser)
    assert not Authenticator.objects.filter(user=supporter).exists()
    assert OutboundMail.objects.get(address=supporter.email).kind == "camk/second_factor_removed"


def test_there_is_one_first_administrator(db):
    actions.make_administrator(email="first@example.org", name="First", password="quiet river green door")
    with pytest.raises(RuleBroken):
        actions.make_administrator(email="second@example.org", name="Second", password="quiet river green door")


def test_an_address_nobody_proved_is_forgotten_after_thirty_days(db):
    stranger, young = make_user(verified=False), make_user(verified=False)
    proved = make_user()
    age(stranger, 31)
    age(young, 29)
    age(proved, 31)
    assert forgotten("unproved") == 1
    assert set(User.objects.all()) == {young, proved}
    assert AuditEvent.objects.filter(verb="person.forgotten", target_id=str(stranger.pk)).exists()


def test_somebody_of_whom_something_is_kept_is_not_forgotten(db):
    contact = make_user(verified=False)
    age(contact, 31)
    make_action_group(staff_contact=contact)  # named from a row that offers no way back
    assert forgotten("unproved") == 0
