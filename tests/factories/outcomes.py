"""Makers of what came of meetings, for tests."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from camk.files import store
from meetings.outcomes.models import Decision, Feedback, Material, Minutes, Record, ToDo
from tests.factories.meetings import make_meeting
from tests.guard import factory

_number = count(1)


@factory
def make_past(**changes):
    """A meeting that was held nine days ago."""
    return make_meeting(**{"starts_at": timezone.now() - timedelta(days=9), **changes})


@factory
def make_record(*, meeting, minutes="We met. It was good.", decisions=("We buy a bench.",), shown=True, **changes):
    """The record of a meeting, on its page, with one version of the minutes."""
    at = timezone.now() if shown else None
    record, _ = Record.objects.update_or_create(meeting=meeting, defaults={"published_at": at, **changes})
    if minutes:
        Minutes.objects.create(record=record, number=record.minutes.count() + 1, words=minutes, published_at=at)
    for position, words in enumerate(decisions):
        Decision.objects.create(record=record, position=position, words=words)
    return record


@factory
def make_material(*, meeting, content=b"", **changes):
    """Words from the feedback board; slides with a file when there is `content`."""
    values = {"kind": "board", "title": f"Board {next(_number)}"}
    if content:
        kept = store(name="slides.pdf", content=content, content_type="application/pdf")
        values |= {"kind": "slides", "file": kept}
    elif not changes.get("url") and not changes.get("resource"):
        values["words"] = "More benches."
    return Material.objects.create(meeting=meeting, **values | changes)


@factory
def make_to_do(*, meeting, **changes):
    """Something to be done within ten days."""
    values = {"words": f"Ask about lamp {next(_number)}", "due_on": timezone.localdate() + timedelta(days=10)}
    values["created_at"] = timezone.now() - timedelta(days=8)
    return ToDo.objects.create(meeting=meeting, **values | changes)


@factory
def make_feedback(*, meeting, user, **changes):
    """Somebody to whom it was worth their time, with a sentence that may be quoted."""
    values = {"worth": "yes", "change": "More tea.", "quote": "I met my neighbours.", "quote_as": "Priya"}
    values["consented_at"] = timezone.now()
    return Feedback.objects.create(meeting=meeting, user=user, **values | changes)
