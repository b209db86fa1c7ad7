"""What staff do with meetings, and what becomes of the people who answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.addresses import OldAddress
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from meetings.meetings import actions
from meetings.meetings.models import Meeting
from meetings.rsvps.actions import answer
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue

pytestmark = pytest.mark.django_db
State = Rsvp.State


def plan(staff, meeting=None, **changes):
    start = timezone.now() + timedelta(days=20)
    values = {"title": "Lunch", "starts_at": start, "ends_at": start + timedelta(hours=1)}
    meeting = meeting or Meeting(**values)
    for name, value in changes.items():
        setattr(meeting, name, value)
    return actions.store(meeting=meeting, themes=[], action_groups=[], by=staff)


def one_of_each(meeting):
    """A person in each state that holds or waits, and one who declined."""
    later = meeting.starts_at - timedelta(hours=1)
    made = {
        "yes": {"last_sequence": 0, "has_entry": True},
        "maybe": {},
        "waitlisted": {"queued_at": timezone.now()},
        "offered": {"queued_at": timezone.now(), "offer_expires_at": later},
        "no": {},
    }
    return {state: make_rsvp(meeting=meeting, user=make_user(), state=state, **more) for state, more in made.items()}


def states(meeting):
    return list(Rsvp.objects.filter(meeting=meeting).order_by("pk").values_list("state", flat=True))


def test_a_new_meeting_is_a_draft_with_an_address_of_its_month(staff):
    meeting = plan(staff)
    assert meeting.state == Meeting.State.DRAFT
    assert meeting.slug == f"lunch-{timezone.localtime(meeting.starts_at):%B-%Y}".lower()
    assert meeting.created_by == staff


def test_publishing_needs_a_room_and_a_date_to_come(staff):
    with pytest.raises(RuleBroken, match="building"):
        actions.publish(meeting=plan(staff), by=staff)
    past = timezone.now() - timedelta(days=1)
    with pytest.raises(RuleBroken, match="started already"):
        actions.publish(meeting=make_meeting(state="draft", starts_at=past), by=staff)
    meeting = plan(staff, venue=make_venue(), title="Other")
    actions.publish(meeting=meeting, by=staff)
    meeting.refresh_from_db()
    assert meeting.is_open
    with pytest.raises(RuleBroken, match="Only a draft"):
        actions.publish(meeting=meeting, by=staff)


def test_a_new_title_leaves_the_old_address_working(staff):
    meeting = make_meeting(title="Lnuch", venue=make_venue())
    plan(staff, meeting, title="Lunch")
    assert OldAddress.objects.get().slug == "lnuch"
    assert meeting.slug.startswith("lunch-")


def test_another_time_and_place_in_one_go_are_told_in_one_mail(staff):
    meeting = make_meeting(venue=make_venue(name="Old Hall"))
    one_of_each(meeting)
    day, hall = timedelta(days=1), make_venue(name="New Hall")
    plan(staff, meeting, starts_at=meeting.starts_at + day, ends_at=meeting.ends_at + day, venue=hall)
    told = OutboundMail.objects.exclude(kind="meetings/place_free_going")
    assert {mail.kind for mail in told} == {"meetings/moved"} and told.count() == 4
    assert all("New Hall" in mail.text and "Place before: Old Hall" in mail.text for mail in told)


def test_another_end_alone_lets_the_reminders_stand(staff):
    meeting = make_meeting()
    plan(staff, meeting, ends_at=meeting.ends_at + timedelta(minutes=30))
    assert (meeting.sequence, meeting.schedule_version) == (1, 1)


@pytest.mark.parametrize(("state", "words"), [("postponed", "new date"), ("cancelled", "restored first")])
def test_the_time_of_a_meeting_called_off_is_not_changed_by_editing(staff, state, words):
    meeting = make_meeting(state=state)
    with pytest.raises(RuleBroken, match=words):
        plan(staff, meeting, starts_at=meeting.starts_at + timedelta(minutes=5))


def test_a_new_venue_is_told_to_everybody_with_an_answer_that_counts(staff):
    meeting = make_meeting(venue=make_venue())
    people = one_of_each(meeting)
    plan(staff, meeting, venue=make_venue(name="Elsewhere Hall"))
    told = OutboundMail.objects.filter(kind="meetings/place_changed")
    assert {mail.user_id for mail in told} == {people[s].user_id for s in ("yes", "maybe", "waitlisted", "offered")}
    assert all("Elsewhere Hall" in mail.text for mail in told)


def test_a_typing_mistake_mended_tells_nobody(staff):
    meeting = make_meeting(venue=make_venue())
    one_of_each(meeting)
    plan(staff, meeting, summary="Better words", description="More of them")
    assert not OutboundMail.objects.exists()


def test_a_room_meeting_that_goes_online_takes_its_people_along(staff):
    meeting = make_meeting(venue=make_venue())
    rsvp = make_rsvp(meeting=meeting, user=make_user())
    plan(staff, meeting, mode="online")
    rsvp.refresh_from_db()
    assert (rsvp.mode, rsvp.state) == ("online", State.YES)


def test_moving_tells_everybody_once_with_a_higher_sequence(staff):
    meeting = make_meeting()
    people = one_of_each(meeting)
    start = meeting.starts_at + timedelta(days=2)
    for _ in range(2):
        actions.move(meeting=meeting, starts_at=start, ends_at=start + timedelta(hours=1), by=staff)
    notices = OutboundMail.objects.filter(kind="meetings/moved")
    assert notices.count() == 4
    assert [m.user_id for m in notices if m.calendar] == [people["yes"].user_id]
    people["yes"].refresh_from_db()
    meeting.refresh_from_db()
    assert (people["yes"].last_sequence, meeting.sequence, meeting.schedule_version) == (1, 1, 2)


def test_a_meeting_that_has_started_is_not_moved(staff):
    meeting = make_meeting(starts_at=timezone.now() - timedelta(hours=1))
    start = timezone.now() + timedelta(days=1)
    with pytest.raises(RuleBroken, match="started already"):
        actions.move(meeting=meeting, starts_at=start, ends_at=start + timedelta(hours=1), by=staff)


def test_cancelling_needs_a_reason_and_ends_every_answer_but_a_no(staff):
    meeting = make_meeting()
    people = one_of_each(meeting)
    with pytest.raises(RuleBroken, match="Say why"):
        actions.cancel(meeting=meeting, reason=" ", by=staff)
    actions.cancel(meeting=meeting, reason="Burst pipe.", by=staff)
    assert states(meeting) == [State.EVENT_CANCELLED] * 4 + [State.NO]
    told = OutboundMail.objects.filter(kind="meetings/cancelled")
    assert told.count() == 4
    assert [m.calendar_method for m in told.filter(user=people["yes"].user)] == ["CANCEL"]
    assert all("Burst pipe." in mail.text for mail in told)


def test_a_draft_that_is_given_up_tells_nobody_and_never_shows(staff, client):
    meeting = make_meeting(state="draft", title="Secret plan")
    make_rsvp(meeting=meeting, user=make_user())
    for call_off in (actions.cancel, actions.postpone):
        with pytest.raises(RuleBroken, match="never published"):
            call_off(meeting=meeting, reason="Not needed.", by=staff)
    actions.drop(meeting=meeting, by=staff)
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.DROPPED
    assert not Meeting.objects.public().exists() and not OutboundMail.objects.exists()
    for address in (meeting.get_absolute_url(), f"{meeting.get_absolute_url()}calendar.ics"):
        assert client.get(address).status_code == 404
    for feed in ("/meetings/", "/meetings/calendar.ics"):
        assert "Secret plan" not in client.get(feed).content.decode()
    with pytest.raises(RuleBroken, match="given up"):
        actions.move(meeting=meeting, starts_at=meeting.starts_at, ends_at=meeting.ends_at, by=staff)
    with pytest.raises(RuleBroken, match="Only a cancelled"):
        actions.restore(meeting=meeting, by=staff)
    actions.pick_up(meeting=meeting, by=staff)
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.DRAFT


def test_a_published_meeting_is_cancelled_and_not_given_up(staff):
    with pytest.raises(RuleBroken, match="cannot become"):
        actions.drop(meeting=make_meeting(), by=staff)


def test_restoring_gives_everybody_back_what_they_had(staff):
    meeting = make_meeting(room_capacity=2)
    one_of_each(meeting)
    actions.cancel(meeting=meeting, reason="Burst pipe.", by=staff)
    actions.restore(meeting=meeting, by=staff)
    # The person with the offer is in the queue again, behind the one who waited before, who fits.
    assert states(meeting) == [State.YES, State.MAYBE, State.YES, State.WAITLISTED, State.NO]


def test_an_answer_kept_back_for_the_morning_does_not_follow_a_cancellation(staff):
    meeting = make_meeting()
    rsvp = answer(meeting=meeting, user=make_user(), answer="yes", by=None)
    actions.cancel(meeting=meeting, reason="Burst pipe.", by=staff)
    assert OutboundMail.objects.get(user=rsvp.user, kind="meetings/going").state == OutboundMail.State.DROPPED


def test_postponing_keeps_the_answers_and_a_new_date_brings_the_meeting_back(staff):
    meeting = make_meeting()
    rsvp = make_rsvp(meeting=meeting, user=make_user(), last_sequence=0, has_entry=True)
    actions.postpone(meeting=meeting, reason="Speaker ill.", by=staff)
    assert states(meeting) == [State.YES]
    assert OutboundMail.objects.get(kind="meetings/postponed").calendar_method == "CANCEL"
    start = meeting.starts_at + timedelta(days=30)
    actions.move(meeting=meeting, starts_at=start, ends_at=start + timedelta(hours=1), by=staff)
    meeting.refresh_from_db()
    rsvp.refresh_from_db()
    assert (meeting.state, meeting.state_reason, rsvp.state) == (Meeting.State.PUBLISHED, "", State.YES)
    assert OutboundMail.objects.get(kind="meetings/moved").calendar_method == "REQUEST"


def test_a_cancelled_meeting_is_not_moved_or_cancelled_again(staff):
    meeting = make_meeting(state="cancelled")
    start = meeting.starts_at
    with pytest.raises(RuleBroken, match="restored first"):
        actions.move(meeting=meeting, starts_at=start, ends_at=start + timedelta(hours=1), by=staff)
    with pytest.raises(RuleBroken, match="cannot become"):
        actions.cancel(meeting=meeting, reason="Again.", by=staff)
