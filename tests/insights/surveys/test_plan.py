"""From needs to sessions: waiting lists, a draft when enough want it, and what was delivered beside it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.outbox.models import OutboundMail
from insights.surveys import actions, plan
from insights.surveys.tasks import look_through
from meetings.interests.actions import tell_interested
from meetings.meetings.models import Meeting
from tests.factories.camk import make_user
from tests.factories.surveys import make_response, make_survey, topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanted():
    """A closed survey: six organisations need funding now, four of their people may be asked."""
    survey = make_survey(enough=5)
    for number in range(6):
        person = make_user(f"p{number}@example.org")
        make_response(survey=survey, by=person, organisation_name=f"Club {number}", may_ask=number < 4)
    make_response(survey=survey, organisation_name="Club 0", email="typed@example.org", may_ask=True)
    make_response(survey=survey, organisation_name="Club 9", needs={"governance": "now"})
    actions.close(survey=survey, by=None)
    survey.refresh_from_db()
    return survey


def test_who_waits_said_now_agreed_and_showed_the_address(wanted):
    row = plan.read(wanted)[0]
    assert row.topic == topic("funding") and row.now == 6 and row.is_enough
    assert [person.email for person in row.waiting] == [f"p{n}@example.org" for n in range(4)]


def test_when_enough_want_it_a_session_is_drafted_and_they_are_invited_once(wanted):
    look_through()
    look_through()
    meeting = Meeting.objects.get()  # not one for governance: a single organisation needs it
    assert meeting.state == "draft" and meeting.type == "training" and meeting.starts_at > timezone.now()
    assert not OutboundMail.objects.filter(kind="meetings/date_set").exists()
    for _ in range(2):
        tell_interested(meeting=meeting, by=None)  # what publishing does
    told = OutboundMail.objects.filter(kind="meetings/date_set").values_list("address", flat=True)
    assert sorted(told) == [f"p{n}@example.org" for n in range(4)]
    assert plan.read(wanted)[0].waiting == []  # they are not asked a second time


def test_nothing_is_drafted_while_it_is_open():
    survey = make_survey(enough=1)
    make_response(survey=survey, organisation_name="One Club")
    look_through()
    assert not Meeting.objects.exists()


def test_needs_stand_beside_what_was_delivered(client_of, staff, wanted):
    browser, step = client_of(staff), reverse("admin:insights_survey_step", args=[wanted.pk, "draft-session"])
    asked = {"topic": topic("funding").pk, "starts_at_0": "2027-01-12", "starts_at_1": "10:00", "mode": "room"}
    browser.post(step, asked)
    meeting = Meeting.objects.get()
    named = {"topic": topic("governance").pk, "meeting": meeting.pk}
    browser.post(reverse("admin:insights_survey_step", args=[wanted.pk, "name-meeting"]), named)
    page = browser.get(reverse("insights:survey-plan", args=[wanted.slug])).text
    assert page.count("Training: ") >= 2 and "12 January 2027" in page
