"""A corrected report begins with what the partner answered to the version it replaces."""

from camk import audit
from insights.reports.models import AnswerPause, Ask, MoreTold, Response, StakeholderReport
from insights.reports.signals import ask_replaced

SAID = ("answer", "words", "owner_name", "due_on", "contact_id", "keyed_in_by_id", "file_id", "at")


def carry_answers(*, old: StakeholderReport, new: StakeholderReport, by) -> None:
    """Each ask in the same words keeps its state and its answers; one with other words is asked anew.

    Call inside the action that sends `new`: until then the version before may still be answered.
    """
    before = {}
    for ask in old.asks.prefetch_related("responses__more_told"):
        before.setdefault(ask.words.strip(), []).append(ask)
    for ask in new.asks.order_by("position", "pk"):
        if same := before.get(ask.words.strip()):
            _carry(same.pop(0), ask, by)


def _carry(old: Ask, new: Ask, by) -> None:
    responses = sorted(old.responses.all(), key=lambda row: (row.at, row.pk))
    for row in responses:
        copy = Response.objects.create(ask=new, **{name: getattr(row, name) for name in SAID})
        if hasattr(row, "more_told"):
            told = row.more_told
            MoreTold.objects.create(response=copy, words=told.words, at=told.at, by_id=told.by_id)
    if responses:
        new.state = old.state
        new.save(update_fields=["state"])
        audit.record("ask.answers_carried", new, by=by, old=old.pk, answers=len(responses))
    ask_replaced.send(sender=Ask, old=old, new=new, by=by)


def carry_pause(*, old: StakeholderReport, new: StakeholderReport, by) -> None:
    """A clock that stood still goes on standing still, for the same stated reason, until staff say otherwise.

    A pause that is over needs no copy: the new version's clock begins on the day it goes out.
    """
    pause = old.pauses.filter(ended_on=None).first()
    if pause:
        AnswerPause.objects.create(report=new, started_on=pause.started_on, reason=pause.reason)
        audit.record("report.pause_carried", new, by=by, old=old.pk)
