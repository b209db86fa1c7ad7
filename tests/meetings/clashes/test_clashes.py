"""What speaks against a date is said in the form, in the list and before a series is made, and stops nobody."""

from datetime import date, time, timedelta

import pytest
import time_machine

from camk.errors import RuleBroken
from camk.hours import wall
from meetings.clashes import actions
from meetings.clashes.finding import clashes_of
from meetings.clashes.models import DayToAvoid
from meetings.meetings.models import Meeting
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes
from tests.meetings.meetings.test_telling import form_data
from tests.meetings.rsvps.counting import data_statements

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 9)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(wall(date(2027, 3, 1), time(12)), tick=False) as traveller:
        yield traveller


def at(clock, day=DAY, **changes):
    return make_meeting(starts_at=wall(day, time(clock)), **changes)


def said(meeting):
    return clashes_of([meeting]).get(meeting.pk, [])


def avoid(label="Schools’ half-term", first=DAY, last=DAY):
    with fixture_writes():
        return DayToAvoid.objects.create(label=label, first_day=first, last_day=last)


def test_a_day_like_any_other(action_group):
    at(10, day=DAY + timedelta(days=1), action_groups=[action_group])
    assert said(at(10, action_groups=[action_group])) == []


def test_the_same_cag_meets_that_day(action_group):
    at(18, title="Supper", action_groups=[action_group])
    [words] = said(at(10, action_groups=[action_group, make_action_group()]))
    assert words == f"{action_group.name} meets that day: “Supper” (18:00 to 20:00)."


@pytest.mark.parametrize("state", ["cancelled", "postponed", "dropped"])
def test_a_meeting_that_is_not_held_is_in_nobodys_way(action_group, state):
    at(10, action_groups=[action_group], state=state)
    assert said(at(10, action_groups=[action_group])) == []


def test_a_draft_counts_and_the_building_is_taken_once():
    hall = make_venue(name="Larch Hall")
    at(11, title="Plan", venue=hall, state="draft")
    assert said(at(10, venue=hall)) == ["Larch Hall is taken by “Plan” (11:00 to 13:00)."]
    assert said(at(13, venue=hall)) == []


@pytest.mark.parametrize(("number", "warns"), [(2, False), (3, True)])
def test_many_of_the_same_organisations_are_elsewhere(action_group, number, warns):
    other = make_action_group()
    for _ in range(number):
        both = make_organisation()
        make_membership(action_group=action_group, organisation=both)
        make_membership(action_group=other, organisation=both)
    make_membership(action_group=other, organisation=make_organisation())
    at(10, title="Elsewhere", action_groups=[other])
    found = said(at(11, action_groups=[action_group]))
    assert bool(found) == warns
    assert not warns or found[0].startswith("3 organisations belong also")
    late = make_action_group()
    make_membership(action_group=late, organisation=both)
    assert said(at(14, action_groups=[late])) == []


@pytest.mark.parametrize("kind", ["agm", "assembly", "account", "conference"])
def test_the_networks_big_meetings_have_their_day(kind):
    at(18, title="Big one", type=kind)
    [words] = said(at(9))
    assert words.startswith("That day is the") and "Big one" in words


def test_bank_holidays_and_the_end_of_their_list():
    assert said(at(10, day=date(2027, 3, 29))) == ["It is a bank holiday: Easter Monday."]
    [words] = said(at(10, day=date(2028, 2, 1)))
    assert "ends on 28 December 2027" in words


@pytest.mark.parametrize(("mode", "link", "warns"), [("online", "", True), ("both", "x", False), ("room", "", False)])
def test_an_online_meeting_without_a_link_is_worth_a_look(mode, link, warns):
    url = f"https://meet.example.org/{link}" if link else ""
    assert [("no joining link yet" in words) for words in said(at(10, mode=mode, joining_url=url))] == [True] * warns


def test_days_that_staff_marked():
    avoid(first=DAY - timedelta(days=3), last=DAY + timedelta(days=3))
    assert said(at(10)) == ["Schools’ half-term."]
    assert said(at(10, day=DAY + timedelta(days=4))) == []


def test_staff_keep_the_list_and_a_wrong_one_is_refused(client_of, staff):
    client = client_of(staff)
    data = {"label": "Eid", "first_day": "2027-03-10", "last_day": "2027-03-09", "source": ""}
    words = client.post("/admin/meetings/daytoavoid/add/", data).content.decode()
    assert "must not come before" in words and 'value="Eid"' in words
    client.post("/admin/meetings/daytoavoid/add/", data | {"last_day": "2027-03-11"})
    day = DayToAvoid.objects.get()
    with pytest.raises(RuleBroken):
        day.last_day = date(2027, 1, 1)
        actions.save_day(day=day, by=staff)
    client.post(f"/admin/meetings/daytoavoid/{day.pk}/step/forget/")
    assert not DayToAvoid.objects.exists()


def test_the_form_and_the_list_warn_and_saving_goes_through(client_of, staff):
    avoid()
    meeting, client = at(10, title="Lunch", venue=make_venue()), client_of(staff)
    assert "half-term" in client.get(f"/admin/meetings/meeting/{meeting.pk}/change/").content.decode()
    assert "1: Schools’ half-term." in client.get("/admin/meetings/meeting/").content.decode()
    response = client.post(
        f"/admin/meetings/meeting/{meeting.pk}/change/", form_data(meeting, summary="Soup."), follow=True
    )
    assert [str(m) for m in response.context["messages"] if m.level_tag == "warning"] == [
        "Worth a look: Schools’ half-term."
    ]
    meeting.refresh_from_db()
    assert meeting.summary == "Soup."


def test_the_preview_of_a_new_time_warns_too(client_of, staff):
    avoid(first=DAY + timedelta(days=1), last=DAY + timedelta(days=1))
    meeting = at(10, title="Lunch", venue=make_venue())
    make_rsvp(meeting=meeting, user=make_user())
    data = form_data(
        meeting, starts_at=meeting.starts_at + timedelta(days=1), ends_at=meeting.ends_at + timedelta(days=1)
    )
    words = (
        client_of(staff).post(f"/admin/meetings/meeting/{meeting.pk}/change/", data | {"_save": "x"}).content.decode()
    )
    assert "Worth a look: Schools’ half-term." in words and "Nothing is saved or sent yet" in words


def test_a_series_is_warned_about_date_by_date(client_of, staff, action_group):
    avoid(first=DAY + timedelta(days=7), last=DAY + timedelta(days=7))
    at(18, day=DAY + timedelta(days=14), title="Supper", action_groups=[action_group])
    meeting = at(10, title="Lunch", venue=make_venue(), action_groups=[action_group])
    data = {"every": "week", "last_day": "2027-03-30", "skip_holidays": "on"}
    words = client_of(staff).post(f"/admin/meetings/meeting/{meeting.pk}/step/again/", data).content.decode()
    assert "a new meeting. Schools’ half-term." in words
    assert f"a new meeting. {action_group.name} meets that day: “Supper”" in words
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize("number", [1, 25])
def test_looking_asks_the_same_number_of_questions_for_1_and_25(action_group, number):
    hall = make_venue()
    rows = [at(10, day=DAY + timedelta(days=n // 2), venue=hall, action_groups=[action_group]) for n in range(number)]
    with data_statements() as seen:
        clashes_of(rows)
    assert len(seen) == 6, "\n".join(seen)
