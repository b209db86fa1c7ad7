"""F10: the forms people send, and what stands in the database after each; runs inside `manage.py shell`."""

import json

from django.apps import apps
from django.db import connection
from django.db.models import Count

from camk.outbox.models import OutboundMail
from groups.organisations.models import OrganisationKind
from tests.bench.sessions import sessions_for
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.issues import make_issue
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

COUNTED = (
    "meetings.Rsvp", "groups.Suggestion", "groups.ActionGroupMembership", "groups.ActionGroupWatch",
    "groups.Organisation", "groups.OrganisationRole", "insights.Issue", "insights.Voice",
    "insights.SafeguardingAlert", "camk.User",
)  # fmt: skip


def prepare(*, people: int) -> None:
    """As many contacts of organisations, as many supporters, and something for each form."""
    contacts = [make_user() for _ in range(people)]
    own = [make_organisation() for _ in contacts]
    for user, organisation in zip(contacts, own, strict=True):
        make_role(user=user, organisation=organisation, kind="lead")
    supporters = [make_user() for _ in range(people)]
    with fixture_writes():
        kind = OrganisationKind.objects.get(code="informal").pk
        world = {
            "contacts": sessions_for(contacts),
            "supporters": sessions_for(supporters),
            "own": [organisation.pk for organisation in own],
            "meeting": make_meeting(title="Pressed twice").slug,
            "cag": make_action_group(name="Pressed Twice CAG").slug,
            "issue": make_issue(released=True, reference="MK-2025-00001").reference,
            "kind": kind,
        }
    print(json.dumps(world))


def count() -> None:
    """Rows of everything that a form may make, and mails of which one person had two of a kind."""
    rows = {name: apps.get_model(name).objects.count() for name in COUNTED}
    print(json.dumps(rows))


def mails_twice() -> None:
    """Mails of the same kind to the same address beyond the first, by kind."""
    found = OutboundMail.objects.values("address", "kind").annotate(n=Count("pk")).filter(n__gt=1).order_by()
    twice = {}
    for row in found:
        twice[row["kind"]] = twice.get(row["kind"], 0) + row["n"] - 1
    print(json.dumps(twice))


def take_guards_off() -> None:
    """For the control run: no unique key but the primary ones stands on what is counted."""
    tables = [apps.get_model(name)._meta.db_table for name in COUNTED]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint "
            "WHERE contype = 'u' AND conrelid::regclass::text = ANY(%s)",
            [tables],
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}" CASCADE')
        cursor.execute(
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "WHERE i.indisunique AND NOT i.indisprimary AND i.indrelid::regclass::text = ANY(%s)",
            [tables],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{name}" CASCADE')
