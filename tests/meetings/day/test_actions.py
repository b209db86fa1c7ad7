"""Who is here: marked once whoever marks it, walk-ins, the signed sheet, counts and ties."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.action_groups.models import ActionGroupWatch
from meetings.connections.models import Connection
from meetings.connections.tasks import tie_who_came
from meetings.day import actions
from meetings.day.codes import pass_of, room_code, rsvp_of, short_code
from meetings.day.figures import attendance_of
from meetings.day.lists import lines_of, shown, tally
from meetings.day.models import Arrival, KeyPoint, RunningLate
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.day import make_door, make_today
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation
from tests.forgetting import forgotten
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
How = Arrival.How


@pytest.fixture
def meeting(db):
    return make_today()


@pytest.fixture
def rsvp(meeting, supporter):
    return make_rsvp(meeting=meeting, user=supporter, party_size=3)


def here(meeting) -> int:
    return tally(lines_of(meeting)).here


def test_marked_by_two_at_once_counts_once(meeting, rsvp, staff):
    door = make_door(meeting).door
    assert actions.check_in(rsvp=rsvp, how=How.LIST, by=staff) is True
    assert actions.check_in(rsvp=rsvp, how=How.SCAN, door=door, by=None) is False
    assert here(meeting) == 3 and Arrival.objects.count() == 1
    assert AuditEvent.objects.filter(verb="attendance.here").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic(), fixture_writes():
        Arrival.objects.create(meeting=meeting, rsvp=rsvp, how=How.LIST)


def test_how_many_of_them_came_is_corrected(meeting, rsvp, staff):
    actions.check_in(rsvp=rsvp, how=How.LIST, people=2, by=staff)
    assert here(meeting) == 2
    actions.check_in(rsvp=rsvp, how=How.LIST, people=1, by=staff)
    assert here(meeting) == 1
    with pytest.raises(RuleBroken, match="from 1 to 20"):
        actions.check_in(rsvp=rsvp, how=How.LIST, people=21, by=staff)


def test_taken_back_when_it_was_the_wrong_name(meeting, rsvp, staff):
    actions.check_in(rsvp=rsvp, how=How.LIST, by=staff)
    actions.check_out(rsvp=rsvp, by=staff)
    rsvp.refresh_from_db()
    assert rsvp.attendance == "" and here(meeting) == 0
    actions.check_out(rsvp=rsvp, by=staff)
    assert AuditEvent.objects.filter(verb="attendance.taken_back").count() == 1


def test_what_a_helper_marks_is_written_down_as_the_lists(meeting, rsvp):
    door = make_door(meeting).door
    actions.check_in(rsvp=rsvp, how=How.LIST, door=door, by=None)
    event = AuditEvent.objects.get(verb="attendance.here")
    assert event.by is None and event.data["door"] == door.pk and event.data["how"] == "list"
    assert str(door) == "the door list of Jo, main entrance"


@pytest.mark.parametrize("state", ["draft", "postponed", "cancelled"])
def test_nobody_is_here_at_a_meeting_that_is_not_held(state, staff, supporter):
    rsvp = make_rsvp(meeting=make_today(state=state), user=supporter)
    with pytest.raises(RuleBroken, match="not going ahead"):
        actions.check_in(rsvp=rsvp, how=How.LIST, by=staff)


def test_nobody_is_here_before_the_day(staff, supporter):
    rsvp = make_rsvp(meeting=make_meeting(), user=supporter)
    with pytest.raises(RuleBroken, match="opens on the day"):
        actions.check_in(rsvp=rsvp, how=How.LIST, by=staff)


# -- the code in the room -------------------------------------------------------------------------------


def test_the_code_marks_whoever_types_it(meeting, rsvp, supporter):
    typed = room_code(meeting).lower()
    actions.check_in_by_code(meeting=meeting, user=supporter, code=f" {typed[:3]} {typed[3:]}", by=supporter)
    rsvp.refresh_from_db()
    assert rsvp.attendance == "attended" and rsvp.arrival.how == How.CODE


def test_the_code_of_another_meeting_or_hour_is_none(meeting, supporter):
    other = make_today()
    assert room_code(other) != room_code(meeting) and len(room_code(meeting)) == 6
    with pytest.raises(RuleBroken, match="not the code"):
        actions.check_in_by_code(meeting=meeting, user=supporter, code=room_code(other), by=supporter)
    later = make_meeting(starts_at=timezone.now() + timedelta(hours=2))
    with pytest.raises(RuleBroken, match="an hour before"):
        actions.check_in_by_code(meeting=later, user=supporter, code=room_code(later), by=supporter)
    assert not Arrival.objects.exists()


def test_somebody_who_had_not_answered_has_by_the_code(meeting, coordinator, organisation):
    actions.check_in_by_code(meeting=meeting, user=coordinator, code=room_code(meeting), by=coordinator)
    rsvp = Rsvp.objects.get(user=coordinator)
    assert (rsvp.state, rsvp.attendance, rsvp.organisation) == ("yes", "attended", organisation)


def test_a_square_says_whose_it_is_and_cannot_be_made_up(rsvp):
    assert rsvp_of(pass_of(rsvp.pk)) == rsvp
    for wrong in ("", "1", "1-x", f"{rsvp.pk}-", f"{rsvp.pk + 1}-{pass_of(rsvp.pk).split('-')[1]}", "²-x", "9" * 30):
        assert rsvp_of(wrong) is None, wrong
    assert len({short_code(number) for number in range(1, 5000)}) == 4999


# -- walk-ins --------------------------------------------------------------------------------------------


def test_a_walk_in_is_a_name_on_the_list(meeting, staff):
    known = make_organisation(name="Netherfield Lunch Club")
    actions.walk_in(meeting=meeting, name="Mary Jones", organisation_name="netherfield lunch club", by=staff)
    actions.walk_in(meeting=meeting, name="Ali Khan", organisation_name="A new choir", people=2, by=staff)
    mary, ali = Arrival.objects.order_by("pk")
    assert (mary.organisation, mary.organisation_name) == (known, "Netherfield Lunch Club")
    assert (ali.organisation, ali.organisation_name, ali.people) == (None, "A new choir", 2)
    assert here(meeting) == 3 and not OutboundMail.objects.exists()
    actions.take_out_walk_in(arrival=ali, by=staff)
    assert here(meeting) == 1


def test_the_same_walk_in_twice_is_one(meeting, staff):
    actions.walk_in(meeting=meeting, name="Mary Jones", organisation_name="A new choir", by=staff)
    with pytest.raises(RuleBroken, match="on the list already"):
        actions.walk_in(meeting=meeting, name="mary jones", organisation_name="a New Choir", by=staff)
    with pytest.raises(IntegrityError), transaction.atomic(), fixture_writes():
        row = Arrival.objects.get()
        row.pk, row.name = None, "MARY JONES"
        row.save()
    assert here(meeting) == 1


def test_with_an_address_a_walk_in_is_a_person_who_joined_nothing(action_group, staff):
    meeting = make_today(action_groups=[action_group])
    actions.walk_in(meeting=meeting, name="Mary", email="Mary@Example.org", by=staff)
    rsvp = Rsvp.objects.get(user__email="mary@example.org")
    assert (rsvp.attendance, rsvp.on_behalf_by, rsvp.user.verified_at) == ("attended", staff, None)
    assert not OutboundMail.objects.exists() and not ActionGroupWatch.objects.exists()
    actions.walk_in(meeting=meeting, name="Mary", email="mary@example.org", by=staff)
    assert here(meeting) == 1 and Rsvp.objects.count() == 1


def test_to_be_told_of_the_next_one_they_say_so_themselves(action_group, staff):
    meeting = make_today(action_groups=[action_group])
    for _ in range(2):
        actions.walk_in(meeting=meeting, name="Mary", email="mary@example.org", wants_next=True, by=staff)
    mail = OutboundMail.objects.get()
    user = Rsvp.objects.get().user
    assert mail.kind == "meetings/next_one" and mail.user == user and not ActionGroupWatch.objects.exists()
    actions.tell_of_next(meeting=meeting, user=user, by_link=True, by=user)
    user.refresh_from_db()
    assert user.verified_at and ActionGroupWatch.objects.get().action_group == action_group


def test_a_full_room_takes_whoever_stands_in_it(staff, supporter):
    meeting = make_today(room_capacity=0)
    actions.walk_in(meeting=meeting, name="Mary", email="mary@example.org", by=staff)
    assert Rsvp.objects.get().state == "yes" and here(meeting) == 1


# -- the signed sheet ------------------------------------------------------------------------------------


def test_the_signed_sheet_is_typed_in_at_once(meeting, staff):
    came, missing = (make_rsvp(meeting=meeting, user=make_user()) for _ in range(2))
    declined = make_rsvp(meeting=meeting, user=make_user(), state="no")
    walked_in = [("Mary Jones", "A new choir"), ("Ali", "")]
    arguments = {"meeting": meeting, "ticked": {came.pk}, "were": set(), "walked_in": walked_in, "by": staff}
    assert actions.key_in(complete=True, **arguments) == 3
    for rsvp, said in ((came, "attended"), (missing, "absent"), (declined, "")):
        rsvp.refresh_from_db()
        assert rsvp.attendance == said
    assert here(meeting) == 3 and {row.how for row in Arrival.objects.all()} == {"sheet"}


def test_what_the_door_marks_while_the_sheet_is_typed_in_stays(meeting, staff):
    at_door, on_sheet, wrong = (make_rsvp(meeting=meeting, user=make_user()) for _ in range(3))
    actions.check_in(rsvp=wrong, how=How.LIST, by=staff)
    actions.check_in(rsvp=at_door, how=How.LIST, by=staff)  # after the page was opened
    arguments = {"ticked": {on_sheet.pk}, "were": {wrong.pk}, "walked_in": [], "complete": True}
    actions.key_in(meeting=meeting, by=staff, **arguments)
    assert set(Arrival.objects.values_list("rsvp", flat=True)) == {at_door.pk, on_sheet.pk}
    wrong.refresh_from_db()
    assert wrong.attendance == "absent"


def test_an_answer_of_another_meeting_is_not_typed_in_here(meeting, staff):
    other = make_rsvp(meeting=make_today(), user=make_user())
    actions.key_in(meeting=meeting, ticked={other.pk}, were=set(), walked_in=[], complete=False, by=staff)
    assert not Arrival.objects.exists()


# -- counts and ties -------------------------------------------------------------------------------------


def test_counted_the_same_however_they_were_marked(meeting, coordinator, organisation, staff, trustee, supporter):
    earlier = make_meeting(starts_at=timezone.now() - timedelta(days=30))
    make_rsvp(meeting=earlier, user=coordinator, organisation=organisation, attendance="attended")
    listed = make_rsvp(meeting=meeting, user=coordinator, organisation=organisation, party_size=3)
    by_code = make_rsvp(meeting=meeting, user=supporter, mode="online")
    for rsvp in (listed, by_code, *(make_rsvp(meeting=meeting, user=user) for user in (staff, trustee))):
        actions.check_in(rsvp=rsvp, how=How.LIST, people=2 if rsvp == listed else None, by=staff)
    new = make_organisation(name="Wolverton Walkers")
    actions.walk_in(meeting=meeting, name="Mary", organisation_name=new.name, email="m@example.org", by=staff)
    actions.walk_in(meeting=meeting, name="Ali", organisation_name="A new choir", by=staff)
    make_rsvp(meeting=meeting, user=make_user(), attendance="absent")
    came = attendance_of(meeting)
    assert (came.people, came.by_mode, came.absent) == (7, {"room": 6, "online": 1}, 1)
    assert came.by_organisation == [(organisation.name, 2), ("A new choir", 1), ("Wolverton Walkers", 1)]
    assert dict(came.by_role) == {
        "Our staff": 1,
        "Trustees": 1,
        "Voluntary organisations": 4,
        "Residents and supporters": 1,
    }
    assert came.first_people == 4 and came.first_organisations == ["Wolverton Walkers"]


def test_who_walked_in_for_an_organisation_is_tied_the_night_after(organisation, coordinator, staff):
    meeting = make_meeting(starts_at=timezone.now() - timedelta(hours=5), ends_at=timezone.now() - timedelta(hours=3))
    rsvp = make_rsvp(meeting=meeting, user=coordinator, organisation=organisation)
    other = make_organisation(name="Wolverton Walkers")
    actions.check_in(rsvp=rsvp, how=How.LIST, by=staff)
    actions.walk_in(meeting=meeting, name="Mary", organisation_name="Wolverton Walkers", by=staff)
    tie_who_came()
    tie = Connection.objects.get()
    assert {tie.low, tie.high} == {organisation, other} and tie.meeting == meeting


# -- what people tell us, key points, helpers -----------------------------------------------------------


def test_running_late_is_told_once(supporter, staff):
    meeting = make_today(host=staff)
    rsvp = make_rsvp(meeting=meeting, user=supporter)
    for _ in range(2):
        actions.run_late(rsvp=rsvp, by=supporter)
    mail = OutboundMail.objects.get()
    assert mail.user == staff and supporter.name in mail.subject and RunningLate.objects.count() == 1
    assert [line.is_late for line in lines_of(meeting)] == [True]
    coming = make_rsvp(meeting=make_meeting(), user=supporter)
    with pytest.raises(RuleBroken, match="on the day"):
        actions.run_late(rsvp=coming, by=supporter)


def test_a_key_point_said_twice_stands_once(meeting, staff):
    for words in ("Sundays  are thin.", "Sundays are thin.\n"):
        actions.add_point(meeting=meeting, words=words, by=staff)
    point = KeyPoint.objects.get()
    assert "Sundays" not in str(AuditEvent.objects.get(verb="key_point.added").data)
    actions.take_out_point(point=point, by=staff)
    with pytest.raises(RuleBroken, match="in a sentence"):
        actions.add_point(meeting=meeting, words="  ", by=staff)


def test_a_list_for_a_helper_once_a_name_until_it_is_closed(staff):
    meeting = make_meeting()
    door = actions.open_door_list(meeting=meeting, name="Jo", by=staff)
    assert actions.open_door_list(meeting=meeting, name="Jo ", by=staff) == door
    actions.close_door_list(door=door, by=staff)
    assert actions.open_door_list(meeting=meeting, name="Jo", by=staff) != door
    over = make_meeting(starts_at=timezone.now() - timedelta(days=3))
    with pytest.raises(RuleBroken, match="not over"):
        actions.open_door_list(meeting=over, name="Jo", by=staff)


def test_the_list_is_found_by_name_organisation_and_code(meeting, rsvp, coordinator, organisation):
    make_rsvp(meeting=meeting, user=coordinator, organisation=organisation, state="no")
    lines = lines_of(meeting)
    assert [line.name for line in shown(lines, "")] == ["Sam Supporter"]
    for words in ("cora", "lunch COORD", "netherfield"):
        assert [line.name for line in shown(lines, words)] == ["Cora Coordinator"], words
    assert [line.name for line in shown(lines, short_code(rsvp.pk))] == ["Sam Supporter"]
    assert shown(lines, "nobody") == []


# -- forgetting ------------------------------------------------------------------------------------------


def test_who_walked_in_is_forgotten_by_name_after_three_months_and_still_counts(meeting, rsvp, staff):
    for name in ("Ann Passing", "Bo Passing"):
        actions.walk_in(meeting=meeting, name=name, organisation_name="Bread Club", by=staff)
    actions.check_in(rsvp=rsvp, how=How.LIST, by=staff)
    before = attendance_of(meeting)
    early = meeting.ends_at + actions.FORGET_AFTER - timedelta(minutes=1)
    assert forgotten("walk-ins", now=early) == 0
    late = early + timedelta(minutes=2)
    assert forgotten("walk-ins", now=late) == 1
    assert forgotten("walk-ins", now=late) == 0, "once"
    names = Arrival.objects.walked_in().values_list("name", flat=True)
    assert all(name.startswith(actions.FORGOTTEN) for name in names) and len(set(names)) == 2
    assert attendance_of(meeting) == before and before.people == 5
    assert AuditEvent.objects.get(verb="meeting.walk_ins_forgotten").data["names"] == 2
