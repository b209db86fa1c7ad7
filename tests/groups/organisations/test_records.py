"""An organisation's record keeps its addresses, numbers and dated choices."""

import pytest

from camk.addresses import OldAddress
from camk.audit import AuditEvent
from camk.errors import RuleBroken
from groups.organisations.actions import records
from groups.organisations.models import Organisation, PublishChoice
from groups.organisations.publishing import audiences, published
from groups.themes.models import Theme
from tests.factories.organisations import a_kind, make_organisation

pytestmark = pytest.mark.django_db


def test_two_of_one_name_have_two_addresses(staff):
    first = records.create_organisation(name="Lunch Club", values={}, by=staff)
    second = records.create_organisation(name="Lunch Club", values={"kind": a_kind()}, by=staff)
    assert (first.slug, second.slug) == ("lunch-club", "lunch-club-2")
    assert first.state == "unverified" and first.normalised_name == "lunch club"


def test_a_new_name_keeps_the_old_one_and_its_address(organisation, staff):
    organisation.name = "Netherfield Kitchen"
    records.change_organisation(organisation=organisation, by=staff)
    assert organisation.slug == "netherfield-kitchen"
    assert OldAddress.objects.get(slug="netherfield-lunch-club").target_id == organisation.pk
    assert [row.name for row in organisation.aliases.all()] == ["Netherfield Lunch Club"]


def test_a_change_cannot_admit(organisation, staff):
    stale = Organisation.objects.get(pk=organisation.pk)
    stale.state, stale.description = "unverified", "New words"
    records.change_organisation(organisation=stale, by=staff)
    organisation.refresh_from_db()
    assert (organisation.state, organisation.description) == ("active", "New words")


def test_aliases_are_exactly_those_given(organisation, staff):
    records.set_aliases(organisation=organisation, names=["One", "", "Two"], by=staff)
    records.set_aliases(organisation=organisation, names=["Two", "Three"], by=staff)
    assert sorted(row.name for row in organisation.aliases.all()) == ["Three", "Two"]


def test_a_number_belongs_to_one_organisation(organisation, other_organisation, staff):
    records.set_identifier(organisation=organisation, scheme="GB-CHC", value="1090095", by=staff)
    with pytest.raises(RuleBroken, match="Another organisation"):
        records.set_identifier(organisation=other_organisation, scheme="GB-CHC", value="1090095", by=staff)
    records.set_identifier(organisation=organisation, scheme="GB-CHC", value="", by=staff)
    assert not organisation.identifiers.exists()


def test_a_publish_choice_is_a_dated_row_and_only_changes_add_one(organisation, coordinator):
    food = Theme.objects.get(code="food")
    for audience in ("public", "public", "staff"):
        records.save_profile(
            organisation=organisation,
            values={"public_email": "hello@example.org"},
            lists={"themes": [food]},
            audience={"public_email": audience},
            by=coordinator,
        )
    rows = PublishChoice.objects.filter(organisation=organisation, field="public_email")
    assert [row.audience for row in rows] == ["staff", "public"]
    assert all(row.by == coordinator for row in rows)
    assert list(organisation.themes.all()) == [food]


def test_readers_see_what_was_chosen_for_them(organisation, coordinator):
    organisation.public_email, organisation.website, organisation.can_share = (
        "a@example.org",
        "https://a.org",
        "A van",
    )
    assert audiences(organisation)["public_email"] == "staff"
    assert set(published(organisation, "public")) == {"website"}
    assert set(published(organisation, "members")) == {"website", "can_share"}
    assert set(published(organisation, "staff")) == {"website", "can_share", "public_email"}


def test_a_profile_is_said_to_be_right(coordinator, organisation):
    records.confirm_profile(organisation=organisation, by=coordinator)
    organisation.refresh_from_db()
    assert organisation.checked_at is not None
    assert AuditEvent.objects.filter(verb="organisation.profile_confirmed", by=coordinator).exists()


def test_survivor_of_a_merged_record_is_found():
    survivor = make_organisation(name="Stays")
    between = make_organisation(name="Between", state="merged", merged_into=survivor)
    make_organisation(name="Gone", state="merged", merged_into=between)
    assert Organisation.objects.admitted().survivor_of("gone") == survivor
    assert Organisation.objects.admitted().survivor_of("stays") is None
