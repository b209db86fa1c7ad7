"""Sending: the approved snapshot becomes page and PDF once, and each recipient gets a private link."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.links import link_for, revoke_links
from camk.outbox.actions import post
from insights.reports import threads
from insights.reports.actions.approving import move
from insights.reports.actions.carrying import carry_answers, carry_pause
from insights.reports.actions.freezing import keep_files
from insights.reports.actions.keeping import forget_versions
from insights.reports.models import Ask, ReportRecipient, StakeholderReport
from insights.reports.permissions import may_write_reports
from insights.reports.rendering import page_of
from insights.reports.snapshot import build, fingerprint

State = StakeholderReport.State
PURPOSE = "report"
LINK_LASTS = timedelta(days=365)


def private_url(recipient: ReportRecipient) -> str:
    """The address that is this recipient's alone."""
    return settings.SITE_URL + reverse("insights:report-link", args=[recipient.link.token])


@action
def send(*, report: StakeholderReport, contacts, by) -> None:
    """Freeze the report, send each contact a private link, and tell the people behind the issues.

    Raises RuleBroken when words may no longer be shown, or have changed since a second person approved them.
    """
    report = StakeholderReport.objects.select_for_update().get(pk=report.pk)
    contacts = list(contacts)
    _check_may_send(report, contacts, by)
    move(report, State.SENT)
    _check_words_still_stand(report)
    report.sent_at = timezone.now()
    report.page_html = page_of(report.snapshot)
    keep_files(report, report.snapshot, name=f"{report.number}-v{report.version}", by=by)
    report.save()
    forget_versions(report)
    audit.record("report.sent", report, by=by, contacts=[c.pk for c in contacts], sha256=report.snapshot_sha256)
    old = report.earlier_version()
    if old:
        _replace(old, report, by)
        carry_answers(old=old, new=report, by=by)
        if not report.asks.filter(state__in=Ask.WAITING).exists():
            move(report, State.RESPONDED)
            report.save(update_fields=["state"])
        else:
            carry_pause(old=old, new=report, by=by)
    for contact in contacts:
        recipient = ReportRecipient.objects.create(report=report, contact=contact)
        give_link(recipient)
        _mail_link(recipient, key=f"report-sent:{recipient.pk}", old=old)
    known = set(old.items.values_list("issue", flat=True)) if old else set()
    items = report.items.exclude(issue__in=known).select_related("issue")
    threads.tell_raised(report=report, issues=[item.issue for item in items], by=by)


def _check_may_send(report, contacts, by) -> None:
    if not may_write_reports(by):
        raise RuleBroken("Only staff may send reports.")
    _check_contacts(report, contacts)
    if report.snapshot is not None and fingerprint(report.snapshot) != report.snapshot_sha256:
        raise RuleBroken("This report is not what was approved. Choose “Changes wanted” and ask again.")


def _check_contacts(report, contacts) -> None:
    if not contacts:
        raise RuleBroken("Choose at least one person to send it to.")
    for contact in contacts:
        if contact.stakeholder_id != report.stakeholder_id:
            raise RuleBroken(f"{contact.name} is not a contact of {report.stakeholder}.")


def _check_words_still_stand(report) -> None:
    """Consent may have ended, a wording been taken back or changed, since the second person read them."""
    built = build(report)
    now = {item["reference"]: (item["wording"], item["quote"]) for item in built["items"]}
    for item in report.snapshot["items"]:
        if now.get(item["reference"]) != (item["wording"], item["quote"]):
            raise RuleBroken(
                f"What may be shown of {item['reference']} has changed since this was approved. "
                "Choose “Changes wanted”, look at it, and ask for approval again."
            )
    if built["stories"] != report.snapshot.get("stories", []):
        raise RuleBroken(
            "A story in it has changed since this was approved, or may not be used any more. "
            "Choose “Changes wanted”, look at it, and ask for approval again."
        )


def _replace(old, new, by) -> None:
    if old.state != State.WITHDRAWN:
        move(old, State.WITHDRAWN)
        old.withdrawn_at, old.withdrawn_reason = timezone.now(), new.why_new
        old.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
        audit.record("report.replaced", old, by=by, version=new.version)


def give_link(recipient: ReportRecipient) -> None:
    """A live link that is this person's alone. Call inside an action."""
    recipient.link = link_for(
        purpose=PURPOSE,
        target=recipient,
        user=recipient.contact.user,
        expires_at=timezone.now() + LINK_LASTS,
    )
    recipient.save(update_fields=["link"])


def _mail_link(recipient, *, key: str, old=None) -> None:
    report = recipient.report
    first_due = min((ask["due_on"] for ask in report.snapshot["asks"] if ask["due_on"]), default=None)
    post(
        event="insights/report_sent",
        key=key,
        user=recipient.contact.user,
        context={
            "report": report,
            "contact": recipient.contact,
            "asks": len(report.snapshot["asks"]),
            "issues": len(report.snapshot["items"]),
            "first_due": first_due and date.fromisoformat(first_due),
            "url": private_url(recipient),
            "old": old,
        },
        is_secret=True,
    )


def readers_of(report: StakeholderReport) -> list[ReportRecipient]:
    """Who got the report, is in office, and whose link staff have not closed."""
    rows = report.recipients.filter(link__revoked_at=None).exclude(link=None)
    return [row for row in rows.select_related("contact__user", "link") if row.contact.is_in_office]


@action
def send_to_more(*, report: StakeholderReport, contacts, by) -> int:
    """Others of the same body get the report too, each with a link of their own; returns how many are new."""
    if not may_write_reports(by):
        raise RuleBroken("Only staff may do this.")
    report = StakeholderReport.objects.select_for_update().get(pk=report.pk)
    if not report.is_out:
        raise RuleBroken("This report is not out any more. Send the newer version instead.")
    _check_contacts(report, contacts)
    added = 0
    for contact in contacts:
        recipient, new = ReportRecipient.objects.get_or_create(report=report, contact=contact)
        if new:
            added += 1
            give_link(recipient)
            _mail_link(recipient, key=f"report-sent:{recipient.pk}")
    audit.record("report.sent_to_more", report, by=by, contacts=[c.pk for c in contacts])
    return added


@action
def send_link_again(*, recipient: ReportRecipient, by) -> None:
    """The mail was lost, or the link closed: the same person gets a live link once more."""
    report = recipient.report
    if not may_write_reports(by):
        raise RuleBroken("Only staff may do this.")
    if not report.is_out:
        raise RuleBroken("This report is not out any more. Send the newer version instead.")
    give_link(recipient)
    event = audit.record("report.link_sent_again", recipient, by=by, report=report)
    _mail_link(recipient, key=f"report-again:{event.pk}")


@action
def close_link(*, recipient: ReportRecipient, by) -> None:
    """This person's link opens nothing from now on."""
    if not may_write_reports(by):
        raise RuleBroken("Only staff may do this.")
    revoke_links(target=recipient, purpose=PURPOSE, by=by)
    audit.record("report.link_closed", recipient, by=by, report=recipient.report_id)
