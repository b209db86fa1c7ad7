"""What people say about a meeting: two questions by link, counts without names, and a quote with consent."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.errors import RuleBroken
from camk.links import SecretLink, link_for
from camk.outbox.models import OutboundMail
from insights.stories import actions as stories
from insights.stories.models import Story
from meetings.outcomes.actions.feedback import give_feedback
from meetings.outcomes.feedback import ENOUGH
from meetings.outcomes.models import Feedback
from meetings.reminders.tasks import sweep
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.outcomes import make_feedback, make_past
from tests.guard import fixture_writes
from tests.meetings.outcomes.test_views import page

pytestmark = pytest.mark.django_db
SAID = {
    "worth": "partly",
    "less_alone": "little",
    "change": "Warmer rooms.",
    "quote": "I met a joiner.",
    "quote_as": "Cora",
    "consent": "on",
}


@pytest.fixture
def past(db):
    return make_past(title="Lunch")


@pytest.fixture
def link(past, coordinator):
    with fixture_writes():
        return reverse("meetings:feedback", args=[link_for(purpose="feedback", target=past, user=coordinator).token])


def test_the_thank_you_asks_two_questions_by_link_of_those_who_came(client):
    starts_at = datetime(2027, 3, 9, 10, 0, tzinfo=timezone.get_current_timezone())
    with time_machine.travel(starts_at - timedelta(days=3), tick=False):
        meeting = make_meeting(title="Lunch", starts_at=starts_at)
        make_rsvp(meeting=meeting, user=make_user("came@example.org"), attendance="attended")
        make_rsvp(meeting=meeting, user=make_user("not@example.org"), attendance="absent")
    with time_machine.travel(starts_at + timedelta(days=1, hours=2), tick=False):
        sweep()
        mail = OutboundMail.objects.get(kind="meetings/thank_you")
        (row,) = SecretLink.objects.filter(purpose="feedback")
        assert mail.address == "came@example.org" and f"/feedback/{row.token}/" in mail.text
        assert "Was it worth your time?" in page(client, f"/feedback/{row.token}/")
    with time_machine.travel(starts_at + timedelta(days=70), tick=False):
        page(client, f"/feedback/{row.token}/", 404)


def test_opening_it_keeps_nothing_and_sending_it_twice_changes_the_one_answer(client, link, past, coordinator):
    assert "Cora Coordinator" in page(client, link)
    assert not Feedback.objects.exists()
    for worth in ("partly", "yes"):
        response = client.post(link, SAID | {"worth": worth}, follow=True)
        assert "We have written that down" in response.content.decode()
    row = Feedback.objects.get()
    assert (row.user, row.meeting, row.worth, row.quote) == (coordinator, past, "yes", "I met a joiner.")
    assert row.less_alone == "little"
    assert "Warmer rooms." in page(client, link)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"worth": ""}, "Choose one of the answers"),
        ({"worth": "very"}, "Choose one of the answers"),
        ({"less_alone": "very"}, "Choose one of the answers"),
        ({"quote": ""}, "Write the sentence that we may quote"),
        ({"quote": "x" * 251}, "at most 250"),
        ({"change": "My daughter was beaten by her husband."}, "somebody may be at risk"),
    ],
)
def test_bad_feedback_gets_a_sentence_and_loses_nothing_typed(client, link, changes, sentence):
    words = client.post(link, SAID | {"quote_as": "Typed name"} | changes).content.decode()
    assert sentence in words and "Typed name" in words
    assert not Feedback.objects.exists()


def test_of_a_meeting_that_did_not_take_place_nothing_is_said(coordinator):
    for meeting in (make_meeting(), make_past(state="cancelled")):
        with pytest.raises(RuleBroken, match="did not take place"):
            give_feedback(meeting=meeting, worth="yes", by=coordinator)


def test_one_answer_a_person_and_no_consent_to_nothing_in_the_database_too(past, coordinator):
    make_feedback(meeting=past, user=coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_feedback(meeting=past, user=coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_feedback(meeting=past, user=make_user(), quote="")


def test_the_public_reads_a_sentence_only_when_enough_people_answered(client, past):
    for number in range(ENOUGH):
        assert "worth their time" not in page(client, "/meetings/lunch/")
        make_feedback(meeting=past, user=make_user(), worth="yes" if number else "partly", less_alone="much")
    words = page(client, "/meetings/lunch/")
    assert "4 of the 5 people who told us said yes, 1 said partly. 5 of 5 feel less alone" in words
    with fixture_writes():
        Feedback.objects.filter(worth="partly").update(less_alone="")
    assert "less alone" not in page(client, "/meetings/lunch/"), "four alone are not said to everybody"


def test_staff_read_counts_and_words_without_names(client_of, staff, past):
    who = make_user("secret@example.org", name="Secret Person")
    make_feedback(meeting=past, user=who, change="More tea.", quote="", quote_as="", consented_at=None)
    quoted = make_feedback(meeting=past, user=make_user(name="Other Person"))
    client = client_of(staff)
    words = page(client, reverse("admin:meetings_outcome_change", args=[past.pk]))
    assert "2 answers: 2 yes, 0 partly, 0 no" in words and "More tea." in words and "I met my neighbours." in words
    listed = page(client, reverse("admin:meetings_feedback_changelist"))
    listed += page(client, reverse("admin:meetings_feedback_change", args=[quoted.pk]))
    assert "I met my neighbours." in listed
    for name in ("Secret Person", "secret@example.org", "Other Person"):
        assert name not in words + listed


def test_the_trail_does_not_say_who_answered(past, coordinator):
    give_feedback(meeting=past, worth="no", change="Canary.", by=coordinator)
    event = audit.AuditEvent.objects.get(verb="feedback.given")
    assert event.by_id is None and "no" not in event.data.values() and "Canary" not in str(event.data)


def test_a_quote_becomes_a_story_and_comes_down_when_it_is_taken_back(
    client_of, client, staff, past, link, coordinator
):
    client.post(link, SAID)
    quote = Feedback.objects.get()
    step = reverse("admin:meetings_feedback_step", args=[quote.pk, "testimonial"])
    signed_in = client_of(staff)
    assert signed_in.post(step, {"title": "A joiner", "changed": "They built a bench."}).status_code == 302
    story = Story.objects.get()
    assert (story.said, story.who, story.consented_at) == ("I met a joiner.", "Cora", quote.consented_at)
    with pytest.raises(RuleBroken, match="already"):
        stories.story_from_quote(feedback=quote, title="Again", changed="So", by=staff)
    stories.publish_story(story=story, by=staff)
    client.logout()
    assert "I met a joiner." in page(client, "/stories/")
    client.post(link, SAID | {"worth": "no"})
    assert "I met a joiner." in page(client, "/stories/")
    client.post(link, {name: value for name, value in SAID.items() if name != "consent"})
    assert "I met a joiner." not in page(client, "/stories/")
    story.refresh_from_db()
    assert (story.said, story.who, story.published_at) == ("Taken out", "", None)
    quote.refresh_from_db()
    with pytest.raises(RuleBroken, match="no longer agree"):
        stories.story_from_quote(feedback=quote, title="Again", changed="So", by=staff)
