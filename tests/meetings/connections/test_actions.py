"""Connections begin, move on and end; a meeting ties everybody who came, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from meetings.connections import actions, figures
from meetings.connections.models import Connection
from meetings.connections.tasks import tie_who_came
from tests.factories.camk import make_user
from tests.factories.connections import make_connection
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    return [make_organisation(name=name) for name in ("Yoga", "Garden", "Fridge")]


def held(days, *organisations, **changes):
    """A meeting `days` ago to which somebody of each organisation came."""
    start = timezone.now() - timedelta(days=days)
    meeting = make_meeting(title=f"Meeting {days} days ago", starts_at=start, **changes)
    for organisation in organisations:
        make_rsvp(meeting=meeting, user=make_user(), organisation=organisation, attendance="attended")
    return meeting


def test_a_pair_is_one_row_whoever_is_named_first(three):
    yoga, garden, _ = three
    actions.connect(one=garden, other=yoga, origin="staff", by=None)
    actions.connect(one=yoga, other=garden, origin="offer", state="talking", came_of_it="A shared shed.", by=None)
    row = Connection.objects.get()
    assert (row.low, row.high, row.state, row.origin) == (yoga, garden, "talking", "staff")
    assert row.came_of_it == "A shared shed." and row.tied_at
    assert [(c.old, c.new) for c in row.changes.order_by("pk")] == [("", "introduced"), ("introduced", "talking")]
    assert "shed" not in str(list(AuditEvent.objects.values_list("data", flat=True))), "no words in the audit"


def test_it_never_steps_back_by_itself_and_only_along_the_table(three):
    yoga, garden, _ = three
    row = make_connection(yoga, garden, state="joint_work")
    actions.connect(one=yoga, other=garden, origin="meeting", state="introduced", by=None)
    row.refresh_from_db()
    assert row.state == "joint_work"
    with pytest.raises(RuleBroken, match="cannot become"):
        actions.move_on(connection=row, state="introduced", by=None)
    actions.move_on(connection=row, state="ended", came_of_it="The project was over.", by=None)
    actions.connect(one=yoga, other=garden, origin="staff", state="introduced", by=None)
    row.refresh_from_db()
    assert row.state == "introduced" and row.changes.count() == 2
    with pytest.raises(RuleBroken, match="no connection with itself"):
        actions.connect(one=yoga, other=yoga, origin="staff", by=None)


def test_who_came_to_the_same_meeting_is_tied_once(three):
    yoga, garden, fridge = three
    first = held(30, yoga, garden)
    absent = held(20, yoga)
    make_rsvp(meeting=absent, user=make_user(), organisation=fridge, attendance="absent")
    held(10, yoga, garden, fridge)
    held(5, garden, fridge, state="cancelled")
    tie_who_came()
    tie_who_came()
    rows = {(r.low.name, r.high.name): r for r in Connection.objects.with_ends()}
    assert set(rows) == {("Yoga", "Garden"), ("Yoga", "Fridge"), ("Garden", "Fridge")}
    tie = rows["Yoga", "Garden"]
    assert (tie.origin, tie.state, tie.meeting, tie.tied_at) == ("meeting", "introduced", first, first.ends_at)
    assert all(row.changes.count() == 1 for row in rows.values())
    assert str(tie.meeting) in tie.how


def test_a_name_marked_later_is_tied_then_and_a_suggestion_becomes_real(three):
    yoga, garden, fridge = three
    actions.connect(one=yoga, other=garden, origin="introduction", state="suggested", by=None)
    assert not Connection.objects.ties().exists()
    meeting = held(3, yoga, garden)
    assert actions.tie_who_came(meeting=meeting) == 1
    row = Connection.objects.get()
    assert (row.state, row.origin, row.meeting) == ("introduced", "meeting", meeting)
    make_rsvp(meeting=meeting, user=make_user(), organisation=fridge, attendance="attended")
    assert actions.tie_who_came(meeting=meeting) == 2
    assert actions.tie_who_came(meeting=meeting) == 0


def test_who_has_no_tie_and_what_a_first_meeting_does(three):
    yoga, garden, fridge = three
    lonely = make_organisation(name="Lonely")
    make_organisation(name="Not in the network", state="unverified")
    held(30, yoga, garden)  # the first of both
    held(20, fridge)  # nobody else was there
    held(10, fridge, yoga)  # the second of both
    tie_who_came()
    assert list(figures.without_tie()) == [lonely]
    assert figures.first_meeting_rate() == (2, 3)
    assert figures.totals()["first_percent"] == 67
    make_connection(garden, lonely, tied_at=timezone.now() - timedelta(days=90))
    assert figures.first_meeting_rate() == (1, 3), "the garden knew somebody before it came"
    assert figures.totals()["without"] == 0 and figures.totals()["ties"] == 3


def test_an_ended_tie_is_history_not_isolation(three):
    yoga, garden, _ = three
    make_connection(yoga, garden, state="ended")
    assert yoga not in figures.without_tie()
    assert not Connection.objects.standing().of(yoga).exists()
    assert Connection.objects.ties().of(garden).count() == 1
