"""Pages of questions to the network: who can help at once, asking everybody, answering, and whether it helped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.generic import ListView, TemplateView

from camk.drafts import Draft
from camk.errors import RuleBroken
from camk.limits import consume
from camk.views import ActionFormView, link_or_404, private_page, typed
from groups.organisations.models import Organisation
from groups.organisations.permissions import reader_for
from meetings.who_can_help import actions
from meetings.who_can_help.actions.asking import question_of
from meetings.who_can_help.forms import MOST_WORDS, AskForm, CanHelpForm, HelpedForm, QuestionForm
from meetings.who_can_help.matching import who_can
from meetings.who_can_help.models import HelpAsked, HelpRequest
from meetings.who_can_help.notices import ASKER, CONTACT, GUEST

PAGE = require_http_methods(["GET", "HEAD", "POST"])


class WhoCanHelp(TemplateView):
    """The question, and the organisations of the directory that may help: at once, and for everybody."""

    template_name = "meetings/who_can_help/ask.html"

    def get_context_data(self, **kwargs):
        form = QuestionForm(self.request.GET or None)
        question = form.question if form.is_bound else None
        found = who_can(question, reader_for(self.request.user)) if question else []
        return super().get_context_data(form=form, asked=question is not None, found=found, **kwargs)


class AskTheNetwork(ActionFormView):
    """Put the question to organisations by mail; a guest's address is proved first."""

    template_name = "meetings/who_can_help/network.html"
    form_class = AskForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        asked = {name: typed(self.request.GET, name, MOST_WORDS) for name in ("q", "theme", "who", "place")}
        return {name: words for name, words in asked.items() if words}

    def act(self, form):
        user = self.request.user
        if not user.is_authenticated:
            person = {name: form.cleaned_data[name] for name in ("name", "email")}
            consume(self.request, "help_guest", key=person["email"].lower())
            actions.hold_for_guest(question=form.question, **person)
            return redirect("meetings:help-sent")
        consume(self.request, "help_request", key=str(user.pk))
        organisation = form.cleaned_data.get("organisation")
        row = actions.ask(asker=user, question=form.question, organisation=organisation, by=user)
        messages.success(self.request, "Your question is on its way. We write to you when somebody can help.")
        return redirect(row)


class Sent(TemplateView):
    """Look into your mailbox: the same page for everybody."""

    template_name = "meetings/who_can_help/sent.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked="asked" in self.request.GET, **kwargs)


@PAGE
def help_confirm(request, token):
    """The page behind the link a guest got: the question once more, and the button that puts it."""
    link = link_or_404(request, GUEST, token)
    draft = Draft.objects.filter(pk=link.target_id, kind="help").first()
    if draft is None or not (link.user and link.user.is_active):
        raise Http404
    if request.method == "POST":
        actions.confirm(draft=draft, by=link.user)
        return private_page(redirect(f"{reverse('meetings:help-sent')}?asked=1"))
    context = {"question": question_of(draft)}
    return private_page(render(request, "meetings/who_can_help/confirm.html", context))


@login_required
@PAGE
def help_detail(request, pk):
    """A question: for whoever asked it, for contacts who may be able to help, and for our office."""
    row = get_object_or_404(HelpRequest.objects.visible_to(request.user).with_parts(), pk=pk)
    if row.asker_id == request.user.pk:
        return _asker_page(request, row, request.user)
    return _contact_page(request, row, request.user)


@PAGE
def help_link(request, token):
    """The asker's page behind the link in a mail."""
    link = link_or_404(request, ASKER, token)
    row = get_object_or_404(HelpRequest.objects.with_parts(), pk=link.target_id)
    if link.user != row.asker or not row.asker.is_active:
        raise Http404
    return private_page(_asker_page(request, row, link.user))


@PAGE
def help_contact(request, token):
    """The page of a contact whose organisation was asked by mail."""
    link = link_or_404(request, CONTACT, token)
    asked = get_object_or_404(HelpAsked.objects.select_related("organisation"), pk=link.target_id)
    if not (link.user and link.user.is_active and _own(link.user).filter(pk=asked.organisation_id).exists()):
        raise Http404
    row = get_object_or_404(HelpRequest.objects.with_parts(), pk=asked.request_id)
    return private_page(_contact_page(request, row, link.user, asked=asked))


def _own(user):
    return Organisation.objects.filter(state=Organisation.State.ACTIVE).of(user)


def _asker_page(request, row, person):
    form = HelpedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_whether_it_helped(request=row, by=person, **form.cleaned_data)
            return redirect(request.path)
        except RuleBroken as broken:
            form.add_error(None, broken.sentence)
    answers = row.answers.select_related("organisation", "by")
    context = {"question": row, "form": form, "answers": answers, "asked": row.asked.count()}
    return render(request, "meetings/who_can_help/mine.html", context)


def _contact_page(request, row, person, asked=None):
    own = _own(person).filter(pk=asked.organisation_id) if asked else _own(person)
    form = CanHelpForm(request.POST or None, organisations=own)
    if request.method == "POST" and asked and "pass" in request.POST:
        actions.not_for_us(asked=asked, by=person)
        return redirect(f"{request.path}?passed=1")
    if request.method == "POST" and form.is_valid():
        try:
            actions.can_help(request=row, by=person, **form.cleaned_data)
            return redirect(request.path)
        except RuleBroken as broken:
            form.add_error(None, broken.sentence)
    answered = row.answers.filter(organisation__in=own.values("pk")).select_related("organisation").first()
    context = {"question": row, "form": form, "asked": asked, "answered": answered, "may_answer": own.exists()}
    context |= {"passed": "passed" in request.GET, "open": row.state != HelpRequest.State.CLOSED}
    return render(request, "meetings/who_can_help/answer.html", context)


class OpenQuestions(LoginRequiredMixin, ListView):
    """What others ask, for contacts who may be able to help, and one's own questions."""

    template_name = "meetings/who_can_help/list.html"
    paginate_by = 20

    def get_queryset(self):
        return HelpRequest.objects.visible_to(self.request.user).open().with_parts()
