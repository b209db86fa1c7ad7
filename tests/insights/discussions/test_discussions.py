"""Where an issue was talked about: on its page, on the meeting's page, and by mail to the people behind it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.discussions.actions import forget_discussions, note_discussed
from insights.discussions.models import Discussion
from meetings.outcomes.actions import write_up
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_us_too
from tests.factories.meetings import make_meeting
from tests.factories.outcomes import make_past, make_record
from tests.guard import fixture_writes
from tests.meetings.outcomes.test_views import page

pytestmark = pytest.mark.django_db
WORDS = "canary: what somebody wrote"


def issue_of(user, **changes):
    return make_issue(**{"released": True, "state": "accepted", "user": user, "words": WORDS, **changes})


def show(meeting, by):
    write_up(meeting=meeting, notes="We talked.", decisions=[], minutes="We met.", show=True, by=by)


def test_issue_and_meeting_lead_to_each_other(client, staff, coordinator):
    meeting, issue = make_past(title="Lunch"), issue_of(coordinator)
    hidden = issue_of(coordinator, released=False)
    note_discussed(meeting=meeting, issues=[issue, hidden], by=staff)
    words = page(client, issue.get_absolute_url())
    assert "Talked about at Lunch" in words and "See the meeting" in words
    there = page(client, "/meetings/lunch/")
    assert issue.lead_wording in there and hidden.reference not in there
    make_record(meeting=meeting, audience="members")
    assert "See the meeting" in page(client, issue.get_absolute_url())
    make_record(meeting=meeting, minutes="", decisions=[], audience="public")
    words = page(client, issue.get_absolute_url())
    assert "Read the minutes" in words and "/meetings/lunch/minutes/" in words


def test_it_stands_among_the_steps_in_the_order_of_time(client, staff, coordinator):
    issue = issue_of(coordinator)
    note_discussed(meeting=make_past(title="Lunch"), issues=[issue], by=staff)
    with fixture_writes():
        issue.moves.create(new_state="accepted", at=timezone.now() - timedelta(days=20))
        issue.moves.create(new_state="parked", at=timezone.now() - timedelta(days=1))
    words = page(client, issue.get_absolute_url())
    assert words.index("<strong>Watching") < words.index("Talked about at Lunch") < words.index("<strong>On our list")


def test_whoever_told_us_comes_back_by_link_and_reads_it_too(client, staff, coordinator):
    meeting = make_past(title="Lunch")
    note_discussed(meeting=meeting, issues=[issue_of(coordinator)], by=staff)
    show(meeting, staff)
    mail = OutboundMail.objects.get(kind="insights/issue_discussed")
    address = next(part for part in mail.text.split() if "/told/" in part)
    assert "Talked about at Lunch" in page(client, address[address.index("/told/") :])


def test_people_are_told_of_each_issue_once_when_the_record_is_shown_without_words(staff, coordinator):
    """Mails about several issues go as one (tests/insights/issues/test_together.py)."""
    meeting = make_past()
    first, second = issue_of(coordinator), issue_of(coordinator)
    other = make_user("too@example.org")
    make_us_too(issue=second, user=other)
    note_discussed(meeting=meeting, issues=[first, second], by=staff)
    assert not OutboundMail.objects.exists()
    show(meeting, staff)
    show(meeting, staff)
    mails = OutboundMail.objects.filter(kind="insights/issue_discussed")
    told = [(coordinator, first), (coordinator, second), (other, second)]
    assert sorted((mail.user.pk, mail.part.title) for mail in mails) == sorted((u.pk, i.reference) for u, i in told)
    assert OutboundMail.objects.count() == 3
    for mail in mails:
        assert mail.part.title in mail.text and mail.part.bundle == "insights/news_of_issues"
        assert "canary" not in mail.text and first.lead_wording not in mail.text


def test_what_is_sealed_is_never_noted_nor_told_and_is_taken_off(client, staff, coordinator):
    meeting, issue = make_past(title="Lunch"), issue_of(coordinator)
    with pytest.raises(RuleBroken, match="not talked about"):
        note_discussed(meeting=meeting, issues=[make_issue(state="sealed")], by=staff)
    note_discussed(meeting=meeting, issues=[issue], by=staff)
    forget_discussions(issues=[issue], by=staff)
    show(meeting, staff)
    assert not Discussion.objects.exists() and not OutboundMail.objects.exists()
    assert issue.lead_wording not in page(client, "/meetings/lunch/")


def test_nothing_was_talked_about_at_a_meeting_to_come(staff):
    with pytest.raises(RuleBroken, match="not taken place"):
        note_discussed(meeting=make_meeting(), issues=[make_issue(released=True)], by=staff)


def test_staff_note_references_and_wrong_ones_are_named(client_of, staff, coordinator):
    meeting, issue, sealed = make_past(), issue_of(coordinator), make_issue(state="sealed")
    client, step = client_of(staff), reverse("admin:meetings_outcome_step", args=[meeting.pk, "issues"])
    for wrong in ("MK-1999-00001", sealed.reference, "<b>"):
        response = client.post(step, {"issues": f"{issue.reference}\n{wrong}"})
        assert response.status_code == 200 and "We have no open issue" in response.content.decode()
        assert issue.reference in response.content.decode()
    assert client.post(step, {"issues": issue.reference.lower()}).status_code == 302
    assert issue.reference in page(client, step)
    assert client.post(step, {"issues": ""}).status_code == 302
    assert not Discussion.objects.exists()
