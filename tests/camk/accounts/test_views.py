"""One's own pages: details, password, second factor; and the second factor that a live portal asks of offices."""

import base64
import hashlib
import hmac
import re
import struct
import time
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse

from camk.accounts.models import User
from camk.outbox.models import OutboundMail
from tests.camk.accounts.test_signing_in import give_password, mailed_code, sign_in
from tests.factories.live import go_live

ACTIVATE = "/accounts/2fa/totp/activate/"
PICTURE = "/me/second-factor/qr.svg"


@pytest.fixture(autouse=True)
def clock():
    """A phone's code has just changed: it has 30 seconds until the next, so the server knows what the phone shows."""
    now = int(time.time())
    with time_machine.travel(datetime.fromtimestamp(now - now % 30, UTC)):
        yield


def totp(secret):
    """The code the phone shows now."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def pair_phone(client):
    """Turn the second factor on; returns its secret."""
    secret = client.get(ACTIVATE).context["form"].secret
    assert client.post(ACTIVATE, {"code": totp(secret)}).status_code == 302
    return secret


@pytest.fixture
def signed_in(client, supporter):
    sign_in(client, supporter.email)
    return client


def test_my_page_greets_by_first_name(signed_in):
    assert "Hello Sam" in signed_in.get("/me/").content.decode()


def test_my_page_asks_to_sign_in_first(client, db):
    assert client.get("/me/")["Location"] == "/accounts/login/?next=/me/"


def test_details_are_saved(signed_in, supporter):
    signed_in.post("/me/details/", {"name": "Sam New", "phone": "01908 000000", "reminders": "none"})
    supporter.refresh_from_db()
    assert (supporter.name, supporter.phone, supporter.reminders) == ("Sam New", "01908 000000", "none")


def test_details_cannot_smuggle_in_other_fields(signed_in, supporter):
    extra = {"is_staff": "on", "is_superuser": "true", "email": "evil@example.org"}
    signed_in.post("/me/details/", {"name": "Sam", "phone": "", "reminders": "usual", **extra})
    supporter.refresh_from_db()
    assert (supporter.is_staff, supporter.is_superuser, supporter.email) == (False, False, "supporter@example.org")


def test_changing_the_address_is_not_left_as_a_dead_page(signed_in):
    assert signed_in.get("/accounts/email/")["Location"] == "/me/details/"


def test_a_password_can_be_chosen_after_a_fresh_sign_in(signed_in, supporter):
    words = {"password1": "quiet river green door", "password2": "quiet river green door"}
    assert signed_in.post("/accounts/password/set/", words)["Location"] == "/me/details/"
    assert User.objects.get(pk=supporter.pk).check_password(words["password1"])
    assert OutboundMail.objects.filter(kind="password_set", address=supporter.email).exists()


def test_a_short_or_common_password_is_refused(signed_in, supporter):
    for word in ("short", "password1234", "supporter@example"):
        signed_in.post("/accounts/password/set/", {"password1": word, "password2": word})
    assert not User.objects.get(pk=supporter.pk).has_usable_password()


def test_an_old_session_types_a_fresh_code_before_choosing_a_password(client_of, supporter):
    client = client_of(supporter)  # signed in some other time: no fresh proof in this session
    answer = client.get("/accounts/password/set/")
    where = reverse("account_reauthenticate_code")
    assert answer["Location"].startswith(where)
    client.post(answer["Location"], {"action": "send"})
    code = mailed_code(supporter.email)
    wrong = "000000" if code != "000000" else "111111"
    assert client.post(answer["Location"], {"code": wrong}).status_code == 200
    done = client.post(answer["Location"], {"code": code})
    assert done["Location"] == "/accounts/password/set/"
    assert client.get("/accounts/password/set/").status_code == 200


def test_five_wrong_fresh_codes_end_the_code(client_of, supporter):
    client = client_of(supporter)
    where = reverse("account_reauthenticate_code")
    client.post(where, {"action": "send"})
    code = mailed_code(supporter.email)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        client.post(where, {"code": wrong})
    client.post(where, {"code": code})
    assert client.get("/accounts/password/set/").status_code == 302


def test_a_forgotten_password_is_replaced_with_a_code(client, supporter):
    give_password(supporter, "the old one of long ago")
    client.post("/accounts/password/reset/", {"email": supporter.email})
    client.post("/accounts/password/reset/confirm/", {"code": mailed_code(supporter.email)})
    words = {"password1": "quiet river green door", "password2": "quiet river green door"}
    client.post("/accounts/password/reset/complete/", words)
    assert User.objects.get(pk=supporter.pk).check_password(words["password1"])
    assert client.get("/me/").status_code == 302


def test_asking_for_a_new_password_tells_nothing_about_accounts(client, supporter):
    known = client.post("/accounts/password/reset/", {"email": supporter.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_pairing_a_phone(signed_in, supporter):
    page = signed_in.get(ACTIVATE)
    assert "data:image" not in page.content.decode()
    picture = signed_in.get(PICTURE)
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    signed_in.post(ACTIVATE, {"code": totp(page.context["form"].secret)})
    assert Authenticator.objects.filter(user=supporter, type="totp").exists()
    assert signed_in.get(PICTURE).status_code == 404
    codes = signed_in.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    assert "*" not in codes[0]


def test_the_secret_is_encrypted_where_it_lies(signed_in, supporter, settings):
    secret = pair_phone(signed_in)
    assert secret not in str(Authenticator.objects.get(user=supporter, type="totp").data)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of the same portal, rotated today, long enough"
    assert Authenticator.objects.get(user=supporter, type="totp").wrap().validate_code(totp(secret))


def test_a_paired_phone_is_asked_for_and_its_code_works_once(signed_in, supporter):
    secret = pair_phone(signed_in)
    signed_in.post("/accounts/logout/")
    assert sign_in(signed_in, supporter.email)["Location"] == "/accounts/2fa/authenticate/"
    assert signed_in.get("/me/").status_code == 302
    assert signed_in.get("/accounts/2fa/authenticate/").status_code == 200
    code = totp(secret)
    signed_in.post("/accounts/2fa/authenticate/", {"code": code})
    assert signed_in.get("/me/").status_code == 200
    signed_in.post("/accounts/logout/")
    sign_in(signed_in, supporter.email)
    signed_in.post("/accounts/2fa/authenticate/", {"code": code})
    assert signed_in.get("/me/").status_code == 302


def test_a_new_password_does_not_go_round_the_second_factor(signed_in, supporter):
    pair_phone(signed_in)
    signed_in.post("/accounts/logout/")
    test_a_forgotten_password_is_replaced_with_a_code(signed_in, supporter)
    where = reverse("account_login_password")
    answer = signed_in.post(where, {"login": supporter.email, "password": "quiet river green door"})
    assert answer["Location"] == "/accounts/2fa/authenticate/"


@pytest.mark.parametrize("path", ["/", "/admin/", "/me/", "/meetings/"])
@pytest.mark.parametrize("role", ["staff", "trustee", "mobiliser", "superuser"])
def test_a_live_portal_lets_no_office_in_without_a_second_factor(db, client_of, request, settings, role, path):
    go_live(settings)
    client = client_of(request.getfixturevalue(role))
    assert client.get(path)["Location"] == ACTIVATE


def test_a_live_portal_asks_members_for_none(client_of, supporter, settings):
    go_live(settings)
    assert client_of(supporter).get("/me/").status_code == 200


def test_staff_of_a_live_portal_get_in_once_they_paired_a_phone(client, staff, settings):
    go_live(settings)
    sign_in(client, staff.email)
    assert client.get("/admin/")["Location"] == ACTIVATE
    pair_phone(client)
    assert client.get("/admin/").status_code == 200


def test_every_page_of_signing_in_is_ours(signed_in):
    pair_phone(signed_in)
    paths = ["", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/"]
    for path in ["/accounts/logout/", "/accounts/password/set/", *[f"/accounts/2fa/{path}" for path in paths]]:
        page = signed_in.get(path).content.decode()
        assert re.search(r'<main id="main"', page), path
