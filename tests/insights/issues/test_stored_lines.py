"""Lines stored before an answer named the body alone: the officer's name leaves them, the words stay."""

from importlib import import_module

import pytest
from django.apps import apps

from insights.issues.models import IssueMove
from tests.factories.issues import make_issue
from tests.guard import fixture_writes

MIGRATION = import_module("insights.migrations.0051_answers_name_the_body")
COUNCIL = "Parish Council answered: "
LINES = {
    f"{COUNCIL}Yes, we will do this. J. Smith will see to it by 5 January 2027.": (
        f"{COUNCIL}Yes, we will do this. Parish Council will see to it by 5 January 2027."
    ),
    f"{COUNCIL}We will do part of it. “Our team will see to it.\nSoon.” J. Smith (Clerk) will see to it.": (
        f"{COUNCIL}We will do part of it. “Our team will see to it.\nSoon.” Parish Council will see to it."
    ),
    f"{COUNCIL}No, and this is why. “J. Smith will see to it.”": "",
    f"{COUNCIL}Yes, we will do this. By 5 January 2027.": "",
    "J. Smith of our office will see to it.": "",
}


@pytest.mark.django_db
def test_the_body_stands_where_its_officer_stood():
    issue = make_issue(released=True)
    with fixture_writes():
        moves = [IssueMove.objects.create(issue=issue, new_state="responded", words=words) for words in LINES]
        for _ in range(2):  # a second run changes nothing
            MIGRATION.name_the_body(apps, None)
    for move, (before, after) in zip(moves, LINES.items(), strict=True):
        move.refresh_from_db()
        assert move.words == (after or before)
