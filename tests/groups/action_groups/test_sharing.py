"""Share our work: a short link, words to copy, a poster; and what led somebody here is kept."""

import pytest

from camk.drafts import Draft
from groups.action_groups.models import ActionGroupMembership
from groups.action_groups.sharing import came_from, qr_code
from groups.joining.actions import join_network
from groups.organisations.models import Organisation
from tests.factories.action_groups import make_action_group
from tests.factories.organisations import a_kind

pytestmark = pytest.mark.django_db


def test_the_link_says_which_organisation_shared_it(client_of, visitor, member, action_group, settings):
    link = f"{settings.SITE_URL}/c/{action_group.pk}/"
    page = client_of(member).get(f"{action_group.get_absolute_url()}share/").content.decode()
    assert f"{link}?from=netherfield-lunch-club" in page and "sent by Netherfield Lunch Club" in page
    page = client_of(visitor).get(f"{action_group.get_absolute_url()}share/").content.decode()
    assert link in page and "?from=" not in page and "01908 661623" in page


def test_the_poster_holds_the_code_the_link_and_the_phone_number(client, action_group):
    page = client.get(f"{action_group.get_absolute_url()}poster/").content.decode()
    assert "<svg" in page and 'class="qr"' in page and f"/c/{action_group.pk}/" in page and "01908 661623" in page
    assert "style=" not in page
    assert qr_code("https://example.org/c/1/?from=poster") != qr_code("https://example.org/c/1/")
    closed = make_action_group(state="closed")
    assert client.get(f"{closed.get_absolute_url()}poster/").status_code == 404


def test_the_short_address_leads_to_the_page_and_keeps_where_it_was_found(client, action_group):
    url = action_group.get_absolute_url()
    assert client.get(f"/c/{action_group.pk}/?from=poster")["Location"] == f"{url}?from=poster"
    assert client.get(f"/c/{action_group.pk}/")["Location"] == f"{url}?from=short-link"
    assert client.get("/c/999999/").status_code == 404
    draft = make_action_group(state="draft")
    assert client.get(f"/c/{draft.pk}/").status_code == 404


def test_who_is_signed_in_joins_with_the_source(client_of, coordinator, organisation, action_group):
    url = action_group.get_absolute_url()
    page = client_of(coordinator).get(f"{url}?from=poster").content.decode()
    assert 'name="from" value="poster"' in page
    client_of(coordinator).post(f"{url}join/", {"who": organisation.pk, "from": "poster"})
    assert ActionGroupMembership.objects.get().source == "poster"


def test_a_visitor_keeps_it_through_the_joining_pages(client, action_group):
    answer = client.post(f"{action_group.get_absolute_url()}join/", {"from": "Poster!<b>"})
    assert answer["Location"] == f"/join/?cag={action_group.slug}&from=posterb"
    page = client.get(answer["Location"]).content.decode()
    assert 'name="from" value="posterb"' in page
    client.post("/join/", {"name": "Nell", "email": "nell@example.org", "cag": action_group.slug, "from": "poster"})
    client.post("/join/organisation/", {"organisation": "", "choice": "self"})
    assert Draft.objects.get().data["from"] == "poster"


def test_it_is_kept_on_a_new_organisation_and_its_request(supporter, action_group):
    new = {"name": "Choir", "kind": a_kind().pk, "description": "We sing."}
    answers = {
        "name": "Sam",
        "choice": "new",
        "organisation": new,
        "action_groups": [action_group.pk],
        "from": "poster",
    }
    join_network(user=supporter, answers=answers, by=supporter)
    assert Organisation.objects.get(name="Choir").source == "joined online, from poster"
    assert ActionGroupMembership.objects.get().source == "poster"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Poster", "poster"), ("a b<script>", "abscript"), ("-x-", "x"), ("é" * 90, ""), ("x" * 90, "x" * 40)],
)
def test_only_a_plain_word_is_kept(typed, kept):
    assert came_from(typed) == kept
