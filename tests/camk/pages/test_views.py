"""The kernel's own pages: home, the words every site owes, logo, health, robots, the demonstration's outbox."""

import time
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.utils import timezone
from PIL import Image

from camk.files import clean_picture
from camk.outbox.actions import send_plain
from camk.outbox.models import OutboundMail
from camk.pages import health
from camk.pages.actions import change_site_details
from tests.factories.issues import make_issue
from tests.factories.live import go_live, make_details
from tests.factories.meetings import make_meeting
from tests.guard import fixture_writes


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 40), "green").save(out, "PNG")
    return clean_picture(SimpleUploadedFile("logo.png", out.getvalue()))


@pytest.mark.parametrize("path", ["/", "/accessibility/", "/privacy/", "/contact/"])
def test_everybody_reads_the_open_pages(client, db, path):
    page = client.get(path)
    assert page.status_code == 200
    assert "01908 661623" in page.content.decode()


def test_home_offers_three_ways_in(client, db):
    page = client.get("/").content.decode()
    for way in ('href="/join/"', 'href="/issues/tell/"', 'href="/issues/tell/?kind=gap"'):
        assert way in page


def test_home_greets_whoever_is_signed_in(client_of, supporter):
    page = client_of(supporter).get("/").content.decode()
    assert "Hello Sam" in page
    assert "patchwork.svg" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_home_shows_the_next_meetings_at_a_fixed_cost(client, db, django_assert_max_num_queries, number):
    for count in range(number):
        make_meeting(title=f"Warm rooms {count}")
    client.get("/")
    with django_assert_max_num_queries(8):
        page = client.get("/").content.decode()
    assert page.count("Warm rooms") >= number


def test_my_page_gathers_meetings_cags_and_what_was_told(client_of, member, organisation, action_group):
    meeting = make_meeting(title="Warm rooms", action_groups=[action_group])
    issue = make_issue(user=member, organisation=organisation)
    page = client_of(member).get("/me/").content.decode()
    for words in (meeting.title, action_group.name, issue.reference, "What waits for you"):
        assert words in page


def test_the_charitys_own_details_stand_on_the_pages(client, superuser):
    changes = {"name": "Volunteer Centre", "phone": "01908 111222", "opening_hours": "Tuesdays"}
    change_site_details(changes=changes, by=superuser)
    page = client.get("/contact/").content.decode()
    assert "Volunteer Centre" in page
    assert 'href="tel:+441908111222"' in page


def test_a_line_of_news_stands_on_every_page(client, superuser):
    change_site_details(changes={"banner": "Snow: the hall is closed today."}, by=superuser)
    for path in ("/", "/meetings/", "/contact/"):
        assert "Snow: the hall is closed today." in client.get(path).content.decode()
    change_site_details(changes={"banner": ""}, by=superuser)
    assert 'aria-label="News"' not in client.get("/").content.decode()


def test_no_logo_is_a_404(client, db):
    assert client.get("/logo/").status_code == 404


def test_the_logo_is_served_as_a_picture_and_nothing_else(client, superuser):
    change_site_details(changes={}, logo=picture(), by=superuser)
    answer = client.get("/logo/")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    change_site_details(changes={}, drop_logo=True, by=superuser)
    assert client.get("/logo/").status_code == 404


def test_health_is_well(client, db):
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json()["well"] is True
    assert set(answer.json()) == {
        "well",
        "database",
        "cache",
        "disk",
        "mail",
        "mail_held",
        "mail_needing_staff",
        "oldest_due_mail_seconds",
        "last_sweep_seconds",
    }


def test_health_sees_mail_that_does_not_leave(client, db):
    mail = send_plain(kind="test", address="a@example.org", subject="Hello", body="Words")
    with fixture_writes():
        OutboundMail.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now() - timedelta(minutes=16))
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["oldest_due_mail_seconds"] >= 16 * 60
    make_details(mail_held=True)
    assert client.get("/health/").status_code == 200


def test_health_sees_a_worker_that_sleeps(client, db):
    health.note_sweep()
    assert client.get("/health/").json()["last_sweep_seconds"] == 0
    cache.set(health.SWEEP_KEY, time.time() - 11 * 60)
    assert client.get("/health/").status_code == 503


def test_health_sees_a_full_disk(client, db, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "away"
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["disk"] is False


def test_health_sees_a_database_that_is_away(client, db, monkeypatch):
    def away():
        raise DatabaseError("away")

    monkeypatch.setattr(health, "connection", SimpleNamespace(cursor=away))
    assert health.report() == (False, {"database": False, "cache": True, "disk": True, "mail": False})


def test_health_sees_a_cache_that_is_away(db, monkeypatch):
    class Away:
        def set(self, *args):
            raise ConnectionError("away")

        get = set

    monkeypatch.setattr(health, "cache", Away())
    well, found = health.report()
    assert not well
    assert found["cache"] is False


def test_search_engines_stay_out_of_a_demonstration(client, db, settings):
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    go_live(settings)
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /" not in lines
    assert "Disallow: /me/" in lines


def test_the_outbox_shows_a_newcomer_the_mails(client, db):
    mail = send_plain(kind="login_code", address="a@example.org", subject="Your code", body="It is 123456", code="1")
    page = client.get("/outbox/").content.decode()
    assert f'href="/outbox/{mail.pk}/"' in page
    assert "123456" in client.get(f"/outbox/{mail.pk}/").content.decode()


def test_the_outbox_has_pages(client, db, django_assert_max_num_queries):
    for number in range(31):
        send_plain(kind="test", address=f"a{number}@example.org", subject="Hello", body="Words")
    with django_assert_max_num_queries(3):
        assert len(client.get("/outbox/").context["object_list"]) == 30
    assert len(client.get("/outbox/?page=2").context["object_list"]) == 1


def test_words_in_a_mail_cannot_become_markup(client, db):
    mail = send_plain(kind="test", address="a@example.org", subject="<b>x", body="<zqx onzqx=1> http://a.example/")
    page = client.get(f"/outbox/{mail.pk}/").content.decode()
    assert "<zqx" not in page
    assert "&lt;zqx" in page


def test_a_live_portal_shows_nobody_its_outbox(client, superuser, settings):
    mail = send_plain(kind="test", address="a@example.org", subject="Hello", body="Words")
    go_live(settings)
    assert client.get("/outbox/").status_code == 404
    assert client.get(f"/outbox/{mail.pk}/").status_code == 404
