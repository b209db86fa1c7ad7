"""Publishing: where staff choose so, everybody reads an edition of a report that went out."""

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.erasing import forget_file
from camk.errors import RuleBroken
from insights.reports.actions.freezing import keep_files
from insights.reports.models import PublicEdition, StakeholderReport
from insights.reports.permissions import may_write_reports
from insights.reports.public import public_snapshot, publishable_quotes
from insights.reports.rendering import page_of
from insights.reports.snapshot import fingerprint


@action
def publish(*, report: StakeholderReport, with_answers: bool = False, by) -> PublicEdition:
    """Show everybody the edition of a report that is out, with the partner's answers where staff choose so."""
    if not may_write_reports(by):
        raise RuleBroken("Only staff may publish a report.")
    report = StakeholderReport.objects.select_for_update().get(pk=report.pk)
    if not report.is_out:
        raise RuleBroken("Only a report that is out can be published.")
    edition = PublicEdition.objects.filter(report=report).first() or PublicEdition(report=report)
    if edition.snapshot is not None:
        _empty(edition)
    data = public_snapshot(report, with_answers=with_answers)
    edition.snapshot, edition.snapshot_sha256, edition.page_html = data, fingerprint(data), page_of(data)
    keep_files(edition, data, name=f"{report.number}-v{report.version}-public", by=by)
    edition.published_at, edition.published_by, edition.taken_down_at = timezone.now(), by, None
    edition.save()
    edition.quotes.set(publishable_quotes(report).values())
    audit.record("report.published", report, by=by, sha256=edition.snapshot_sha256, answers=with_answers)
    return edition


@action
def take_down(*, report: StakeholderReport, by) -> None:
    """Nobody but the partner reads it any more: the words of the public edition are destroyed."""
    if not may_write_reports(by):
        raise RuleBroken("Only staff may do this.")
    if not empty_edition(report):
        raise RuleBroken("This report is not published.")
    audit.record("report.unpublished", report, by=by)


def empty_edition(report: StakeholderReport) -> bool:
    """Destroy what the public edition of a report holds; returns whether there was any. Call inside an action."""
    edition = PublicEdition.objects.select_for_update().filter(report=report, snapshot__isnull=False).first()
    if edition is None:
        return False
    _empty(edition)
    edition.taken_down_at = timezone.now()
    edition.save()
    edition.quotes.clear()
    return True


def _empty(edition: PublicEdition) -> None:
    kept = [edition.pdf, edition.annex_xlsx, edition.annex_csv]
    edition.snapshot, edition.page_html = None, ""
    edition.pdf = edition.annex_xlsx = edition.annex_csv = None
    edition.save()
    for stored in filter(None, kept):
        forget_file(stored)
