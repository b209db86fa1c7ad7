"""What goes out with every answer: the policies a browser enforces, no caching of private pages, no way off site."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access.headers import faults
from tests.factories.camk import make_user
from tests.guard import fixture_writes


def test_pages_of_errors_and_plain_files_carry_the_policies(db, settings):
    settings.WHITENOISE_USE_FINDERS = True  # nothing is collected here
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(reverse("insights:issue-tell"), {"kind": "issue"})
    assert refused.status_code == 403 and faults(refused.headers) == []
    missing = strict.get("/nothing/here/")
    assert missing.status_code == 404 and faults(missing.headers) == []
    plain = strict.get("/static/css/site.css", headers={"origin": "https://evil.example"})
    assert plain.status_code == 200
    assert plain.headers["X-Content-Type-Options"] == "nosniff"
    assert plain.headers.get("Access-Control-Allow-Origin", "") == "", "our files are for our pages"
    plain.close()


@pytest.mark.parametrize("address", ["/", "/meetings/", "/accounts/login/", "/me/", "/admin/", "/health/", "/join/"])
def test_another_host_name_is_refused(db, address):
    for headers in ({"host": "evil.example"}, {"host": "localhost.evil.example"}, {"host": "evil.example:8000"}):
        assert Client().get(address, headers=headers).status_code == 400
    assert b"evil" not in Client().get(address, headers={"x-forwarded-host": "evil.example"}).content


# -- the way back after signing in -----------------------------------------------------------------------

TRICKS = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "https:evil.example",
    "https:///evil.example",
    "https://evil.example",
    "https://testserver@evil.example/",
    "https://evil.example\\@testserver/",
    "//testserver.evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\r\nLocation: https://evil.example",
    "http://evil。example",
]


def stays(url: str) -> bool:
    """Whether a browser that follows `url` stays on this site (browsers read \\ as / and drop tabs and breaks)."""
    seen = re.sub(r"[\t\r\n]", "", url).strip().replace("\\", "/")
    return seen.startswith("/") and not seen.startswith("//")


@pytest.mark.parametrize("trick", TRICKS)
def test_signing_in_stays_on_this_site(db, trick):
    with fixture_writes():
        person = make_user("somebody@example.org")
        person.set_password("four words in a row")
        person.save()
    browser = Client()
    typed = {"login": person.email, "password": "four words in a row", "next": trick}
    answer = browser.post(reverse("account_login_password"), typed)
    assert answer.status_code == 302 and stays(answer.url), answer.headers
    again = browser.get(reverse("account_login"), {"next": trick})
    assert again.status_code == 302 and stays(again.url), "somebody signed in is sent on"
    out = browser.post(reverse("account_logout"), {"next": trick})
    assert out.status_code == 302 and stays(out.url)


def test_the_control_follows_a_way_back_on_this_site(client_of, coordinator):
    assert client_of(coordinator).get(reverse("account_login"), {"next": "/meetings/"}).url == "/meetings/"
    assert not any(map(stays, TRICKS[:4]))


# -- cookies ----------------------------------------------------------------------------------------------


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(db):
    person = make_user("somebody@example.org")
    browser = Client()
    browser.get(reverse("account_login"))
    browser.force_login(person, backend="camk.accounts.backends.OfficeBackend")
    browser.get(reverse("insights:issue-tell"))
    browser.post(reverse("insights:issue-tell"), {"kind": "issue"})
    assert {"sessionid", "csrftoken"} <= set(browser.cookies)
    for cookie in browser.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict") and cookie["path"] == "/", cookie.key
        assert not cookie["domain"], cookie.key


LIVE = """
import json, django
django.setup()
from django.conf import settings as s
names = ("SESSION_COOKIE_NAME SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE "
         "SESSION_COOKIE_DOMAIN SESSION_COOKIE_PATH CSRF_COOKIE_NAME CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY "
         "CSRF_COOKIE_SAMESITE CSRF_COOKIE_DOMAIN CSRF_COOKIE_PATH SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS "
         "DEBUG ALLOWED_HOSTS").split()
from django.test import Client
answer = Client().get("/robots.txt", headers={"host": "network.example.org"})
strange = Client().get("/robots.txt", headers={"host": "localhost"})
found = {name: getattr(s, name) for name in names}
print(json.dumps(found | {"to": answer.headers.get("Location"), "strange": strange.status_code}))
"""


def test_live_cookies_travel_over_https_only(tmp_path):
    """The settings of live mode, as another process reads them."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(settings.BASE_DIR),
        "DJANGO_SETTINGS_MODULE": "camk.settings",
        "VAR_DIR": str(tmp_path),
        "PORTAL_MODE": "live",
        "SECRET_KEY": "".join(map(chr, range(40, 110))),
        "ALLOWED_HOSTS": "network.example.org",
        "SITE_URL": "https://network.example.org",
    }
    run = subprocess.run([sys.executable, "-c", LIVE], env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    live = json.loads(run.stdout.splitlines()[-1])
    for kind in ("SESSION", "CSRF"):
        assert live[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert live[f"{kind}_COOKIE_SECURE"] and live[f"{kind}_COOKIE_HTTPONLY"]
        assert live[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        assert live[f"{kind}_COOKIE_DOMAIN"] is None and live[f"{kind}_COOKIE_PATH"] == "/", "__Host- asks for both"
    assert live["to"] == "https://network.example.org/robots.txt" and live["strange"] == 400
    assert live["SECURE_SSL_REDIRECT"] and live["SECURE_HSTS_SECONDS"] >= 31_536_000 and not live["DEBUG"]
