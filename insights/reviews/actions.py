"""An annual review is begun, written, frozen for everybody, and opened again; stories that go are gone from it."""

from datetime import date

from django.utils import timezone

from camk import audit, files
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import forget_file
from camk.errors import RuleBroken
from insights.figures.periods import APRIL
from insights.reports.snapshot import fingerprint
from insights.reviews.building import pdf_of_review, snapshot_of
from insights.reviews.models import AnnualReview
from insights.reviews.permissions import may_write_reviews
from insights.stories.models import Story


def _mine(by: User) -> None:
    if not may_write_reviews(by):
        raise RuleBroken("Only staff may do this.")


def _locked(review: AnnualReview, by: User, *, frozen: bool) -> AnnualReview:
    _mine(by)
    review = AnnualReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if frozen and not review.frozen_at:
        raise RuleBroken("This review is not frozen.")
    if not frozen and review.frozen_at:
        raise RuleBroken("This review is frozen. Open it again before you change it.")
    return review


@action
def begin_review(*, year: int, by: User) -> AnnualReview:
    """The review of the year that begins in April of `year`; the one that is there already when it was begun."""
    _mine(by)
    first_day = date(year, APRIL, 1)
    if first_day > timezone.localdate():
        raise RuleBroken("This year is still to come.")
    review, is_new = AnnualReview.objects.get_or_create(first_day=first_day)
    if is_new:
        audit.record("review.begun", review, by=by, year=year)
    return review


@action
def write_review(*, review: AnnualReview, opening: str, learning: str, thanks: str, spotlights, by: User) -> None:
    """Our office's words and the stories chosen; the figures follow by themselves."""
    review = _locked(review, by, frozen=False)
    review.opening, review.learning, review.thanks = opening.strip(), learning.strip(), thanks.strip()
    review.save(update_fields=["opening", "learning", "thanks"])
    review.spotlights.set(spotlights)
    words = len(review.opening) + len(review.learning) + len(review.thanks)
    audit.record("review.written", review, by=by, words_length=words, stories=[story.pk for story in spotlights])


@action
def freeze_review(*, review: AnnualReview, by: User) -> None:
    """The figures stay as they are today, and everybody may read it."""
    review = _locked(review, by, frozen=False)
    today = timezone.localdate()
    if not review.period.is_over(today):
        raise RuleBroken(f"This year runs until {review.period.last_day:%d %B %Y}. Freeze it when it is over.")
    if not review.opening:
        raise RuleBroken("Write the year in short first.")
    review.snapshot = snapshot_of(review, today)
    review.snapshot_sha256 = fingerprint(review.snapshot)
    review.frozen_at, review.frozen_by = timezone.now(), by
    review.pdf = _pdf(review)
    review.save()
    audit.record("review.frozen", review, by=by, sha256=review.snapshot_sha256)


@action
def open_review_again(*, review: AnnualReview, by: User) -> None:
    """Something has to be mended: it is taken off the site, and its figures follow again."""
    review = _locked(review, by, frozen=True)
    pdf, review.pdf = review.pdf, None
    review.snapshot, review.frozen_at, review.frozen_by = None, None, None
    review.save()
    if pdf:
        forget_file(pdf)
    audit.record("review.opened_again", review, by=by, sha256=review.snapshot_sha256)


@action
def let_go_of_story(*, story: Story, by: User | None) -> None:
    """A story comes down: it is taken from every review, and the PDFs that held it are made anew without it."""
    holding = AnnualReview.objects.filter(spotlights=story).order_by().values("pk")
    for review in AnnualReview.objects.select_for_update(of=("self",)).filter(pk__in=holding):
        review.spotlights.remove(story)
        if not review.pdf:
            continue
        old, review.pdf = review.pdf, None
        forget_file(old)
        try:
            review.pdf = _pdf(review)
        except RuleBroken:  # words that must go never wait for a PDF
            audit.record("review.pdf_not_made", review, by=None)
        review.save(update_fields=["pdf"])


def _pdf(review: AnnualReview) -> files.StoredFile:
    name = f"annual-review-{review.first_day.year}.pdf"
    content = pdf_of_review(review, timezone.localdate())
    return files.store(name=name, content=content, content_type="application/pdf")
