"""The page for the day, and the pages of the desk: for staff, and behind a helper's link."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from camk.audit import AuditEvent
from camk.links import link_for
from groups.action_groups.models import ActionGroup
from meetings.day import actions
from meetings.day.codes import pass_of, room_code
from meetings.day.models import Arrival, DoorList, KeyPoint
from meetings.meetings.models import AgendaItem
from meetings.rsvps.models import Rsvp
from tests.factories.action_groups import make_lead
from tests.factories.camk import make_user
from tests.factories.day import make_door, make_point, make_today
from tests.factories.meetings import make_meeting, make_rsvp, make_venue
from tests.factories.organisations import make_organisation
from tests.factories.outcomes import make_material
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
ROOM = "https://meet.example.org/room"


@pytest.fixture
def meeting(db):
    return make_today(
        mode="both", joining_url=ROOM, phone_in="0131 496 0000, then 77", venue=make_venue(travel="Bus 5.")
    )


def day_of(meeting, user) -> str:
    with fixture_writes():
        return f"/answers/{link_for(purpose='answer', target=meeting, user=user).token}/day/"


def text(client, address, **data) -> str:
    response = client.get(address, data)
    assert response.status_code == 200
    return response.text


# -- the page for the day --------------------------------------------------------------------------------


def test_the_page_for_the_day_holds_what_one_needs_on_a_phone(client, meeting, supporter, staff):
    with fixture_writes():
        meeting.host, meeting.access = staff, "Use the side door."
        meeting.save()
        staff.phone = "01908 000111"
        staff.save()
        for position, title in enumerate(("Welcome", "What we hear", "Tea")):
            AgendaItem.objects.create(meeting=meeting, position=position, title=title, minutes=20)
    make_rsvp(meeting=meeting, user=supporter)
    make_point(meeting, "Sundays have no food offer.")
    page = text(client, day_of(meeting, supporter))
    for words in ("Bus 5.", "Use the side door.", "Sandra", "01908 000111", "Sundays have no food offer."):
        assert words in page
    assert ROOM in page and 'href="tel:01314960000"' in page and "<svg" in page
    now = page.split('aria-current="time"')[1].split("</li>")[0]
    assert "Welcome" in now and page.count('aria-current="time"') == 1


def test_slides_stand_on_the_page_for_the_day(client, client_of, meeting, supporter, member, action_group):
    with fixture_writes():
        meeting.action_groups.add(action_group)
    make_material(meeting=meeting, title="Slides of Ann", words="Ten streets.")
    make_material(meeting=meeting, title="For members only", audience="members", words="Names.")
    make_rsvp(meeting=meeting, user=supporter)
    behind_link = text(client, day_of(meeting, supporter))
    assert "Slides of Ann" in behind_link and "For members only" not in behind_link
    signed_in = text(client_of(member), f"/meetings/{meeting.slug}/day/")
    assert "Slides of Ann" in signed_in and "For members only" in signed_in


def test_the_joining_button_works_from_half_an_hour_before(client, supporter):
    soon = timezone.now() + timedelta(minutes=40)
    meeting = make_meeting(mode="online", joining_url=ROOM, starts_at=soon)
    make_rsvp(meeting=meeting, user=supporter, mode="online")
    address = day_of(meeting, supporter)
    page = text(client, address)
    assert ROOM not in page and "The button to join works from" in page
    with fixture_writes():
        meeting.starts_at = soon - timedelta(minutes=15)
        meeting.save()
    assert ROOM in text(client, address)


def test_who_does_not_come_has_no_joining_button(client, meeting, supporter, coordinator):
    make_rsvp(meeting=meeting, user=supporter, state="no")
    for user in (supporter, coordinator):
        assert ROOM not in text(client, day_of(meeting, user))


def test_one_tap_says_running_late_and_one_cannot_come(client, supporter, staff):
    meeting = make_meeting(starts_at=timezone.now() + timedelta(hours=1), host=staff)
    rsvp = make_rsvp(meeting=meeting, user=supporter)
    address = day_of(meeting, supporter)
    assert "Running late" in text(client, address)
    assert client.post(address, {"do": "late"}).status_code == 302
    assert "on your way" in text(client, address) and rsvp.late
    client.post(address, {"do": "no"})
    rsvp.refresh_from_db()
    assert rsvp.state == "no" and "Running late" not in text(client, address)


def test_the_code_typed_on_ones_own_page_marks_one(client, meeting, supporter):
    rsvp = make_rsvp(meeting=meeting, user=supporter)
    address = day_of(meeting, supporter)
    page = client.post(address, {"do": "code", "code": "wrong"}, follow=True).text
    assert "That is not the code" in page
    assert "Welcome" in client.post(address, {"do": "code", "code": room_code(meeting)}, follow=True).text
    rsvp.refresh_from_db()
    assert rsvp.attendance == "attended" and "Are you here?" not in text(client, address)


def test_guessing_the_code_ends_after_ten(client, meeting, supporter):
    make_rsvp(meeting=meeting, user=supporter)
    address = day_of(meeting, supporter)
    statuses = [client.post(address, {"do": "code", "code": "666666"}).status_code for _ in range(11)]
    assert statuses == [302] * 10 + [429]


def test_signed_in_the_page_is_ones_own_and_linked_from_the_meeting(client_of, meeting, supporter, visitor):
    make_rsvp(meeting=meeting, user=supporter)
    browser = client_of(supporter)
    address = f"{meeting.get_absolute_url()}day/"
    assert address in text(browser, meeting.get_absolute_url())
    assert "This page is for Sam alone" in text(browser, address)
    assert client_of(visitor).get(address).status_code == 302


def test_the_mails_lead_to_the_page(client, supporter):
    for name in ("going", "reminder"):
        words = (settings.BASE_DIR / "templates/emails/meetings" / f"{name}.txt").read_text()
        assert "{{ answer_url }}" in words and "day/" in words
    assert client.get("/answers/1-x/day/").status_code == 404


def test_after_the_meeting_the_page_asks_about_the_next_one(client, supporter, action_group):
    ended = timezone.now() - timedelta(minutes=5)
    meeting = make_meeting(starts_at=ended - timedelta(hours=1), ends_at=ended, action_groups=[action_group])
    make_rsvp(meeting=meeting, user=supporter)
    address = day_of(meeting, supporter)
    assert "the next one?" in text(client, address)
    client.post(address, {"do": "next"})
    assert action_group.watches.get().user == supporter and "the next one?" not in text(client, address)


# -- the list -------------------------------------------------------------------------------------------


def desk(meeting) -> str:
    return f"{meeting.get_absolute_url()}check-in/"


def test_staff_find_a_name_and_mark_it_with_one_tap(client_of, staff, meeting, coordinator, organisation, supporter):
    rsvp = make_rsvp(meeting=meeting, user=coordinator, organisation=organisation)
    make_rsvp(meeting=meeting, user=supporter)
    browser = client_of(staff)
    assert desk(meeting) in text(browser, meeting.get_absolute_url())
    page = text(browser, desk(meeting), q="lunch")
    assert "Cora Coordinator" in page and "Sam Supporter" not in page
    answer = browser.post(desk(meeting), {"rsvp": rsvp.pk, "do": "here", "q": "lunch"})
    assert answer.status_code == 302 and answer["Location"].endswith(f"?q=lunch#r{rsvp.pk}")
    assert "1 person is here" in text(browser, desk(meeting))
    line = browser.post(desk(meeting), {"rsvp": rsvp.pk, "do": "undo"}, headers={"hx-request": "true"})
    assert line.text.count("<li") == 1 and "hx-swap-oob" in line.text and "0 people are here" in line.text


def test_an_answer_of_another_meeting_cannot_be_marked(client, client_of, staff, meeting, supporter):
    other = make_rsvp(meeting=make_today(), user=supporter)
    with fixture_writes():
        walked_in = Arrival.objects.create(meeting=other.meeting, name="Mary", how="walk_in")
    door = make_door(meeting)
    for browser, address in ((client, f"/door/{door.token}/"), (client_of(staff), desk(meeting))):
        assert browser.post(address, {"rsvp": other.pk, "do": "here"}).status_code == 404
        assert browser.post(address, {"arrival": walked_in.pk, "do": "undo"}).status_code == 404
    other.refresh_from_db()
    assert other.attendance == "" and Arrival.objects.count() == 1


@pytest.mark.parametrize("people", ["0", "21", "x", "-1"])
def test_a_wrong_number_is_said_and_changes_nothing(client_of, staff, meeting, supporter, people):
    rsvp = make_rsvp(meeting=meeting, user=supporter, party_size=2)
    data = {"rsvp": rsvp.pk, "do": "here", "people": people}
    assert "as a number" in client_of(staff).post(desk(meeting), data, follow=True).text
    assert not Arrival.objects.exists()


def test_the_list_costs_the_same_with_two_hundred_names(client_of, staff, meeting, organisation):
    browser = client_of(staff)
    with fixture_writes():
        users = [make_user(f"p{n}@example.org", name=f"Person {n}") for n in range(200)]

    def cost() -> int:
        browser.get(desk(meeting))
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(desk(meeting)).status_code == 200
        return len(seen)

    make_rsvp(meeting=meeting, user=users[0], organisation=organisation)
    one = cost()
    with fixture_writes():
        Rsvp.objects.bulk_create(Rsvp(meeting=meeting, user=user, state="yes") for user in users[1:])
        Arrival.objects.bulk_create(Arrival(meeting=meeting, name=f"W {n}", how="walk_in") for n in range(20))
    assert cost() == one == 5


# -- a helper at the door ---------------------------------------------------------------------------------


def test_a_helper_marks_people_without_an_account(client, client_of, staff, meeting, coordinator, organisation):
    rsvp = make_rsvp(meeting=meeting, user=coordinator, organisation=organisation)
    lists = f"{desk(meeting)}helpers/"
    browser = client_of(staff)
    assert browser.post(lists, {"name": "Jo, main entrance"}).status_code == 302
    address = text(browser, lists).split('<a href="' + settings.SITE_URL)[1].split('"')[0]
    helper = Client()
    page = helper.get(address).text
    assert "Cora Coordinator" in page and "the door list of Jo, main entrance" in page
    assert coordinator.email not in page and "Who came, in numbers" not in page
    assert helper.post(address, {"rsvp": rsvp.pk, "do": "here"}).status_code == 302
    assert AuditEvent.objects.get(verb="attendance.here").data["door"] == DoorList.objects.get().pk
    browser.post(f"{lists}{DoorList.objects.get().pk}/close/")
    assert helper.get(address).status_code == helper.post(address, {}).status_code == 404
    rsvp.refresh_from_db()
    assert rsvp.attendance == "attended", "what was marked stays"


@pytest.mark.parametrize("days", [-2, 2])
@pytest.mark.parametrize("page", ["", "walk-in/", "key-points/", "code/"])
def test_a_helpers_link_opens_nothing_on_another_day(client, supporter, days, page):
    meeting = make_meeting(starts_at=timezone.now() + timedelta(days=days))
    rsvp = make_rsvp(meeting=meeting, user=supporter)
    address = f"/door/{make_door(meeting).token}/{page}"
    words = text(client, address)
    assert "Sam Supporter" not in words and "This list" in words and room_code(meeting)[:3] not in words
    client.post(address, {"rsvp": rsvp.pk, "do": "here", "name": "Mary", "words": "So."})
    assert not Arrival.objects.exists() and not KeyPoint.objects.exists()


def test_a_helpers_link_is_nothing_else_and_nothing_else_is_a_helpers_link(client, meeting, supporter):
    door = make_door(meeting)
    with fixture_writes():
        answer = link_for(purpose="answer", target=meeting, user=supporter)
    assert client.get(f"/answers/{door.token}/day/").status_code == 404
    assert client.get(f"/door/{answer.token}/").status_code == 404
    assert client.get(f"/door/{door.pk}-{'0' * 64}/").status_code == 404


def test_a_square_is_marked_by_a_desk_of_this_meeting_alone(meeting, supporter, staff):
    rsvp = make_rsvp(meeting=meeting, user=supporter)
    address = f"/here/{pass_of(rsvp.pk)}/"
    anybody, elsewhere, helper = Client(), Client(), Client()
    elsewhere.get(f"/door/{make_door(make_today()).token}/")
    for browser in (anybody, elsewhere):
        page = text(browser, address)
        assert "Show this at the door" in page and supporter.name not in page
        assert browser.post(address).status_code == 404
    door = make_door(meeting)
    helper.get(f"/door/{door.token}/")
    page = text(helper, address)
    assert supporter.name in page and "Mark as here" in page and not Arrival.objects.exists()
    assert helper.post(address).status_code == 302
    assert Arrival.objects.get().how == "scan" and Arrival.objects.get().door == door.door
    actions.close_door_list(door=door.door, by=staff)
    assert supporter.name not in text(helper, address)


# -- walk-ins, sheet, key points, numbers ---------------------------------------------------------------


def test_a_walk_in_over_capacity_is_taken_with_a_word(client):
    meeting = make_today(room_capacity=1, venue=make_venue())
    make_organisation(name="Wolverton Walkers")
    address = f"/door/{make_door(meeting).token}/walk-in/"
    assert "Wolverton Walkers" in text(client, address)
    typed = {"name": "Mary", "organisation_name": "wolverton walkers", "people": "2"}
    page = client.post(address, typed, follow=True).text
    assert "Mary is on the list" in page and "1 more are here now" in page.replace("1 more is", "1 more are")
    assert Arrival.objects.get().organisation.name == "Wolverton Walkers"
    wanting = client.post(address, {"name": "Ali", "people": "1", "wants_next": "on"})
    assert wanting.status_code == 200 and "need to give an e-mail address" in wanting.text and "Ali" in wanting.text


def test_the_sheet_has_a_row_for_each_answer_and_blank_ones(client_of, staff, meeting, coordinator, organisation):
    make_rsvp(meeting=meeting, user=coordinator, organisation=organisation, party_size=2)
    make_rsvp(meeting=meeting, user=make_user(name="Dan Declined"), state="no")
    page = text(client_of(staff), f"{meeting.get_absolute_url()}sheet/")
    assert "Cora Coordinator" in page and "and 1 more" in page and "Dan Declined" not in page
    assert page.split('class="blank"')[1].count("<tr>") == 16 and 'class="large"' not in page
    assert 'class="large"' in text(client_of(staff), f"{meeting.get_absolute_url()}sheet/", size="large")


def test_the_sheet_is_keyed_in_and_counts_the_same(client_of, staff, meeting, coordinator, supporter):
    came, missing = (make_rsvp(meeting=meeting, user=user) for user in (coordinator, supporter))
    browser, address = client_of(staff), f"{meeting.get_absolute_url()}sheet/key-in/"
    assert "Sam Supporter" in text(browser, address)
    typed = {"ticked": [came.pk], "were": "", "walked_in": "Mary Jones, A new choir\n\nAli", "complete": "on"}
    page = browser.post(address, typed, follow=True).text
    assert "Who came, in numbers" in page and "A new choir" in page and "3 newly marked" in page
    missing.refresh_from_db()
    assert missing.attendance == "absent"
    again = browser.post(address, typed | {"were": str(came.pk)})
    assert (
        again.status_code == 200 and "on the list already" in again.text and "Mary Jones, A new choir" in again.text
    )


def test_key_points_go_to_everybody_and_a_helper_takes_out_their_own(client, meeting, supporter):
    other = make_point(meeting, "Said by staff.")
    address = f"/door/{make_door(meeting).token}/key-points/"
    client.post(address, {"words": "Two swap days."})
    mine = KeyPoint.objects.get(words="Two swap days.")
    assert "Two swap days." in text(client, day_of(meeting, supporter))
    assert client.post(address, {"take_out": other.pk}).status_code == 404
    assert client.post(address, {"take_out": mine.pk}).status_code == 302
    assert list(KeyPoint.objects.all()) == [other]


def test_the_code_is_shown_large_for_the_room(client_of, staff, meeting):
    code = room_code(meeting)
    assert f"{code[:3]} {code[3:]}" in text(client_of(staff), f"{desk(meeting)}code/")


@pytest.mark.parametrize(
    "page",
    ["check-in/", "check-in/walk-in/", "check-in/key-points/", "check-in/code/", "check-in/helpers/", "sheet/",
     "sheet/key-in/", "attendance/"],
)  # fmt: skip
def test_the_desk_is_for_staff(client_of, visitor, coordinator, trustee, staff, meeting, page):
    address = meeting.get_absolute_url() + page
    assert client_of(visitor).get(address).status_code == 302
    for user in (coordinator, trustee):
        assert client_of(user).get(address).status_code == client_of(user).post(address).status_code == 404
    assert client_of(staff).get(address).status_code == 200


def test_who_leads_a_cag_of_the_meeting_marks_who_is_here_on_the_day_alone(
    client_of, meeting, member, staff, supporter
):
    cag = ActionGroup.objects.get()
    with fixture_writes():
        meeting.action_groups.add(cag)
    make_lead(action_group=cag, user=member)
    rsvp, client, address = make_rsvp(meeting=meeting, user=supporter), client_of(member), meeting.get_absolute_url()
    assert "Mark who is here" in text(client, address)
    door = client.post(f"{address}lead-list/").url
    assert client.post(f"{address}lead-list/").url == door and DoorList.objects.get().made_by == member
    client.post(door, {"do": "here", "rsvp": rsvp.pk})
    assert Arrival.objects.get().rsvp == rsvp
    actions.close_door_list(door=DoorList.objects.get(), by=staff)
    assert "Our office has closed your list" in client.post(f"{address}lead-list/", follow=True).text
    other = make_meeting(action_groups=[cag])
    assert "Mark who is here" not in text(client, other.get_absolute_url())
    assert "on the day" in client.post(f"{other.get_absolute_url()}lead-list/", follow=True).text
    with fixture_writes():
        cag.leads.update(ended_on=timezone.localdate())
    assert "Mark who is here" not in text(client, address) and client.post(f"{address}lead-list/").status_code == 404
