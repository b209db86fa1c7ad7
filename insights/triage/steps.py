"""What staff can do to one issue: each a small page above the record, each one action."""

from django.contrib import admin
from django.forms import Form
from django.template.response import TemplateResponse

from camk.admin_tools import Step, does
from insights.issues.actions import confirm_done
from insights.issues.models import Issue, Join
from insights.issues.states import LOOK_AT, MOVES, IssueState
from insights.safeguarding.steps import STEPS as SAFE_STEPS
from insights.triage import actions, forms
from insights.triage.actions.releasing import NOT_YET
from insights.triage.actions.saying import may_become
from insights.triage.actions.splitting import NOT_FROM
from insights.triage.joins import will_happen
from insights.triage.models import JoinObjection
from insights.triage.steps_desk import DESK
from insights.triage.steps_redacting import REDACTING

S = IssueState


def leads_to(new: str):
    """Offer a step where the table of states allows it, the first look included."""
    return lambda request, issue: may_become(issue.state, new)


def how(data: dict) -> actions.How:
    """How it is told, taken out of a form's answers."""
    asked = {name: data.pop(name) for name in ("public", "quiet", "template") if name in data}
    return actions.How(**asked)


def _tells(run, said: str):
    """A step that hands its form's answers to one action, with how the decision is told."""

    def step(request, issue, data):
        telling = how(data)
        run(issue=issue, how=telling, by=request.user, **data)
        return f"{said} Nobody was told." if telling.quiet else said

    return step


def _release(request, issue, data):
    actions.release(issue=issue, wording=data["wording"], by=request.user)
    return "Released. Others can read it now."


def _join(request, issue, data):
    """First a preview of what will happen, then, when it is confirmed, the joining."""
    lead, confirmed = data["lead_issue"], data["confirmed"]
    telling = how(data)
    if not confirmed:
        context = admin.site.each_context(request) | {
            "title": f"Join {issue} with {lead}",
            "opts": Issue._meta,
            "issue": issue,
            "lead": lead,
            "words": data["words"],
            "how": telling,
            "ticks": [tick for tick in ("may_stay", "general_concern") if tick in request.POST],
            "seen": request.POST.get("seen", ""),
            "summary": forms.summary(lead),
            **will_happen(issue, lead),
        }
        return TemplateResponse(request, "admin/insights/issue/join_preview.html", context)
    actions.join(issue=issue, lead=lead, words=data["words"], how=telling, by=request.user)
    return f"Joined with {lead.reference}. " + (
        "Nobody was told." if telling.quiet else "The people who told us have been written to."
    )


def _is_joined(request, issue) -> bool:
    return Join.objects.filter(joined=issue, undone_at__isnull=True).exists()


def _split(request, issue, data):
    made = actions.split(
        issue=issue, voices=list(data.pop("voices")), how=how(data), words=data["words"], by=request.user
    )
    return f"Split: {made.reference} stands on its own, and you are looking into it."


def _split_changes(request, issue, data):
    goes, stands = len(data["voices"]), issue.voice_count
    return [
        (f"Voices under {issue.reference}", stands, stands - goes),
        ("A new issue, filed the same way", "", f"{goes} of them, “{S.IN_REVIEW.label}”"),
    ]


def _back_form(request, issue):
    """Nothing to fill in; what taking it back does stands above the button, so that one page is enough."""
    move = actions.last_decision(issue, request.user)
    if move is None:
        return Form
    mails = actions.waiting(move)
    gone = f"{mails} mail{'s' * (mails != 1)} about it wait{'s' * (mails == 1)} and will not go." if mails else ""
    back = f"It goes back from “{move.get_new_state_display()}” to “{move.get_old_state_display()}”."
    return type("TakeBackForm", (Form,), {"lines": [back, gone or "No mail about it waits."]})


def _is_objected(request, issue) -> bool:
    return JoinObjection.objects.waiting().filter(join__joined=issue).exists()


STEPS = (
    Step(
        "look-at",
        "Look at it",
        run=does(actions.look_at, "You are looking into it.", to="issue"),
        when=lambda request, issue: issue.state in LOOK_AT,
        explain="It is safe to hold (nobody named, no disclosure) and clear enough to look into. "
        "If nobody looks after it yet, you do from now on.",
    ),
    Step("assign", "Assign", run=does(actions.assign, "Assigned.", to="issue"), form=forms.assign_form),
    Step(
        "ask",
        "Ask a question",
        run=_tells(actions.ask, "The question has gone to the people who told us."),
        form=forms.told(forms.QuestionForm, S.NEEDS_INFORMATION),
        when=leads_to(S.NEEDS_INFORMATION),
    ),
    Step(
        "answer",
        "Answer",
        run=_tells(actions.answer, "Answered."),
        form=forms.told(forms.ReplyForm, S.ANSWERED),
        when=leads_to(S.ANSWERED),
    ),
    Step(
        "accept",
        "Put on our list",
        run=_tells(actions.accept, "On our list."),
        form=forms.told(forms.WordsForm, S.ACCEPTED),
        when=leads_to(S.ACCEPTED),
    ),
    Step(
        "park",
        "Watch it",
        run=_tells(actions.park, "Watching."),
        form=forms.told(forms.ParkForm, S.PARKED),
        when=leads_to(S.PARKED),
        explain="It leaves the queue and comes back under “Parked and due” with whichever of these happens first.",
    ),
    Step(
        "redirect",
        "Pass it on",
        run=_tells(actions.redirect_to, "Passed on."),
        form=forms.told(forms.RedirectForm, S.REDIRECTED),
        when=leads_to(S.REDIRECTED),
    ),
    Step(
        "decline",
        "Do not take it on",
        run=_tells(actions.decline, "Not taken on."),
        form=forms.told(forms.ReasonForm, S.DECLINED),
        when=leads_to(S.DECLINED),
    ),
    Step(
        "join",
        "Join with another",
        run=_join,
        form=forms.told(forms.join_form, S.JOINED),
        when=leads_to(S.JOINED),
    ),
    Step(
        "split",
        "Split",
        run=_split,
        form=forms.told(forms.split_form, S.IN_REVIEW),
        when=lambda request, issue: issue.state not in NOT_FROM and issue.voice_count > 1,
        preview=_split_changes,
        explain="The voices you choose get an issue of their own, with a new reference; their people keep theirs. "
        "The two are not suggested for each other again.",
    ),
    Step(
        "undo-join",
        "Undo the joining",
        run=does(
            actions.undo_join, "They stand apart again, and are not suggested for each other any more.", to="issue"
        ),
        when=_is_joined,
        preview=lambda request, issue, data: [(issue.reference, f"part of {issue.joined_to}", "on its own again")],
        explain="The voices that came with it go back, it is again where it was before, and its people are told.",
    ),
    Step(
        "keep-together",
        "Leave them together",
        run=does(actions.keep_together, "They stay together. Whoever objected has been written to.", to="issue"),
        form=forms.KeepForm,
        when=_is_objected,
        explain="Somebody said that this is not the same. You looked again, and it is.",
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
        run=does(actions.withdraw_release, "Others see it no more.", to="issue"),
        when=lambda request, issue: issue.released_at is not None,
        explain="Others see it no more. You can release it again.",
    ),
    Step(
        "mark",
        "Mark for a report",
        run=does(actions.mark_for_report, "Marked for a report.", to="issue", wanted=True),
        when=lambda request, issue: not issue.for_report,
    ),
    Step(
        "unmark",
        "Take out of the report",
        run=does(actions.mark_for_report, "No longer marked.", to="issue", wanted=False),
        when=lambda request, issue: issue.for_report,
    ),
    Step(
        "settle",
        "Is it done?",
        run=does(confirm_done, "Noted.", to="issue"),
        form=forms.SettleForm,
        when=leads_to(S.CONFIRMED),
    ),
    Step(
        "reopen",
        "Open it again",
        run=_tells(actions.reopen, "It is back in the queue."),
        form=forms.told(forms.TheirWordsForm, S.REOPENED),
        when=lambda request, issue: S.REOPENED in MOVES[issue.state] and issue.joined_to_id is None,
    ),
    Step(
        "undo-decision",
        "Take my decision back",
        run=does(
            actions.undo_decision, "It stands where it stood before, and nobody has been told anything.", to="issue"
        ),
        when=lambda request, issue: actions.last_decision(issue, request.user) is not None,
        form=_back_form,
        explain="For a quarter of an hour, while the mails about it wait: they do not go, and what you wrote stays "
        "as a note for staff. That it was decided and taken back stays in the audit trail. Who read its page "
        "meanwhile has seen it.",
    ),
    *DESK,
    Step(
        "close",
        "Close",
        run=_tells(actions.close, "Closed."),
        form=forms.told(forms.ReasonForm, S.CLOSED),
        when=leads_to(S.CLOSED),
        danger=True,
    ),
    *REDACTING,
    *SAFE_STEPS,
)
