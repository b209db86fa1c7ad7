"""Round the table: keyed in at the desk or by the person on a phone; and the staff page that says what it becomes."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import ListView

from camk.accounts.permissions import is_staff_connector
from camk.limits import consume
from camk.views import ActionFormView, OfficeRequiredMixin, link_or_404, private_page, typed
from groups.organisations.models import Organisation
from insights.contributions import actions
from insights.contributions.forms import DecideForm, TableForm
from insights.contributions.models import Contribution
from meetings.day.desks import DeskMixin
from meetings.day.views.desk import MOST_NAMES
from meetings.meetings.models import Meeting
from meetings.rsvps.actions.notices import LINK_PURPOSE

State = Contribution.State


class TableAtDesk(DeskMixin, ActionFormView):
    """Staff or a helper write down what is said."""

    template_name = "insights/contributions/desk.html"
    form_class = TableForm

    def get_context_data(self, **kwargs):
        kept = Contribution.objects.filter(meeting=self.desk.meeting).count()
        names = Organisation.objects.admitted().order_by("name").values_list("name", flat=True)
        return super().get_context_data(kept=kept, names=names[:MOST_NAMES], **kwargs)

    def act(self, form):
        new = actions.capture(meeting=self.desk.meeting, **form.wanted(), **self.desk.who)
        messages.success(self.request, f"{len(new)} kept. The next one, please.")
        return redirect(self.request.path)


class OwnTable(ActionFormView):
    """The person's own page, from the page for the day."""

    template_name = "insights/contributions/own.html"
    form_class = TableForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.person}

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.meeting, **kwargs)

    def act(self, form):
        consume(self.request, "contribution", key=str(self.person.pk))
        actions.capture(meeting=self.meeting, user=self.person, by=self.person, **form.wanted())
        messages.success(self.request, "Thank you. Our office reads it and sees what can come of it.")
        return redirect("../day/")


class TableByLink(OwnTable):
    """Behind the link in the mail."""

    def dispatch(self, request, *args, **kwargs):
        link = link_or_404(request, LINK_PURPOSE, kwargs["token"])
        if not (link.user and link.user.is_active):
            raise Http404
        self.person, self.meeting = link.user, get_object_or_404(Meeting.objects.public(), pk=link.target_id)
        return private_page(super().dispatch(request, *args, **kwargs))


class TableSignedIn(LoginRequiredMixin, OwnTable):
    """The same for somebody who is signed in."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.person = request.user
            self.meeting = get_object_or_404(Meeting.objects.public(), slug=kwargs["slug"])
        return super().dispatch(request, *args, **kwargs)


class ContributionList(OfficeRequiredMixin, ListView):
    """What was said round the tables, and what became of it; `?state=` and `?meeting=` narrow it."""

    allowed = staticmethod(is_staff_connector)
    template_name = "insights/contributions/list.html"
    context_object_name = "lines"
    paginate_by = 50

    def get_queryset(self):
        asked = typed(self.request.GET, "state", 10)
        self.state = asked if asked in State.values else State.NEW
        rows = Contribution.objects.filter(state=self.state).for_lists()
        slug = typed(self.request.GET, "meeting", 120)
        return rows.filter(meeting__slug=slug) if slug else rows

    def get_context_data(self, **kwargs):
        return super().get_context_data(state=self.state, states=State.choices, **kwargs)


class ContributionDecide(OfficeRequiredMixin, ActionFormView):
    """One line, and what it becomes."""

    allowed = staticmethod(is_staff_connector)
    template_name = "insights/contributions/decide.html"
    form_class = DecideForm

    def dispatch(self, request, *args, **kwargs):
        if self.allowed(request.user):
            self.line = get_object_or_404(Contribution.objects.for_lists(), pk=min(kwargs["pk"], 2**63 - 1))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        line = self.line
        why = f"Somebody named it at {line.meeting.title}."
        known = {"title": line.words[:120], "organisation_name": line.organisation_name}
        return {**known, "name": line.words[:200], "why": why[:500]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(line=self.line, **kwargs)

    def act(self, form):
        messages.success(self.request, self._become(form.cleaned_data))
        from_list = self.request.POST.get("next") == "list"
        return redirect("insights:contribution-list") if from_list else redirect(self.line)

    def _become(self, data) -> str:
        do, these = data["do"], {"line": self.line, "by": self.request.user}
        if do in ("issue", "gap", "idea"):
            actions.become_issue(kind=do, **these)
            return "It is in the queue of issues."
        if do in ("need", "offer"):
            words = {"title": data["title"], "organisation_name": data["organisation_name"]}
            actions.become_listing(kind=do, **words, **these)
            return "It stands among needs and offers for sixty days."
        if do == "suggest":
            names = ("name", "email", "contact_name", "why")
            actions.become_suggestion(**{name: data[name] for name in names}, **these)
            return "It is suggested. Nobody is written to before it was looked at under Suggestions."
        run = actions.set_aside if do == "aside" else actions.take_up_again
        run(**these)
        return "Set aside." if do == "aside" else "It is to be looked at again."
