"""Answering on the site: the block with its buttons, the page for guests, the page behind the link in a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from camk.errors import RuleBroken
from camk.limits import consume
from camk.views import ActionFormView, link_or_404, private_page, typed
from meetings.meetings.models import Meeting
from meetings.meetings.parts import meeting_or_404, parts_of
from meetings.rsvps import actions
from meetings.rsvps.actions.notices import LINK_PURPOSE
from meetings.rsvps.blocks import block_of, blocks_for
from meetings.rsvps.forms import ANSWERS, AnswerForm, GuestForm, answers_of

BLOCK = "meetings/rsvps/_answer.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_answer(request, slug):
    """One tap. With htmx the block alone comes back; without, the page the tap was made on."""
    meeting = meeting_or_404(slug, request.user)
    if request.method != "POST":
        return _buttons_again(request, meeting)
    form = AnswerForm(request.POST, user=request.user)
    try:
        rsvp = actions.answer(meeting=meeting, user=request.user, by=request.user, **_wanted(form))
    except RuleBroken as broken:
        return _refused(request, meeting, broken.sentence)
    if request.htmx:
        return render(request, BLOCK, {"mine": block_of(rsvp), "fresh": True})
    return HttpResponseRedirect(f"{meeting.get_absolute_url()}#rsvp-{meeting.pk}")


def _wanted(form):
    if not form.is_valid():
        raise RuleBroken(next(iter(form.errors.values()))[0])
    return form.wanted()


def _refused(request, meeting, sentence):
    if request.htmx:
        block = blocks_for([meeting], request.user)[meeting.pk]
        return render(request, BLOCK, {"mine": block, "sentence": sentence, "fresh": True})
    messages.error(request, sentence)
    return HttpResponseRedirect(meeting.get_absolute_url())


def _buttons_again(request, meeting):
    """The buttons instead of the answer given; nothing is changed until one is pressed."""
    if not request.htmx:
        return HttpResponseRedirect(f"{meeting.get_absolute_url()}?change=1#rsvp-{meeting.pk}")
    block = blocks_for([meeting], request.user)[meeting.pk]
    return render(request, BLOCK, {"mine": block, "change": True, "fresh": True})


class GuestAnswer(ActionFormView):
    """For people who do not sign in; what comes after says nothing about who is known here."""

    form_class = GuestForm
    template_name = "meetings/rsvps/guest.html"

    @cached_property
    def meeting(self):
        meetings = Meeting.objects.visible_to(self.request.user).for_lists()
        return get_object_or_404(meetings, slug=self.kwargs["slug"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "meeting": self.meeting}

    def get_initial(self):
        asked, user = self.request.GET.get("answer", ""), self.request.user
        known = {"name": user.name, "email": user.email} if user.is_authenticated else {}
        return {"party_size": 1, "answer": asked if asked in dict(ANSWERS) else "", **known}

    def act(self, form):
        consume(self.request, "guest_answer", key=form.cleaned_data["email"].lower())
        actions.answer_as_guest(meeting=self.meeting, by=None, **form.wanted())
        return HttpResponseRedirect(reverse("meetings:guest-answer-done", args=[self.meeting.slug]))

    def get_context_data(self, **kwargs):
        block = blocks_for([self.meeting], self.request.user)[self.meeting.pk]
        return super().get_context_data(meeting=self.meeting, mine=block, **kwargs)


class GuestAnswerDone(TemplateView):
    """Look into your mailbox: the same page for everybody."""

    template_name = "meetings/rsvps/guest_done.html"

    def get_context_data(self, **kwargs):
        meetings = Meeting.objects.visible_to(self.request.user).for_lists()
        meeting = get_object_or_404(meetings, slug=kwargs["slug"])
        return super().get_context_data(meeting=meeting, parts=parts_of(meeting), **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_link(request, token):
    """The page behind the link in a mail. Opening it changes nothing; pressing a button does."""
    link = link_or_404(request, LINK_PURPOSE, token)
    meeting = Meeting.objects.public().for_lists().filter(pk=link.target_id).first()
    if meeting is None or not (link.user and link.user.is_active):
        raise Http404
    if request.method != "POST":
        return _link_page(request, meeting, link.user)
    try:
        wanted = _wanted(AnswerForm(request.POST, user=link.user))
        actions.answer(meeting=meeting, user=link.user, by=link.user, **wanted)
    except RuleBroken as broken:
        return _link_page(request, meeting, link.user, broken.sentence)
    return private_page(HttpResponseRedirect(f"{request.path}?answered=1"))


def _asked(meeting, code):
    """The answer that the tapped button of a mail stood for: shown first, and recorded only by the button here."""
    return next((pair for pair in answers_of(meeting) if pair[0] == code), None)


def _link_page(request, meeting, person, sentence=""):
    context = {
        "meeting": meeting,
        "person": person,
        "mine": blocks_for([meeting], person)[meeting.pk],
        "sentence": sentence,
        "answered": "answered" in request.GET,
        "asked": _asked(meeting, typed(request.GET, "answer", 20)),
    }
    return private_page(render(request, "meetings/rsvps/link.html", context, status=409 if sentence else 200))
