"""When a partner is late: a reminder, then the senior contact, then the next agenda; each once, none in a pause."""

from datetime import datetime

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.outbox.actions import post
from insights.reports import clock
from insights.reports.actions.approving import staff_url
from insights.reports.actions.sending import give_link, private_url, readers_of
from insights.reports.models import AnswerPause, ChaseStep, ReportRecipient, StakeholderReport
from insights.reports.permissions import may_write_reports, staff_for
from insights.stakeholders.models import PartnerMeeting

Rung = ChaseStep.Rung


@action
def climb(*, report: StakeholderReport, now: datetime) -> ChaseStep | None:
    """Take the rung that is due, if one is."""
    report = StakeholderReport.objects.select_for_update().get(pk=report.pk)
    today = timezone.localdate(now)
    rung = clock.next_rung(report, today)
    if rung is None:
        return None
    step = ChaseStep.objects.create(report=report, rung=rung, on=today)
    if rung == Rung.REMINDER:
        _mail(report, readers_of(report), "answer_reminder", now)
    elif rung == Rung.SENIOR:
        seniors = _seniors(report)
        _mail(report, seniors, "answer_senior", now)
        _tell_staff(step, now, seniors=[recipient.contact for recipient in seniors])
    else:
        step.meeting = PartnerMeeting.objects.filter(stakeholder=report.stakeholder_id).reachable(today).first()
        step.save(update_fields=["meeting"])
        _tell_staff(step, now)
    audit.record("report.chased", report, by=None, rung=rung, meeting=step.meeting)
    return step


def _seniors(report: StakeholderReport) -> list[ReportRecipient]:
    """The senior people of the body; who did not get the report yet gets a link of their own."""
    rows = []
    for contact in report.stakeholder.contacts.current().filter(is_senior=True).select_related("user"):
        recipient, new = ReportRecipient.objects.get_or_create(report=report, contact=contact)
        if new:
            give_link(recipient)
        rows.append(recipient)
    # A link that staff closed stays closed.
    return [row for row in rows if row.link and row.link.revoked_at is None]


def _mail(report: StakeholderReport, recipients, event: str, now) -> None:
    reading = clock.read(report, timezone.localdate(now))
    for recipient in recipients:
        context = {"report": report, "contact": recipient.contact, "clock": reading, "url": private_url(recipient)}
        post(
            event=f"insights/{event}",
            key=f"{event}:{recipient.pk}",
            user=recipient.contact.user,
            context=context,
            not_before=next_open(now),
            is_secret=True,
        )


def _tell_staff(step: ChaseStep, now, *, seniors=()) -> None:
    """Who began the report hears what was done; where they are gone, all connectors."""
    report = step.report
    reading = clock.read(report, timezone.localdate(now))
    for user in staff_for(report.created_by):
        context = {"report": report, "step": step, "seniors": seniors, "clock": reading, "url": staff_url(report)}
        post(
            event="insights/answer_late",
            key=f"answer-late:{step.pk}:{user.pk}",
            user=user,
            context=context,
            not_before=next_open(now),
        )


@action
def pause(*, report: StakeholderReport, reason: str, by) -> AnswerPause:
    """The days from tomorrow on do not count against the partner; the reason stands beside the clock."""
    report = _waiting(report, by)
    if not reason.strip():
        raise RuleBroken("Say why the clock stands still. Trustees and the partner read it.")
    if report.pauses.filter(ended_on=None).exists():
        raise RuleBroken("The clock stands still already.")
    row = AnswerPause.objects.create(report=report, started_on=timezone.localdate(), reason=reason.strip())
    audit.record("report.clock_paused", report, by=by, reason_length=len(row.reason))
    return row


@action
def go_on(*, report: StakeholderReport, by) -> None:
    """The clock runs again from tomorrow on."""
    report = _waiting(report, by)
    if not report.pauses.filter(ended_on=None).update(ended_on=timezone.localdate()):
        raise RuleBroken("The clock runs already.")
    audit.record("report.clock_goes_on", report, by=by)


def _waiting(report: StakeholderReport, by) -> StakeholderReport:
    if not may_write_reports(by):
        raise RuleBroken("Only staff may do this.")
    report = StakeholderReport.objects.select_for_update().get(pk=report.pk)
    if report.state != StakeholderReport.State.SENT:
        raise RuleBroken("No ask of this report waits for an answer.")
    return report
