"""Signing in: by mailed code, by password, into the staff pages; and never telling who has an account."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from camk.accounts.actions import give_office, switch_off, take_office
from camk.accounts.models import User
from camk.accounts.offices import CONNECTOR
from camk.outbox.models import OutboundMail
from tests.factories.camk import make_user
from tests.guard import fixture_writes

LOGIN = "/accounts/login/"
CONFIRM = "/accounts/login/code/confirm/"


def ask_for_code(client, email, **extra):
    return client.post(LOGIN, {"login": email, **extra})


def mailed_code(email):
    return re.search(r"\b(\d{6})\b", OutboundMail.objects.filter(address=email).first().text).group(1)


def sign_in(client, email, **extra):
    ask_for_code(client, email)
    return client.post(CONFIRM, {"code": mailed_code(email), **extra})


def give_password(user, password="four words in a row"):
    with fixture_writes():
        User.objects.filter(pk=user.pk).update(password=make_password(password))


def test_a_mailed_code_signs_in(client, supporter):
    answer = sign_in(client, supporter.email)
    assert answer.status_code == 302
    assert answer["Location"] == "/me/"
    assert client.get("/me/").context["user"] == supporter


def test_the_code_is_asked_for_in_a_box_that_phones_fill_in(client, supporter):
    ask_for_code(client, supporter.email)
    page = client.get(CONFIRM).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page


def test_the_address_may_be_typed_in_capitals(client, supporter):
    ask_for_code(client, supporter.email.upper())
    assert OutboundMail.objects.get().address == supporter.email


def test_signing_in_leads_back_to_where_one_was(client, supporter):
    first = client.post(f"{LOGIN}?next=/me/details/", {"login": supporter.email, "next": "/me/details/"})
    answer = client.post(first["Location"], {"code": mailed_code(supporter.email), "next": "/me/details/"})
    assert answer["Location"] == "/me/details/"


@pytest.mark.parametrize(
    "trick", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client, supporter, trick):
    ask_for_code(client, supporter.email, next=trick)
    answer = client.post(CONFIRM, {"code": mailed_code(supporter.email), "next": trick})
    assert answer["Location"] == "/me/"


def test_an_unknown_address_gets_the_same_answer_and_a_mail_that_says_how_to_join(client, supporter):
    known = ask_for_code(client, supporter.email)
    known_page = client.get(CONFIRM).content.decode().replace(supporter.email, "ADDRESS")
    client.cookies.clear()
    unknown = ask_for_code(client, "nobody@example.org")
    unknown_page = client.get(CONFIRM).content.decode().replace("nobody@example.org", "ADDRESS")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert token.sub("", known_page) == token.sub("", unknown_page)
    assert "/join/" in OutboundMail.objects.get(address="nobody@example.org").text
    assert not User.objects.filter(email="nobody@example.org").exists()


def test_five_wrong_codes_end_the_code(client, supporter):
    ask_for_code(client, supporter.email)
    code = mailed_code(supporter.email)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(4):
        assert client.post(CONFIRM, {"code": wrong}).status_code == 200
    assert client.post(CONFIRM, {"code": wrong}).status_code == 302
    client.post(CONFIRM, {"code": code})
    assert client.get("/me/").status_code == 302


def test_a_code_belongs_to_the_browser_that_asked(client, supporter):
    ask_for_code(client, supporter.email)
    code = mailed_code(supporter.email)
    client.cookies.clear()
    ask_for_code(client, supporter.email)
    if mailed_code(supporter.email) != code:
        client.post(CONFIRM, {"code": code})
        assert client.get("/me/").status_code == 302


def test_a_new_code_can_be_asked_for(client, supporter):
    ask_for_code(client, supporter.email)
    client.post(CONFIRM, {"action": "resend"})
    assert OutboundMail.objects.filter(address=supporter.email).count() == 2
    client.post(CONFIRM, {"code": mailed_code(supporter.email)})
    assert client.get("/me/").status_code == 200


def test_nobody_can_flood_a_mailbox_with_codes(client, supporter):
    for _ in range(9):
        client.cookies.clear()
        ask_for_code(client, supporter.email)
    assert OutboundMail.objects.filter(address=supporter.email).count() == 6


def test_the_first_sign_in_proves_the_address(client, db):
    guest = make_user("guest@example.org", verified=False)
    sign_in(client, guest.email)
    guest.refresh_from_db()
    assert guest.verified_at is not None
    assert guest.emailaddress_set.get().verified


def test_the_code_is_marked_secret_and_stands_in_no_subject(client, supporter):
    ask_for_code(client, supporter.email)
    mail = OutboundMail.objects.get()
    assert mail.is_secret
    assert mailed_code(supporter.email) not in mail.subject


def test_a_password_is_the_second_way_in(client, supporter):
    give_password(supporter)
    where = reverse("account_login_password")
    answer = client.post(where, {"login": supporter.email, "password": "four words in a row"})
    assert answer["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


def test_a_wrong_password_and_an_unknown_address_look_the_same(client, supporter):
    give_password(supporter)
    where = reverse("account_login_password")
    wrong = client.post(where, {"login": supporter.email, "password": "wrong"})
    unknown = client.post(where, {"login": "nobody@example.org", "password": "wrong"})
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert wrong.status_code == unknown.status_code == 200


def test_five_wrong_passwords_close_the_way_for_a_while(client, supporter):
    give_password(supporter)
    where = reverse("account_login_password")
    for _ in range(5):
        client.post(where, {"login": supporter.email, "password": "wrong"})
    client.post(where, {"login": supporter.email, "password": "four words in a row"})
    assert client.get("/me/").status_code == 302


def test_an_unproved_address_with_a_password_must_be_proved_first(client, db):
    guest = make_user("guest@example.org", verified=False)
    give_password(guest)
    answer = client.post(reverse("account_login_password"), {"login": guest.email, "password": "four words in a row"})
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert client.get(answer["Location"]).status_code == 200
    client.post(answer["Location"], {"code": mailed_code(guest.email)})
    assert client.get("/me/").status_code == 200
    guest.refresh_from_db()
    assert guest.verified_at is not None


def test_the_staff_pages_have_no_door_of_their_own(client, staff):
    answer = client.get("/admin/", follow=True)
    assert answer.request["PATH_INFO"] == LOGIN
    first = client.post(answer.request["PATH_INFO"], {"login": staff.email, "next": "/admin/"})
    client.post(first["Location"], {"code": mailed_code(staff.email), "next": "/admin/"})
    assert client.get("/admin/").status_code == 200


def test_a_member_stays_out_of_the_staff_pages(client_of, supporter):
    assert client_of(supporter).get("/admin/").status_code == 302
    assert client_of(supporter).get("/admin/login/").status_code == 403


def test_signing_out_needs_a_press_of_the_button(client_of, supporter):
    client = client_of(supporter)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/me/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/me/").status_code == 302


def test_allauths_own_sign_up_leads_to_joining(client, db):
    assert client.get("/accounts/signup/")["Location"] == "/join/"


def test_an_office_opens_and_closes_with_the_next_click(client_of, supporter, superuser):
    client = client_of(supporter)
    assert client.get("/admin/").status_code == 302
    give_office(user=supporter, office=CONNECTOR, by=superuser)
    assert client.get("/admin/").status_code == 200
    take_office(user=User.objects.get(pk=supporter.pk), office=CONNECTOR, by=superuser)
    assert client.get("/admin/").status_code == 302


def test_switching_somebody_off_ends_their_sessions(client_of, supporter, superuser):
    client = client_of(supporter)
    assert client.get("/me/").status_code == 200
    switch_off(user=supporter, by=superuser)
    assert client.get("/me/").status_code == 302
    ask_for_code(client, supporter.email)
    assert "Your code is" not in OutboundMail.objects.get(address=supporter.email).text


def test_links_in_mails_come_from_the_setting_not_from_the_request(client, db, settings):
    settings.SITE_URL = "https://portal.example.org"
    settings.ALLOWED_HOSTS = ["testserver"]
    ask_for_code(client, "nobody@example.org")
    assert "https://portal.example.org/join/" in OutboundMail.objects.get().text
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
