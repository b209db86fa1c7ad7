"""Members nobody saw for a year are quiet; who comes again is back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.rsvps.quiet import quiet
from meetings.rsvps.tasks import note_quiet_members
from tests.factories.action_groups import make_membership
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def held(cag, days_ago, *came):
    """A meeting so many days ago; `came` are organisations, or people for themselves."""
    start = timezone.now() - timedelta(days=days_ago)
    meeting = make_meeting(starts_at=start, ends_at=start + timedelta(hours=2), action_groups=[cag])
    for who in came:
        person = {"organisation": who, "user": make_user()} if hasattr(who, "slug") else {"user": who}
        make_rsvp(meeting=meeting, attendance="attended", **person)
    return meeting


@pytest.fixture
def long_ago():
    return timezone.now() - timedelta(days=400)


def test_a_year_without_coming_makes_quiet_and_coming_again_ends_it(action_group, long_ago, supporter):
    seen, away = make_organisation(name="Seen"), make_organisation(name="Away")
    then = {"action_group": action_group, "applied_at": long_ago}
    rows = {who: make_membership(organisation=who, **then) for who in (seen, away)}
    alone = make_membership(user=supporter, **then)
    new = make_membership(action_group=action_group, organisation=make_organisation(name="New"))
    held(action_group, 390, away)
    held(action_group, 90, seen)
    held(action_group, 30, seen, make_organisation(name="Guest"))
    for _ in range(2):
        note_quiet_members()
    states = [row.state for row in refreshed(rows[seen], rows[away], alone, new)]
    assert states == ["active", "dormant", "dormant", "active"]
    # The next one is in the past when the task looks, and after the day they were noted as quiet.
    with fixture_writes():
        rows[away].moves.update(at=timezone.now() - timedelta(days=8))
    held(action_group, 2, away)
    note_quiet_members()
    assert [row.state for row in refreshed(rows[away], alone)] == ["active", "dormant"]


def test_silence_says_nothing_where_we_did_not_look(action_group, long_ago):
    make_membership(action_group=action_group, organisation=make_organisation(), applied_at=long_ago)
    held(action_group, 60)
    held(action_group, 30, make_organisation())
    assert not quiet(timezone.now()).exists(), "who came was marked at one meeting only"


def refreshed(*rows):
    for row in rows:
        row.refresh_from_db()
    return rows
