"""Makers of annual reviews for tests."""

from datetime import date

from django.utils import timezone

from camk import files
from insights.figures.periods import Months
from insights.reviews.models import AnnualReview
from tests.guard import factory


@factory
def make_review(**changes):
    """The draft of the last year that is over."""
    first_day = Months.year_of(timezone.localdate()).previous().first_day
    return AnnualReview.objects.create(**{"first_day": first_day, "opening": "A year of listening."} | changes)


@factory
def make_frozen_review(**changes):
    """One of an earlier year that everybody reads."""
    pdf = files.store(name="review.pdf", content=b"%PDF-1.7", content_type="application/pdf")
    values = {"first_day": date(2021, 4, 1), "frozen_at": timezone.now(), "pdf": pdf, "snapshot_sha256": "0" * 64}
    values["snapshot"] = {
        "title": "Annual review",
        "parts": [{"title": "The year in short", "words": "It was good."}],
    }
    return AnnualReview.objects.create(**values | changes)
