"""The way back for people who told us something: with an account by its reference, without one by a signed link."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from camk.accounts.models import User
from camk.views import link_or_404, perform, private_page
from insights.issues.actions import PURPOSE, answer_question, confirm_done, withdraw_voice
from insights.issues.forms import AnswerForm, ConfirmForm
from insights.issues.models import Issue, Voice
from insights.issues.permissions import hears_of, may_answer, may_confirm, stands_under, told_voices, what_they_may
from insights.issues.timeline import timeline


@dataclass(frozen=True)
class Raiser:
    """Whoever stands behind an issue and came back: their voices, and where the issue stands now."""

    issue: Issue
    voices: list[Voice]
    user: User | None
    token: str = ""

    @property
    def current(self) -> Issue:
        """The issue itself, or the one its voice now stands under."""
        return stands_under(self.voices, self.issue)

    @property
    def own(self) -> list[Voice]:
        """Those that this very person may take back (a colleague's stay)."""
        return [voice for voice in self.voices if voice.user_id == (self.user.pk if self.user else None)]

    @property
    def is_sealed(self) -> bool:
        """Whether what they told is with the safeguarding lead, and nothing of it stands here any more."""
        theirs = Voice.objects.filter(first_issue=self.issue, user=self.user)
        return not self.voices and theirs.exists()

    @property
    def home(self) -> str:
        return reverse("insights:told", args=[self.token]) if self.token else self.issue.get_absolute_url()

    def url(self, verb: str) -> str:
        """The address of one verb, by link or by reference."""
        if self.token:
            return reverse(f"insights:told-{verb}", args=[self.token])
        return reverse(f"insights:issue-{verb}", args=[self.issue.reference])


def by_link(request, token: str) -> Raiser:
    """Whoever holds the link from the mail or the confirmation page."""
    link = link_or_404(request, PURPOSE, token)
    issue = get_object_or_404(Issue.objects.with_main(), pk=link.target_id)
    voices = Voice.objects.unsealed().filter(first_issue=issue, user=link.user)
    voices = voices.for_their_people()
    return Raiser(issue, [v for v in voices if link.user or not v.is_us_too], link.user, token)


def by_reference(request, reference: str) -> Raiser:
    """Somebody signed in who told us this, or whose organisation did."""
    issue = get_object_or_404(Issue.objects.visible_to(request.user).with_main(), reference=reference)
    voices = list(told_voices(request.user, issue).for_their_people())
    if not voices:
        raise Http404
    return Raiser(issue, voices, request.user)


def raiser(request, *, reference: str = "", token: str = "") -> Raiser:
    return by_link(request, token) if token else by_reference(request, reference)


@require_safe
def told(request, token):
    """What you told us, where it has got to, and what you can do, without signing in."""
    who = by_link(request, token)
    if who.is_sealed:
        return private_page(render(request, "insights/issues/sealed.html", {"issue": who.issue}))
    standing = [voice for voice in who.voices if voice.withdrawn_at is None]
    context = {
        "who": who,
        "issue": who.issue,
        "current": who.current,
        "voices": standing,
        "own_voices": standing,
        "entries": timeline(who.current, told_as=who.issue, voices=who.voices),
        **what_they_may(standing, who.current),
        "hears": who.user is not None and hears_of(who.user, who.issue, told=True),
        "answer_form": AnswerForm(),
        "confirm_form": ConfirmForm(),
        "token": token,
    }
    return private_page(render(request, "insights/issues/told.html", context))


@require_safe
def told_sent(request, token):
    """It is sent: the reference, and what happens next and when. Can be bookmarked."""
    who = by_link(request, token)
    return private_page(render(request, "insights/issues/sent.html", {"issue": who.issue, "who": who}))


@require_POST
def answer(request, reference="", token=""):
    """The raiser answers the question we asked."""
    who = raiser(request, reference=reference, token=token)
    if not may_answer(who.voices, who.current):
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _again(request, who, form, title="Your answer", button="Send the answer")
    perform(
        request,
        answer_question,
        success="Thank you. We have your answer.",
        issue=who.current,
        words=form.cleaned_data["words"],
        by=who.user,
    )
    return redirect(who.home)


@require_POST
def confirm(request, reference="", token=""):
    """ "It is fixed" or "It is not": the raiser's word decides."""
    who = raiser(request, reference=reference, token=token)
    if not may_confirm(who.voices, who.current):
        raise Http404
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        button = "It is done" if request.POST.get("done") == "yes" else "It is not"
        return _again(request, who, form, title="They say it is done. Is it?", button=button)
    data, said = form.cleaned_data, "Thank you for telling us."
    outcome = Issue.State.CONFIRMED if data["done"] == "yes" else Issue.State.NOT_RESOLVED
    perform(request, confirm_done, success=said, issue=who.current, outcome=outcome, words=data["words"], by=who.user)
    return redirect(who.home)


def _again(request, who, form, **words):
    """What was typed, with what is to put right or to answer first."""
    context = {"form": form, "issue": who.issue, "action_url": request.path, "home": who.home, **words}
    if may_answer(who.voices, who.current):
        context["entries"] = timeline(who.current, voices=who.voices)  # the newest of it is our question
    return private_page(render(request, "insights/issues/answer.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, reference="", token=""):
    """Are you sure? Then what you told us is taken back."""
    who = raiser(request, reference=reference, token=token)
    standing = [voice for voice in who.own if voice.withdrawn_at is None]
    if not standing:
        raise Http404
    if request.method != "POST":
        context = {"issue": who.issue, "who": who, "action_url": who.url("withdraw")}
        return private_page(render(request, "insights/issues/withdraw.html", context))
    for voice in standing:
        perform(request, withdraw_voice, success="We have taken it back.", voice=voice, by=who.user)
    return redirect(who.home if token else "insights:issue-list")
