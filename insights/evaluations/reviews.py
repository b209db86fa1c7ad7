"""Reading reviews: which actions nobody has looked back on yet, and what a review says once enough have answered."""

from datetime import datetime, timedelta
from statistics import mean

from insights.evaluations.models import QuickReview, ReviewAnswer
from insights.initiatives.counting import ENOUGH
from insights.initiatives.models import InitiativeMeeting

OVERDUE_AFTER = timedelta(hours=48)
OWED_FOR = timedelta(days=60)  # what was missed before is history, and nobody is asked about it


def overdue(now: datetime, initiative=None):
    """Actions that ended more than 48 hours ago and of which nobody has said how they went; oldest first."""
    looked_at = ReviewAnswer.objects.order_by().values("review__meeting")
    rows = InitiativeMeeting.objects.filter(
        meeting__state="published", meeting__ends_at__lt=now - OVERDUE_AFTER, meeting__ends_at__gt=now - OWED_FOR
    )
    rows = rows.exclude(meeting__in=looked_at.exclude(review__meeting=None))
    if initiative is not None:
        rows = rows.filter(initiative=initiative)
    return rows.select_related("meeting", "initiative").order_by("meeting__ends_at")


def said(review: QuickReview) -> dict:
    """How many answered; the mean of the scale and the words only when five or more did, so that nobody is known."""
    rows = list(review.answers.order_by("-at", "-pk"))
    if len(rows) < ENOUGH:
        return {"number": len(rows), "enough": ENOUGH}
    return {
        "number": len(rows),
        "enough": ENOUGH,
        "mean": round(mean(row.scale for row in rows), 1),
        "well": [row.well for row in rows if row.well],
        "change": [row.change for row in rows if row.change],
    }
