"""The results of a survey: for everybody once it is closed, for staff at any time; as a file too."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from camk.spreadsheet import csv_response
from camk.views import OfficeRequiredMixin
from insights.surveys import plan
from insights.surveys.models import Survey
from insights.surveys.permissions import sees_all
from insights.surveys.results import MINIMUM, read
from insights.surveys.views import survey_or_404


def _read(request, slug) -> tuple[Survey, object, bool]:
    survey, whole = survey_or_404(request, slug), sees_all(request.user)
    if survey.is_draft or not (whole or survey.is_over):
        raise Http404
    return survey, read(survey, whole=whole), whole


@require_safe
def results(request, slug):
    """Each question as bars that are their own table."""
    survey, found, whole = _read(request, slug)
    context = {"survey": survey, "results": found, "whole": whole, "enough": MINIMUM}
    return render(request, "insights/surveys/results.html", context)


@require_safe
def results_csv(request, slug):
    """The same for a spreadsheet."""
    survey, found, _ = _read(request, slug)
    return csv_response(f"{survey.slug}.csv", [["Question", "About", "Answer", "Number"], *found.rows])


class PlanView(OfficeRequiredMixin, TemplateView):
    """The training plan, for staff: who waits for what, and what there was."""

    template_name = "insights/surveys/plan.html"
    allowed = staticmethod(sees_all)

    def get_context_data(self, **kwargs):
        survey = survey_or_404(self.request, self.kwargs["slug"])
        return super().get_context_data(survey=survey, rows=plan.read(survey), **kwargs)
