"""Evaluation reports are kept, published and taken off the site."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.documents import Document
from camk.errors import RuleBroken
from camk.files import store
from insights.evaluations.models import NO_SUBJECT, Evaluation
from insights.evaluations.permissions import keeps_evaluations


def _staff_only(by: User) -> None:
    if not keeps_evaluations(by):
        raise RuleBroken("Only staff may do this.")


@action
def save_evaluation(*, evaluation: Evaluation, document: Document | None = None, by: User) -> Evaluation:
    """Keep a report, or what is said about it; a new file takes the place of the one before.

    Raises RuleBroken when it is about nothing, ends before it begins, or is published and could not be read.
    """
    _staff_only(by)
    stored = Evaluation.objects.select_for_update().filter(pk=evaluation.pk).first() if evaluation.pk else None
    if not any(getattr(evaluation, f"{name}_id") for name in Evaluation.SUBJECTS):
        raise RuleBroken(NO_SUBJECT)
    if evaluation.last_day < evaluation.first_day:
        raise RuleBroken("The time it looks at ends before it begins.")
    evaluation.published_at = stored.published_at if stored else None
    evaluation.file_id = stored.file_id if stored else None
    evaluation.by = stored.by if stored else by
    if document is not None:
        kept = {"name": document.name, "content": document.content, "content_type": document.content_type}
        evaluation.file = store(**kept, owner=by)
    if evaluation.published_at and not _can_be_read(evaluation):
        raise RuleBroken("It is published: leave words or a file to read.")
    evaluation.save()
    audit.record(
        "evaluation.changed" if stored else "evaluation.kept",
        evaluation,
        by=by,
        kind=evaluation.kind,
        audience=evaluation.audience,
        file=evaluation.file_id,
    )
    return evaluation


def _can_be_read(evaluation: Evaluation) -> bool:
    return bool(evaluation.words.strip() or evaluation.file_id)


@action
def publish_evaluation(*, evaluation: Evaluation, by: User) -> None:
    """Its readers find it on the site: everybody, or people of the network, as it says."""
    _staff_only(by)
    evaluation = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if evaluation.published_at:
        raise RuleBroken("It is published already.")
    if not _can_be_read(evaluation):
        raise RuleBroken("There is nothing to read yet: add the file, or write what it found.")
    evaluation.published_at = timezone.now()
    evaluation.save(update_fields=["published_at"])
    audit.record("evaluation.published", evaluation, by=by, audience=evaluation.audience)


@action
def take_down_evaluation(*, evaluation: Evaluation, by: User) -> None:
    """Only staff see it; it can be published again."""
    _staff_only(by)
    evaluation = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if not evaluation.published_at:
        raise RuleBroken("It is not published.")
    evaluation.published_at = None
    evaluation.save(update_fields=["published_at"])
    audit.record("evaluation.taken_down", evaluation, by=by)
