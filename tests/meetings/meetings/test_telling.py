"""Before people are told: "Save", "Save and tell", the preview between, and nothing typed that gets lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.outbox.models import OutboundMail
from meetings.interests import actions as interests
from meetings.interests.models import PlannedMeeting
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """A published meeting with two people going, one waiting, and one who declined."""
    start = timezone.now().replace(second=0, microsecond=0) + timedelta(days=14)
    made = make_meeting(title="Lunch", venue=make_venue(name="Old Hall"), starts_at=start, room_capacity=2)
    for name, state in (("Ann", "yes"), ("Bo", "yes"), ("Cem", "waitlisted"), ("Dee", "no")):
        queued = {"queued_at": timezone.now()} if state == "waitlisted" else {}
        make_rsvp(meeting=made, user=make_user(f"{name}@example.org".lower(), name=name), state=state, **queued)
    return made


def form_data(meeting, **changes):
    """What the form holds now, with these changes."""
    data = {
        "title": meeting.title, "type": meeting.type, "mode": meeting.mode, "venue": meeting.venue_id,
        "joining_url": meeting.joining_url, "summary": meeting.summary, "description": meeting.description,
        "room_capacity": 2,
    }  # fmt: skip
    for name in ("starts_at", "ends_at"):
        local = timezone.localtime(changes.pop(name, getattr(meeting, name)))
        data |= {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M}"}
    return data | changes


def press(client, meeting, **changes):
    response = client.post(f"/admin/meetings/meeting/{meeting.pk}/change/", form_data(meeting, **changes))
    return response, response.content.decode()


def typed_in(words, name):
    """The value of a field of the page."""
    return words.split(f'name="{name}" value="')[1].split('"')[0]


def test_save_tells_nobody_of_a_small_change(client_of, staff, meeting):
    response, _ = press(client_of(staff), meeting, summary="Soup.", _save="Save")
    assert response.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.summary, meeting.sequence) == ("Soup.", 0)
    assert not OutboundMail.objects.exists()


def test_the_form_says_how_many_would_be_told(client_of, staff, meeting):
    words = client_of(staff).get(f"/admin/meetings/meeting/{meeting.pk}/change/").content.decode()
    assert "Save and tell 3 people" in words and 'name="_save"' in words


def test_save_and_tell_shows_the_change_the_people_and_the_words_before_anything_is_kept(client_of, staff, meeting):
    client = client_of(staff)
    response, words = press(client, meeting, summary="Soup and bread.", _tell="x")
    assert response.status_code == 200
    for said in ("Soup and bread.", "3 people are told", "ann@example.org", "cem@example.org", "This is new"):
        assert said in words
    assert "dee@example.org" not in words
    meeting.refresh_from_db()
    assert meeting.summary == "" and not OutboundMail.objects.exists()
    response, _ = press(client, meeting, summary="Soup and bread.", _tell="x", _confirmed="tell")
    assert response.status_code == 302
    meeting.refresh_from_db()
    told = OutboundMail.objects.filter(kind="meetings/details_changed")
    assert (meeting.summary, meeting.sequence, meeting.schedule_version) == ("Soup and bread.", 1, 1)
    assert sorted(mail.address for mail in told) == ["ann@example.org", "bo@example.org", "cem@example.org"]


def test_the_joining_link_is_told_of_and_never_told(client_of, staff, meeting):
    changes = {"joining_url": "https://meet.example.org/secret", "mode": "both"}
    press(client_of(staff), meeting, **changes, _tell="x", _confirmed="tell")
    told = OutboundMail.objects.all()
    assert told.count() == 3
    assert all("link to join online is a new one" in mail.text and "secret" not in mail.text for mail in told)


def test_another_time_asks_first_and_then_tells(client_of, staff, meeting):
    client, later = client_of(staff), meeting.starts_at + timedelta(hours=1)
    response, words = press(client, meeting, starts_at=later, _save="Save")
    assert response.status_code == 200
    assert "New time: Lunch" in words and "2 people get" in words and "1 person gets" in words
    assert "still on the waiting list" in words
    assert Meeting.objects.get().starts_at == meeting.starts_at
    assert typed_in(words, "starts_at_1") == f"{timezone.localtime(later):%H:%M}"
    press(client, meeting, starts_at=later, _save="Save", _confirmed="tell")
    assert Meeting.objects.get().starts_at == later
    assert OutboundMail.objects.filter(kind="meetings/moved").count() == 3


def test_another_time_can_be_kept_without_telling(client_of, staff, meeting):
    later = meeting.starts_at + timedelta(hours=1)
    press(client_of(staff), meeting, starts_at=later, _save="Save", _confirmed="quiet")
    moved = Meeting.objects.get()
    assert (moved.starts_at, moved.sequence, moved.schedule_version) == (later, 1, 2)
    assert not OutboundMail.objects.exists()


def test_another_place_asks_too_and_nobody_is_asked_about_when_nobody_answered(client_of, staff, meeting):
    client, hall = client_of(staff), make_venue(name="New Hall")
    response, words = press(client, meeting, venue=hall.pk, _save="Save")
    assert response.status_code == 200 and "Old Hall" in words and "New Hall" in words
    lonely = make_meeting(venue=make_venue())
    response, _ = press(client, lonely, venue=hall.pk, _save="Save")
    assert response.status_code == 302


def test_going_back_keeps_what_was_typed(client_of, staff, meeting):
    later = meeting.starts_at + timedelta(hours=1)
    response, words = press(client_of(staff), meeting, starts_at=later, title="Late lunch", _save="Save", _back="1")
    assert response.status_code == 200
    assert "Nothing is saved yet." in words and typed_in(words, "title") == "Late lunch"
    assert Meeting.objects.get().title == "Lunch"


def test_what_a_rule_forbids_is_said_in_the_form_with_what_was_typed(client_of, staff, meeting):
    past = timezone.now() - timedelta(days=3)
    response, words = press(client_of(staff), meeting, starts_at=past, title="Late lunch", _save="Save")
    assert response.status_code == 200
    assert "must be still to come" in words and typed_in(words, "title") == "Late lunch"
    assert Meeting.objects.get().title == "Lunch"


@pytest.mark.parametrize(
    ("step", "before", "after", "subject"),
    [
        ("cancel", "published", "cancelled", "Cancelled: Lunch"),
        ("postpone", "published", "postponed", "Postponed: Lunch"),
        ("restore", "postponed", "published", "It is on after all: Lunch"),
    ],
)
def test_calling_off_and_restoring_show_the_mail_first(client_of, staff, meeting, step, before, after, subject):
    client, address = client_of(staff), f"/admin/meetings/meeting/{meeting.pk}/step/{step}/"
    if before == "postponed":
        client.post(f"/admin/meetings/meeting/{meeting.pk}/step/postpone/", {"reason": "Ice.", "_confirmed": "tell"})
    sent = OutboundMail.objects.count()
    data = {} if step == "restore" else {"reason": "The hall has no heating."}
    words = client.post(address, data).content.decode()
    assert subject in words and "tell 3 people" in words and "ann@example.org" in words
    assert step == "restore" or words.count("The hall has no heating.") >= 3
    meeting.refresh_from_db()
    assert (meeting.state, OutboundMail.objects.count()) == (before, sent)
    assert not Rsvp.objects.filter(state="event_cancelled").exists()
    back = client.post(address, data | {"_back": "1"}).content.decode()
    assert step == "restore" or "The hall has no heating.</textarea>" in back
    client.post(address, data | {"_confirmed": "tell"})
    meeting.refresh_from_db()
    assert (meeting.state, OutboundMail.objects.count()) == (after, sent + 3)


def test_a_preview_holds_nobodys_own_link(client_of, staff, meeting):
    words = (
        client_of(staff)
        .post(f"/admin/meetings/meeting/{meeting.pk}/step/cancel/", {"reason": "Ice."})
        .content.decode()
    )
    assert "(their own link)" in words and "/answers/" not in words


def test_publishing_asks_only_when_somebody_waits_to_hear_of_it(client_of, staff):
    client, ann = client_of(staff), make_user("ann.waits@example.org", name="Ann")
    alone = make_meeting(title="Alone", venue=make_venue(), state="draft")
    assert client.post(f"/admin/meetings/meeting/{alone.pk}/step/publish/").status_code == 302
    planned = interests.store_planned(planned=PlannedMeeting(title="Awaited"), themes=[], dates=[], by=staff)
    interests.be_interested(planned=planned, user=ann, by=ann)
    start = timezone.now() + timedelta(days=20)
    when = {"starts_at": start, "ends_at": start + timedelta(hours=2), "mode": "online", "type": "cag"}
    awaited = interests.give_date(planned=planned, **when, by=staff)
    address = f"/admin/meetings/meeting/{awaited.pk}/step/publish/"
    words = client.post(address).content.decode()
    assert "Publish and tell 1 person" in words and ann.email in words
    assert Meeting.objects.get(pk=awaited.pk).state == "draft" and not OutboundMail.objects.exists()
    client.post(address, {"_confirmed": "tell"})
    assert Meeting.objects.get(pk=awaited.pk).state == "published" and OutboundMail.objects.count() == 1
