"""F3 in small: the cache server is away. Pages stand, what must be counted is refused, a call for safety is not."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from camk import kept_pages
from camk.outbox.models import OutboundMail
from camk.outbox.tasks import send_due
from insights.issues.models import SafeguardingAlert
from meetings.rsvps.actions.notices import answer_urls
from meetings.rsvps.models import Rsvp
from tests.camk.outbox.test_actions import put
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes
from tests.services.ports import free_port

pytestmark = pytest.mark.django_db
GUEST = {"name": "Gita", "email": "gita@example.org", "answer": "yes", "party_size": "1"}


@pytest.fixture(autouse=True)
def away(settings):
    """A Redis that nobody listens at; kept pages are on, as they are with Redis."""
    address = f"redis://127.0.0.1:{free_port()}/0"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}}
    settings.KEEP_PAGES = True
    kept_pages.forget_kept_pages()
    yield
    kept_pages.forget_kept_pages()


def test_every_page_to_read_stands(client, client_of, coordinator):
    meeting, organisation = make_meeting(), make_organisation()
    paths = ["/", "/meetings/", meeting.get_absolute_url(), "/organisations/", organisation.get_absolute_url()]
    paths += ["/action-groups/", "/issues/", "/accounts/login/", "/contact/", "/issues/safeguarding/"]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert client_of(coordinator).get("/me/").status_code == 200


def test_nobody_signs_in_uncounted(client, supporter):
    """Otherwise a cache server that is away would be the moment to guess codes and passwords."""
    for name, typed in (
        ("account_login", {"login": supporter.email, "password": "redway-patchwork-42"}),
        ("account_request_login_code", {"email": supporter.email}),
        ("account_reset_password", {"email": supporter.email}),
    ):
        answer = client.post(reverse(name), typed)
        assert answer.status_code == 503, name
        assert "cannot take this just now" in answer.text and "ring us" in answer.text
        assert answer["Retry-After"] == "120"
    assert "_auth_user_id" not in client.session
    assert not OutboundMail.objects.exists()


def test_a_guests_answer_is_refused_with_a_way_on_and_one_who_is_signed_in_answers(client, client_of, coordinator):
    meeting = make_meeting()
    assert client.post(reverse("meetings:guest-answer", args=[meeting.slug]), GUEST).status_code == 503
    assert not Rsvp.objects.exists()
    answer = client_of(coordinator).post(reverse("meetings:meeting-answer", args=[meeting.slug]), {"answer": "yes"})
    assert answer.status_code == 302
    assert Rsvp.objects.get().user == coordinator


def test_a_private_link_opens_and_guessing_one_does_not(client, supporter):
    meeting = make_meeting()
    with fixture_writes():
        link = answer_urls(meeting, [supporter])[supporter.pk]
    assert client.get(urlsplit(link).path).status_code == 200
    assert client.get("/answers/1-guessed/").status_code == 503


def test_a_call_about_somebodys_safety_is_never_turned_away(client):
    answer = client.post("/issues/safeguarding/", {"name": "Ann Caller", "phone": "01908 000000"})
    assert answer.status_code == 302
    assert SafeguardingAlert.objects.count() == 1


def test_mail_goes_out_all_the_same(mailoutbox):
    put()
    send_due()
    assert len(mailoutbox) == 1
    assert OutboundMail.objects.get().state == OutboundMail.State.SENT


def test_the_health_page_says_so(client):
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["cache"] is False
