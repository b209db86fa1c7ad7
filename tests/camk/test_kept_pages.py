"""Pages kept for visitors: nobody sees another's page, and a change shows at once."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from camk import kept_pages
from camk.actions import action
from camk.outbox import actions as outbox
from camk.outbox.models import OutboundMail
from groups.organisations.models import Organisation
from tests.camk.outbox.test_actions import put
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/", "/meetings/", "/meetings/past/", "/organisations/"]


@pytest.fixture(autouse=True)
def _keeping(settings):
    settings.KEEP_PAGES = True
    kept_pages.forget_kept_pages()
    yield
    kept_pages.forget_kept_pages()


@action
def rename(*, organisation, name, fails=False):
    """A change like any other."""
    Organisation.objects.filter(pk=organisation.pk).update(name=name)
    if fails:
        raise ValueError(name)


@pytest.mark.parametrize("path", PAGES)
def test_the_second_visitor_costs_no_statement_and_sees_the_same(client, path, django_assert_num_queries):
    make_meeting()
    make_organisation()
    first = client.get(path)
    with django_assert_num_queries(0):
        second = client.get(path)
    assert second.content == first.content
    for name in ("Content-Type", "Content-Security-Policy", "X-Frame-Options", "Vary"):
        assert second.headers[name] == first.headers[name]


def test_a_meetings_page_is_kept_under_its_own_address(client):
    one, other = make_meeting(title="One meeting"), make_meeting(title="Another meeting")
    for meeting in (one, other, one, other):
        assert meeting.title in client.get(meeting.get_absolute_url()).content.decode()


def test_a_change_shows_at_the_next_request(client):
    organisation = make_organisation(name="Old name")
    assert b"Old name" in client.get("/organisations/").content
    rename(organisation=organisation, name="New name")
    assert b"New name" in client.get("/organisations/").content


def test_a_change_made_by_another_process_shows_too(client):
    organisation = make_organisation(name="Old name")
    client.get("/organisations/")
    with fixture_writes():
        Organisation.objects.filter(pk=organisation.pk).update(name="New name")
    assert b"Old name" in client.get("/organisations/").content
    cache.set(kept_pages.VERSION, "what the other process wrote")
    assert b"New name" in client.get("/organisations/").content


def test_a_change_while_a_page_is_drawn_is_not_kept_out(rf):
    organisation = make_organisation(name="Old name")

    def slow(request):
        words = Organisation.objects.get(pk=organisation.pk).name
        if words == "Old name":
            rename(organisation=organisation, name="New name")
        return HttpResponse(words)

    view, request = kept_pages.kept_for_visitors(slow), rf.get("/somewhere/")
    request.htmx = False
    assert view(request).content == b"Old name"
    assert view(request).content == b"New name"


def test_a_mail_on_its_way_out_empties_nothing(client):
    make_organisation(name="Old name")
    mail = put()
    kept = client.get("/organisations/").content
    before, now = cache.get(kept_pages.VERSION), timezone.now()
    assert outbox.claim(pks=[mail.pk], run="r", now=now, sent=[])
    outbox.mark_sent(pks=[mail.pk], now=now)
    outbox.settle_stale(now=now)
    outbox.blank_old(rows=outbox.old_mails(now), now=now)
    assert OutboundMail.objects.get().state == OutboundMail.State.SENT
    assert before and cache.get(kept_pages.VERSION) == before
    assert client.get("/organisations/").content == kept


def test_an_action_that_fails_changes_nothing(client):
    organisation = make_organisation(name="Old name")
    client.get("/organisations/")
    before = cache.get(kept_pages.VERSION)
    with pytest.raises(ValueError, match="New name"):
        rename(organisation=organisation, name="New name", fails=True)
    assert cache.get(kept_pages.VERSION) == before


@pytest.mark.parametrize("path", PAGES)
def test_somebody_signed_in_gets_their_own_and_leaves_nothing_behind(client, coordinator, path):
    make_meeting()
    visitor = client.get(path).content
    mine = Client()
    mine.force_login(coordinator)
    assert b"Sign out" in mine.get(path).content
    assert client.get(path).content == visitor
    kept_pages.forget_kept_pages()
    mine.get(path)
    assert b"Sign out" not in client.get(path).content


def test_a_message_waiting_is_shown_to_its_visitor_alone(client):
    client.cookies["messages"] = "something waits"
    client.get("/meetings/")
    assert not kept_pages._pages


def test_a_page_with_a_form_or_a_cookie_or_words_asked_for_is_not_kept(client, rf):
    with_cookie, with_rule = HttpResponse("x"), HttpResponse("x", headers={"Cache-Control": "no-store"})
    with_cookie.set_cookie("a", "b")
    for response in (with_cookie, with_rule):
        kept_pages.kept_for_visitors(lambda request, response=response: response)(_plain(rf.get("/x/")))
    kept_pages.kept_for_visitors(lambda r: HttpResponse('<input name="csrfmiddlewaretoken">'))(_plain(rf.get("/x/")))
    kept_pages.kept_for_visitors(lambda r: HttpResponse("no", status=404))(_plain(rf.get("/x/")))
    kept_pages.kept_for_visitors(lambda r: HttpResponse("yes"))(_plain(rf.post("/x/")))
    client.get("/organisations/?q=food")
    client.get("/meetings/", headers={"HX-Request": "true"})
    assert not kept_pages._pages


def _plain(request):
    request.htmx = False
    return request


def test_it_keeps_a_bounded_number_and_not_for_long(client, rf, monkeypatch):
    view, now = kept_pages.kept_for_visitors(lambda request: HttpResponse(request.path)), [1000.0]
    monkeypatch.setattr(kept_pages.time, "monotonic", lambda: now[0])
    for n in range(kept_pages.MOST_PAGES + 3):
        view(_plain(rf.get(f"/{n}/")))
    assert len(kept_pages._pages) == kept_pages.MOST_PAGES == 40
    drawn = []
    view = kept_pages.kept_for_visitors(lambda request: drawn.append(1) or HttpResponse("x"))
    for step in (0, 1, kept_pages.MOST_SECONDS):
        now[0] += step
        view(_plain(rf.get("/clock/")))
    assert len(drawn) == 2


def test_visitors_get_their_page_when_the_cache_is_down(client, monkeypatch):
    class Broken:
        def __getattr__(self, name):
            raise ConnectionError("no cache")

    monkeypatch.setattr(kept_pages, "cache", Broken())
    organisation = make_organisation(name="Old name")
    rename(organisation=organisation, name="New name")
    assert b"New name" in client.get("/organisations/").content
    assert not kept_pages._pages


def test_it_is_off_without_a_cache_in_memory(client, settings):
    settings.KEEP_PAGES = False
    client.get("/meetings/")
    assert not kept_pages._pages


def test_somebody_who_has_the_page_gets_a_304_until_it_changes(client, coordinator):
    organisation = make_organisation(name="Old name")
    page = client.get("/organisations/")
    has_it = {"If-None-Match": page.headers["ETag"]}
    assert page.headers["Cache-Control"] == "no-cache"
    answer = client.get("/organisations/", headers=has_it)
    assert (answer.status_code, answer.content) == (304, b"")
    mine = Client()
    mine.force_login(coordinator)
    assert mine.get("/organisations/", headers=has_it).status_code == 200
    rename(organisation=organisation, name="New name")
    answer = client.get("/organisations/", headers=has_it)
    assert answer.status_code == 200
    assert b"New name" in answer.content
