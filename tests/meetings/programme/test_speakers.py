"""Speakers: asked by a link, shown only while they agree, their address and needs seen by staff alone."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from meetings.meetings import actions as meetings
from meetings.meetings.models import Speaker
from meetings.programme import actions
from meetings.programme.actions.speaking import FORGET_NEEDS_AFTER
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue
from tests.factories.organisations import make_organisation
from tests.forgetting import forgotten
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
ANSWER = {"answer": "yes", "topic": "Bees in winter", "biography": "Keeps bees.", "needs": "A step-free way."}


@pytest.fixture
def meeting(staff):
    return make_meeting(title="Lunch", host=staff, venue=make_venue())


def make_speaker(meeting, staff, **more):
    row = Speaker(**{"meeting": meeting, "name": "Ann Aldous", "topic": "Bees", **more})
    return actions.store_speaker(speaker=row, email="ann@example.org", by=staff)


def ask(speaker, staff) -> str:
    """Send the link; its address."""
    actions.ask_speaker(speaker=speaker, by=staff)
    link = SecretLink.objects.live().get(purpose="speaker", user=speaker.user)
    return reverse("meetings:speaker", args=[link.token])


def test_a_speaker_agrees_by_the_link_and_is_shown(client, client_of, staff, meeting):
    ours = make_organisation(name="Bee Friends")
    staff_client = client_of(staff)
    add = f"/admin/meetings/speaker/add/?meeting={meeting.pk}"
    form = {
        "name": "Ann Aldous",
        "email": "Ann@example.org",
        "role": "keynote",
        "organisation": ours.pk,
        "topic": "Bees",
    }
    assert staff_client.post(add, form).status_code == 302
    speaker = meeting.speakers.get()
    staff_client.post(reverse("admin:meetings_programme", args=[meeting.pk]), {"do": f"speaker-ask:{speaker.pk}"})
    mail = OutboundMail.objects.get(kind="meetings/speaker_asked")
    assert mail.address == "ann@example.org" and "/speakers/" in mail.text
    staff_client.logout()
    page = meeting.get_absolute_url()
    assert "Ann Aldous" not in client.get(page).text
    link = mail.text[mail.text.index("/speakers/") :].split()[0]
    opened = client.get(link)
    assert opened.status_code == 200 and "Bees" in opened.text and opened["Cache-Control"] == "private, no-store"
    assert "Ann Aldous" not in client.get(page).text, "opening it changes nothing"
    client.post(link, ANSWER)
    words = client.get(page).text
    assert "Ann Aldous" in words and "Bees in winter" in words and "Keeps bees." in words
    assert ours.get_absolute_url() in words and "Keynote speaker" in words
    assert "ann@example.org" not in words and "step-free way" not in words.lower()
    told = OutboundMail.objects.get(kind="meetings/speaker_answered")
    assert told.user == staff and "step-free" not in told.text.lower()
    speaker.user.refresh_from_db()
    assert speaker.user.verified_at


def test_consent_taken_back_ends_it_at_once(client, staff, meeting):
    link = ask(make_speaker(meeting, staff), staff)
    client.post(link, ANSWER)
    first = meeting.speakers.get().consented_at
    client.post(link, ANSWER | {"topic": "Wasps"})
    assert meeting.speakers.get().consented_at == first, "it keeps its date"
    client.post(link, ANSWER | {"answer": "unnamed"})
    assert "Ann Aldous" not in client.get(meeting.get_absolute_url()).text
    assert meeting.speakers.get().answer_words == "Speaks, without being named on the page"
    client.post(link, ANSWER | {"answer": "no"})
    assert meeting.speakers.get().answer_words == "Cannot speak"
    assert OutboundMail.objects.filter(kind="meetings/speaker_answered", user=staff).count() >= 1


@pytest.mark.parametrize("wrong", [{"answer": ""}, {"answer": "always"}, {"topic": "x" * 201}, {"needs": "x" * 501}])
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(client, staff, meeting, wrong):
    link = ask(make_speaker(meeting, staff), staff)
    answer = client.post(link, ANSWER | {"biography": "Typed with care."} | wrong)
    assert answer.status_code == 200 and "Typed with care." in answer.text
    assert meeting.speakers.get().answered_at is None


def test_the_link_works_for_a_draft_and_not_for_somebody_else(client, staff):
    draft = make_meeting(state="draft", title="Plan")
    speaker = make_speaker(draft, staff)
    link = ask(speaker, staff)
    assert client.get(link).status_code == 200
    assert client.get(reverse("meetings:speaker", args=["1-x"])).status_code == 404
    form = {"name": "Ann Aldous", "role": "speaker", "email": "other@example.org"}
    speaker.refresh_from_db()
    actions.store_speaker(speaker=speaker, email=form["email"], by=staff)
    assert client.get(link).status_code == 404, "another address closes the old one's link"
    assert Speaker.objects.get().asked_at is None


def test_smuggled_fields_change_nothing_else(client, staff, meeting):
    link, other = ask(make_speaker(meeting, staff), staff), make_meeting()
    more = {"name": "Evil", "meeting": other.pk, "user": staff.pk, "consented_at": "2001-01-01", "role": "keynote"}
    client.post(link, ANSWER | {"answer": "unnamed"} | more)
    row = Speaker.objects.get()
    assert (row.name, row.meeting, row.role, row.consented_at) == ("Ann Aldous", meeting, "speaker", None)
    assert row.user.email == "ann@example.org"


def test_staff_write_down_what_they_said_on_the_phone(client_of, staff, meeting):
    speaker = actions.store_speaker(speaker=Speaker(meeting=meeting, name="Bo"), by=staff)
    base, client = f"/admin/meetings/speaker/{speaker.pk}", client_of(staff)
    assert "not possible" in client.get(f"{base}/step/ask/", follow=True).text, "no address"
    client.post(f"{base}/step/note/", {"answer": "yes"})
    assert Speaker.objects.get().consented_at
    event = AuditEvent.objects.get(verb="speaker.answer_noted")
    assert event.by == staff and event.data["answer"] == "yes"
    client.post(f"{base}/step/remove/")
    assert not Speaker.objects.exists()


def test_staff_find_who_has_not_answered(client_of, staff, meeting):
    make_speaker(meeting, staff)
    agreed = actions.store_speaker(speaker=Speaker(meeting=meeting, name="Bo Agreed"), by=staff)
    actions.note_answer(speaker=agreed, answer="yes", by=staff)
    client = client_of(staff)
    words = client.get("/admin/meetings/speaker/?answer=open").text
    assert "Ann Aldous" in words and "Bo Agreed" not in words
    assert "Bo Agreed" in client.get("/admin/meetings/speaker/?answer=yes").text
    assert "Ann Aldous" not in client.get("/admin/meetings/speaker/?answer=no").text


def test_speakers_stand_in_the_order_staff_give_them(client_of, client, staff, meeting):
    for name in ("One", "Two", "Three"):
        row = actions.store_speaker(speaker=Speaker(meeting=meeting, name=f"Speaker {name}"), by=staff)
        actions.note_answer(speaker=row, answer="yes", by=staff)
    address = reverse("admin:meetings_programme", args=[meeting.pk])
    client_of(staff).post(address, {"do": f"speaker-up:{row.pk}"})
    words = client_of(staff).get(meeting.get_absolute_url()).text
    assert words.index("Speaker One") < words.index("Speaker Three") < words.index("Speaker Two")


def test_a_link_is_not_sent_after_the_meeting(staff):
    over = make_meeting(starts_at=timezone.now() - timedelta(days=2))
    speaker = make_speaker(over, staff)
    with pytest.raises(RuleBroken, match="over"):
        actions.ask_speaker(speaker=speaker, by=staff)
    with pytest.raises(RuleBroken, match="over"):
        actions.answer_as_speaker(speaker=speaker, answer="no", by=speaker.user)
    with pytest.raises(RuleBroken, match="Choose one"):
        actions.answer_as_speaker(speaker=speaker, answer="perhaps", by=speaker.user)
    actions.answer_as_speaker(speaker=speaker, answer="unnamed", by=speaker.user)  # to take one's name off


def test_what_they_needed_is_forgotten(staff, meeting):
    speaker = make_speaker(meeting, staff)
    actions.answer_as_speaker(speaker=speaker, answer="yes", needs="A lift.", by=speaker.user)
    with time_machine.travel(meeting.ends_at + FORGET_NEEDS_AFTER - timedelta(hours=1), tick=False):
        forgotten("speakers")
        assert Speaker.objects.get().needs
    with time_machine.travel(meeting.ends_at + FORGET_NEEDS_AFTER + timedelta(hours=1), tick=False):
        forgotten("speakers")
        assert not Speaker.objects.get().needs and Speaker.objects.get().consented_at


def test_who_cannot_speak_is_never_shown(staff, meeting):
    speaker = make_speaker(meeting, staff)
    with pytest.raises(IntegrityError), fixture_writes(), transaction.atomic():
        Speaker.objects.filter(pk=speaker.pk).update(consented_at=timezone.now(), declined_at=timezone.now())


def test_a_host_who_left_is_not_written_to(staff):
    meeting = make_meeting(host=make_user(is_active=False))
    speaker = make_speaker(meeting, staff)
    actions.answer_as_speaker(speaker=speaker, answer="yes", by=speaker.user)
    assert not OutboundMail.objects.filter(kind="meetings/speaker_answered").exists()


# -- when the meeting changes ---------------------------------------------------------------------------------------


def test_speakers_hear_of_every_change_once(staff, meeting):
    speaker, unasked = make_speaker(meeting, staff), make_speaker(meeting, staff, name="Bo")
    actions.ask_speaker(speaker=speaker, by=staff)
    declined = actions.store_speaker(speaker=Speaker(meeting=meeting, name="Cy"), email="cy@example.org", by=staff)
    actions.note_answer(speaker=declined, answer="no", by=staff)
    coming = actions.store_speaker(speaker=Speaker(meeting=meeting, name="Di"), email="di@example.org", by=staff)
    actions.note_answer(speaker=coming, answer="yes", by=staff)
    make_rsvp(meeting=meeting, user=coming.user)
    later = meeting.starts_at + timedelta(days=3)
    meetings.move(meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1), by=staff)
    meetings.postpone(meeting=meeting, reason="No hall.", by=staff)
    meetings.restore(meeting=meeting, by=staff)
    meetings.cancel(meeting=meeting, reason="Burst pipe.", by=staff)
    told = OutboundMail.objects.filter(kind="meetings/speaker_change").order_by("pk")
    assert {mail.user for mail in told} == {speaker.user} and unasked.user == speaker.user
    begins = ["New time", "Postponed", "It goes ahead after all", "Cancelled"]
    assert [mail.subject.partition(":")[0] for mail in told] == begins
    assert "No hall." in told[1].text and "Burst pipe." in told[3].text and "/speakers/" in told[0].text


def test_a_change_that_nobody_is_told_of_is_not_told_to_speakers(staff, meeting):
    speaker = make_speaker(meeting, staff)
    actions.ask_speaker(speaker=speaker, by=staff)
    meeting.venue = make_venue()
    meetings.store(meeting=meeting, themes=[], action_groups=[], tell_people=False, by=staff)
    assert not OutboundMail.objects.filter(kind="meetings/speaker_change").exists()
    meeting.venue = make_venue(name="New Hall")
    meetings.store(meeting=meeting, themes=[], action_groups=[], by=staff)
    mail = OutboundMail.objects.get(kind="meetings/speaker_change")
    assert mail.subject.startswith("New place") and "New Hall" in mail.text
