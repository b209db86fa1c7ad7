"""The public pages of meetings, the tags other pages use, and the staff pages."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from groups.themes.models import Theme
from meetings.meetings import actions
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes
from tests.meetings.rsvps.counting import data_statements

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_what_is_coming_and_the_past_its_own_page(client):
    make_meeting(title="Coming")
    make_meeting(title="Gone", starts_at=timezone.now() - timedelta(days=3))
    make_meeting(title="Secret plan", state="draft")
    coming, past = page(client, "/meetings/"), page(client, "/meetings/past/")
    assert "Coming</a>" in coming and "Gone</a>" not in coming
    assert "Gone</a>" in past and "Coming</a>" not in past
    assert "Secret plan" not in coming + past


def test_the_list_narrows_by_cag_theme_and_mode(client, action_group):
    make_meeting(title="Ours", action_groups=[action_group], mode="online")
    make_meeting(title="Others", mode="room")
    assert "Others" not in page(client, f"/meetings/?cag={action_group.slug}")
    assert "Others" not in page(client, "/meetings/?mode=online")
    assert "Ours" not in page(client, "/meetings/?mode=room").replace(action_group.name, "")
    assert "No meeting fits that" in page(client, "/meetings/?theme=isolation&mode=room")


@pytest.mark.parametrize("query", ["cag=nowhere", "theme='--", "mode=" + "x" * 5000, "cag=%00"])
def test_a_filter_nobody_offers_is_no_error(client, query):
    make_meeting(title="Here")
    page(client, "/meetings/?" + query)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_same_number_of_questions_at_1_and_30_rows(client, client_of, supporter, rows):
    venue = make_venue()
    for _ in range(rows):
        make_rsvp(meeting=make_meeting(venue=venue, room_capacity=20), user=supporter)
    page(client, "/meetings/")
    with data_statements() as visitor:
        page(client, "/meetings/")
    client = client_of(supporter)
    with data_statements() as signed_in:
        page(client, "/meetings/")
    assert (len(visitor), len(signed_in)) == (2, 2), "\n".join(visitor + signed_in)


def test_a_long_list_has_pages(client):
    for _ in range(31):
        make_meeting()
    assert "Page 1 of 2" in page(client, "/meetings/")
    assert page(client, "/meetings/?page=2").count('class="card meet"') == 1


def test_the_page_of_a_meeting_says_what_people_ask_before_they_come(client, action_group):
    venue = make_venue(name="Wolverton Hall", access="Step-free.", travel="Bus 6.")
    meeting = make_meeting(
        title="Lunch", venue=venue, access="Loop.", pairing_reason="Both need benches.", action_groups=[action_group]
    )
    with fixture_writes():
        meeting.speakers.create(name="Ann Consent", consented_at=timezone.now())
        meeting.speakers.create(name="Bo Without")
        meeting.agenda.create(title="Tea and names", minutes=15)
    words = page(client, "/meetings/lunch/")
    for said in (
        "Wolverton Hall",
        "Step-free.",
        "Bus 6.",
        "Loop.",
        "Ann Consent",
        "Tea and names",
        action_group.name,
    ):
        assert said in words
    assert "Bo Without" not in words


def test_the_page_of_a_meeting_says_why_its_themes_are_paired(client):
    themes = list(Theme.objects.filter(code__in=["isolation", "green"]))
    make_meeting(title="Walks", themes=themes, pairing_reason="Both need benches.")
    words = page(client, "/meetings/walks/")
    assert "Why these together:" in words and "Both need benches." in words
    assert all(theme.label in words for theme in themes) and len(themes) == 2


def test_the_words_a_conference_is_held_under_stand_on_its_page_its_poster_and_a_copy(client, staff):
    meeting = make_meeting(title="AGM", type="agm", strapline="Many small things")
    assert "Many small things" in page(client, "/meetings/agm/")
    assert "Many small things" in page(client, "/meetings/agm/poster/")
    when = {"starts_at": meeting.starts_at, "ends_at": meeting.ends_at}
    assert actions.clone(meeting=meeting, **when, by=staff).strapline == "Many small things"


def test_who_is_coming_is_said_in_organisations(client):
    meeting = make_meeting(title="Lunch")
    for number in range(3):
        make_rsvp(meeting=meeting, user=make_user(), organisation=make_organisation(), party_size=number + 1)
    make_rsvp(meeting=meeting, user=make_user(), organisation=make_organisation(), state="no")
    assert "3 organisations are coming" in page(client, "/meetings/lunch/")


@pytest.mark.parametrize(("state", "words"), [("cancelled", "is cancelled"), ("postponed", "is postponed")])
def test_a_meeting_called_off_says_so_and_why(client, state, words):
    make_meeting(title="Lunch", state=state, state_reason="Burst pipe.")
    said = page(client, "/meetings/lunch/")
    assert words in said and "Burst pipe." in said
    assert "We’ll be there" not in said


def test_notes_are_shown_once_published(client):
    past = timezone.now() - timedelta(days=2)
    meeting = make_meeting(title="Lunch", starts_at=past, notes="Benches will come.")
    assert "Benches will come." not in page(client, "/meetings/lunch/")
    with fixture_writes():
        Meeting.objects.filter(pk=meeting.pk).update(notes_published_at=timezone.now())
    assert "Benches will come." in page(client, "/meetings/lunch/")


def test_what_is_of_no_use_on_paper_is_left_out_in_print(client, client_of, supporter):
    meeting = make_meeting(title="Lunch")
    style = Path(finders.find("css/site.css")).read_text().split("@media print")[1]
    hidden = style.split("display: none")[0]
    assert all(f"{part}," in hidden for part in (".btn", ".rsvp form", ".rsvp .link", ".no-print"))
    words = page(client, meeting.get_absolute_url())
    assert 'class="btn" href' in words and 'class="link" href' in words.split('class="rsvp')[1]
    for text in ("Put it in your calendar", "Print a poster to pin up"):
        assert 'class="no-print"' in words.split(text)[0].rsplit("<li", 1)[1]
    signed_in = page(client_of(supporter), meeting.get_absolute_url()).split('class="rsvp')[1]
    assert signed_in.index("<form") < signed_in.index("Can’t come") < signed_in.index("</form>")


def test_an_old_address_leads_to_the_new_one(client, staff):
    meeting = make_meeting(title="Lnuch", venue=make_venue())
    meeting.title = "Lunch"
    actions.store(meeting=meeting, themes=[], action_groups=[], by=staff)
    response = client.get("/meetings/lnuch/")
    assert (response.status_code, response["Location"]) == (301, meeting.get_absolute_url())
    assert client.get("/meetings/never-was/").status_code == 404


@pytest.mark.parametrize("state", ["draft", "dropped"])
def test_staff_see_a_draft_marked_as_one(client_of, staff, state):
    make_meeting(title="Plan", state=state)
    words = page(client_of(staff), "/meetings/plan/")
    assert "only staff see this page" in words and "Your answer" not in words


# -- tags ---------------------------------------------------------------------------------------------------


def render(source, user, **context):
    request = RequestFactory().get("/")
    request.user, request.htmx = user, False
    return Template(source).render(Context({"request": request, "user": user, **context}))


def test_next_meetings_shows_so_many_of_those_that_go_ahead(visitor):
    for number in range(4):
        make_meeting(title=f"Meeting {number}", starts_at=timezone.now() + timedelta(days=number + 1))
    make_meeting(title="Off", state="cancelled", starts_at=timezone.now() + timedelta(hours=1))
    with data_statements() as seen:
        words = render("{% load rsvps %}{% next_meetings user 3 %}", visitor)
    assert words.count("<article") == 3
    assert "Off" not in words
    assert len(seen) == 1


def test_my_meetings_are_those_answered_and_those_of_my_cags(member, action_group):
    make_meeting(title="Of my CAG", action_groups=[action_group])
    make_rsvp(meeting=make_meeting(title="Answered"), user=member)
    make_rsvp(meeting=make_meeting(title="Declined"), user=member, state="no")
    make_meeting(title="Of others", action_groups=[make_action_group()])
    words = render("{% load rsvps %}{% my_meetings user %}", member)
    assert "Of my CAG" in words and "Answered" in words
    assert "Declined" not in words and "Of others" not in words
    assert 'value="yes"' in words


def test_my_meetings_without_any_leads_to_the_list(supporter):
    assert "/meetings/" in render("{% load rsvps %}{% my_meetings user %}", supporter)


def test_a_cag_shows_its_next_and_past_meetings(visitor, action_group):
    make_meeting(title="Next one", action_groups=[action_group])
    make_meeting(title="Old one", action_groups=[action_group], starts_at=timezone.now() - timedelta(days=9))
    make_meeting(title="Not ours")
    words = render("{% load series %}{% action_group_meetings user cag %}", visitor, cag=action_group)
    assert "Next one" in words and "Old one" in words
    assert "Not ours" not in words


# -- staff pages ----------------------------------------------------------------------------------------------


def plan_data(**changes):
    day = timezone.localtime(timezone.now() + timedelta(days=30)).date().isoformat()
    return {
        "title": "Autumn lunch", "type": "cag", "mode": "room", "starts_at_0": day, "starts_at_1": "12:30",
        "ends_at_0": day, "ends_at_1": "14:00", **changes,
    }  # fmt: skip


def test_staff_plan_publish_and_cancel_in_the_staff_pages(client_of, staff):
    venue, client = make_venue(), client_of(staff)
    response = client.post("/admin/meetings/meeting/add/", plan_data(venue=venue.pk))
    assert response.status_code == 302, response.context["adminform"].form.errors
    meeting = Meeting.objects.get()
    assert timezone.localtime(meeting.starts_at).strftime("%H:%M") == "12:30"
    base = f"/admin/meetings/meeting/{meeting.pk}"
    assert "Publish" in page(client, f"{base}/change/")
    client.post(f"{base}/step/publish/")
    meeting.refresh_from_db()
    assert meeting.is_open
    client.post(f"{base}/step/answer-for/", {"email": "p@example.org", "name": "P", "answer": "yes", "party_size": 2})
    assert Rsvp.objects.get().on_behalf_by == staff
    assert "Say why" not in page(client, f"{base}/step/cancel/")
    client.post(f"{base}/step/cancel/", {"reason": "Burst pipe.", "_confirmed": "tell"})
    assert Rsvp.objects.get().state == "event_cancelled"


def test_a_postponed_meeting_gets_its_new_date_by_a_step(client_of, staff):
    meeting, client = make_meeting(venue=make_venue(), state="postponed"), client_of(staff)
    base = f"/admin/meetings/meeting/{meeting.pk}"
    assert 'name="starts_at_0"' not in page(client, f"{base}/change/")
    assert 'name="starts_at_0"' in page(client, f"{base}/step/move/")
    data = plan_data(_confirmed="tell")
    when = {key: data[key] for key in data if key.startswith(("starts_at", "ends_at", "_"))}
    assert client.post(f"{base}/step/move/", when).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.schedule_version, meeting.state) == (2, "published")


@pytest.mark.parametrize(("day", "clock"), [("2027-03-28", "01:30"), ("2027-10-31", "01:30")])
def test_a_time_the_clocks_skip_or_repeat_is_refused_in_words(client_of, staff, day, clock):
    response = client_of(staff).post(
        "/admin/meetings/meeting/add/", plan_data(starts_at_0=day, starts_at_1=clock, ends_at_0=day)
    )
    assert response.status_code == 200
    assert "starts_at" in response.context["adminform"].form.errors
    assert not Meeting.objects.exists()


def test_lists_of_answers_rules_and_reminders_open_and_say_what_will_go_out(client_of, staff, supporter):
    meeting = make_meeting(title="Lunch soon", starts_at=timezone.now() + timedelta(days=4))
    make_rsvp(meeting=meeting, user=supporter)
    client = client_of(staff)
    for name in ("meetings/meeting", "groups/venue", "meetings/rsvp", "meetings/reminderrule"):
        page(client, f"/admin/{name}/")
    words = page(client, "/admin/meetings/reminderdispatch/this-week/")
    assert "What will go out" in words and "Lunch soon" in words and "1 person" in words


def test_others_have_no_staff_pages(client_of, coordinator):
    assert client_of(coordinator).get("/admin/meetings/meeting/").status_code == 302


def test_membership_of_a_cag_is_not_lost_on_saving(client_of, staff, action_group):
    make_membership(action_group=action_group, organisation=make_organisation())
    meeting = make_meeting(venue=make_venue(), action_groups=[action_group], state="postponed")
    data = {k: v for k, v in plan_data(venue=meeting.venue.pk).items() if not k.startswith(("starts_at", "ends_at"))}
    client_of(staff).post(
        f"/admin/meetings/meeting/{meeting.pk}/change/", {**data, "action_groups": [action_group.pk]}
    )
    meeting.refresh_from_db()
    assert meeting.title == "Autumn lunch"
    assert list(meeting.action_groups.all()) == [action_group]
