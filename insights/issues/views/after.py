"""What the people behind an issue do afterwards: add to it, say it is back, change a consent, stop or follow."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST, require_safe

from camk.files import serve
from camk.limits import consume
from camk.views import ActionFormView, perform, private_page
from groups.workspace.models import MailChoice
from insights.issues.actions import add_evidence, change_consents, follow, say_it_is_back, stop_following
from insights.issues.forms import BackForm, ConsentsForm, EvidenceForm
from insights.issues.models import Evidence, Issue, Voice
from insights.issues.permissions import may_come_back
from insights.issues.views.told import raiser


class AfterView(ActionFormView):
    """A page with one form for whoever stands behind an issue, by its reference or by the link from a mail."""

    template_name = "insights/issues/after.html"
    title = button = lead = ""

    @cached_property
    def who(self):
        return raiser(self.request, **self.kwargs)

    def dispatch(self, request, *args, **kwargs):
        if not self.allowed():
            raise Http404
        return private_page(super().dispatch(request, *args, **kwargs))

    @cached_property
    def own(self) -> list[Voice]:
        """What this very person told and did not take back."""
        return [voice for voice in self.who.own if voice.withdrawn_at is None]

    def allowed(self) -> bool:
        return bool(self.own)

    def get_context_data(self, **kwargs):
        context = {"title": self.title, "button": self.button, "lead": self.lead}
        return super().get_context_data(who=self.who, issue=self.who.issue, **context, **kwargs)

    def thank(self, sentence: str):
        messages.success(self.request, sentence)
        return redirect(self.who.home)


class AddEvidence(AfterView):
    """Words, a picture or a document, added later."""

    form_class = EvidenceForm
    title, button = "Add to what you told us", "Add it"

    def act(self, form):
        consume(self.request, "tell_us")
        words, document = form.cleaned_data["words"], form.cleaned_data["file"]
        add_evidence(voice=self.own[0], words=words, document=document, by=self.who.user)
        return self.thank("Thank you. We have added it to what you told us.")


class ItIsBack(AfterView):
    """It ended, but it is not settled, or has come back."""

    form_class = BackForm
    title, button = "It is not settled, or it is back", "Tell us that it is back"
    lead = "We look at it again within 3 working days, and count that it came back."

    def allowed(self):
        return may_come_back(self.who.voices, self.who.current)

    def act(self, form):
        say_it_is_back(issue=self.who.current, words=form.cleaned_data["words"], by=self.who.user)
        return self.thank("Thank you. We look at it again.")


class ChangeConsents(AfterView):
    """How we may use one's words, said anew."""

    form_class = ConsentsForm
    title, button = "How may we use your words?", "Save"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"voice": self.own[0]}

    def get_initial(self):
        return {"consents": list(self.own[0].consents.standing().values_list("audience", flat=True))}

    def act(self, form):
        for voice in self.own:
            change_consents(voice=voice, consents=form.cleaned_data["consents"], by=self.who.user)
        return self.thank("We have noted it. It holds from now on.")


def _heard_from_now(user, stop: bool) -> str:
    """What somebody hears of it by mail: who chose to get less of all issues is told so."""
    if stop:
        return "You hear nothing more of it by mail."
    wish = MailChoice.objects.filter(user=user).values_list("issues", flat=True).first()
    if wish == MailChoice.IssueNews.NEVER:
        return "You follow it, but you chose to get no mail about issues. “What we send you” changes that."
    if wish == MailChoice.IssueNews.OUTCOME:
        return "We write to you when we know what came of it, as you chose."
    return "We write to you when something changes."


@require_POST
@login_required
def following(request, reference):
    """Follow a released issue, or stop hearing about it; those who told us may stop too."""
    issue = get_object_or_404(Issue.objects.visible_to(request.user), reference=reference)
    stop = request.POST.get("wanted") == "no"
    said = _heard_from_now(request.user, stop)
    run = stop_following if stop else follow
    perform(request, run, success=said, issue=issue, user=request.user, by=request.user)
    return redirect(issue)


@require_POST
def told_following(request, token):
    """The same by the link from a mail."""
    who = raiser(request, token=token)
    if who.user is None:
        raise Http404
    stop = request.POST.get("wanted") == "no"
    said = _heard_from_now(who.user, stop)
    run = stop_following if stop else follow
    perform(request, run, success=said, issue=who.issue, user=who.user, by=who.user)
    return redirect(who.home)


@require_safe
def evidence_file(request, pk):
    """A picture or document added later: for whoever may read those words."""
    readable = Voice.objects.visible_to(request.user)
    row = get_object_or_404(Evidence.objects.filter(voice__in=readable).select_related("file"), pk=pk)
    if row.file is None:
        raise Http404
    return serve(row.file, inline=row.file.content_type.startswith("image/"))
