"""Published reports: what staff chose to show to everybody."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from camk import files
from insights.reports.models import PublicEdition


class EditionList(ListView):
    """Every published report, newest first; the same for everybody."""

    template_name = "insights/reports/published.html"
    context_object_name = "editions"
    paginate_by = 30

    def get_queryset(self):
        public = PublicEdition.objects.public().select_related("report__stakeholder")
        return public.defer("snapshot", "page_html", "report__snapshot", "report__page_html")


class EditionDetail(DetailView):
    """One version as it was published; one that is gone says so at the same address."""

    context_object_name = "edition"

    def get_object(self, queryset=None):
        rows = PublicEdition.objects.select_related("report__stakeholder", "pdf", "annex_xlsx", "annex_csv")
        where = {"report__number": self.kwargs["number"], "report__version": self.kwargs["version"]}
        edition = get_object_or_404(rows, **where)
        self.is_public = PublicEdition.objects.public().filter(pk=edition.pk).exists()
        return edition

    def get_template_names(self):
        return ["insights/reports/edition.html" if self.is_public else "insights/reports/edition_gone.html"]

    def get_context_data(self, **kwargs):
        others = PublicEdition.objects.public().filter(report__number=self.object.report.number)
        newest = others.select_related("report").order_by("-report__version").first()
        return super().get_context_data(newer=newest if newest != self.object else None, **kwargs)

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=200 if self.is_public else 410, **kwargs)


@require_safe
def edition_file(request, number, version, field):
    """The PDF to be read, the annex to be saved, as they were published."""
    public = PublicEdition.objects.public().select_related(field)
    stored = getattr(get_object_or_404(public, report__number=number, report__version=version), field)
    if stored is None:
        raise Http404
    return files.serve(stored, inline=field == "pdf")
