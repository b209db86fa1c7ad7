"""Two questions behind the link in the thank-you mail."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from camk.views import ActionFormView, link_or_404, private_page
from meetings.meetings.models import Meeting
from meetings.outcomes.actions.feedback import give_feedback
from meetings.outcomes.feedback import LINK_PURPOSE
from meetings.outcomes.forms_answers import FeedbackForm
from meetings.outcomes.models import Feedback

SAID = ("worth", "less_alone", "change", "quote", "quote_as")


class FeedbackPage(ActionFormView):
    """What was said is filled in, so that it can be changed by the same link."""

    form_class = FeedbackForm
    template_name = "meetings/outcomes/feedback.html"

    @cached_property
    def person(self):
        user = self.link.user
        if not (user and user.is_active):
            raise Http404
        return user

    @cached_property
    def meeting(self):
        return get_object_or_404(Meeting.objects.going_ahead(), pk=self.link.target_id)

    def dispatch(self, request, *args, **kwargs):
        self.link = link_or_404(request, LINK_PURPOSE, kwargs["token"])
        self.given = Feedback.objects.filter(meeting=self.meeting, user=self.person).first()
        return private_page(super().dispatch(request, *args, **kwargs))

    def get_initial(self):
        if self.given is None:
            return {"quote_as": self.person.name}
        return {name: getattr(self.given, name) for name in SAID} | {"consent": bool(self.given.consented_at)}

    def act(self, form):
        said = {name: form.cleaned_data[name] for name in (*SAID, "consent")}
        give_feedback(meeting=self.meeting, **said, by=self.person)
        return HttpResponseRedirect(f"{self.request.path}?said=1")

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.meeting, said="said" in self.request.GET, **kwargs)
