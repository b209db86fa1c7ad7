"""The page after the answer: what would help, who comes along, who may be named. Signed in, or behind the link."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from camk.views import ActionFormView, link_or_404, private_page
from meetings.meetings.models import Meeting
from meetings.rsvps.actions.changes import INTERESTED
from meetings.rsvps.actions.notices import LINK_PURPOSE
from meetings.rsvps.models import Rsvp
from meetings.taking_part import actions
from meetings.taking_part.forms import TakingPartForm, known


class TakingPartPage(ActionFormView):
    """Nothing on it has to be filled in; a place is held already."""

    form_class = TakingPartForm
    template_name = "meetings/taking_part/page.html"

    @cached_property
    def rsvp(self) -> Rsvp:
        raise NotImplementedError

    def find(self, meetings, user) -> Rsvp:
        rows = Rsvp.objects.filter(meeting__in=meetings, user=user, state__in=INTERESTED)
        return get_object_or_404(rows.select_related("meeting__venue", "organisation", "user"))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rsvp": self.rsvp}

    def get_initial(self):
        return known(self.rsvp)

    def act(self, form):
        actions.say(rsvp=self.rsvp, by=self.rsvp.user, **form.wanted())
        return HttpResponseRedirect(self.done())

    def done(self) -> str:
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        meeting = self.rsvp.meeting
        return super().get_context_data(meeting=meeting, rsvp=self.rsvp, back_url=self.back(), **kwargs)

    def back(self) -> str:
        return self.rsvp.meeting.get_absolute_url()


class TakingPartSignedIn(LoginRequiredMixin, TakingPartPage):
    """For whoever is signed in."""

    @cached_property
    def rsvp(self):
        meetings = Meeting.objects.visible_to(self.request.user).filter(slug=self.kwargs["slug"])
        return self.find(meetings, self.request.user)

    def done(self):
        messages.success(self.request, "Thank you. We have written that down.")
        return self.back()


class TakingPartLink(TakingPartPage):
    """For whoever holds the link in the mail about their answer."""

    @cached_property
    def rsvp(self):
        link = link_or_404(self.request, LINK_PURPOSE, self.kwargs["token"])
        if not (link.user and link.user.is_active):
            raise Http404
        return self.find(Meeting.objects.public().filter(pk=link.target_id), link.user)

    def dispatch(self, request, *args, **kwargs):
        return private_page(super().dispatch(request, *args, **kwargs))

    def done(self):
        return f"{self.back()}?answered=1"

    def back(self):
        return reverse("meetings:answer-link", args=[self.kwargs["token"]])
