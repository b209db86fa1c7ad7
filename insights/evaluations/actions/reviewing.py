"""A quick review is opened on the day, answered by whoever took part, and closed; a missing one is asked for once."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import empty_the_log
from camk.errors import RuleBroken
from camk.links import link_for, revoke_links
from camk.outbox.actions import post
from insights.evaluations.models import QuickReview, ReviewAnswer
from insights.evaluations.permissions import keeps_evaluations
from insights.initiatives.models import Initiative, InitiativeMeeting, Organiser
from insights.initiatives.permissions import may_log
from meetings.meetings.models import Meeting

PURPOSE = "look-back"
OPEN_FOR = timedelta(days=14)
MOST_ANSWERS = 1000
SECOND_PRESS = timedelta(minutes=2)


@action
def open_review(
    *, initiative: Initiative, meeting: Meeting | None = None, title: str = "", held_on: date, by: User
) -> QuickReview:
    """Everybody with the link can say how it went, for two weeks. Of a counted meeting, or another action."""
    if not may_log(by, initiative):
        raise RuleBroken("Only its organiser and staff may do this.")
    title = meeting.title if meeting else title.strip()
    if not title:
        raise RuleBroken("Say which action it is about.")
    if held_on > timezone.localdate():
        raise RuleBroken("This action is still to come. Open its review on the day.")
    Initiative.objects.select_for_update().get(pk=initiative.pk)  # two presses at once come one after the other
    same = QuickReview.objects.filter(initiative=initiative, held_on=held_on, title=title[:150], meeting=meeting)
    if existing := same.first():
        return existing
    review = QuickReview.objects.create(
        initiative=initiative, meeting=meeting, title=title[:150], held_on=held_on, by=by
    )
    link_for(purpose=PURPOSE, target=review, expires_at=timezone.now() + OPEN_FOR)
    audit.record("quick_review.opened", review, by=by, initiative=initiative)
    return review


@action
def answer_review(*, review: QuickReview, scale: int, well: str = "", change: str = "", by=None) -> ReviewAnswer:
    """Somebody who took part says how it went; who it was is not kept, signed in or not."""
    review = QuickReview.objects.select_for_update().get(pk=review.pk)
    if review.closed_at:
        raise RuleBroken("This review is closed. Thank you for looking back with us.")
    if review.answers.count() >= MOST_ANSWERS:
        raise RuleBroken("So many have answered that no more are kept. Thank you.")
    values = {"scale": scale, "well": well.strip(), "change": change.strip()}
    if values["well"] or values["change"]:
        again = review.answers.filter(**values, at__gt=timezone.now() - SECOND_PRESS).first()
        if again:
            return again
    answer = ReviewAnswer.objects.create(review=review, **values)
    audit.record("quick_review.answered", review, by=None)
    return answer


@action
def take_out_answer(*, answer: ReviewAnswer, by: User) -> None:
    """The words show who somebody is: they go, and the scale stays."""
    if not keeps_evaluations(by):
        raise RuleBroken("Only staff may do this.")
    forget_words(row=answer, now=timezone.now())


@action
def close_review(*, review: QuickReview, by: User) -> None:
    """Its link closes; what was said stays."""
    review = QuickReview.objects.select_for_update().select_related("initiative").get(pk=review.pk)
    if not may_log(by, review.initiative):
        raise RuleBroken("Only its organiser and staff may do this.")
    if review.closed_at:
        raise RuleBroken("It is closed already.")
    review.closed_at = timezone.now()
    review.save(update_fields=["closed_at"])
    revoke_links(target=review, purpose=PURPOSE, by=by)
    audit.record("quick_review.closed", review, by=by)


@action
def nudge_organisers(*, counted: InitiativeMeeting) -> None:
    """Once: 48 hours are over and nobody has said how it went."""
    page = settings.SITE_URL + reverse("insights:look-back-list", args=[counted.initiative.slug])
    for row in Organiser.objects.current().filter(initiative=counted.initiative).select_related("user"):
        post(
            event="insights/review_overdue",
            key=f"review:{counted.pk}:overdue:{row.user_id}",
            user=row.user,
            context={"counted": counted, "url": page},
        )


@action
def forget_words(*, row: ReviewAnswer, now: datetime) -> None:
    """The words are old: only the scale stays (domain C7)."""
    row.well = row.change = ""
    row.save(update_fields=["well", "change"])
    empty_the_log()
    audit.record("quick_review.words_forgotten", row, by=None)
