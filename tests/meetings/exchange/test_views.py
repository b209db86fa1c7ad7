"""Pages of needs and offers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.outbox.models import OutboundMail
from groups.themes.models import Theme
from meetings.exchange.models import Listing
from meetings.exchange.tasks import look_through
from tests.factories.action_groups import make_membership
from tests.factories.connections import make_listing
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes
from tests.meetings.exchange.test_actions import Two

pytestmark = pytest.mark.django_db
LIST = "meetings:listing-list"


@pytest.fixture
def two(db):
    return Two()


def sign_in(client, user):
    client.force_login(user, backend="camk.accounts.backends.OfficeBackend")
    return client


def typed(**changes):
    until = (timezone.localdate() + timedelta(days=20)).isoformat()
    return {
        "kind": "offer",
        "title": "Folding tables",
        "words": "Twenty.",
        "until": until,
        "audience": "public",
    } | changes


def test_posted_in_a_minute_and_nothing_typed_is_lost(client, two):
    browser = sign_in(client, two.nell)
    new = reverse("meetings:listing-new")
    page = browser.get(f"{new}?kind=offer").text
    assert "checked" in page and "Put it on the page" in page
    sent = typed(organisation=two.needy.pk, until="2099-01-01")
    page = browser.post(new, sent)
    assert "90 days at most" in page.text and "Folding tables" in page.text and "Twenty." in page.text
    sent = typed(organisation=two.needy.pk, theme=Theme.objects.get(code="food").pk)
    assert browser.post(new, sent).status_code == 302
    listing = Listing.objects.get()
    assert [theme.code for theme in listing.themes.all()] == ["food"]
    assert (listing.organisation, listing.kind, listing.posted_by) == (two.needy, "offer", two.nell)
    assert "Folding tables" in browser.get("/me/").text
    change = reverse("meetings:listing-change", args=[listing.pk])
    assert browser.post(change, typed(title="Forty folding tables")).status_code == 302
    client.logout()
    assert "Forty folding tables" in client.get(reverse(LIST)).text
    assert "Forty folding tables" in client.get(two.needy.get_absolute_url()).text


def test_one_posts_for_ones_own_organisation_alone(client, two, supporter):
    browser = sign_in(client, two.nell)
    browser.post(reverse("meetings:listing-new"), typed(organisation=two.giver.pk))
    assert not Listing.objects.exists()
    listing = make_listing(two.giver)
    for name in ("meetings:listing-change", "meetings:listing-close"):
        assert browser.get(reverse(name, args=[listing.pk])).status_code == 404
    page = sign_in(client, supporter).get(reverse("meetings:listing-new")).text
    assert "You do not act for one yet" in page


def test_looked_through_by_kind_theme_place_and_words(client, two):
    food = Theme.objects.get(code="food")
    make_listing(two.needy, title="A minibus", themes=[food])
    make_listing(two.giver, kind="offer", title="A brass band", words="For any street.")
    get = lambda **query: client.get(reverse(LIST), query).text  # noqa: E731
    assert "A minibus" in get(kind="need") and "brass band" not in get(kind="need")
    assert "A minibus" in get(theme="food") and "brass band" not in get(theme="food")
    assert "brass band" in get(q="street") and "A minibus" not in get(q="street")
    assert "brass band" in get(place="central"), "what is for anywhere is for there too"
    assert "We found none like that" in get(q="zzz")


def test_members_see_more_and_what_is_over_is_gone(client, two, action_group):
    make_listing(two.needy, title="For members", audience="members")
    over = make_listing(two.needy, title="Was over", until=timezone.localdate() - timedelta(days=1))
    assert "For members" not in client.get(reverse(LIST)).text
    assert "For members" not in sign_in(client, two.gus).get(reverse(LIST)).text
    make_membership(action_group=action_group, organisation=two.giver)
    page = client.get(reverse(LIST)).text
    assert "For members" in page and "Was over" not in page
    assert client.get(over.get_absolute_url()).status_code == 404
    assert sign_in(client, two.nell).get(over.get_absolute_url()).status_code == 200


def test_we_can_help_by_one_button(client, two):
    listing = make_listing(two.needy)
    assert "Sign in to say that you can help" in client.get(listing.get_absolute_url()).text
    browser = sign_in(client, two.gus)
    assert "We can help" in browser.get(listing.get_absolute_url()).text
    respond = reverse("meetings:listing-respond", args=[listing.pk])
    assert browser.post(respond, {"organisation": two.needy.pk}).status_code == 404, "not in another one's name"
    assert browser.post(respond, {"organisation": two.giver.pk}).status_code == 302
    assert "You are in touch about this" in browser.get(listing.get_absolute_url()).text
    assert "Village Hoppers" in sign_in(client, two.nell).get(listing.get_absolute_url()).text


def test_the_link_in_the_mail_asks_whether_it_helped(client, two):
    listing = make_listing(two.needy)
    with fixture_writes():
        Listing.objects.filter(pk=listing.pk).update(until=timezone.localdate() - timedelta(days=1))
    look_through()
    text = OutboundMail.objects.get(user=two.nell).text
    link = next(word for word in text.split() if "/exchange/link/" in word).partition("8000")[2]
    assert client.get(link).status_code == 200
    assert "Choose one of the answers." in client.post(link, {"came_of_it": "They drive."}).text
    assert "Thank you" in client.post(link, {"outcome": "here", "came_of_it": "They drive."}, follow=True).text
    listing.refresh_from_db()
    assert (listing.state, listing.outcome, listing.came_of_it) == ("sorted", "here", "They drive.")


def test_staff_take_one_down(client, two, staff):
    listing = make_listing(two.needy)
    make_organisation(name="Another")
    browser = sign_in(client, staff)
    assert "A minibus" in browser.get(reverse("admin:meetings_listing_changelist")).text
    assert browser.post(reverse("admin:meetings_listing_step", args=[listing.pk, "take-down"])).status_code == 302
    assert "A minibus" not in client.get(reverse(LIST)).text
