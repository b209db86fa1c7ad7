"""Staff admit an organisation once, for all it asked for; or say why not."""

import pytest

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.action_groups.actions.joining import join
from groups.organisations.actions import admitting, contacts
from groups.organisations.models import Organisation, OrganisationRole
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.organisations import make_organisation, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    return make_organisation(name="Bradwell Bakers", state="unverified", admitted_at=None)


@pytest.fixture
def baker(waiting):
    user = make_user("baker@example.org", name="Bea Baker")
    make_role(user=user, organisation=waiting, kind="lead")
    return user


def test_one_yes_admits_to_every_cag_that_leaves_it_to_us(waiting, baker, staff):
    area, issue = make_action_group(name="Area"), make_action_group(name="Issue", focus="issue")
    own = make_action_group(name="Own way", asks_own_approval=True)
    rows = [join(action_group=cag, organisation=waiting, by=baker) for cag in (area, issue, own)]
    assert {row.state for row in rows} == {"applied"}
    admitting.admit(organisation=waiting, by=staff)
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["active", "active", "applied"]
    waiting.refresh_from_db()
    assert waiting.is_admitted and waiting.admitted_by == staff
    mail = OutboundMail.objects.get(kind="groups/admitted")
    assert mail.user == baker and "Area, Issue" in mail.text and "Own way" in mail.text
    event = AuditEvent.objects.get(verb="organisation.admitted")
    assert event.by == staff and event.data == {"old": "unverified", "new": "active"}


def test_nobody_is_admitted_twice(waiting, staff):
    admitting.admit(organisation=waiting, by=staff)
    with pytest.raises(RuleBroken, match="cannot become"):
        admitting.admit(organisation=waiting, by=staff)


def test_no_needs_a_reason_and_answers_all_requests(waiting, baker, staff, action_group):
    asked = join(action_group=action_group, organisation=waiting, by=baker)
    with pytest.raises(RuleBroken, match="reason"):
        admitting.decline(organisation=waiting, reason=" ", by=staff)
    admitting.decline(organisation=waiting, reason="It is a shop.", by=staff)
    asked.refresh_from_db()
    assert asked.state == "rejected"
    assert "It is a shop." in OutboundMail.objects.get(kind="groups/not_admitted").text
    assert "shop" not in str(AuditEvent.objects.get(verb="organisation.declined").data)


def test_all_imported_are_admitted_and_no_other(staff, waiting):
    make_organisation(name="From a list", state="unverified", source="imported: list.csv")
    assert admitting.admit_all_imported(organisations=Organisation.objects.all(), by=staff) == 1
    waiting.refresh_from_db()
    assert waiting.state == "unverified"


def test_somebody_asks_to_act_and_is_accepted_with_their_requests(organisation, staff, action_group):
    newcomer = make_user("new@example.org", name="Nia New")
    role = contacts.ask_to_act(organisation=organisation, user=newcomer, by=newcomer)
    asked = join(action_group=action_group, organisation=organisation, user=newcomer, by=newcomer)
    assert (role.state, asked.state) == ("asked", "applied")
    contacts.accept_role(role=role, by=staff)
    role.refresh_from_db()
    asked.refresh_from_db()
    assert (role.state, role.kind, asked.state) == ("current", "lead", "active")
    assert OutboundMail.objects.get(kind="groups/role_accepted").user == newcomer
    with pytest.raises(RuleBroken, match="already"):
        contacts.accept_role(role=role, by=staff)


def test_a_refused_person_leaves_nothing_behind(organisation, coordinator, staff, action_group):
    stranger = make_user("stranger@example.org")
    role = contacts.ask_to_act(organisation=organisation, user=stranger, by=stranger)
    asked = join(action_group=action_group, organisation=organisation, user=stranger, by=stranger)
    contacts.refuse_role(role=role, reason="We rang; they do not know you.", by=staff)
    asked.refresh_from_db()
    assert asked.state == "rejected"
    assert "do not know you" in OutboundMail.objects.get(kind="groups/role_refused").text
    assert list(Organisation.objects.of(stranger)) == []


def test_asking_twice_is_one_request(organisation, supporter):
    first = contacts.ask_to_act(organisation=organisation, user=supporter, by=supporter)
    assert contacts.ask_to_act(organisation=organisation, user=supporter, by=supporter) == first


def test_make_lead_leaves_one_lead(organisation, coordinator, staff):
    second = contacts.add_contact(
        organisation=organisation, email="two@example.org", name="Two", kind="contact", by=staff
    )
    contacts.make_lead(role=second, by=staff)
    leads = OrganisationRole.objects.filter(organisation=organisation, kind="lead")
    assert [role.user.email for role in leads] == ["two@example.org"]


def test_archive_and_bring_back(organisation, staff):
    admitting.archive(organisation=organisation, by=staff)
    assert organisation not in Organisation.objects.admitted()
    admitting.bring_back(organisation=organisation, by=staff)
    assert organisation in Organisation.objects.admitted()
