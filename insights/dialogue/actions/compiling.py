"""The month closes by itself: each area gets a draft of its report, or a nil return when nothing was noted."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.accounts.offices import MOBILISER
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.outbox.actions import post
from camk.states import check_move
from groups.places.models import Place
from insights.dialogue.models import AreaAssignment, Dialogue, DialogueReport, open_since
from insights.dialogue.months import month_before
from insights.dialogue.permissions import may_write_month
from insights.dialogue.snapshot import MOST_QUOTES, quotable

State = DialogueReport.State


def move(report: DialogueReport, new: str) -> None:
    """Set the next state; raises RuleBroken when the table does not allow it."""
    check_move(DialogueReport.MOVES, report.state, new, dict(State.choices))
    report.state = new


@action
def close_month(*, area: Place, month: date, now: datetime) -> DialogueReport:
    """Draft the report of an area and month, once; a month without notes is a nil return, and people are told.

    While the month can still be mended, a draft that lost its notes becomes a nil return, and the other way round.
    """
    report, new = DialogueReport.objects.get_or_create(area=area, month=month, version=1)
    report = DialogueReport.objects.select_for_update(of=("self",)).select_related("area").get(pk=report.pk)
    wanted = State.DRAFT if report.notes().exists() else State.NIL
    if report.state not in (State.DRAFT, State.NIL) or report.state == wanted and not new:
        return report
    old = "" if new else report.state
    if report.state != wanted:
        move(report, wanted)
        report.save(update_fields=["state"])
    if wanted == State.DRAFT:
        choose_first_quotes(report)
    audit.record("dialogue_report.compiled", report, by=None, old=old, new=wanted, area=area)
    if month == month_before(timezone.localdate(now).replace(day=1)):  # earlier ones are made up for in silence
        _tell(report, now)
    return report


def choose_first_quotes(report: DialogueReport) -> None:
    """What may be quoted, from the conversations with most people. Call inside an action."""
    report.quotes.set(quotable(report.notes()).order_by("-present", "held_on")[:MOST_QUOTES])


def mobilisers_of(report: DialogueReport, now: datetime | None = None):
    """Who works in the area today and writes its report."""
    today = AreaAssignment.objects.on(timezone.localdate(now)).filter(place=report.area_id)
    return User.objects.holding(MOBILISER).filter(pk__in=today.values("user"))


def url_of(report: DialogueReport) -> str:
    return settings.SITE_URL + report.get_absolute_url()


def note_url() -> str:
    return settings.SITE_URL + reverse("insights:dialogue-new")


def tell(users, report: DialogueReport, event: str, *, key, now=None, **context) -> None:
    """Mail `event` to each of these once. Call inside an action."""
    for user in users:
        post(
            event=f"insights/{event}",
            key=f"{event}:{key}:{user.pk}",
            user=user,
            context={"report": report, "url": url_of(report), "note_url": note_url(), **context},
            not_before=next_open(now or timezone.now()),
        )


def _tell(report, now) -> None:
    nil = report.state == State.NIL
    readers = list(mobilisers_of(report, now))
    if nil or not readers:
        readers += User.objects.connectors()
    tell(readers, report, "dialogue_nil" if nil else "dialogue_drafted", key=report.pk, now=now)


def takes_notes(area: Place, held_on: date, today: date) -> bool:
    """Whether a note of that day still belongs to its month, which is reopened if need be. Call inside an action.

    Otherwise, when the days to mend it are over or its report is out, the note is an addendum.
    """
    month = held_on.replace(day=1)
    rows = DialogueReport.objects.select_for_update().filter(area=area, month=month)
    report = rows.order_by("-version").first()
    if held_on < open_since(today) or report and (report.version > 1 or report.state in DialogueReport.FROZEN):
        return False
    if report and report.state == State.NIL:
        move(report, State.DRAFT)
        report.save(update_fields=["state"])
    return True


@action
def write_summary(*, report: DialogueReport, summary: str, quotes: list[Dialogue], by: User) -> None:
    """The sentences a busy person reads first, and which words are quoted."""
    report = open_for_writing(report, by)
    allowed = set(quotable(report.notes()).values_list("pk", flat=True))
    if any(note.pk not in allowed for note in quotes):
        raise RuleBroken("Only words whose people agreed to it can be quoted.")
    report.summary = summary.strip()
    report.save(update_fields=["summary"])
    report.quotes.set(quotes)
    audit.record("dialogue_report.written", report, by=by, length=len(report.summary), quotes=len(quotes))


def open_for_writing(report: DialogueReport, by: User) -> DialogueReport:
    """The report under lock; raises RuleBroken when it may not be written now or not by this person."""
    report = DialogueReport.objects.select_for_update(of=("self",)).select_related("area").get(pk=report.pk)
    if not may_write_month(by, report):
        raise RuleBroken(f"You do not work in {report.area} at the moment.")
    if report.state != State.DRAFT:
        raise RuleBroken(f"This report is “{report.get_state_display()}” and cannot be changed now.")
    return report
