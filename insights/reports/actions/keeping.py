"""What a draft was like after each change, kept until it is sent."""

from insights.reports.models import StakeholderReport
from insights.reports.versions import as_it_stands

MOST = 50


def keep_version(report: StakeholderReport, *, by) -> None:
    """Keep the draft as it stands now, unless it is as it was kept last. Call inside an action, at its end."""
    data, last = as_it_stands(report), report.kept_versions.first()
    if last and last.data == data:
        return
    report.kept_versions.create(data=data, by=by)
    old = report.kept_versions.values_list("pk", flat=True)[MOST:]
    report.kept_versions.filter(pk__in=list(old)).delete()


def forget_versions(report: StakeholderReport) -> None:
    """It was sent, or words that stood in it must be gone. Call inside an action."""
    report.kept_versions.all().delete()
