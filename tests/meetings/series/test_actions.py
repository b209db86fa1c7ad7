"""A series is made, changed for one, for those after it or for all, called off, and goes on for longer."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from camk.errors import RuleBroken
from camk.hours import LONDON, wall
from camk.outbox.models import OutboundMail
from groups.themes.models import Theme
from meetings.meetings import actions as meetings
from meetings.meetings.entries import uid
from meetings.meetings.models import Meeting
from meetings.reminders.actions import plan_reminders
from meetings.reminders.models import Offset, ReminderRule
from meetings.rsvps.models import Rsvp
from meetings.series import actions
from meetings.series.models import Scope, Series
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue

pytestmark = pytest.mark.django_db
NOW = wall(date(2027, 3, 1), time(12))
TUESDAY = date(2027, 3, 9)
LAST = date(2027, 4, 20)  # seven Tuesdays, the clocks change on 28 March


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def start():
    """A published meeting on Tuesday at 10."""
    return make_meeting(
        title="Lunch", starts_at=wall(TUESDAY, time(10)), ends_at=wall(TUESDAY, time(12)), venue=make_venue(),
        room_capacity=20,
    )  # fmt: skip


@pytest.fixture
def series(start, staff):
    return make(start, staff)


def make(start, staff, **changes):
    values = {"every": "week", "last_day": LAST, "skip_holidays": True, "publish": True} | changes
    return actions.make(meeting=start, by=staff, **values)


def all_of(series):
    return list(Meeting.objects.filter(occurrence__series=series).select_related("venue").order_by("occurrence__day"))


def local(meeting):
    return meeting.starts_at.astimezone(LONDON)


def change(meeting, scope, staff, themes=None, tell_people=None, **fields):
    """What the staff page does: store the one, let the others follow."""
    before = actions.as_it_is(meeting)
    for name, value in fields.items():
        setattr(meeting, name, value)
    meetings.revise(meeting=meeting, themes=themes, tell_people=tell_people, by=staff)
    return actions.follow(before=before, scope=scope, tell_people=tell_people, by=staff)


def test_each_is_a_meeting_of_its_own_at_the_same_time_of_day(series):
    found = all_of(series)
    assert [local(m).date() for m in found] == [TUESDAY + timedelta(days=7 * n) for n in range(7)]
    assert {local(m).time() for m in found} == {time(10)}
    assert {m.starts_at.hour for m in found} == {10, 9}  # in UTC: winter and summer
    assert {m.ends_at - m.starts_at for m in found} == {timedelta(hours=2)}
    assert {(m.state, m.room_capacity) for m in found} == {("published", 20)}
    assert len({uid(m) for m in found}) == len({m.slug for m in found}) == 7


def test_a_monthly_series_keeps_its_weekday_over_31_october(staff):
    day = date(2027, 9, 28)
    start = make_meeting(title="CAG", venue=make_venue(), starts_at=wall(day, time(18)), ends_at=wall(day, time(20)))
    found = all_of(make(start, staff, every="month", last_day=date(2027, 12, 31)))
    assert [local(m).date() for m in found] == [
        day,
        date(2027, 10, 26),
        date(2027, 11, 23),
    ]  # 28 December is a holiday
    assert {local(m).time() for m in found} == {time(18)}


def test_drafts_are_published_together(start, staff):
    series = make(start, staff, publish=False)
    assert [m.state for m in all_of(series)] == ["published"] + ["draft"] * 6
    assert actions.publish_drafts(series=series, by=staff) == 6
    assert {m.state for m in all_of(series)} == {"published"}
    with pytest.raises(RuleBroken, match="no draft"):
        actions.publish_drafts(series=series, by=staff)


def test_nothing_that_was_answered_or_sent_is_copied(start, staff):
    make_rsvp(meeting=start, user=make_user())
    plan_reminders(meeting=start, wanted=[Offset("going", "days_before", 2)], by=staff)
    meetings.postpone(meeting=start, reason="Ice.", by=staff)
    meetings.restore(meeting=start, by=staff)
    start.refresh_from_db()
    sent = OutboundMail.objects.count()
    others = all_of(make(start, staff))[1:]
    assert OutboundMail.objects.count() == sent
    assert Rsvp.objects.count() == 1
    assert {(m.sequence, m.schedule_version, m.state_reason, m.notes) for m in others} == {(0, 1, "", "")}
    assert ReminderRule.objects.filter(meeting__in=others, days_before=2).count() == 6


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_day": TUESDAY}, "no further date"),
        ({"last_day": date(2029, 6, 1), "every": "month"}, "Two years"),
        ({"last_day": date(2028, 9, 1)}, "60 at most"),
    ],
)
def test_a_slip_of_the_finger_makes_no_thousand_meetings(start, staff, changes, words):
    with pytest.raises(RuleBroken, match=words):
        make(start, staff, **changes)
    assert not Series.objects.exists() and Meeting.objects.count() == 1


def test_a_series_begins_with_a_meeting_to_come_and_only_once(series, start, staff):
    with pytest.raises(RuleBroken, match="already"):
        make(start, staff)
    with pytest.raises(RuleBroken, match="still to come"):
        make(make_meeting(starts_at=NOW - timedelta(days=1)), staff)


def test_a_change_of_this_one_stays_with_it(series, staff):
    found = all_of(series)
    change(found[2], Scope.THIS, staff, summary="With a cake.")
    assert [m.summary for m in all_of(series)] == ["", "", "With a cake.", "", "", "", ""]
    assert all_of(series)[2].occurrence.own == ["summary"]


def test_this_and_following_leaves_those_before(series, staff):
    hall = make_venue(name="New Hall")
    spread = change(all_of(series)[3], Scope.FOLLOWING, staff, venue=hall)
    assert [m.venue == hall for m in all_of(series)] == [False] * 3 + [True] * 4
    assert len(spread.changed) == 3


def test_only_what_was_changed_goes_and_one_that_was_changed_alone_keeps_its_own(series, staff):
    found = all_of(series)
    change(found[4], Scope.THIS, staff, summary="Its own words.")
    change(found[5], Scope.THIS, staff, access="A ramp.")
    spread = change(all_of(series)[1], Scope.ALL, staff, summary="For all.")
    assert [m.summary for m in all_of(series)] == ["For all."] * 4 + ["Its own words."] + ["For all."] * 2
    assert [m.access for m in all_of(series)] == [""] * 5 + ["A ramp.", ""]
    assert [m.pk for m in spread.kept] == [found[4].pk]


def test_a_new_time_goes_to_all_as_wall_time(series, staff):
    found = all_of(series)
    new = {"starts_at": wall(TUESDAY, time(14)), "ends_at": wall(TUESDAY, time(15, 30))}
    change(found[0], Scope.ALL, staff, **new)
    assert {local(m).time() for m in all_of(series)} == {time(14)}
    assert {m.ends_at - m.starts_at for m in all_of(series)} == {timedelta(minutes=90)}


def test_a_new_weekday_goes_on_and_what_is_added_later_comes_on_it_too(series, staff):
    found = all_of(series)
    day = local(found[4]).date() + timedelta(days=1)
    change(found[4], Scope.FOLLOWING, staff, starts_at=wall(day, time(10)), ends_at=wall(day, time(12)))
    assert [local(m).strftime("%a") for m in all_of(series)] == ["Tue"] * 4 + ["Wed"] * 3
    series.refresh_from_db()
    assert series.rhythm == "Every Wednesday"
    assert actions.extend(series=series, last_day=date(2027, 5, 5), skip_holidays=True, publish=False, by=staff) == 2
    assert [local(m).date() for m in all_of(series)[-2:]] == [date(2027, 4, 28), date(2027, 5, 5)]


def test_a_week_later_for_all_moves_each_by_a_week(series, staff):
    first = all_of(series)[0]
    day = TUESDAY + timedelta(days=7)
    change(first, Scope.ALL, staff, starts_at=wall(day, time(10)), ends_at=wall(day, time(12)))
    assert [local(m).date() for m in all_of(series)] == [day + timedelta(days=7 * n) for n in range(7)]


def test_one_moved_alone_is_not_moved_with_the_others(series, staff):
    found = all_of(series)
    day = local(found[3]).date() + timedelta(days=2)
    change(found[3], Scope.THIS, staff, starts_at=wall(day, time(9)), ends_at=wall(day, time(11)))
    new = {"starts_at": wall(TUESDAY, time(14)), "ends_at": wall(TUESDAY, time(16))}
    change(all_of(series)[0], Scope.ALL, staff, **new)
    assert [local(m).hour for m in all_of(series)] == [14, 14, 14, 9, 14, 14, 14]


def test_what_is_over_or_called_off_stays_as_it_is(series, staff, clock):
    found = all_of(series)
    meetings.cancel(meeting=found[5], reason="Ice.", by=staff)
    clock.move_to(found[1].starts_at + timedelta(days=1))
    change(all_of(series)[3], Scope.ALL, staff, summary="New words.")
    assert [m.summary for m in all_of(series)] == ["", "", "New words.", "New words.", "New words.", "", "New words."]


def test_themes_go_too(series, staff):
    theme = Theme.objects.get(code="green")
    change(all_of(series)[2], Scope.FOLLOWING, staff, themes=[theme])
    assert [m.themes.count() for m in all_of(series)] == [0, 0, 1, 1, 1, 1, 1]


def test_people_of_each_meeting_are_told_when_a_change_goes_on(series, staff):
    found = all_of(series)
    for meeting in found[:2]:
        make_rsvp(meeting=meeting, user=make_user())
    change(found[0], Scope.ALL, staff, venue=make_venue(name="New Hall"))
    assert OutboundMail.objects.filter(kind="meetings/place_changed").count() == 2


def test_several_are_cancelled_with_one_reason_and_drafts_given_up(start, staff):
    series = make(start, staff, publish=False)
    found = all_of(series)
    for meeting in found[1:4]:
        meetings.publish(meeting=meeting, by=staff)
    make_rsvp(meeting=found[3], user=make_user())
    actions.call_off(meeting=found[2], reason="No heating.", scope=Scope.FOLLOWING, by=staff)
    assert [m.state for m in all_of(series)] == ["published"] * 2 + ["cancelled"] * 2 + ["dropped"] * 3
    assert {m.state_reason for m in all_of(series)[2:4]} == {"No heating."}
    assert OutboundMail.objects.filter(kind="meetings/cancelled").count() == 1
    with pytest.raises(RuleBroken, match="Say why"):
        actions.call_off(meeting=found[0], reason=" ", scope=Scope.ALL, by=staff)
    assert [m.state for m in all_of(series)][:2] == ["published"] * 2


def test_several_are_postponed_and_brought_back_but_not_one_with_a_reason_of_its_own(series, staff):
    found = all_of(series)
    ann = make_user()
    for meeting in found[2:4]:
        make_rsvp(meeting=meeting, user=ann)
    meetings.postpone(meeting=found[5], reason="Half-term.", by=staff)
    actions.put_off(meeting=found[2], reason="No heating.", scope=Scope.FOLLOWING, by=staff)
    assert [m.state for m in all_of(series)] == ["published"] * 2 + ["postponed"] * 5
    assert OutboundMail.objects.filter(kind="meetings/postponed", user=ann).count() == 2
    actions.bring_back(meeting=all_of(series)[3], scope=Scope.FOLLOWING, by=staff)
    states = [m.state for m in all_of(series)]
    assert states == ["published"] * 2 + ["postponed"] + ["published"] * 2 + ["postponed", "published"]
    assert OutboundMail.objects.filter(kind="meetings/restored", user=ann).count() == 1
    actions.bring_back(meeting=all_of(series)[2], scope=Scope.ALL, by=staff)
    assert [m.state for m in all_of(series)] == ["published"] * 5 + ["postponed", "published"]
    assert {rsvp.state for rsvp in Rsvp.objects.all()} == {"yes"}


def test_nothing_is_brought_back_that_goes_ahead(series, staff):
    with pytest.raises(RuleBroken, match="None of its dates"):
        actions.bring_back(meeting=all_of(series)[0], scope=Scope.ALL, by=staff)


def test_a_rule_broken_by_one_leaves_all_as_they_were(series, staff):
    found = all_of(series)
    day = TUESDAY - timedelta(days=21)
    with pytest.raises(RuleBroken, match="still to come"):
        change(found[0], Scope.ALL, staff, starts_at=wall(day, time(10)), ends_at=wall(day, time(12)))
    assert local(Meeting.objects.get(pk=found[1].pk)).date() == TUESDAY + timedelta(days=7)
    assert timezone.now() == NOW
