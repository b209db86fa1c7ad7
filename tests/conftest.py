"""What every test stands on: the write door, plain static files, and the cast of people."""

import gc
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.base import DatabaseOperations
from django.db.models.signals import post_migrate

from camk.accounts import offices
from camk.lately import forget_all
from groups.places.models import Place
from meetings.reminders.tasks import handle_batch
from tests.asked import Recorder, choose, read
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes, guard
from tests.migrated import Kept

COLLECTED = pytest.StashKey[set[str]]()


def pytest_addoption(parser):
    group = parser.getgroup("what each test asks the database (tests/asked.py)")
    group.addoption("--asked-into", type=Path, help="write it down in this folder")
    group.addoption("--asked-from", type=Path, help="run those tests that ask something new, by what stands there")


def pytest_configure(config):
    if (folder := config.getoption("asked_into")) and not config.getoption("numprocesses", None):
        config.pluginmanager.register(Recorder(folder), "asked")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Remember what was found before markers leave anything out; docs/features.md is held against it."""
    config.stash[COLLECTED] = {item.nodeid.split("[")[0] for item in items}
    result = yield
    if folder := config.getoption("asked_from"):
        items[:], left = choose(items, read(folder))
        config.hook.pytest_deselected(items=left)
    return result


def pytest_collection_finish():
    """What was loaded stays, so it is not looked through for rubbish over and over: a tenth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_runtest_setup(item):
    """What only means something on PostgreSQL is left out elsewhere, also when it is run alone."""
    if item.get_closest_marker("postgres") and connections["default"].vendor != "postgresql":
        pytest.skip("needs PostgreSQL: python -m tests.services.run -- ...")


_close = BaseDatabaseWrapper.close_if_unusable_or_obsolete


def _close_outside_transactions(self):
    """A test that closes a response itself must not end the connection its own transaction stands on."""
    if not self.in_atomic_block:
        _close(self)


BaseDatabaseWrapper.close_if_unusable_or_obsolete = _close_outside_transactions
# Static files are served from where they lie: a fresh checkout has collected none.
settings.WHITENOISE_AUTOREFRESH = True


WATCHERS = [guard]


def _watch(connection, **kwargs):
    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.extend(WATCHERS)


def _flush_past_the_audit_trigger(self, sql_list):
    """Emptying all tables between tests is the one time the append-only trail is wiped."""
    opening = ["INSERT INTO camk_retentiongate (opened_at) VALUES ('2000-01-01')"]
    first = [sql for sql in sql_list if "camk_auditevent" in sql]
    rest = [sql for sql in sql_list if "camk_auditevent" not in sql]
    with fixture_writes():
        return _flush(self, opening + first + rest)


_flush = DatabaseOperations.execute_sql_flush
DatabaseOperations.execute_sql_flush = _flush_past_the_audit_trigger


def _lists_again(sender, **kwargs):
    """A test that commits ends with all tables emptied; the lists that migrations filled come back for the next."""
    if sender.label == "meetings" and not Place.objects.exists():
        with fixture_writes():
            import_module("groups.migrations.0002_reference_lists").fill_lists(apps, None)
            import_module("groups.migrations.0008_sectors").set_sectors(apps, None)
            import_module("groups.migrations.0021_ready_replies").add(apps, None)
            import_module("meetings.migrations.0002_default_reminders").add_rules(apps, None)
            import_module("meetings.migrations.0012_rules_of_every_level").add_rules(apps, None)
            import_module("insights.migrations.0005_triage_start").start(apps, None)
            import_module("insights.migrations.0044_training_topics").add(apps, None)


@pytest.fixture(scope="session")
def _kept(django_db_modify_db_settings, django_db_blocker):
    """The migrated database of an earlier worker or run, laid where the test database will be."""
    kept = Kept(connections["default"])
    with django_db_blocker.unblock():
        kept.bring()
    return kept


@pytest.fixture(scope="session")
def django_db_setup(_kept, django_db_setup, django_db_blocker, pytestconfig):
    """Once the test database stands, every connection is watched (migrations write past the door)."""
    with django_db_blocker.unblock():
        _kept.keep()
    if recorder := pytestconfig.pluginmanager.get_plugin("asked"):
        WATCHERS.append(recorder.wrapper)
    connection_created.connect(_watch)
    post_migrate.connect(_lists_again)
    for connection in connections.all():
        _watch(connection)


@pytest.fixture(autouse=True)
def _quiet_surroundings(settings, tmp_path):
    """Plain static files, mail into memory, nudges nowhere, files into a folder of the test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # A cache of the test's own: rate limits of one test never count in the next.
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    settings.KEEP_PAGES = False  # its own tests turn it on
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_TASK_ALWAYS_EAGER = False
    forget_all()
    yield
    forget_all()


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch):
    """Nudges to the worker go nowhere, and shared batches are done at once; tests run the sweeps themselves."""
    monkeypatch.setattr("camk.outbox.actions.nudge", lambda: None)
    monkeypatch.setattr(handle_batch, "apply_async", lambda args, **options: handle_batch(*args))


# -- the cast (domain.md, roles) ------------------------------------------------------------------------


@pytest.fixture
def visitor():
    return AnonymousUser()


@pytest.fixture
def supporter(db):
    """Registered, acts for no organisation."""
    return make_user("supporter@example.org", name="Sam Supporter")


@pytest.fixture
def organisation(db):
    return make_organisation(name="Netherfield Lunch Club")


@pytest.fixture
def other_organisation(db):
    return make_organisation(name="Wolverton Walkers")


@pytest.fixture
def action_group(db):
    return make_action_group(name="Central Collaborative Action Group")


@pytest.fixture
def coordinator(organisation):
    """Lead contact of `organisation`, which is in no CAG unless the test puts it there."""
    user = make_user("coordinator@example.org", name="Cora Coordinator")
    make_role(user=user, organisation=organisation, kind="lead")
    return user


@pytest.fixture
def member(organisation, action_group):
    """Contact of `organisation`, which is a member of `action_group`."""
    user = make_user("member@example.org", name="Mo Member")
    make_role(user=user, organisation=organisation)
    make_membership(action_group=action_group, organisation=organisation)
    return user


@pytest.fixture
def other_coordinator(other_organisation):
    user = make_user("other@example.org", name="Olu Other")
    make_role(user=user, organisation=other_organisation, kind="lead")
    return user


@pytest.fixture
def staff(db):
    return make_user("staff@example.org", name="Sandra Staff", office=offices.CONNECTOR)


@pytest.fixture
def second_staff(db):
    return make_user("second@example.org", name="Sunil Second", office=offices.CONNECTOR)


@pytest.fixture
def mobiliser(db):
    return make_user("mobiliser@example.org", name="Mina Mobiliser", office=offices.MOBILISER)


@pytest.fixture
def safeguarding_lead(db):
    return make_user("dsl@example.org", name="Dee Lead", office=offices.SAFEGUARDING)


@pytest.fixture
def trustee(db):
    return make_user("trustee@example.org", name="Tom Trustee", office=offices.TRUSTEE)


@pytest.fixture
def superuser(db):
    return make_user("super@example.org", name="Sue Super", is_superuser=True, is_staff=True)


@pytest.fixture
def client_of(client):
    """`client_of(user)`: a browser in which this person is signed in."""

    def signed_in(user):
        client.logout()
        if user.is_authenticated:
            client.force_login(user, backend="camk.accounts.backends.OfficeBackend")
        return client

    return signed_in
