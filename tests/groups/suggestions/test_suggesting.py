"""Suggesting an organisation: looked for first, asked once, answered by a link, joined or forgotten."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from camk.accounts.models import User
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from groups.organisations.actions.admitting import admit, decline
from groups.organisations.models import Organisation
from groups.suggestions import actions
from groups.suggestions.models import NeverAsk, Suggestion
from tests.factories.organisations import a_kind
from tests.factories.suggestions import make_asked_suggestion, make_suggestion
from tests.forgetting import forgotten
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
URL = "/suggestions/"
TYPED = {
    "name": "Quite New Choir",
    "contact_name": "Chris",
    "email": "choir@example.org",
    "why": "They sing where we cook.",
}
VISITOR = {"own_name": "Vi", "own_email": "vi@example.org"}


def mails(event):
    return list(OutboundMail.objects.filter(kind=f"groups/{event}").order_by("pk"))


def test_it_looks_first_whether_it_is_here(client, organisation):
    assert "suggest it" not in client.get(URL).content.decode()
    page = client.get(URL, {"name": "netherfeild lunch"}).content.decode()
    assert "Is it one of these?" in page and organisation.get_absolute_url() in page
    page = client.get(URL, {"name": "Quite New Choir"}).content.decode()
    assert "We do not have it yet" in page and 'value="Quite New Choir"' in page
    page = client.post(URL, TYPED | VISITOR | {"name": "Netherfield Lunch Club Ltd"}).content.decode()
    assert "Netherfield Lunch Club is in the network already." in page and "They sing" in page


def test_a_contact_of_the_network_is_trusted_and_named_if_they_like(client_of, coordinator, organisation):
    page = client_of(coordinator).post(URL, TYPED | {"may_name": "on"}, follow=True).content.decode()
    assert "We have written to Quite New Choir" in page and "Not decided yet" in page
    (mail,) = mails("suggestion_ask")
    assert mail.address == "choir@example.org"
    assert "Cora Coordinator of Netherfield Lunch Club" in mail.text and "They sing" not in mail.text
    link = SecretLink.objects.get(purpose="suggested")
    page = client_of(coordinator).get(f"{URL}{link.token}/").content.decode()
    assert "They sing where we cook." in page and "Cora Coordinator of Netherfield Lunch Club" in page
    assert Suggestion.objects.get().state == "asked"


@pytest.mark.parametrize("who", ["supporter", "visitor"])
def test_everybody_else_is_looked_at_by_staff_first(request, client_of, staff, who):
    person = request.getfixturevalue(who)
    client_of(person).post(URL, TYPED | (VISITOR if who == "visitor" else {}))
    suggestion = Suggestion.objects.get()
    assert suggestion.state == "checking" and not OutboundMail.objects.exists()
    assert suggestion.by.email == ("vi@example.org" if who == "visitor" else person.email)
    office = client_of(staff)
    base = "/admin/groups/suggestion/"
    assert "Quite New Choir" in office.get(base, {"waiting": "yes"}).content.decode()
    office.post(f"{base}{suggestion.pk}/step/ask/")
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.checked_by) == ("asked", staff)
    assert "Somebody in Milton Keynes suggested" in mails("suggestion_ask")[0].text


def test_typing_the_address_of_a_trusted_contact_does_not_make_a_visitor_trusted(client, coordinator):
    client.post(URL, TYPED | {"own_name": "Not Cora", "own_email": coordinator.email, "may_name": "on"})
    suggestion = Suggestion.objects.get()
    assert (suggestion.state, suggestion.may_name, suggestion.for_organisation) == ("checking", False, None)
    assert not OutboundMail.objects.exists()


def test_an_address_gets_one_mail(client_of, coordinator, other_coordinator):
    client_of(coordinator).post(URL, TYPED)
    page = client_of(other_coordinator).post(URL, TYPED | {"name": "Other", "email": "CHOIR@example.org "})
    assert actions.LET_BE in page.content.decode() and "They sing" in page.content.decode()
    actions.say_not_now(suggestion=Suggestion.objects.get(), by=None)
    page = client_of(other_coordinator).post(URL, TYPED).content.decode()
    assert actions.LET_BE in page and len(mails("suggestion_ask")) == 1
    with fixture_writes():
        Suggestion.objects.update(asked_at=timezone.now() - timedelta(days=366))
        OutboundMail.objects.filter(kind="groups/suggestion_ask").update(key="last year")
    assert client_of(other_coordinator).post(URL, TYPED).status_code == 302


def test_never_ask_again_is_remembered_without_the_address(client, client_of, coordinator, settings):
    token = make_asked_suggestion(by=coordinator, email="choir@example.org").token
    assert client.get(f"{URL}{token}/").status_code == 200
    assert client.post(f"{URL}{token}/", {"answer": "never"})["Location"] == f"{URL}thanks/"
    suggestion = Suggestion.objects.get()
    assert (suggestion.state, suggestion.contact, suggestion.why, suggestion.told) == ("never", None, "", "Not now")
    assert client.get(f"{URL}{token}/").status_code == 404
    with fixture_writes():
        Suggestion.objects.all().delete()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [settings.SECRET_KEY]
    page = client_of(coordinator).post(URL, TYPED).content.decode()
    assert actions.LET_BE in page and not Suggestion.objects.exists()
    assert "choir" not in str(NeverAsk.objects.values().get())
    (mail,) = mails("suggestion_not_now")
    assert mail.user == coordinator and "never" not in (mail.subject + mail.text).lower()


def join(client, link):
    """The contact says yes and goes through the joining pages, up to the code."""
    onward = client.post(f"{URL}{link.token}/", {"answer": "yes"})["Location"]
    page = client.get(onward).content.decode()
    assert "Chris Contact" in page and link.user.email in page
    client.post(onward, {"name": "Chris Contact", "email": link.user.email})
    page = client.get("/join/organisation/").content.decode()
    assert "Quite New Choir" in page
    client.post("/join/organisation/", {"organisation": "Quite New Choir", "choice": "new"})
    new = {"name": "Quite New Choir", "kind": a_kind().pk, "description": "We sing.", "postcode": "", "home": ""}
    client.post("/join/new-organisation/", new)
    client.post("/join/action-groups/", {})
    client.post("/join/check/")
    code = OutboundMail.objects.filter(is_secret=True).latest("pk").text
    number = next(word for word in code.split() if word.isalnum() and len(word) == 6 and word.upper() == word)
    client.post("/accounts/login/code/confirm/", {"code": number})


@pytest.mark.parametrize(("decision", "told"), [("admit", "joined"), ("decline", "not_now")])
def test_yes_leads_through_joining_and_the_maker_hears_one_word(client, coordinator, staff, decision, told):
    link = make_asked_suggestion(by=coordinator)
    join(client, link)
    organisation = Organisation.objects.get(name="Quite New Choir")
    suggestion = Suggestion.objects.get()
    assert (organisation.source, suggestion.organisation, suggestion.state) == (
        "suggested to us",
        organisation,
        "willing",
    )
    if decision == "admit":
        admit(organisation=organisation, by=staff)
    else:
        decline(organisation=organisation, reason="Far away.", by=staff)
    suggestion.refresh_from_db()
    assert suggestion.state == told and [mail.user for mail in mails(f"suggestion_{told}")] == [coordinator]
    assert len(mails("suggestion_joined")) + len(mails("suggestion_not_now")) == 1


def test_a_wrong_or_closed_link_fills_nothing_in(client):
    for token in ("1-x", make_asked_suggestion().token[:-1] + "g"):
        page = client.get("/join/", {"suggested": token})
        assert page.status_code == 200 and "Quite New Choir" not in page.content.decode()


def test_no_answer_ends_after_sixty_days_and_forgets_the_person(client, coordinator):
    link = make_asked_suggestion(by=coordinator, email="choir@example.org")
    fresh = make_suggestion(name="Fresh")
    long_ago = timezone.now() - timedelta(days=61)
    with fixture_writes():
        Suggestion.objects.exclude(pk=fresh.pk).update(created_at=long_ago, asked_at=long_ago)
        User.objects.filter(email="choir@example.org").update(date_joined=long_ago)
    assert [forgotten("suggestions"), forgotten("suggestions")] == [1, 0]
    assert sorted(Suggestion.objects.values_list("name", "state")) == [
        ("Fresh", "checking"),
        ("Quite New Choir", "expired"),
    ]
    assert len(mails("suggestion_not_now")) == 1
    assert client.get(f"{URL}{link.token}/").status_code == 404
    forgotten("unproved")
    assert not User.objects.filter(email="choir@example.org").exists()


def test_staff_drop_one_or_say_as_what_it_joined(client_of, staff, supporter, organisation):
    base, office = "/admin/groups/suggestion/", client_of(staff)
    dropped, joined = make_suggestion(by=supporter), make_suggestion(by=supporter)
    office.post(f"{base}{dropped.pk}/step/drop/")
    office.post(f"{base}{joined.pk}/step/joined/", {"organisation": organisation.pk})
    assert Suggestion.objects.counts() == {
        **dict.fromkeys(Suggestion.State.values, 0),
        "dropped": 1,
        "joined": 1,
    }
    assert "Joined: 1, Not asked: 1" in office.get(base).content.decode()
    assert len(mails("suggestion_joined")) == len(mails("suggestion_not_now")) == 1
    assert not mails("suggestion_ask")
    page = client_of(supporter).get(URL).content.decode()
    assert "Joined" in page and "Not now" in page and "Not asked" not in page


def test_five_a_day_and_no_more(client_of, coordinator):
    cache.clear()
    browser = client_of(coordinator)
    statuses = [browser.post(URL, TYPED | {"email": f"c{n}@example.org"}).status_code for n in range(6)]
    assert statuses == [302] * 5 + [429]
