"""The way of a monthly report: handed in, approved by staff, frozen and sent; corrected by a new version only."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from camk import audit, files
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import empty_the_log, forget_file
from camk.errors import RuleBroken
from camk.links import link_for
from camk.outbox.actions import post
from insights.dialogue.actions.compiling import (
    choose_first_quotes,
    mobilisers_of,
    move,
    open_for_writing,
    tell,
)
from insights.dialogue.models import AreaReader, DialogueReport, DialogueReportReader
from insights.dialogue.permissions import may_approve_month
from insights.dialogue.snapshot import build, said
from insights.reports.rendering import typeset
from insights.reports.snapshot import fingerprint

State = DialogueReport.State
PURPOSE = "dialogue-report"
LINK_LASTS = timedelta(days=365)
TEMPLATE = Path(__file__).parent.parent / "dialogue.typ"
TAKEN_OUT = "What somebody told us was taken out, and may not be used any more."


def page_of(snapshot: dict) -> str:
    """The page of a report as HTML, made from the snapshot and nothing else."""
    return render_to_string("insights/dialogue/_frozen.html", {"r": said(snapshot)})


def private_url(reader: DialogueReportReader) -> str:
    """The address that is this reader's alone."""
    return settings.SITE_URL + reverse("insights:area-report", args=[reader.link.token])


@action
def hand_in(*, report: DialogueReport, by: User) -> None:
    """The mobiliser is done; staff are asked to read it."""
    report = open_for_writing(report, by)
    if not report.notes().exists():
        raise RuleBroken("Nothing was noted in this month. It becomes a nil return by itself.")
    move(report, State.HANDED_IN)
    report.handed_in_by, report.review_words = by, ""
    report.save(update_fields=["state", "handed_in_by", "review_words"])
    event = audit.record("dialogue_report.handed_in", report, by=by)
    tell(User.objects.connectors().exclude(pk=by.pk), report, "dialogue_handed_in", key=event.pk, by=by)


@action
def want_changes(*, report: DialogueReport, words: str, by: User) -> None:
    """Not yet: the report opens for writing again, with a sentence on what to change."""
    report = _handed_in(report, by)
    if not words.strip():
        raise RuleBroken("Say what should change.")
    move(report, State.DRAFT)
    report.review_words = words.strip()
    report.save(update_fields=["state", "review_words"])
    event = audit.record("dialogue_report.changes_wanted", report, by=by, words_length=len(report.review_words))
    tell(mobilisers_of(report), report, "dialogue_changes_wanted", key=event.pk, by=by)


@action
def approve_and_send(*, report: DialogueReport, by: User) -> None:
    """A second person signs it off; it is frozen as it is now and goes to the readers of its area."""
    report = _handed_in(report, by)
    if report.handed_in_by_id == by.pk:
        raise RuleBroken("A second person must approve this: not who handed it in.")
    readers = AreaReader.objects.filter(area=report.area_id).select_related("contact__user", "contact__stakeholder")
    contacts = [row.contact for row in readers if row.contact.is_in_office]
    if not contacts:
        raise RuleBroken(f"Nobody gets the report of {report.area} yet. Add a reader of the area first.")
    _replace_older(report, by)
    move(report, State.SENT)
    report.approved_by, report.sent_at = by, timezone.now()
    report.snapshot = build(report)
    report.snapshot_sha256 = fingerprint(report.snapshot)
    report.page_html = page_of(report.snapshot)
    content, name = typeset(said(report.snapshot), TEMPLATE), f"{report.number}-v{report.version}.pdf"
    report.pdf = files.store(name=name, content=content, content_type="application/pdf", owner=by)
    report.save()
    audit.record(
        "dialogue_report.sent", report, by=by, contacts=[c.pk for c in contacts], sha256=report.snapshot_sha256
    )
    for contact in contacts:
        _send_to(report, contact)


def _handed_in(report: DialogueReport, by: User) -> DialogueReport:
    if not may_approve_month(by):
        raise RuleBroken("Only staff may do this.")
    report = DialogueReport.objects.select_for_update(of=("self",)).select_related("area").get(pk=report.pk)
    if report.state != State.HANDED_IN:
        raise RuleBroken(f"This report is “{report.get_state_display()}”.")
    return report


def _replace_older(report: DialogueReport, by) -> None:
    older = DialogueReport.objects.filter(area=report.area_id, month=report.month, state=State.SENT)
    for old in older.select_for_update():
        move(old, State.WITHDRAWN)
        old.withdrawn_at, old.withdrawn_reason = timezone.now(), report.why_new
        old.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
        audit.record("dialogue_report.replaced", old, by=by, version=report.version)


def _send_to(report: DialogueReport, contact) -> None:
    reader = DialogueReportReader.objects.create(report=report, contact=contact)
    until = timezone.now() + LINK_LASTS
    reader.link = link_for(purpose=PURPOSE, target=reader, user=contact.user, expires_at=until)
    reader.save(update_fields=["link"])
    post(
        event="insights/dialogue_report_sent",
        key=f"dialogue_report_sent:{reader.pk}",
        user=contact.user,
        context={"report": report, "contact": contact, "said": said(report.snapshot), "url": private_url(reader)},
        is_secret=True,
    )


@action
def correct(*, report: DialogueReport, why: str, by: User) -> DialogueReport:
    """A sent report never changes: the next version begins; the old one stands until the new one is sent."""
    if not may_approve_month(by):
        raise RuleBroken("Only staff may do this.")
    report = DialogueReport.objects.select_for_update(of=("self",)).select_related("area").get(pk=report.pk)
    if report.state != State.SENT:
        raise RuleBroken("Only a report that was sent can be corrected.")
    if _newer(report).exists():
        raise RuleBroken("There is a newer version of this report already.")
    if not why.strip():
        raise RuleBroken("Say why there is a new version. The people who got the report will read it.")
    return _next_version(report, why, by, summary=report.summary)


def _newer(report: DialogueReport):
    return DialogueReport.objects.filter(area=report.area_id, month=report.month, version__gt=report.version)


def _next_version(report: DialogueReport, why: str, by, *, summary: str = "") -> DialogueReport:
    same = {"area": report.area, "month": report.month, "summary": summary}
    new = DialogueReport.objects.create(**same, version=report.version + 1, why_new=why.strip())
    choose_first_quotes(new)
    audit.record("dialogue_report.correction_begun", new, by=by, version=new.version, words_length=len(why))
    return new


@action
def take_back_report(*, report: DialogueReport, by: User) -> None:
    """Something in it shows who somebody is: what went out is destroyed, and its readers are told."""
    if not may_approve_month(by):
        raise RuleBroken("Only staff may do this.")
    report = DialogueReport.objects.select_for_update(of=("self",)).select_related("area").get(pk=report.pk)
    if report.snapshot is None:
        raise RuleBroken("Nothing of this report is kept that could be destroyed.")
    _destroy(report, by)
    empty_the_log()


@action
def let_go_of_quotes(*, notes, by: User | None) -> None:
    """Words of these notes leave the portal: what went out with them is destroyed, and its readers are told."""
    quoting = DialogueReport.objects.filter(quotes__in=notes).order_by().values("pk")
    holding = DialogueReport.objects.select_for_update(of=("self",)).filter(pk__in=quoting)
    for report in holding.select_related("area").order_by("pk"):
        if report.snapshot is not None:
            _destroy(report, by)
        report.quotes.remove(*notes)


def _destroy(report: DialogueReport, by) -> None:
    was_out = report.state == State.SENT
    if was_out:
        move(report, State.WITHDRAWN)
    pdf, report.pdf = report.pdf, None
    report.snapshot, report.page_html = None, ""
    report.summary = report.review_words = ""  # they may say the same; the next version is written anew
    report.withdrawn_at, report.withdrawn_reason = timezone.now(), TAKEN_OUT
    report.save()
    if pdf:
        forget_file(pdf)
    event = audit.record("dialogue_report.taken_back", report, by=by, sha256=report.snapshot_sha256)
    for reader in report.readers.select_related("contact__user"):
        post(
            event="insights/dialogue_taken_back",
            key=f"dialogue_taken_back:{event.pk}:{reader.pk}",
            user=reader.contact.user,
            context={"report": report, "contact": reader.contact},
        )
    if was_out and not _newer(report).exists():
        _next_version(report, TAKEN_OUT, by)
