"""Mobilisers' time: written down with one press or a short form; for staff by area and project, and as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from camk.spreadsheet import csv_response
from camk.views import ActionFormView, OfficeRequiredMixin, perform
from groups.places.models import Place
from insights.dialogue.actions import log_time, take_out_time
from insights.dialogue.forms import MonthForm, TimeForm
from insights.dialogue.models import Project, TimeSpent, open_since
from insights.dialogue.permissions import areas_of, may_approve_month, may_read_notes

MOST_AGAIN = 4  # pairs of area and project that stand ready to be pressed
PRESSES = [("0.5", "½ h"), ("1", "1 h"), ("2", "2 h"), ("4", "4 h")]


def _shown(request):
    """The hours one may see, and the form that chooses their month."""
    mine = TimeSpent.objects.visible_to(request.user)
    return mine, MonthForm(request.GET, months=mine.order_by().dates("spent_on", "month", order="DESC"))


def _again(user) -> list[dict]:
    """Where one gave time lately and for what, the latest first; before anything was: listening in one's areas."""
    running = Project.objects.running().values("pk")
    late = TimeSpent.objects.filter(by=user, area__in=areas_of(user)).order_by("-spent_on", "-pk")
    found: dict[tuple, dict] = {}
    for row in late.select_related("area", "project")[:60]:
        found.setdefault((row.area_id, row.project_id), {"area": row.area, "project": row.project, "what": row.what})
    open_projects = set(running.values_list("pk", flat=True))
    kept = [pair for (_, project), pair in found.items() if project is None or project in open_projects]
    return kept[:MOST_AGAIN]


def _by_area(rows) -> list[dict]:
    """Hours by area, and in each by what they went to: one statement, however many areas."""
    found: dict[int, list] = {}
    for area, *row in rows.by_project("area"):
        found.setdefault(area, []).append(row)
    return [{"area": area, "rows": found[area.pk]} for area in Place.objects.filter(pk__in=found)]


class TimeView(OfficeRequiredMixin, ActionFormView):
    """One's hours of a month, and the next ones; staff read everybody's."""

    allowed = staticmethod(may_read_notes)
    form_class = TimeForm
    template_name = "insights/dialogue/time.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        rows, months = _shown(self.request)
        month, today = months.chosen, timezone.localdate()
        rows = rows.in_month(month).select_related("area", "project", "by")
        return super().get_context_data(
            month=month,
            month_form=months,
            rows=rows,
            areas=_by_area(rows),
            total=sum(row.hours for row in rows),
            again=_again(self.request.user),
            presses=PRESSES,
            today=today,
            open_since=open_since(today),
            for_staff=may_approve_month(self.request.user),
            **kwargs,
        )

    def act(self, form):
        row = log_time(**form.cleaned_data, by=self.request.user)
        messages.success(self.request, f"Written down: {row.hours:g} h in {row.area}, {row.what}.")
        return HttpResponseRedirect(reverse("insights:dialogue-time"))


@require_POST
@login_required
def take_out(request, pk):
    """One's own slip goes."""
    row = get_object_or_404(TimeSpent, pk=pk, by=request.user)
    perform(request, take_out_time, success="It is taken out.", time=row, by=request.user)
    return HttpResponseRedirect(reverse("insights:dialogue-time"))


@require_safe
@login_required
def time_csv(request):
    """The hours of the month for a spreadsheet, as one may see them."""
    if not may_read_notes(request.user):
        raise Http404
    rows, months = _shown(request)
    rows = rows.in_month(months.chosen).select_related("area", "project", "by").order_by("spent_on", "pk")
    lines = [
        [row.spent_on.isoformat(), str(row.area), row.what, row.hours, str(row.by or ""), row.words] for row in rows
    ]
    head = ["Day", "Area", "What for", "Hours", "Who", "What was done"]
    return csv_response(f"time-{months.chosen:%Y-%m}.csv", [head, *lines])
