"""Makers of evaluations for tests."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from camk.files import store
from groups.places.models import Place
from insights.evaluations.models import Evaluation, EvaluatorAccess, QuickReview
from tests.guard import factory

_number = count(1)


@factory
def make_evaluation(*, published=False, content=b"", **changes):
    """A final report about a parish; a draft unless `published`."""
    number = next(_number)
    values = {"title": f"Evaluation {number}", "evaluator": "A university", "kind": "final", "words": "It works."}
    values |= {"first_day": date(2024, 9, 1), "last_day": date(2025, 8, 31), "dated_on": date(2025, 11, 3)}
    if not {*Evaluation.SUBJECTS} & changes.keys():
        values["place"] = Place.objects.parishes().first()
    if published:
        values["published_at"] = timezone.now()
    if content:
        values["file"] = store(name="report.txt", content=content, content_type="text/plain")
    return Evaluation.objects.create(**values | changes)


@factory
def make_quick_review(*, initiative, answers=(), **changes):
    """A review opened today; `answers` are numbers of the scale."""
    values = {"title": f"Action {next(_number)}", "held_on": timezone.localdate()}
    review = QuickReview.objects.create(initiative=initiative, **values | changes)
    for number, scale in enumerate(answers):
        review.answers.create(scale=scale, well=f"Well {number}", change=f"Change {number}")
    return review


@factory
def make_access(*, initiative, user, **changes):
    """What an evaluator may take of the years 2025 and 2026, until tomorrow."""
    values = {"first_day": date(2025, 1, 1), "last_day": date(2026, 12, 31)}
    values["until"] = timezone.localdate() + timedelta(days=1)
    return EvaluatorAccess.objects.create(initiative=initiative, user=user, **values | changes)
