"""One world for a whole module: made once, and every request's changes rolled back."""

from contextlib import contextmanager

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client, override_settings

from camk import views
from tests.access.cast import ROLES, make_world


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    """Where the world's files lie."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media):
    """The cast and their things, in a transaction that ends with the module."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            with override_settings(MEDIA_ROOT=media):
                made = make_world()
            yield made
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def browsers(world):
    """A browser for each role, signed in."""
    return {role: browser_of(world.people[role]) for role in ROLES}


def browser_of(user) -> Client:
    browser = Client(raise_request_exception=True)
    if user.is_authenticated:
        browser.force_login(user, backend="camk.accounts.backends.OfficeBackend")
    return browser


@contextmanager
def undone():
    """Whatever happens inside is rolled back."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@pytest.fixture(autouse=True)
def _media_of_the_world(settings, media, _quiet_surroundings):
    settings.MEDIA_ROOT = media


@pytest.fixture(autouse=True)
def _no_guessing_limit(monkeypatch):
    """The walk misses many links on purpose; the limit on guessing has tests of its own."""
    monkeypatch.setattr(views, "consume", lambda *args, **kwargs: None)


@pytest.fixture(autouse=True)
def _no_notes_of_templates(monkeypatch):
    """Django's test browser copies the context of each template, each widget's too; no walk reads them."""
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)


@pytest.fixture
def without_menu(monkeypatch):
    """The list of all record types, which stands on every staff page and is alike on all, is not drawn each time."""
    monkeypatch.setattr(admin.site, "get_app_list", lambda *args, **kwargs: [])
