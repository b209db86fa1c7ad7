"""Live mode refuses to start half-dressed; seen by starting it as its own program."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import RequestFactory

from camk import checks
from camk.middleware import PortalMiddleware
from tests.factories.live import go_live, make_details

GOOD = {
    "PORTAL_MODE": "live",
    "SECRET_KEY": "kT3vQ9xLw7ZpR2mN8sYb5HdFgJcVuA4eXoBi6KqWzErtUyPnMl",
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
    "EMAIL_URL": "smtp+tls://user:word@mail.example.org:587",
    "DATABASE_URL": "postgres://portal:word@127.0.0.1:5999/portal",
}
DEPLOY = ["check", "--deploy", "--fail-level", "WARNING"]


def manage(tmp_path, *arguments, **changes):
    """Run manage.py with nothing but these settings in its environment."""
    env = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **GOOD, **changes}
    env = {name: value for name, value in env.items() if value is not None}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, timeout=120)


def test_a_well_dressed_live_portal_has_nothing_to_complain_of(tmp_path):
    done = manage(tmp_path, *DEPLOY)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-kT3vQ9xLw7ZpR2mN8sYb5HdFgJcVuA4eXoBi6KqWzEr"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "portal.example.org,*.example.org"}, "ALLOWED_HOSTS"),
        ({"SITE_URL": "http://portal.example.org"}, "SITE_URL"),
        ({"PORTAL_MODE": "production"}, "PORTAL_MODE"),
    ],
)
def test_live_mode_refuses(tmp_path, changes, sentence):
    done = manage(tmp_path, "check", **changes)
    assert done.returncode != 0
    assert sentence in done.stderr


def test_the_deploy_check_names_what_is_missing(tmp_path):
    assert "camk.E001" in manage(tmp_path, *DEPLOY, EMAIL_URL=None).stderr
    assert "camk.W001" in manage(tmp_path, *DEPLOY, DATABASE_URL=None).stderr


def test_a_demonstration_needs_nothing(tmp_path):
    nothing = dict.fromkeys(GOOD)
    done = manage(tmp_path, "check", **nothing)
    assert done.returncode == 0, done.stderr


def test_a_live_process_refuses_the_demonstrations_database(db, settings):
    make_details(is_demo=True)
    checks.refuse_demo_database()
    settings.LIVE = True
    with pytest.raises(SystemExit):
        checks.refuse_demo_database()


def test_a_live_process_takes_its_own_database(db, settings):
    go_live(settings)
    checks.refuse_demo_database()


def test_a_closed_door_needs_no_database_for_health(settings, monkeypatch):
    """The health page answers even when the first-run question cannot be asked."""
    settings.LIVE = True
    request = RequestFactory().get("/health/")

    class Nobody:
        is_authenticated = False

    request.user = Nobody()
    asked = []
    monkeypatch.setattr("camk.middleware.site_details", lambda: asked.append(1))
    assert PortalMiddleware(lambda r: None)._instead(request) is None
    assert not asked
