"""Pages of connections: those of one organisation, for its contacts, and how connected the whole network is."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView, View

from camk.spreadsheet import csv_response
from camk.views import ActionFormView, OfficeRequiredMixin
from groups.organisations.models import Organisation
from groups.organisations.permissions import may_edit_profile
from meetings.connections import actions, figures
from meetings.connections.forms import HowFarForm, NewConnectionForm
from meetings.connections.models import Connection
from meetings.connections.permissions import may_see_names, may_see_totals

SHOWN = 30


class OwnSide(LoginRequiredMixin, ActionFormView):
    """Pages of an organisation's own contacts (and of staff who help them)."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            rows = Organisation.objects.admitted()
            self.organisation = get_object_or_404(rows, slug=kwargs["slug"])
            if not may_edit_profile(request.user, self.organisation):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisation=self.organisation, **kwargs)

    @property
    def home(self):
        return redirect("meetings:connection-list", self.organisation.slug)


class ConnectionList(OwnSide):
    """Whom this organisation knows, and a form to add one more."""

    template_name = "meetings/connections/list.html"
    form_class = NewConnectionForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"organisation": self.organisation}

    def get_context_data(self, **kwargs):
        rows = Connection.objects.ties().of(self.organisation).with_ends()
        page = Paginator(rows, SHOWN).get_page(self.request.GET.get("page"))
        known = [{"row": row, "other": row.other_end(self.organisation)} for row in page]
        return super().get_context_data(known=known, page=page, **kwargs)

    def act(self, form):
        own = may_edit_profile(self.request.user, self.organisation)
        origin = Connection.Origin.STAFF if not own or self.request.user.is_staff else Connection.Origin.CONTACT
        told = {"state": form.cleaned_data["state"], "came_of_it": form.cleaned_data["came_of_it"]}
        actions.connect(one=self.organisation, other=form.other, origin=origin, by=self.request.user, **told)
        messages.success(self.request, f"Written down: {form.other}.")
        return self.home


class ConnectionChange(OwnSide):
    """How far one of them has got."""

    template_name = "meetings/connections/change.html"
    form_class = HowFarForm

    def dispatch(self, request, *args, **kwargs):
        self.connection = None
        return super().dispatch(request, *args, **kwargs)

    def get_connection(self):
        rows = Connection.objects.ties().of(self.organisation).with_ends()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_initial(self):
        row = self.get_connection()
        return {"state": row.state, "came_of_it": row.came_of_it}

    def get_context_data(self, **kwargs):
        other = self.get_connection().other_end(self.organisation)
        return super().get_context_data(other=other, **kwargs)

    def act(self, form):
        actions.move_on(connection=self.get_connection(), by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Thank you. That is written down.")
        return self.home


class HowConnected(OfficeRequiredMixin, TemplateView):
    """Ties by origin and state, who has none, and what a first meeting does."""

    template_name = "meetings/connections/figures.html"
    allowed = staticmethod(may_see_totals)

    def get_context_data(self, **kwargs):
        names = may_see_names(self.request.user)
        isolated = list(figures.isolated_rows()[:50]) if names else []
        return super().get_context_data(totals=figures.totals(), names=names, isolated=isolated, **kwargs)


class WithoutTieCsv(OfficeRequiredMixin, View):
    """The organisations with no tie as a file."""

    allowed = staticmethod(may_see_names)

    def get(self, request):
        head = ["Organisation", "At home in", "In the network since", "Meetings joined"]
        rows = [
            [row.name, row.at_home or "", row.admitted_at.date().isoformat() if row.admitted_at else "",
             row.meetings_joined]
            for row in figures.isolated_rows()
        ]  # fmt: skip
        return csv_response("organisations-with-no-connection.csv", [head, *rows])
