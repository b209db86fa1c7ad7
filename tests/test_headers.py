"""What goes out with every answer: the policies a browser enforces, no caching of private pages, no way off site."""

import json
import os
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access.conftest import (  # noqa: F401
    _media_of_the_world,
    _no_guessing_limit,
    _no_notes_of_templates,
    browsers,
    media,
    undone,
    world,
)
from tests.access.test_access import cases, text_of
from tests.factories.camk import make_user
from tests.guard import fixture_writes

pytestmark = [pytest.mark.walk, pytest.mark.django_db]

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
# Files that somebody gave us are served still stricter: they may run nothing at all.
POLICY_OF_FILES = POLICY | {"sandbox"}
# Where we send people ourselves: the bodies one may complain to.
# The last two: a meeting's own joining link, and our own address in the mails that a demonstration shows.
OUR_LINKS = {"ico.org.uk", "www.equalityadvisoryservice.com", "meet.example.org", urlsplit(settings.SITE_URL).netloc}


def faults(answer, *, is_file=False) -> list[str]:
    """Which of the headers are not as they should be."""
    head = answer.headers
    policy = {part.strip() for part in head.get("Content-Security-Policy", "").split(";") if part.strip()}
    wanted = {
        "policy": policy == (POLICY_OF_FILES if is_file else POLICY),
        "nosniff": head.get("X-Content-Type-Options") == "nosniff",
        "referrer": head.get("Referrer-Policy") == "same-origin",
        "frame": head.get("X-Frame-Options") == "DENY",
        "opener": head.get("Cross-Origin-Opener-Policy") == "same-origin",
        "no other origin": "Access-Control-Allow-Origin" not in head,
    }
    return [name for name, good in wanted.items() if not good]


FILES = {
    "groups:resource-file",
    "groups:resource-version",
    "groups:resource-shared-file",
    "groups:update-photo",
    "insights:evaluation-file",
    "insights:issue-evidence-file",
    "insights:issue-photo",
    "camk:mail-file",
    "insights:month-pdf",
    "insights:pack-pdf",
    "insights:review-pdf",
    "insights:area-report-pdf",
    "insights:report-pdf",
    "insights:report-xlsx",
    "insights:report-csv",
    "insights:edition-csv",
    "insights:edition-pdf",
    "insights:edition-xlsx",
    "insights:report-answer-file",
    "insights:report-link-answer-file",
    "insights:report-link-pdf",
    "insights:report-link-xlsx",
    "insights:report-link-csv",
    "meetings:material",
}


@pytest.mark.parametrize("role", ["visitor", "coordinator", "staff"])
def test_every_page_carries_the_policies(world, browsers, role):  # noqa: F811
    wrong, refused = [], 0
    for name, label, address, _ in cases(world):
        with undone():
            answer = browsers[role].get(address, headers={"origin": "https://evil.example"})
            answer.close()
        refused += answer.status_code == 404
        found = faults(answer, is_file=name in FILES and answer.status_code == 200)
        wrong += [f"{name} {label} {answer.status_code}: {fault}" for fault in found]
    assert refused, "no page of errors was among them"
    assert not wrong, "\n".join(wrong)


def test_so_do_pages_of_errors_and_plain_files(world, settings):  # noqa: F811
    settings.WHITENOISE_USE_FINDERS = True  # nothing is collected here
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(reverse("insights:issue-tell"), {"kind": "issue"})
    assert refused.status_code == 403 and faults(refused) == []
    missing = strict.get("/nothing/here/")
    assert missing.status_code == 404 and faults(missing) == []
    plain = strict.get("/static/css/site.css", headers={"origin": "https://evil.example"})
    assert plain.status_code == 200
    assert plain.headers["X-Content-Type-Options"] == "nosniff"
    assert plain.headers.get("Access-Control-Allow-Origin", "") == "", "our files are for our pages"
    plain.close()


# Calendar programs ask for these again and again and are told "nothing new": kept, but asked about each time.
FEEDS = {"meetings:meetings-feed", "meetings:action-group-feed", "meetings:theme-feed", "meetings:my-feed"}


def test_pages_of_one_person_are_not_kept_by_browsers(world, browsers):  # noqa: F811
    """Everything somebody sees signed in, and everything behind a secret link."""
    wrong = []
    for name, label, address, _ in cases(world):
        asked = [browsers["coordinator"], browsers["staff"]]
        if label == "live" and name != "camk:mail-list":
            asked.append(browsers["visitor"])
        for browser in asked:
            with undone():
                answer = browser.get(address)
                answer.close()
            kept = answer.headers.get("Cache-Control", "")
            if answer.status_code == 200 and name in FEEDS:
                fine = kept == ("private, no-cache" if name == "meetings:my-feed" else "no-cache")
            else:
                fine = answer.status_code == 405 or "no-store" in kept
            if not fine:
                wrong.append(f"{name} {label}: {kept}")
    assert not wrong, "\n".join(wrong)


def test_public_pages_name_no_other_host(world, browsers):  # noqa: F811
    """Nothing is loaded from elsewhere, and links lead elsewhere only where a person put one."""
    foreign = {}
    for role in ("visitor", "coordinator", "staff"):
        for name, _, address, _ in cases(world):
            with undone():
                answer = browsers[role].get(address)
                text = text_of(answer) if "html" in answer.headers.get("Content-Type", "") else ""
                answer.close()
            for tag, kind, url in re.findall(r"<(\w+)\b[^>]*?\s(href|src|action|hx-get|hx-post)=\"([^\"]*)\"", text):
                parts = urlsplit(url)
                if parts.scheme in ("tel", "mailto") or not (parts.scheme or parts.netloc):
                    continue
                if tag == "a" and kind == "href" and parts.netloc in OUR_LINKS:
                    continue
                foreign.setdefault(url, name)
    assert not foreign


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


def test_the_control_follows_a_way_back_on_this_site(db, world, browsers):  # noqa: F811
    assert browsers["coordinator"].get(reverse("account_login"), {"next": "/meetings/"}).url == "/meetings/"
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
