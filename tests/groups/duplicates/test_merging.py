"""Staff join two records of one organisation: what moves, what wins, who is told, what is refused."""

import pytest

from camk import merging
from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.action_groups.models import ActionGroupMembership
from groups.duplicates.actions.merging import merge
from groups.organisations.actions import contacts, records
from groups.organisations.models import Organisation, OrganisationRole
from groups.organisations.publishing import audiences
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_voice
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def goes():
    return make_organisation(name="Lunch Club Netherfield Ltd", description="", postcode="MK6 3AA")


def test_everything_moves_in_one_go(organisation, goes, action_group, coordinator, staff):
    person = make_user("second.contact@example.org")
    make_role(user=person, organisation=goes, kind="lead")
    make_membership(action_group=action_group, organisation=goes)
    rsvp = make_rsvp(meeting=make_meeting(), user=person, organisation=goes)
    voice = make_voice(issue=make_issue(), user=person, organisation=goes)
    records.set_identifier(organisation=goes, scheme="GB-CHC", value="1090095", by=staff)
    records.add_alias(organisation=goes, name="Lunchers", by=staff)
    merge(goes=goes, stays=organisation, by=staff)
    for row in (rsvp, voice):
        row.refresh_from_db()
        assert row.organisation == organisation
    goes.refresh_from_db()
    assert (goes.state, goes.merged_into) == ("merged", organisation)
    assert organisation.identifiers.get().value == "1090095"
    assert {alias.name for alias in organisation.aliases.all()} == {"Lunchers", "Lunch Club Netherfield Ltd"}
    organisation.refresh_from_db()
    assert organisation.postcode == "MK6 3AA", "what was empty is filled"
    assert organisation.memberships.get().state == "active"
    leads = OrganisationRole.objects.filter(organisation=organisation, kind="lead")
    assert [role.user for role in leads] == [coordinator], "one lead contact, who is it longest"
    event = AuditEvent.objects.get(verb="organisation.merged")
    assert (event.target_id, event.data["goes"], event.by) == (str(organisation.pk), goes.pk, staff)


def test_the_old_address_leads_on(client, organisation, goes, staff):
    merge(goes=goes, stays=organisation, by=staff)
    answer = client.get("/organisations/lunch-club-netherfield-ltd/")
    assert (answer.status_code, answer["Location"]) == (301, "/organisations/netherfield-lunch-club/")


def test_the_contacts_of_both_are_told(organisation, goes, coordinator, staff):
    make_role(user=make_user("second.contact@example.org"), organisation=goes)
    merge(goes=goes, stays=organisation, by=staff)
    mails = OutboundMail.objects.filter(kind="groups/organisations_joined")
    assert {mail.address for mail in mails} == {coordinator.email, "second.contact@example.org"}
    assert all("stands there once" in mail.subject and "Lunch Club Netherfield Ltd" in mail.text for mail in mails)


def test_staff_choose_field_by_field(organisation, goes, staff):
    with fixture_writes():
        Organisation.objects.filter(pk=organisation.pk).update(website="https://a.example", public_phone="1")
        Organisation.objects.filter(pk=goes.pk).update(website="https://b.example", public_phone="2")
    merge(
        goes=goes, stays=organisation, chosen={"name": "goes", "website": "goes", "public_phone": "stays"}, by=staff
    )
    organisation.refresh_from_db()
    assert organisation.name == "Lunch Club Netherfield Ltd"
    assert (organisation.website, organisation.public_phone) == ("https://b.example", "1")
    assert [alias.name for alias in organisation.aliases.all()] == ["Netherfield Lunch Club"]


@pytest.mark.parametrize(("winner", "number"), [("goes", "1111111"), ("stays", "2222222")])
def test_one_number_in_each_register_stays(organisation, goes, staff, winner, number):
    records.set_identifier(organisation=goes, scheme="GB-CHC", value="1111111", by=staff)
    records.set_identifier(organisation=organisation, scheme="GB-CHC", value="2222222", by=staff)
    merge(goes=goes, stays=organisation, chosen={"GB-CHC": winner}, by=staff)
    assert [row.value for row in organisation.identifiers.all()] == [number]


@pytest.mark.parametrize(("winner", "audience"), [("stays", "staff"), ("goes", "public")])
def test_nobody_sees_more_of_a_value_than_was_chosen_for_it(organisation, goes, staff, winner, audience):
    save = {"by": staff, "numbers": {}}
    records.save_profile(
        organisation=organisation, values={"public_email": "a@a.org"}, audience={"public_email": "staff"}, **save
    )
    records.save_profile(
        organisation=goes, values={"public_email": "b@b.org"}, audience={"public_email": "public"}, **save
    )
    merge(goes=goes, stays=organisation, chosen={"public_email": winner}, by=staff)
    assert audiences(Organisation.objects.get(pk=organisation.pk))["public_email"] == audience


def test_of_two_memberships_in_one_cag_the_older_stays(organisation, goes, action_group, staff):
    first = make_membership(action_group=action_group, organisation=goes)
    make_membership(action_group=action_group, organisation=organisation)
    merge(goes=goes, stays=organisation, by=staff)
    states = dict(ActionGroupMembership.objects.values_list("pk", "state"))
    assert states.pop(first.pk) == "active" and list(states.values()) == ["left"]


def test_a_request_that_waits_follows_and_is_answered_with_it(organisation, coordinator, staff):
    """Trap I10: an application is pending while its organisation is merged."""
    goes = make_organisation(name="Netherfield Lunches", state="unverified", admitted_at=None)
    ours, careful = make_action_group(name="Food CAG"), make_action_group(name="Careful CAG", asks_own_approval=True)
    make_role(user=coordinator, organisation=goes, decided_by=coordinator)
    for cag in (ours, careful):
        make_membership(action_group=cag, organisation=goes, state="applied", applied_by=coordinator)
    merge(goes=goes, stays=organisation, by=staff)
    states = dict(organisation.memberships.values_list("action_group__name", "state"))
    assert states == {"Food CAG": "active", "Careful CAG": "applied"}


def test_whoever_keyed_in_the_double_is_no_contact_of_the_real_one(organisation, coordinator, staff):
    """Else anybody could key in a name twice, wait for staff to tidy up, and act for somebody else's organisation."""
    stranger = make_user("stranger@example.org")
    goes = records.create_organisation(name="Netherfield Lunch-Club", values={}, by=stranger)
    contacts.give_role(organisation=goes, user=stranger, kind="lead", by=stranger)
    merge(goes=goes, stays=organisation, by=staff)
    role = OrganisationRole.objects.get(user=stranger)
    assert (role.organisation, role.state) == (organisation, "asked")
    assert "we check first that you act for" in OutboundMail.objects.get(user=stranger).text


@pytest.mark.parametrize(
    ("ours", "theirs", "sentence"),
    [("unverified", "active", "it is in the network"), ("declined", "archived", "was not admitted")],
)
def test_the_record_that_stands_higher_stays(staff, ours, theirs, sentence):
    stays, goes = make_organisation(name="A", state=ours), make_organisation(name="B", state=theirs)
    with pytest.raises(RuleBroken, match=sentence):
        merge(goes=goes, stays=stays, by=staff)


def test_merging_twice_refuses_with_a_sentence(organisation, goes, staff):
    merge(goes=goes, stays=organisation, by=staff)
    events = AuditEvent.objects.count()
    for one, other in ((goes, organisation), (organisation, goes), (organisation, organisation)):
        with pytest.raises(RuleBroken):
            merge(goes=one, stays=other, by=staff)
    assert AuditEvent.objects.count() == events


def test_a_table_nobody_declared_stops_it_and_nothing_is_changed(
    organisation, goes, action_group, staff, monkeypatch
):
    make_membership(action_group=action_group, organisation=goes)
    monkeypatch.delitem(merging._carries, "insights.Voice.organisation")
    with pytest.raises(RuleBroken, match=r"insights\.Voice\.organisation"):
        merge(goes=goes, stays=organisation, by=staff)
    goes.refresh_from_db()
    assert goes.state == "active" and goes.memberships.exists()
