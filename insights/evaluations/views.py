"""Pages of evaluations: the library, one report, its file."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from camk import files
from insights.evaluations.models import Evaluation
from insights.initiatives.models import Initiative


class EvaluationListView(ListView):
    """The library, newest report first."""

    template_name = "insights/evaluations/list.html"
    context_object_name = "evaluations"
    paginate_by = 30

    def get_queryset(self):
        return Evaluation.objects.visible_to(self.request.user).select_related("place", "action_group", "programme")


class EvaluationDetailView(DetailView):
    """Who looked at what and how, what was found, what we learnt, what changed."""

    template_name = "insights/evaluations/detail.html"
    context_object_name = "evaluation"

    def get_queryset(self):
        rows = Evaluation.objects.visible_to(self.request.user)
        return rows.select_related("place", "action_group", "programme", "file")

    def get_context_data(self, **kwargs):
        mine = Initiative.objects.visible_to(self.request.user).filter(pk=self.object.initiative_id)
        return super().get_context_data(
            initiative=mine.first(), shared=self.object.sharings.exclude(sent_on=None), **kwargs
        )


@require_safe
def evaluation_file(request, pk):
    """The report as it was handed in; a PDF is read in the browser."""
    row = get_object_or_404(Evaluation.objects.visible_to(request.user).select_related("file"), pk=pk)
    if row.file is None:
        raise Http404
    return files.serve(row.file, inline=row.file.content_type == "application/pdf")
