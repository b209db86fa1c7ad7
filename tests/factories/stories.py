"""Makers of stories for tests."""

from itertools import count

from django.utils import timezone

from insights.stories.models import Story
from tests.guard import factory

_number = count(1)


@factory
def make_story(*, published=False, consented=False, **changes):
    """A story nobody has agreed to yet; `published=True` has consent and is shown."""
    number = next(_number)
    now = timezone.now()
    values = {"title": f"Story {number}", "said": f"Said {number}", "who": "A walker", "changed": f"Changed {number}"}
    if consented or published:
        values["consented_at"] = now
    if published:
        values["published_at"] = now
    return Story.objects.create(**values | changes)
