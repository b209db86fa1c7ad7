"""The steps of a report in the staff pages: each one small form and one action."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from camk.admin_tools import Step
from insights.reports import forms, forms_answers
from insights.reports.actions import answering, approving, chasing, correcting, publishing, sending
from insights.reports.models import Ask, PublicEdition, StakeholderReport
from insights.reports.permissions import may_approve
from insights.reports.steps_drafting import DRAFTING, editable

State = StakeholderReport.State


def _in(*states):
    return lambda request, report: report.state in states


def _ask_approval(request, report, data):
    approving.ask_for_approval(report=report, deputy=data["deputy"], by=request.user)
    return "Those who may approve it are asked to read it."


def _approve(request, report, data):
    approving.approve(report=report, by=request.user)
    return "Approved. Figures and words are now those of this moment. It can be sent."


def _want_changes(request, report, data):
    approving.want_changes(report=report, words=data["words"], by=request.user)
    return "The report is open for changes again."


def _send(request, report, data):
    sending.send(report=report, contacts=data["contacts"], by=request.user)
    return "Sent. The people behind the issues are told."


def _key_in(request, report, data):
    answering.key_in_answer(by=request.user, **data)
    return "The answer is written down. The people behind the issues are told."


def _tell_more(request, report, data):
    answering.tell_more(ask=data["ask"], words=data["words"], by=request.user)
    return "They are told. The ask waits for their answer again."


def _send_to_more(request, report, data):
    added = sending.send_to_more(report=report, contacts=list(data["contacts"]), by=request.user)
    return f"Sent to {added} more."


def _publish(request, report, data):
    publishing.publish(report=report, with_answers=data["with_answers"], by=request.user)
    return "Published. Everybody can read it under Reports."


def _take_down(request, report, data):
    publishing.take_down(report=report, by=request.user)
    return "It is not published any more. Partners still read theirs."


def _is_published(request, report):
    return PublicEdition.objects.filter(report=report, snapshot__isnull=False).exists()


def _send_again(request, report, data):
    sending.send_link_again(recipient=data["recipient"], by=request.user)
    return f"{data['recipient'].contact.name} gets the link once more."


def _close_link(request, report, data):
    sending.close_link(recipient=data["recipient"], by=request.user)
    return f"The link of {data['recipient'].contact.name} opens nothing any more."


def _correct(request, report, data):
    new = correcting.correct(report=report, why=data["words"], by=request.user)
    return HttpResponseRedirect(reverse("admin:insights_stakeholderreport_change", args=[new.pk]))


def _take_back(request, report, data):
    correcting.take_back(report=report, reason=data["words"], by=request.user)
    return "The words of this version are destroyed. Its readers are told."


def _pause(request, report, data):
    chasing.pause(report=report, reason=data["words"], by=request.user)
    return "The clock stands still from tomorrow on."


def _go_on(request, report, data):
    chasing.go_on(report=report, by=request.user)
    return "The clock runs again from tomorrow on."


def _clock_stands(standing):
    def when(request, report):
        return report.state == State.SENT and report.pauses.filter(ended_on=None).exists() == standing

    return when


def _may_correct(request, report):
    return report.state in (State.SENT, State.RESPONDED, State.WITHDRAWN) and report.newer_version() is None


ANSWERABLE = (State.SENT, State.RESPONDED)
STEPS = (
    *DRAFTING,
    Step(
        "ask-approval",
        "Ask for approval",
        run=_ask_approval,
        form=forms.deputy_form,
        when=editable,
        explain="A second person reads the report before it goes out. Have you looked at the preview?",
    ),
    Step(
        "approve",
        "Approve",
        run=_approve,
        when=lambda request, report: report.state == State.IN_REVIEW and may_approve(request.user, report),
        explain="Figures and words are fixed as they are now, and go out as they are. Read the preview first.",
    ),
    Step(
        "approve-alone",
        "Approve it yourself",
        run=_approve,
        when=lambda request, report: (
            report.state == State.IN_REVIEW
            and not may_approve(request.user, report)
            and approving.may_approve_alone(request.user, report, timezone.now())
        ),
        explain=f"Nobody has read it for {approving.ALONE_AFTER} working days. The report will say that no second "
        "person was there. Ring a colleague or a trustee first if you can.",
    ),
    Step(
        "changes-wanted",
        "Changes wanted",
        run=_want_changes,
        form=forms.WordsForm,
        when=_in(State.IN_REVIEW, State.APPROVED),
        explain="Say what should change. The report opens for writing again and needs a new approval.",
    ),
    Step(
        "send",
        "Send",
        run=_send,
        form=forms.send_form,
        when=_in(State.APPROVED),
        explain="The report is frozen for good. Each person gets a private link. "
        "The people behind the issues are told that it was raised.",
    ),
    Step(
        "key-in",
        "Write down an answer",
        run=_key_in,
        form=forms_answers.keyed_in_form,
        when=_in(*ANSWERABLE),
        explain="For an answer given in a meeting, by phone or by mail. The people behind the issues are told.",
    ),
    Step(
        "tell-more",
        "Tell them more",
        run=_tell_more,
        form=forms_answers.more_form,
        when=lambda request, report: (
            report.state == State.SENT and report.asks.filter(state=Ask.State.NEEDS_INFORMATION).exists()
        ),
        explain="What they need to know before they can answer. It stands beside the ask on their private page, so "
        "name nobody who told us. The days they waited for us do not count against them.",
    ),
    Step(
        "pause",
        "Stop the clock",
        run=_pause,
        form=forms.WordsForm,
        when=_clock_stands(False),
        explain="Why these days should not count: elections, or they wait for something of ours. "
        "Trustees and the partner read it. Nobody is reminded until the clock goes on.",
    ),
    Step("go-on", "Let the clock go on", run=_go_on, when=_clock_stands(True)),
    Step(
        "publish",
        "Publish",
        run=_publish,
        form=forms.PublishForm,
        when=_in(*StakeholderReport.OUT),
        explain="Everybody reads it under Reports: without the names of office-holders, and with the words of those "
        "alone who agreed that theirs are published. Look at the preview of the public edition first. "
        "Publishing again takes in the answers that came since.",
    ),
    Step("take-down", "Take the public edition down", run=_take_down, when=_is_published, danger=True),
    Step(
        "send-more",
        "Send it to others too",
        run=_send_to_more,
        form=forms.send_form,
        when=_in(*StakeholderReport.OUT),
        explain="For colleagues of those who have it: each gets a private link, and sees what was answered.",
    ),
    Step(
        "link-again",
        "Send a link again",
        run=_send_again,
        form=forms.recipient_form,
        when=_in(*StakeholderReport.OUT),
    ),
    Step(
        "close-link",
        "Close a link",
        run=_close_link,
        form=forms.recipient_form,
        when=_in(*StakeholderReport.OUT),
        danger=True,
    ),
    Step(
        "correct",
        "Correct (new version)",
        run=_correct,
        form=forms.WordsForm,
        when=_may_correct,
        explain="A sent report never changes. This begins a new version with the same issues and asks. "
        "Say what was wrong: everybody who got the old version reads it.",
    ),
    Step(
        "take-back",
        "Take back for good",
        run=_take_back,
        form=forms.WordsForm,
        when=lambda request, report: report.sent_at is not None and not report.is_destroyed,
        explain="When somebody's words must not stay out: the words of this version are destroyed and its readers "
        "told. Number, fingerprint and dates stay. Say why, naming nobody.",
        danger=True,
    ),
)
