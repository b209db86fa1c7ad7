"""Writing a report: begin it, gather issues, choose quotes, word the asks. Nothing here reaches a partner."""

from datetime import date

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.numbers import next_number
from insights.issues.models import Issue, Voice
from insights.reports.actions.keeping import keep_version
from insights.reports.models import Ask, ReportItem, StakeholderReport
from insights.reports.permissions import may_write_reports
from insights.reports.snapshot import quotable_voices
from insights.stakeholders.models import Stakeholder, StakeholderContact

S = Issue.State
# Looked at and taken on, or watched; what is still in the queue or has ended is not put to a partner.
CHOOSABLE = (S.IN_REVIEW, S.ACCEPTED, S.PARKED, S.RAISED, S.RESPONDED, S.PLEDGED)


def issues_to_choose(report: StakeholderReport):
    """Issues marked for a report that may be shown: a released wording, or words somebody lets us quote."""
    marked = Issue.objects.filter(for_report=True, state__in=CHOOSABLE)
    marked = marked.exclude(pk__in=report.items.values("issue"))
    released = marked.filter(released_at__isnull=False).exclude(lead_wording="")
    quoted = marked.filter(pk__in=quotable_voices(marked.values("pk")).values("issue"))
    return (released | quoted).distinct()


def open_for_writing(report: StakeholderReport, by) -> StakeholderReport:
    """The report under lock; raises RuleBroken when it may not be written now or not by this person."""
    if not may_write_reports(by):
        raise RuleBroken("Only staff may write reports.")
    report = StakeholderReport.objects.select_for_update().get(pk=report.pk)
    if not report.is_editable:
        raise RuleBroken(f"This report is “{report.get_state_display()}” and cannot be changed now.")
    return report


@action
def begin(
    *,
    stakeholder: Stakeholder,
    title: str,
    period_start: date,
    period_end: date,
    meeting_on: date | None = None,
    programme=None,
    summary: str = "",
    by,
) -> StakeholderReport:
    """Begin a report to one stakeholder; it gets the year's next number."""
    if not may_write_reports(by):
        raise RuleBroken("Only staff may write reports.")
    _check_period(period_start, period_end)
    year = timezone.localdate().year
    report = StakeholderReport.objects.create(
        number=f"R-{year}-{next_number(f'report:{year}'):03d}",
        stakeholder=stakeholder,
        title=title.strip(),
        period_start=period_start,
        period_end=period_end,
        meeting_on=meeting_on,
        programme=programme,
        summary=summary.strip(),
        created_by=by,
    )
    audit.record("report.begun", report, by=by, stakeholder=stakeholder)
    keep_version(report, by=by)
    return report


def _check_period(start: date, end: date) -> None:
    if end < start:
        raise RuleBroken("The period ends before it starts. Please check the two dates.")


@action
def change(*, report: StakeholderReport, by, **changes) -> None:
    """Correct a draft's title, stakeholder, dates, summary, method or reason for the new version."""
    allowed = {
        "title",
        "stakeholder",
        "period_start",
        "period_end",
        "meeting_on",
        "programme",
        "summary",
        "method",
        "doing",
        "gaps",
        "goals",
        "why_new",
    }
    report = open_for_writing(report, by)
    changes = {key: value for key, value in changes.items() if key in allowed}
    if "stakeholder" in changes and report.version > 1 and changes["stakeholder"] != report.stakeholder:
        raise RuleBroken("A new version goes to the same partner as the old one.")
    for key, value in changes.items():
        setattr(report, key, value.strip() if isinstance(value, str) else value)
    _check_period(report.period_start, report.period_end)
    report.save(update_fields=list(changes) or None)
    if "stakeholder" in changes:
        report.asks.exclude(owner=None).exclude(owner__stakeholder=report.stakeholder).update(owner=None)
    audit.record("report.changed", report, by=by, fields=sorted(changes))
    keep_version(report, by=by)


@action
def add_issues(*, report: StakeholderReport, issues, by) -> int:
    """Take marked issues into the report, at its end; returns how many."""
    report = open_for_writing(report, by)
    allowed = set(issues_to_choose(report).values_list("pk", flat=True))
    last = report.items.order_by("-position").values_list("position", flat=True).first() or 0
    added = 0
    for issue in issues:
        if issue.pk not in allowed:
            raise RuleBroken(f"{issue.reference} cannot go into a report: it has no words that may be shown.")
        quote = None
        if issue.released_at is None:
            quote = quotable_voices([issue.pk]).first()
        added += 1
        ReportItem.objects.create(report=report, issue=issue, position=last + added, quote=quote)
    audit.record("report.issues_added", report, by=by, issues=[issue.pk for issue in issues])
    keep_version(report, by=by)
    return added


@action
def arrange(*, report: StakeholderReport, positions: dict[int, int], remove=(), quotes=None, by) -> None:
    """Put items (by key) into the order of their numbers, and take out those in `remove`.

    `quotes` sets words beside items at the same time: the item's key, and a voice or None.
    """
    report = open_for_writing(report, by)
    report.items.filter(pk__in=remove).delete()
    for item in report.items.filter(pk__in=quotes or {}):
        _quote(item, quotes[item.pk], by)
    rows = sorted(report.items.all(), key=lambda item: (positions.get(item.pk, item.position), item.pk))
    for place, item in enumerate(rows, 1):
        report.items.filter(pk=item.pk).update(position=place)
    audit.record("report.arranged", report, by=by, removed=sorted(remove), items=[item.pk for item in rows])
    keep_version(report, by=by)


@action
def choose_quote(*, item: ReportItem, voice: Voice | None, by) -> None:
    """Set somebody's own words beside an issue; only words whose owner agrees to it today."""
    report = open_for_writing(item.report, by)
    _quote(item, voice, by)
    keep_version(report, by=by)


def _quote(item: ReportItem, voice: Voice | None, by) -> None:
    if voice and not quotable_voices([item.issue_id]).filter(pk=voice.pk).exists():
        raise RuleBroken("These words may not be quoted: the person who said them has not agreed.")
    ReportItem.objects.filter(pk=item.pk).update(quote=voice)
    audit.record("report.quote_chosen", item.report, by=by, item=item.pk, voice=voice)


@action
def add_ask(
    *, report: StakeholderReport, words: str, owner: StakeholderContact | None, due_on: date | None, issues=(), by
) -> Ask:
    """Word one thing we ask the stakeholder to do, of whom and by when."""
    report = open_for_writing(report, by)
    _check_ask(report, words, owner, issues)
    last = report.asks.order_by("-position").values_list("position", flat=True).first()
    position = 0 if last is None else last + 1
    ask = Ask.objects.create(report=report, words=words.strip(), owner=owner, due_on=due_on, position=position)
    ask.issues.set(issues)
    audit.record("report.ask_added", report, by=by, ask=ask.pk, due_on=due_on)
    keep_version(report, by=by)
    return ask


@action
def change_ask(*, ask: Ask, words: str, owner: StakeholderContact | None, due_on: date | None, issues=(), by) -> None:
    """Reword an ask of a draft."""
    report = open_for_writing(ask.report, by)
    _check_ask(report, words, owner, issues)
    ask.words, ask.owner, ask.due_on = words.strip(), owner, due_on
    ask.save(update_fields=["words", "owner", "due_on"])
    ask.issues.set(issues)
    audit.record("report.ask_changed", report, by=by, ask=ask.pk, due_on=due_on)
    keep_version(report, by=by)


@action
def remove_ask(*, ask: Ask, by) -> None:
    """Take an ask out of a draft."""
    report = open_for_writing(ask.report, by)
    audit.record("report.ask_removed", report, by=by, ask=ask.pk)
    ask.delete()
    keep_version(report, by=by)


def _check_ask(report, words, owner, issues) -> None:
    if not words.strip():
        raise RuleBroken("Write what you ask for.")
    if owner and owner.stakeholder_id != report.stakeholder_id:
        raise RuleBroken(f"{owner.name} is not a contact of {report.stakeholder}.")
    inside = set(report.items.values_list("issue", flat=True))
    if any(issue.pk not in inside for issue in issues):
        raise RuleBroken("An ask can only be about issues that are in this report.")
