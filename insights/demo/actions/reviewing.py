"""The annual review of last year, written and frozen, and the one of this year, begun."""

from insights.demo.actions.stage import Stage
from insights.demo.data.reviews import LEARNING, OPENING, THANKS, THIS_YEAR
from insights.figures.periods import Months
from insights.reviews import actions
from insights.stories.models import Story


def make_reviews(stage: Stage) -> None:
    """By the actions of staff."""
    staff, this = stage.people["staff"], Months.year_of(stage.today)
    stories = list(Story.objects.published().order_by("pk")[:3])
    last = actions.begin_review(year=this.first_day.year - 1, by=staff)
    words = {"opening": OPENING, "learning": LEARNING, "thanks": THANKS}
    actions.write_review(review=last, **words, spotlights=stories[:2], by=staff)
    actions.freeze_review(review=last, by=staff)
    running = actions.begin_review(year=this.first_day.year, by=staff)
    actions.write_review(review=running, opening=THIS_YEAR, learning="", thanks="", spotlights=stories[2:], by=staff)
