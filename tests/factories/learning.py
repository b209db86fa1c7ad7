"""Makers of learning notes for tests."""

from django.utils import timezone

from insights.figures.periods import last_quarters
from insights.learning.models import LearningNote
from tests.guard import factory


@factory
def make_learning_note(*, action_group, quarters_ago=1, shared=False, **changes):
    """A draft about the last quarter that is over; `shared=True` stands on the CAG's page."""
    quarter = last_quarters(timezone.localdate(), quarters_ago + 1)[-1]
    values = {"quarter_start": quarter.first_day, "learnt": "Fridges need a rota."}
    if shared:
        values["shared_at"] = timezone.now()
    return LearningNote.objects.create(action_group=action_group, **values | changes)
