"""The page of an organisation, and its profile."""

import pytest
from django.template import Context, Template

from camk.audit import AuditEvent
from groups.organisations.actions import records
from groups.organisations.models import PublishChoice
from groups.themes.models import Theme
from tests.factories.action_groups import make_membership
from tests.factories.meetings import make_venue
from tests.factories.organisations import a_kind, make_organisation, make_role

pytestmark = pytest.mark.django_db


def test_each_reader_sees_what_was_chosen_for_them(client_of, visitor, member, coordinator, organisation, staff):
    other = make_organisation(
        name="Hidden Half", public_email="in@example.org", can_share="A minibus", website="https://h.org"
    )
    url = other.get_absolute_url()
    seen = {who: client_of(who).get(url).content.decode() for who in (visitor, member, staff)}
    assert "https://h.org" in seen[visitor] and "A minibus" not in seen[visitor]
    assert "A minibus" in seen[member] and "in@example.org" not in seen[member]
    assert "in@example.org" in seen[staff]
    records.save_profile(
        organisation=other, values={"public_email": "in@example.org"}, audience={"public_email": "public"}, by=staff
    )
    assert "mailto:in@example.org" in client_of(visitor).get(url).content.decode()


def test_a_waiting_organisation_is_seen_by_its_own(client_of, visitor, supporter, other_coordinator):
    waiting = make_organisation(name="Waits", state="unverified")
    make_role(user=supporter, organisation=waiting)
    url = waiting.get_absolute_url()
    statuses = [client_of(who).get(url).status_code for who in (visitor, other_coordinator, supporter)]
    assert statuses == [404, 404, 200]


def test_old_and_merged_addresses_lead_on(client, organisation, staff):
    old = organisation.get_absolute_url()
    organisation.name = "Netherfield Kitchen"
    records.change_organisation(organisation=organisation, by=staff)
    make_organisation(name="Twin", state="merged", merged_into=organisation)
    for url in (old, "/organisations/twin/"):
        response = client.get(url)
        assert (response.status_code, response["Location"]) == (301, "/organisations/netherfield-kitchen/")
    assert client.get("/organisations/never-was/").status_code == 404


TASKS = {
    "about": {"description": "We cook.", "kind": "KIND"},
    "where": {"reach": "estate", "postcode": "mk63nd"},
    "who": {"themes": ["THEME"]},
    "contact": {
        "public_email": "hello@example.org",
        "website": "www.example.org",
        "see_public_email": "public",
        "see_public_phone": "staff",
        "see_website": "public",
    },
    "sharing": {
        "can_share": "A hall",
        "see_can_share": "members",
        "see_support_needed": "members",
        "peer_support": "asks",
        "peer_topics": "finding trustees",
        "see_peer_support": "members",
    },
    "meeting": {"venues_used": "The pavilion", "see_venues_used": "public"},
    "size": {
        "size": "micro",
        "volunteers": "11-50",
        "charity": "GB-CHC-1090095",
        "company": "9506232",
        **{f"see_{name}": "staff" for name in ("size", "paid_staff", "volunteers", "numbers")},
    },
    "safeguarding": {"safeguarding_policy": "not_yet"},
}


def test_the_profile_is_done_task_by_task(client_of, coordinator, organisation):
    browser = client_of(coordinator)
    url = f"{organisation.get_absolute_url()}profile/"
    assert "0 of 8 done" in browser.get(url).content.decode()
    real = {"KIND": a_kind().pk, "THEME": Theme.objects.get(code="food").pk}
    for number, (code, data) in enumerate(TASKS.items(), start=1):
        values = {k: [real.get(x, x) for x in v] if isinstance(v, list) else real.get(v, v) for k, v in data.items()}
        assert browser.get(f"{url}{code}/").status_code == 200
        page = browser.post(f"{url}{code}/", values, follow=True).content.decode()
        assert f"{number} of 8 done" in page, code
    organisation.refresh_from_db()
    assert (organisation.postcode, organisation.website) == ("MK6 3ND", "https://www.example.org")
    assert sorted(str(row) for row in organisation.identifiers.all()) == ["GB-CHC-1090095", "GB-COH-09506232"]
    assert PublishChoice.objects.filter(organisation=organisation).count() == 11
    assert browser.post(f"{url}confirm/").status_code == 302


SIZE = {k: v for k, v in TASKS["size"].items() if k not in ("charity", "company")}


def test_a_wrong_number_gets_a_sentence_and_loses_nothing(
    client_of, coordinator, organisation, other_organisation, staff
):
    url = f"{organisation.get_absolute_url()}profile/size/"
    browser = client_of(coordinator)
    page = browser.post(url, SIZE | {"charity": "12 34"}).content.decode()
    assert "A charity number has 6 or 7 digits, such as 1090095." in page and 'value="12 34"' in page
    records.set_identifier(organisation=other_organisation, scheme="GB-CHC", value="1090095", by=staff)
    page = browser.post(url, SIZE | {"charity": "1090095"}).content.decode()
    assert "Another organisation here has that number" in page
    organisation.refresh_from_db()
    assert organisation.size == ""


def test_the_profile_is_for_its_own_contacts_and_staff(
    client_of, visitor, coordinator, other_coordinator, staff, organisation
):
    base = organisation.get_absolute_url()
    for path in ("profile/", "profile/about/"):
        assert client_of(visitor).get(base + path).status_code == 302
        assert client_of(other_coordinator).get(base + path).status_code == 404
        assert client_of(coordinator).get(base + path).status_code == 200
        assert client_of(staff).get(base + path).status_code == 200
    assert client_of(coordinator).get(base + "profile/nothing/").status_code == 404
    assert client_of(coordinator).get(base + "profile/confirm/").status_code == 405
    assert client_of(other_coordinator).post(base + "profile/confirm/").status_code == 404
    assert client_of(visitor).post(base + "profile/confirm/").status_code == 302


def test_my_tasks_tells_what_waits(supporter, coordinator, organisation, django_assert_num_queries):
    show = Template("{% load organisations %}{% my_tasks user %}")
    assert "Nothing is waiting" in show.render(Context({"user": supporter}))
    page = show.render(Context({"user": coordinator}))
    assert "0 of 8 done" in page and "/organisations/netherfield-lunch-club/profile/" in page
    waiting = make_organisation(name="Waits", state="unverified")
    make_role(user=supporter, organisation=waiting)
    make_role(user=supporter, organisation=organisation, state="asked")
    with django_assert_num_queries(1):
        page = show.render(Context({"user": supporter}))
    assert "Waits joining the network" in page and "Acting for Netherfield Lunch Club" in page


def test_the_page_lists_its_cags(client, organisation, action_group):
    make_membership(action_group=action_group, organisation=organisation)
    assert action_group.name in client.get(organisation.get_absolute_url()).content.decode()


def test_venues_are_ticked_and_others_stay_words(client_of, coordinator, organisation, visitor):
    hall = make_venue(name="Larch Hall")
    url = f"{organisation.get_absolute_url()}profile/meeting/"
    typed = {"venues": [hall.pk], "venues_used": "The pavilion", "see_venues_used": "public"}
    client_of(coordinator).post(url, typed)
    assert organisation.venues.get() == hall
    assert "Larch Hall; The pavilion" in client_of(visitor).get(organisation.get_absolute_url()).content.decode()


def test_a_number_pasted_whole_goes_to_its_register(client_of, coordinator, organisation):
    url = f"{organisation.get_absolute_url()}profile/size/"
    client_of(coordinator).post(url, SIZE | {"charity": "gb-coh-9506232", "company": " GB-CHC-1090 095 "})
    assert sorted(str(row) for row in organisation.identifiers.all()) == ["GB-CHC-1090095", "GB-COH-09506232"]
    client_of(coordinator).post(url, SIZE | {"charity": "1090 095", "company": "GB-MPR-12345R"})
    assert sorted(str(row) for row in organisation.identifiers.all()) == ["GB-CHC-1090095", "GB-MPR-12345R"]


def test_the_profile_says_how_long_the_rest_takes_and_who_sees_what(client_of, coordinator, organisation):
    browser, url = client_of(coordinator), f"{organisation.get_absolute_url()}profile/"
    assert "0 of 8 done, about 10 minutes left" in browser.get(url).content.decode()
    browser.post(f"{url}size/", SIZE)
    page = browser.get(url).content.decode()
    assert "1 of 8 done, about 9 minutes left" in page and "by Cora Coordinator." in page
    page = browser.get(f"{url}who-sees-what/").content.decode()
    assert "Only Community Action: MK" in page and "by Cora Coordinator" in page and "Not asked yet" in page


def test_staff_write_down_what_a_contact_said_and_both_names_stand_there(client_of, staff, coordinator, organisation):
    browser, url = client_of(staff), f"{organisation.get_absolute_url()}profile/"
    browser.post(f"{url}safeguarding/", {"safeguarding_policy": "yes", "for_whom": coordinator.pk})
    assert "by Sandra Staff for Cora Coordinator." in client_of(coordinator).get(url).content.decode()
    event = AuditEvent.objects.get(verb="organisation.profile_saved")
    assert (event.by, event.data["on_behalf_of"]) == (staff, coordinator.pk)
    client_of(staff).post(f"{url}confirm/", {"for_whom": coordinator.pk})
    assert AuditEvent.objects.get(verb="organisation.profile_confirmed").data == {"on_behalf_of": coordinator.pk}
    client_of(staff).post(f"{url}confirm/", {"for_whom": staff.pk})
    assert AuditEvent.objects.filter(verb="organisation.profile_confirmed", data={}).exists()


def test_members_read_that_somebody_would_talk(client_of, member, visitor):
    other = make_organisation(name="Talks", peer_support="offers", peer_topics="keeping a hall", volunteers="1-10")
    page = client_of(member).get(other.get_absolute_url()).content.decode()
    assert "Glad to talk with an organisation that is new to it: keeping a hall" in page and "1 to 10" not in page
    assert "keeping a hall" not in client_of(visitor).get(other.get_absolute_url()).content.decode()


def test_each_kind_belongs_to_a_sector():
    sectors = {code: a_kind(code).sector for code in ("informal", "parish_town_council", "business", "individual")}
    wanted = {"informal": "voluntary", "parish_town_council": "public", "business": "private"}
    assert sectors == wanted | {"individual": "voluntary"}
