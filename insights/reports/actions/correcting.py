"""Correcting a sent report: never by changing it, but by a new version, or by taking its words back for good."""

from django.db.models import Q
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.erasing import forget_file
from camk.errors import RuleBroken
from camk.outbox.actions import post
from insights.reports.actions.approving import move, reopen_for_changes
from insights.reports.actions.keeping import forget_versions, keep_version
from insights.reports.actions.publishing import empty_edition
from insights.reports.models import Ask, ReportItem, ReportStory, StakeholderReport
from insights.reports.permissions import may_write_reports
from insights.stories.models import Story

State = StakeholderReport.State
COPIED = (
    "number",
    "stakeholder",
    "title",
    "programme",
    "meeting_on",
    "period_start",
    "period_end",
    "summary",
    "method",
    "doing",
    "gaps",
    "goals",
)


@action
def correct(*, report: StakeholderReport, why: str, by) -> StakeholderReport:
    """Begin the next version with the same issues and asks; the old one stands until the new one is sent."""
    if not may_write_reports(by):
        raise RuleBroken("Only staff may do this.")
    report = StakeholderReport.objects.select_for_update().get(pk=report.pk)
    if report.state not in (State.SENT, State.RESPONDED, State.WITHDRAWN):
        raise RuleBroken("Only a report that was sent can be corrected.")
    if report.newer_version():
        raise RuleBroken("There is a newer version of this report already.")
    if not why.strip():
        raise RuleBroken("Say why there is a new version. The people who got the report will read it.")
    return _next_version(report, why=why, without=(), by=by)


def _next_version(report: StakeholderReport, *, why: str, without, by) -> StakeholderReport:
    """A draft with the same asks, stories and issues, but those of `without`."""
    new = StakeholderReport.objects.create(
        **{name: getattr(report, name) for name in COPIED},
        version=report.version + 1,
        why_new=why.strip(),
        created_by=by,
    )
    for item in report.items.exclude(issue__in=without):
        ReportItem.objects.create(report=new, issue_id=item.issue_id, position=item.position, quote_id=item.quote_id)
    for row in report.stories.filter(story__in=Story.objects.usable()):
        ReportStory.objects.create(report=new, story_id=row.story_id, position=row.position)
    for ask in report.asks.prefetch_related("issues"):
        copy = Ask.objects.create(
            report=new, words=ask.words, owner_id=ask.owner_id, due_on=ask.due_on, position=ask.position
        )
        copy.issues.set(ask.issues.all())
    audit.record("report.correction_begun", new, by=by, version=new.version, words_length=len(why))
    keep_version(new, by=by)
    return new


@action
def take_back(*, report: StakeholderReport, reason: str, by) -> None:
    """Somebody's words must not stay out: this version's words are destroyed.

    Its number, fingerprint, dates and reason stay, and its recipients are told (decisions, point 14).
    """
    if not may_write_reports(by):
        raise RuleBroken("Only staff may do this.")
    if not reason.strip():
        raise RuleBroken("Say why. The people who got the report will read it, so name nobody.")
    _destroy(StakeholderReport.objects.select_for_update().get(pk=report.pk), reason=reason, by=by)


def _destroy(report: StakeholderReport, *, reason: str, by) -> None:
    if report.state != State.WITHDRAWN:
        move(report, State.WITHDRAWN)
    elif report.snapshot is None:
        raise RuleBroken("The words of this version are gone already.")
    kept = [report.pdf, report.annex_xlsx, report.annex_csv]
    report.pdf = report.annex_xlsx = report.annex_csv = None
    report.snapshot, report.page_html = None, ""
    report.withdrawn_at, report.withdrawn_reason = timezone.now(), reason.strip()
    report.save()
    ReportItem.objects.filter(report=report).update(quote=None)
    empty_edition(report)
    for stored in filter(None, kept):
        forget_file(stored)
    event = audit.record("report.taken_back", report, by=by, sha256=report.snapshot_sha256)
    for recipient in report.recipients.select_related("contact__user"):
        post(
            event="insights/report_taken_back",
            key=f"report-taken-back:{event.pk}:{recipient.pk}",
            user=recipient.contact.user,
            context={"report": report, "contact": recipient.contact},
        )


TAKEN_OUT = "What somebody told us was taken out, and may not be used any more."


@action
def let_go_of_words(*, issues, voices, by) -> None:
    """Words leave the portal (sealed or redacted): no report goes on holding them (decisions, point 14).

    A version that went out is destroyed, its recipients are told, and a draft of the next one waits for staff; one
    that waits to go out opens for writing again; from drafts the words are simply gone.
    """
    holding = ReportItem.objects.filter(Q(quote__in=voices) | Q(issue__in=issues)).values("report")
    for report in StakeholderReport.objects.select_for_update().filter(pk__in=holding).order_by("pk"):
        if report.is_out or report.snapshot is not None and report.state == State.WITHDRAWN:
            _destroy(report, reason=TAKEN_OUT, by=by)
            if not report.newer_version():
                _next_version(report, why=TAKEN_OUT, without=issues, by=by)
        elif not report.is_destroyed:
            if not report.is_editable:
                reopen_for_changes(report, words=TAKEN_OUT)
            report.items.filter(issue__in=issues).delete()
            report.items.filter(quote__in=voices).update(quote=None)
            forget_versions(report)


@action
def let_go_of_report(*, report: StakeholderReport, by) -> None:
    """A story that was used in this report may not be used any more (decisions, point 14).

    What went out is destroyed, its readers are told, and a draft of the next version waits for staff; what waits to
    go out opens for writing again.
    """
    report = StakeholderReport.objects.select_for_update().get(pk=report.pk)
    if report.is_out or report.snapshot is not None and report.state == State.WITHDRAWN:
        _destroy(report, reason=TAKEN_OUT, by=by)
        if not report.newer_version():
            _next_version(report, why=TAKEN_OUT, without=(), by=by)
    elif not report.is_editable and not report.is_destroyed:
        reopen_for_changes(report, words=TAKEN_OUT)
