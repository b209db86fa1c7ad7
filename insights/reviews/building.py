"""What stands in an annual review: the same definitions as everywhere, the words of our office, and the stories."""

from dataclasses import asdict
from datetime import date

from django.db.models import Q

from camk.details import site_details
from camk.templatetags.ui import plaindate
from groups.programmes.models import Programme
from insights.figures import definitions as d
from insights.figures.counts import Counts
from insights.figures.papers import Part, leading, pdf_of_parts, table, told
from insights.figures.periods import Period
from insights.figures.scope import Scope
from insights.reviews.models import AnnualReview
from insights.stories.models import Story

TABLES = (d.THEMES, d.OUTCOME, d.MONTHS, d.ANSWERS, d.PROMISES, d.REACH, d.TIES)
SPOTLIGHTS = "Spotlights"


def title_of(review: AnnualReview) -> str:
    return f"Annual review: {review.period.label}"


def funders(period: Period) -> list[str]:
    """Who paid for the programmes that ran in this time, in the words each funder wants."""
    rows = Programme.objects.exclude(funder="").filter(Q(starts_on=None) | Q(starts_on__lte=period.last_day))
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=period.first_day))
    return [f"{row.name}: {row.acknowledgement or row.funder}" for row in rows]


def linked_parts(review: AnnualReview, today: date) -> list[Part]:
    """All parts with the figures as they are now, stories left out."""
    counts = Counts(Scope(review.period, today))
    return [
        Part("The year in short", words=review.opening, empty="Nothing is written here yet."),
        leading(d.LEADING, counts, "In figures"),
        *(table(figure, counts) for figure in TABLES),
        Part(SPOTLIGHTS, empty="No story was chosen."),
        Part("What we have learned", words=review.learning, empty="Nothing is written here yet."),
        Part(
            "Who made it possible",
            words=review.thanks,
            lines=funders(review.period),
            empty="No funder is written down for this time.",
        ),
    ]


def snapshot_of(review: AnnualReview, today: date) -> dict:
    """What is kept when it is frozen."""
    return {"title": title_of(review), "parts": [asdict(part) for part in linked_parts(review, today)]}


def parts_of(review: AnnualReview, today: date) -> list[Part]:
    """What page and PDF show: frozen or counted now, with the stories that are published at this moment."""
    kept = review.snapshot["parts"] if review.snapshot else None
    parts = [Part(**part) for part in kept] if kept else linked_parts(review, today)
    stories = told(review.spotlights.filter(pk__in=Story.objects.published().values("pk")).order_by("pk"))
    return [
        Part(part.title, stories=stories, empty=part.empty) if part.title == SPOTLIGHTS else part for part in parts
    ]


def _as_of(review: AnnualReview, today: date) -> str:
    if review.frozen_at:
        return f"Frozen on {plaindate(review.frozen_at)}: these figures are as they were on that day."
    return f"A draft: these figures are as they were on {plaindate(today)}."


def pdf_of_review(review: AnnualReview, today: date) -> bytes:
    """Raises RuleBroken when it cannot be made within its bounds."""
    details = site_details()
    number = f"Registered charity {details.charity_number}." if details.charity_number else ""
    about = [line for line in (details.name, number, _as_of(review, today)) if line]
    return pdf_of_parts(title=title_of(review), sender=details.name, about=about, parts=parts_of(review, today))
