"""The joining pages, from the first question to the thank-you page."""

import re

import pytest

from camk.accounts.models import User
from camk.drafts import Draft
from camk.outbox.models import OutboundMail
from groups.action_groups.models import ActionGroupMembership
from groups.organisations.models import Organisation, OrganisationRole
from groups.places.models import Place
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.organisations import a_kind, make_organisation
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
ME = {"name": "Asha Patel", "email": "Asha@Example.org"}


def new_organisation(**changes):
    return {"name": "Bradwell Bakers", "kind": a_kind().pk, "description": "Bread for all", **changes}


def code_of(email):
    text = OutboundMail.objects.filter(address=email, is_secret=True).latest("pk").text
    return re.search(r"\b\d{6}\b", text)[0]


def type_code(client, email, code=None):
    return client.post("/accounts/login/code/confirm/?next=/join/done/", {"code": code or code_of(email)})


def to_check(client, *, choice="new", cags=(), **organisation):
    client.post("/join/", ME)
    typed = organisation.get("name", "Bradwell Bakers")
    client.post("/join/organisation/", {"organisation": typed, "choice": choice})
    if choice == "new":
        client.post("/join/new-organisation/", new_organisation(**organisation))
    return client.post("/join/action-groups/", {"area": [cag.pk for cag in cags]})


def test_a_new_organisation_joins_with_a_code(client, action_group):
    issue = make_action_group(name="Fridges", focus="issue")
    client.post("/join/", ME)
    client.post("/join/organisation/", {"organisation": "Bradwell Bakers", "choice": "new"})
    client.post("/join/new-organisation/", new_organisation(postcode="mk138pl"))
    client.post("/join/action-groups/", {"area": [action_group.pk], "issue": [issue.pk]})
    page = client.get("/join/check/").content.decode()
    for words in ("Asha Patel", "asha@example.org", "Bradwell Bakers", "Bread for all", "MK13 8PL", "Fridges"):
        assert words in page
    assert not Organisation.objects.exists()
    response = client.post("/join/check/")
    assert response["Location"].startswith("/accounts/login/code/confirm/?next=")
    assert not Organisation.objects.exists()

    response = type_code(client, "asha@example.org")
    assert response["Location"] == "/join/done/"
    organisation = Organisation.objects.get()
    assert (organisation.state, organisation.postcode, organisation.kind) == ("unverified", "MK13 8PL", a_kind())
    role = OrganisationRole.objects.get()
    assert (role.kind, role.state, role.user.email) == ("lead", "current", "asha@example.org")
    assert role.user.verified_at and role.user.name == "Asha Patel"
    rows = ActionGroupMembership.objects.all()
    assert {row.action_group for row in rows} == {action_group, issue} and {row.state for row in rows} == {"applied"}
    assert not Draft.objects.exists()
    page = client.get("/join/done/").content.decode()
    assert "Thank you, Asha" in page and "Fridges" in page
    assert "Bradwell Bakers" in OutboundMail.objects.get(kind="groups/join_received").text


def test_a_wrong_code_makes_nothing_and_the_right_one_still_does(client):
    to_check(client)
    client.post("/join/check/")
    type_code(client, "asha@example.org", "000000" if code_of("asha@example.org") != "000000" else "111111")
    assert not Organisation.objects.exists()
    type_code(client, "asha@example.org")
    assert Organisation.objects.count() == 1


def test_search_offers_what_is_listed_and_asks_to_act_for_it(client, organisation, action_group):
    page = client.get("/join/matches/?organisation=netherfeild lunch").content.decode()
    assert "Netherfield Lunch Club" in page and 'type="radio"' in page and "<html" not in page
    client.post("/join/", ME)
    response = client.post("/join/organisation/", {"organisation": "netherfeild lunch", "look": "1"}, follow=True)
    assert "Is it one of these?" in response.content.decode()
    client.post("/join/organisation/", {"organisation": "netherfeild lunch", "choice": organisation.pk})
    client.post("/join/action-groups/", {"area": [action_group.pk]})
    client.post("/join/check/")
    type_code(client, "asha@example.org")
    assert Organisation.objects.count() == 1
    assert OrganisationRole.objects.get().state == "asked"
    assert ActionGroupMembership.objects.get().state == "applied"
    assert "act for Netherfield Lunch Club" in client.get("/join/done/").content.decode()


def test_matches_knows_other_names_and_hides_who_waits(client):
    make_organisation(name="Carers Together", aliases=["Helping Hands"])
    make_organisation(name="Helping Paws", state="unverified")
    page = client.get("/join/matches/?organisation=helping").content.decode()
    assert "Carers Together" in page and "Paws" not in page


def test_somebody_comes_for_themselves(client, action_group):
    client.post("/join/", ME)
    response = client.post("/join/organisation/", {"organisation": "", "choice": "self"})
    assert response["Location"] == "/join/action-groups/"
    client.post("/join/action-groups/", {"area": [action_group.pk]})
    client.post("/join/check/")
    type_code(client, "asha@example.org")
    membership = ActionGroupMembership.objects.get()
    assert membership.user.email == "asha@example.org" and membership.organisation is None
    assert not Organisation.objects.exists()


def test_an_address_we_know_looks_the_same_and_keeps_its_name(client):
    make_user("asha@example.org", name="Asha P. Patel")
    to_check(client)
    page = client.get("/join/check/").content.decode()
    assert "Asha P." not in page
    assert client.post("/join/check/")["Location"].startswith("/accounts/login/code/confirm/")
    type_code(client, "asha@example.org")
    assert User.objects.get(email="asha@example.org").name == "Asha P. Patel"


def test_a_stranger_cannot_join_in_somebody_elses_name(client, client_of):
    victim = make_user("asha@example.org")
    to_check(client)
    client.post("/join/check/")
    other = type(client)()
    other.force_login(victim, backend="camk.accounts.backends.OfficeBackend")
    other.post("/accounts/login/code/", {"email": "asha@example.org"})
    assert not Organisation.objects.exists()


def test_signed_in_it_is_sent_at_once(client_of, supporter, action_group):
    browser = client_of(supporter)
    assert browser.get("/join/")["Location"] == "/join/organisation/"
    browser.post("/join/organisation/", {"organisation": "Bradwell Bakers", "choice": "new"})
    browser.post("/join/new-organisation/", new_organisation())
    browser.post("/join/action-groups/", {"area": [action_group.pk]})
    assert browser.post("/join/check/")["Location"] == "/join/done/"
    assert Organisation.objects.of(supporter).get().name == "Bradwell Bakers"
    # Going back and sending again finds an empty form, not a second organisation.
    assert browser.post("/join/check/").status_code == 302
    assert Organisation.objects.count() == 1


def test_the_button_of_a_cag_ticks_it(client, action_group):
    client.post(f"/join/?cag={action_group.slug}", ME)
    client.post("/join/organisation/", {"organisation": "", "choice": "self"})
    page = client.get("/join/action-groups/").content.decode()
    assert re.search(rf'value="{action_group.pk}"[^>]*checked', page)


def test_the_postcode_suggests_and_the_person_picks(client):
    cluster = Place.objects.clusters().get(code="bletchley")
    make_action_group(name="Alpha")
    make_action_group(name="Bletchley CAG", place=cluster)
    to_check(client, postcode="MK1 1AA")
    page = client.get("/join/action-groups/").content.decode()
    assert page.count("Suggested: near you") == 1
    assert page.index("Bletchley CAG") < page.index("Alpha")
    assert "checked" not in page


@pytest.mark.parametrize(
    ("url", "data", "sentence"),
    [
        ("/join/", {"name": "Asha", "email": "asha"}, "Write an e-mail address like"),
        ("/join/organisation/", {"organisation": "Bakers"}, "Choose one of the answers."),
        ("/join/organisation/", {"organisation": "", "choice": "new"}, "Tell us the name of your organisation."),
        ("/join/organisation/", {"organisation": "Bakers", "choice": "99999"}, "not here any more"),
        ("/join/new-organisation/", {"name": "Bakers", "postcode": "Bradwell"}, "A postcode looks like"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(client, url, data, sentence):
    client.post("/join/", ME)
    client.post("/join/organisation/", {"organisation": "Bakers", "choice": "new"})
    response = client.post(url, data)
    page = response.content.decode()
    assert response.status_code == 200 and sentence in page
    assert all(f'value="{value}"' in page for key, value in data.items() if value and key != "choice")


def test_a_later_page_leads_back_to_what_is_missing(client):
    assert client.get("/join/check/")["Location"] == "/join/"
    assert client.get("/join/action-groups/")["Location"] == "/join/"
    client.post("/join/", ME)
    assert client.get("/join/check/")["Location"] == "/join/organisation/"


def test_back_keeps_the_answers_and_change_returns_to_the_check(client):
    to_check(client)
    assert 'value="Asha Patel"' in client.get("/join/?check").content.decode()
    response = client.post("/join/?check", {**ME, "name": "Asha B. Patel"})
    assert response["Location"] == "/join/check/"
    assert "Asha B. Patel" in client.get("/join/check/").content.decode()


def test_the_fourth_try_within_an_hour_is_too_many(client):
    to_check(client)
    for _ in range(3):
        assert client.post("/join/check/").status_code == 302
    assert client.post("/join/check/").status_code == 429
    assert Draft.objects.count() == 1


def test_looking_changes_nothing(client, organisation):
    for url in ("/join/", "/join/matches/?organisation=nether"):
        client.get(url)
    assert not Draft.objects.exists()
    assert client.get("/join/done/").status_code == 302


def test_a_cag_that_closed_meanwhile_is_left_out(client, action_group):
    to_check(client, cags=[action_group])
    client.post("/join/check/")
    with fixture_writes():
        action_group.state = "closed"
        action_group.save()
    type_code(client, "asha@example.org")
    assert Organisation.objects.count() == 1 and not ActionGroupMembership.objects.exists()


@pytest.mark.django_db
def test_a_record_under_another_name_is_asked_about_before_a_new_one_is_made(client, organisation):
    client.post("/join/", ME)
    client.post("/join/organisation/", {"organisation": "Our kitchen", "choice": "new"})
    url = "/join/new-organisation/"
    page = client.post(url, new_organisation(name="Lunch Club Netherfield")).content.decode()
    assert "Is it “Netherfield Lunch Club”?" in page and "No, ours is another organisation" in page
    assert client.post(url, new_organisation(name="Lunch Club Netherfield", not_listed="on")).status_code == 302
