"""What staff can do to one issue: each a small page above the record, each one action."""

from django.contrib import admin
from django.template.response import TemplateResponse

from camk.admin_tools import Step
from insights.issues.actions import confirm_done
from insights.issues.models import Issue, Join
from insights.issues.states import LOOK_AT, MOVES, IssueState
from insights.safeguarding.steps import STEPS as SAFE_STEPS
from insights.triage import actions, forms
from insights.triage.actions.releasing import NOT_YET

S = IssueState


def may_become(new: str):
    """Offer a step where the table of states allows it."""
    return lambda request, issue: new in MOVES[issue.state]


def _does(run, said: str, **renamed):
    """A step that hands its form's answers to one action."""

    def step(request, issue, data):
        run(issue=issue, by=request.user, **data, **renamed)
        return said

    return step


def _ask_when(request, issue) -> bool:
    return issue.state == S.SUBMITTED or S.NEEDS_INFORMATION in MOVES[issue.state]


def _release(request, issue, data):
    actions.release(issue=issue, wording=data["wording"], by=request.user)
    return "Released. Others can read it now."


def _join(request, issue, data):
    """First a preview of what will happen, then, when it is confirmed, the joining."""
    lead = data["lead_issue"]
    if not data["confirmed"]:
        context = admin.site.each_context(request) | {
            "title": f"Join {issue} with {lead}",
            "opts": Issue._meta,
            "issue": issue,
            "lead": lead,
            "words": data["words"],
            "mine": issue.voices.standing(),
            "theirs": lead.voices.standing(),
            "summary": forms.summary(lead),
        }
        return TemplateResponse(request, "admin/insights/issue/join_preview.html", context)
    actions.join(issue=issue, lead=lead, words=data["words"], by=request.user)
    return f"Joined with {lead.reference}. The people who told us have been written to."


def _is_joined(request, issue) -> bool:
    return Join.objects.filter(joined=issue, undone_at__isnull=True).exists()


STEPS = (
    Step(
        "look-at",
        "Look at it",
        run=_does(actions.look_at, "You are looking into it."),
        when=lambda request, issue: issue.state in LOOK_AT,
        explain="It is safe to hold (nobody named, no disclosure) and clear enough to look into. "
        "If nobody looks after it yet, you do from now on.",
    ),
    Step("assign", "Assign", run=_does(actions.assign, "Assigned."), form=forms.assign_form),
    Step(
        "ask",
        "Ask a question",
        run=_does(actions.ask, "The question has gone to the people who told us."),
        form=forms.QuestionForm,
        when=_ask_when,
    ),
    Step(
        "answer",
        "Answer",
        run=_does(actions.answer, "Answered."),
        form=forms.ReplyForm,
        when=may_become(S.ANSWERED),
    ),
    Step(
        "accept",
        "Put on our list",
        run=_does(actions.accept, "On our list."),
        form=forms.WordsForm,
        when=may_become(S.ACCEPTED),
    ),
    Step("park", "Watch it", run=_does(actions.park, "Watching."), form=forms.WordsForm, when=may_become(S.PARKED)),
    Step(
        "redirect",
        "Pass it on",
        run=_does(actions.redirect_to, "Passed on."),
        form=forms.RedirectForm,
        when=may_become(S.REDIRECTED),
    ),
    Step(
        "decline",
        "Do not take it on",
        run=_does(actions.decline, "Not taken on."),
        form=forms.ReasonForm,
        when=may_become(S.DECLINED),
    ),
    Step("join", "Join with another", run=_join, form=forms.join_form, when=may_become(S.JOINED)),
    Step(
        "undo-join",
        "Undo the joining",
        run=_does(actions.undo_join, "They stand apart again."),
        when=_is_joined,
        explain="The voices that came with it go back, and it is again where it was before.",
    ),
    Step(
        "release",
        "Release a wording",
        run=_release,
        form=forms.release_form,
        when=lambda request, issue: issue.state not in NOT_YET,
    ),
    Step(
        "withdraw-release",
        "Take the wording back",
        run=_does(actions.withdraw_release, "Others see it no more."),
        when=lambda request, issue: issue.released_at is not None,
        explain="Others see it no more. You can release it again.",
    ),
    Step(
        "mark",
        "Mark for a report",
        run=_does(actions.mark_for_report, "Marked for a report.", wanted=True),
        when=lambda request, issue: not issue.for_report,
    ),
    Step(
        "unmark",
        "Take out of the report",
        run=_does(actions.mark_for_report, "No longer marked.", wanted=False),
        when=lambda request, issue: issue.for_report,
    ),
    Step(
        "settle",
        "Is it done?",
        run=_does(confirm_done, "Noted."),
        form=forms.SettleForm,
        when=may_become(S.CONFIRMED),
    ),
    Step(
        "reopen",
        "Open it again",
        run=_does(actions.reopen, "It is back in the queue."),
        form=forms.WordsForm,
        when=lambda request, issue: S.REOPENED in MOVES[issue.state] and issue.joined_to_id is None,
    ),
    Step(
        "close",
        "Close",
        run=_does(actions.close, "Closed."),
        form=forms.ReasonForm,
        when=may_become(S.CLOSED),
        danger=True,
    ),
    *SAFE_STEPS,
)
