"""The quick review after an action: opened on the day, answered by link, read together, missed after 48 hours."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camk.accounts import offices
from camk.errors import RuleBroken
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from camk.retention import tasks as retention
from insights.evaluations import actions, tasks
from insights.evaluations.actions.reviewing import PURPOSE
from insights.evaluations.models import QuickReview, ReviewAnswer
from tests.factories.camk import make_user
from tests.factories.evaluations import make_quick_review
from tests.factories.initiatives import make_counted, make_initiative, make_organiser
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return make_user("organiser@example.org", office=offices.ORGANISER)


@pytest.fixture
def initiative(organiser):
    made = make_initiative()
    make_organiser(initiative=made, user=organiser)
    return made


def an_action(initiative, hours, measure="account"):
    """A counted meeting that ended so many hours ago."""
    end = timezone.now() - timedelta(hours=hours)
    meeting = make_meeting(title="Assembly in May", starts_at=end - timedelta(hours=2), ends_at=end)
    return make_counted(initiative=initiative, meeting=meeting, measure=measure)


def address_of(review):
    return reverse("insights:look-back", args=[SecretLink.objects.live().get(purpose=PURPOSE).token])


def test_from_the_organisers_button_to_what_everybody_said(client_of, organiser, initiative):
    counted, browser = an_action(initiative, 1), client_of(organiser)
    page = browser.get(reverse("insights:look-back-list", args=[initiative.slug])).text
    assert "Assembly in May" in page and "Overdue" not in page
    browser.post(reverse("insights:look-back-meeting", args=[initiative.slug, counted.pk]))
    browser.post(reverse("insights:look-back-meeting", args=[initiative.slug, counted.pk]))
    review = QuickReview.objects.get()
    assert "<svg" in browser.get(reverse("insights:look-back-detail", args=[initiative.slug, review.pk])).text
    guest, address = Client(), address_of(review)
    for number in range(5):
        assert (
            "What everybody"
            in guest.post(
                address, {"scale": 4, "well": f"Chairs {number}", "change": "Start on time"}, follow=True
            ).text
        )
    read = guest.get(address + "?done=1").text
    assert "4 of 5" in read and "Chairs 3" in read and "Start on time" in read
    assert not set(ReviewAnswer._meta.get_fields()) & {"user", "by"}
    browser.post(reverse("insights:look-back-close", args=[initiative.slug, review.pk]))
    assert guest.get(address).status_code == 404
    assert "5 answers" in guest.get(initiative.get_absolute_url()).text


def test_with_fewer_than_five_nobody_reads_the_words(client_of, organiser, initiative):
    review = make_quick_review(initiative=initiative, answers=[1, 2, 3, 4])
    page = client_of(organiser).get(reverse("insights:look-back-detail", args=[initiative.slug, review.pk])).text
    assert "4 answers" in page and "Well 1" not in page and "2.5" not in page


def test_who_is_named_is_asked_about_and_a_wrong_answer_loses_nothing(organiser, initiative):
    review = actions.open_review(initiative=initiative, title="A walk", held_on=timezone.localdate(), by=organiser)
    guest, address = Client(), address_of(review)
    assert "Choose a number" in (page := guest.post(address, {"well": "The songs"}).text) and "The songs" in page
    page = guest.post(address, {"scale": 5, "well": "Ring Ann on 07700 900123"}).text
    assert "may_stay" in page and not review.answers.exists()
    for _ in range(2):  # two presses of the button
        guest.post(address, {"scale": 5, "well": "The songs"})
    assert review.answers.count() == 1


def test_an_action_without_a_review_is_overdue_after_48_hours_and_asked_for_once(client_of, organiser, initiative):
    an_action(initiative, 47)
    tasks.run(timezone.now())
    assert not OutboundMail.objects.filter(kind="insights/review_overdue").exists()
    late = timezone.now() + timedelta(hours=2)
    for _ in range(2):
        tasks.run(late)
    mail = OutboundMail.objects.get(kind="insights/review_overdue")
    assert mail.user == organiser and "/looking-back/" in mail.text
    with time_machine.travel(late, tick=False):
        browser = client_of(organiser)
        assert "Overdue" in browser.get(reverse("insights:look-back-list", args=[initiative.slug])).text
        assert "A review is overdue" in browser.get(initiative.get_absolute_url()).text
    assert "A review is overdue" not in Client().get(initiative.get_absolute_url()).text


def test_an_answer_settles_it_and_an_open_review_that_nobody_answers_does_not(organiser, initiative):
    counted = an_action(initiative, 60)
    day = timezone.localdate(counted.meeting.starts_at)
    review = actions.open_review(initiative=initiative, meeting=counted.meeting, held_on=day, by=organiser)
    assert list(tasks.overdue(timezone.now())) == [counted]
    actions.answer_review(review=review, scale=3)
    tasks.run(timezone.now())
    assert not OutboundMail.objects.filter(kind="insights/review_overdue").exists()


def test_nobody_else_opens_one_and_none_is_opened_before_the_day(initiative, organiser):
    with pytest.raises(RuleBroken, match="Only its organiser"):
        actions.open_review(initiative=initiative, title="A walk", held_on=timezone.localdate(), by=make_user())
    with pytest.raises(RuleBroken, match="still to come"):
        later = timezone.localdate() + timedelta(days=1)
        actions.open_review(initiative=initiative, title="A walk", held_on=later, by=organiser)
    review = make_quick_review(initiative=initiative, closed_at=timezone.now())
    with pytest.raises(RuleBroken, match="closed"):
        actions.answer_review(review=review, scale=3)


def test_words_go_after_24_months_and_the_scale_stays(initiative):
    review = make_quick_review(initiative=initiative, answers=[4])
    retention.run(timezone.now() + timedelta(days=731))
    answer = review.answers.get()
    assert (answer.scale, answer.well, answer.change) == (4, "", "")
