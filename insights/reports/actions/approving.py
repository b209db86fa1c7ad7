"""The second pair of eyes: asking for approval, approving, and sending a draft back for changes."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import working_day_after
from camk.outbox.actions import post
from camk.states import check_move
from insights.reports.actions.drafting import open_for_writing
from insights.reports.models import StakeholderReport
from insights.reports.permissions import may_approve, may_be_deputy, may_write_reports
from insights.reports.snapshot import build, fingerprint

State = StakeholderReport.State
ALONE_AFTER = 5


def staff_url(report: StakeholderReport) -> str:
    """Where staff work on this report."""
    return settings.SITE_URL + reverse("admin:insights_stakeholderreport_change", args=[report.pk])


def reading_url(report: StakeholderReport) -> str:
    """Where a second person, or the deputy, reads it and decides."""
    return settings.SITE_URL + reverse("insights:report-approve", args=[report.pk])


def move(report: StakeholderReport, new: str) -> None:
    """Set the next state; raises RuleBroken when the table does not allow it."""
    check_move(StakeholderReport.MOVES, report.state, new, dict(State.choices))
    report.state = new


def problems(data: dict) -> list[str]:
    """What still keeps this report from going out, in sentences."""
    found = []
    if not data["items"]:
        found.append("Add at least one issue.")
    if not data["asks"]:
        found.append("Add at least one ask.")
    for item in data["items"]:
        if not item["wording"] and not item["quote"]:
            found.append(f"{item['reference']} has no words that may be shown. Take it out, or release its wording.")
    if data["version"] > 1 and not data["why_new"]:
        found.append("Say why there is a new version.")
    return found


def may_approve_alone(user, report: StakeholderReport, now: datetime) -> bool:
    """Nobody else came within the working days of ALONE_AFTER: whoever asked may approve, and it is said so."""
    if report.asked_review_at is None or not may_write_reports(user):
        return False
    own = user.pk in (report.created_by_id, report.asked_review_by_id)
    since = timezone.localdate(report.asked_review_at)
    return own and timezone.localdate(now) >= working_day_after(since, ALONE_AFTER)


@action
def ask_for_approval(*, report: StakeholderReport, deputy=None, by) -> None:
    """The draft is ready: every other connector, and the deputy if one is named, is asked to read it."""
    report = open_for_writing(report, by)
    if deputy and (not may_be_deputy(deputy) or deputy.pk in (by.pk, report.created_by_id)):
        raise RuleBroken("The deputy must be somebody else with an office: staff, a trustee or the administrator.")
    found = problems(build(report))
    if found:
        raise RuleBroken(" ".join(found))
    move(report, State.IN_REVIEW)
    report.asked_review_by, report.asked_review_at, report.deputy = by, timezone.now(), deputy
    report.review_words = ""
    report.save(update_fields=["state", "asked_review_by", "asked_review_at", "deputy", "review_words"])
    event = audit.record("report.approval_asked", report, by=by, deputy=deputy)
    connectors = list(get_user_model().objects.connectors())
    for user in [*connectors, deputy] if deputy and deputy not in connectors else connectors:
        if may_approve(user, report):
            _tell(user, report, "report_for_approval", event, by, url=reading_url(report))


@action
def approve(*, report: StakeholderReport, by) -> None:
    """A second person signs it off; figures and words are those of this moment, and go out as they are."""
    report = StakeholderReport.objects.select_for_update().get(pk=report.pk)
    report.approved_alone = not may_approve(by, report)
    if report.approved_alone and not may_approve_alone(by, report, timezone.now()):
        raise RuleBroken("A second person must approve this: not who began the report or asked for approval.")
    move(report, State.APPROVED)
    data = build(report, signed_off_on=timezone.localdate())
    found = problems(data)
    if found:
        raise RuleBroken(" ".join(found))
    report.approved_by, report.approved_at = by, timezone.now()
    report.snapshot, report.snapshot_sha256 = data, fingerprint(data)
    report.save()
    alone = {"alone": True} if report.approved_alone else {}
    event = audit.record("report.approved", report, by=by, sha256=report.snapshot_sha256, **alone)
    if report.created_by and report.created_by != by:
        _tell(report.created_by, report, "report_approved", event, by)


@action
def want_changes(*, report: StakeholderReport, words: str, by) -> None:
    """Not yet: the report opens for writing again, with a sentence on what to change."""
    report = StakeholderReport.objects.select_for_update().get(pk=report.pk)
    if not (may_write_reports(by) or may_approve(by, report)):
        raise RuleBroken("Only staff may do this.")
    if not words.strip():
        raise RuleBroken("Say what should change.")
    reopen_for_changes(report, words=words)
    event = audit.record("report.changes_wanted", report, by=by, words_length=len(words))
    writer = report.asked_review_by or report.created_by
    if writer and writer != by:
        _tell(writer, report, "report_changes_wanted", event, by)


def reopen_for_changes(report: StakeholderReport, *, words: str) -> None:
    """Open it for writing again: what was signed off is forgotten. Call inside an action, the row under lock."""
    move(report, State.CHANGES_WANTED)
    report.review_words = words.strip()
    report.approved_by = report.approved_at = report.snapshot = None
    report.approved_alone = False
    report.snapshot_sha256 = ""
    report.save()


def _tell(user, report, event_name: str, event, by, url: str = "") -> None:
    post(
        event=f"insights/{event_name}",
        key=f"{event_name}:{event.pk}:{user.pk}",
        user=user,
        context={"report": report, "url": url or staff_url(report), "by": by},
    )
