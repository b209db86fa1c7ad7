"""Meetings in planning: the list, each one's page with "I'd be interested", and the page behind a guest's link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import DetailView, ListView, TemplateView

from camk.errors import RuleBroken
from camk.limits import consume
from camk.views import ActionFormView, link_or_404, perform, private_page
from meetings.interests import actions
from meetings.interests.actions import PURPOSE
from meetings.interests.forms import GuestInterestForm, InterestForm
from meetings.interests.models import Interest, PlannedMeeting


class PlannedList(ListView):
    """What we are planning, the newest first."""

    template_name = "meetings/interests/list.html"
    context_object_name = "planned"
    paginate_by = 30
    queryset = PlannedMeeting.objects.open().select_related("action_group")


class PlannedDetail(DetailView):
    """One meeting in planning; once it has a date, the way to it."""

    template_name = "meetings/interests/detail.html"
    context_object_name = "planned"

    def get_queryset(self):
        return PlannedMeeting.objects.public().select_related("action_group", "meeting")

    def get_context_data(self, **kwargs):
        mine = interest_of(self.object, self.request.user)
        return super().get_context_data(mine=mine, form=form_for(self.object, mine), **kwargs)


def interest_of(planned, user) -> Interest | None:
    if not user.is_authenticated:
        return None
    return Interest.objects.filter(planned=planned, user=user).first()


def form_for(planned, mine, data=None) -> InterestForm:
    """The dates that were ticked before stand ticked."""
    chosen = list(mine.suits.values_list("pk", flat=True)) if mine else []
    return InterestForm(data, planned=planned, initial={"dates": chosen})


@login_required
@require_POST
def interest(request, slug):
    """One tap: interested, with the dates that suit; or not any more."""
    planned = get_object_or_404(PlannedMeeting.objects.public(), slug=slug)
    form = InterestForm(request.POST, planned=planned)
    who = {"planned": planned, "user": request.user, "by": request.user}
    if "stop" in request.POST:
        perform(request, actions.take_back, success="Taken back.", **who)
    elif form.is_valid():
        said = "Thank you. We write to you when there is a date."
        perform(request, actions.be_interested, success=said, dates=form.chosen(), **who)
    else:
        messages.error(request, "Choose from the dates that stand here.")
    return redirect(planned)


class GuestInterest(ActionFormView):
    """For people who do not sign in; what comes after says nothing about who is known here."""

    form_class = GuestInterestForm
    template_name = "meetings/interests/guest.html"

    @cached_property
    def planned(self):
        return get_object_or_404(PlannedMeeting.objects.open(), slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(planned=self.planned, **kwargs)

    def act(self, form):
        consume(self.request, "guest_answer", key=form.cleaned_data["email"].lower())
        actions.ask_guest(planned=self.planned, **form.cleaned_data)
        return redirect("meetings:interest-guest-sent", self.planned.slug)


class GuestInterestSent(TemplateView):
    """Look into your mailbox: the same page for everybody."""

    template_name = "meetings/interests/guest_sent.html"

    def get_context_data(self, **kwargs):
        planned = get_object_or_404(PlannedMeeting.objects.open(), slug=kwargs["slug"])
        return super().get_context_data(planned=planned, **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
def interest_link(request, token):
    """The page behind the link in a mail. Opening it changes nothing; its buttons do."""
    link = link_or_404(request, PURPOSE, token)
    planned = PlannedMeeting.objects.public().select_related("meeting").filter(pk=link.target_id).first()
    if planned is None or not (link.user and link.user.is_active):
        raise Http404
    mine = Interest.objects.filter(planned=planned, user=link.user).first()
    form = form_for(planned, mine, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        sentence = _pressed(request, planned, form, link.user)
        if not sentence:
            return private_page(redirect(request.path))
        form.add_error(None, sentence)
    context = {"planned": planned, "mine": mine, "form": form, "person": link.user}
    return private_page(render(request, "meetings/interests/link.html", context))


def _pressed(request, planned, form, person) -> str:
    """Do what the button says; the sentence that says why not, if so."""
    if "stop" in request.POST:
        actions.take_back(planned=planned, user=person, by=person)
        return ""
    if not form.is_valid():
        return "Choose from the dates that stand here."
    try:
        actions.be_interested_by_link(planned=planned, dates=form.chosen(), by=person)
    except RuleBroken as broken:
        return broken.sentence
    return ""
