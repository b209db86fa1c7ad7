"""Pages of figures: how we are doing, one figure with its rule, how we count, and both as files."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from camk.accounts.permissions import is_staff_connector
from camk.spreadsheet import csv_response
from camk.views import OfficeRequiredMixin
from insights.figures.counts import Counts
from insights.figures.definitions import BY_CODE, FIGURES
from insights.figures.facts import IssueCounts
from insights.figures.forms import FigureFilter, IssueFilter
from insights.figures.glance import Glance, last_quarter
from insights.figures.kept import counts_for
from insights.figures.pages import Board, IssueBoard, section
from insights.figures.permissions import may_see_figures
from insights.figures.printing import pdf_of
from insights.figures.verdicts import MEASURES


class FiguresMixin(OfficeRequiredMixin):
    """For trustees, staff connectors and the administrator; the filter stands in the address."""

    allowed = staticmethod(may_see_figures)

    def read(self, *, of_issues: bool = False) -> tuple[FigureFilter, Counts]:
        form = (IssueFilter if of_issues else FigureFilter)(self.request.GET, today=timezone.localdate())
        return form, counts_for(form.chosen(), IssueCounts if of_issues else Counts)


def figure_or_404(code: str):
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


class FiguresView(FiguresMixin, TemplateView):
    """One page with what trustees ask: what is going well, and what needs a decision."""

    template_name = "insights/figures/index.html"

    def get_context_data(self, **kwargs):
        form, counts = self.read()
        return super().get_context_data(
            form=form,
            counts=counts,
            scope=counts.scope,
            board=Board.read(counts),
            now=counts.at,
            clear_url=reverse("insights:figures"),
            **kwargs,
        )


class IssuesView(FiguresMixin, TemplateView):
    """What was told: about what, where, how it stands, how long it took, and what is growing."""

    template_name = "insights/figures/issues.html"

    def get_context_data(self, **kwargs):
        form, counts = self.read(of_issues=True)
        return super().get_context_data(
            form=form,
            scope=counts.scope,
            board=IssueBoard.read(counts),
            now=counts.at,
            clear_url=reverse("insights:figures-issues"),
            **kwargs,
        )


class GlanceView(FiguresMixin, TemplateView):
    """The parishes as squares, with the table beside them."""

    template_name = "insights/figures/glance.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        glance = Glance.read(last_quarter(timezone.localdate(now)))
        return super().get_context_data(glance=glance, now=now, **kwargs)


class FigureView(FiguresMixin, TemplateView):
    """One figure: its rule, what it is narrowed to, when it was counted, its table, and the list behind it."""

    template_name = "insights/figures/figure.html"

    def get_context_data(self, code, **kwargs):
        figure = figure_or_404(code)
        form, counts = self.read(of_issues=figure.of_issues)
        behind = figure.staff_list(counts) if figure.staff_list and is_staff_connector(self.request.user) else ""
        return super().get_context_data(
            form=form,
            scope=counts.scope,
            figure=figure,
            section=section(figure, counts),
            judged=[measure for measure in MEASURES if measure.figure is figure],
            behind=behind,
            now=counts.at,
            clear_url=reverse("insights:figure", args=[code]),
            **kwargs,
        )


class FigureCsvView(FiguresMixin, View):
    """The table of a figure as a file; hidden numbers are hidden here too."""

    def get(self, request, code):
        figure = figure_or_404(code)
        counts = self.read(of_issues=figure.of_issues)[1]
        head, rows = figure.table(counts)
        return csv_response(f"{code}-{counts.today}.csv", [head, *rows])


class FiguresPdfView(FiguresMixin, View):
    """The trustees' page on two sides of A4."""

    def get(self, request):
        counts = self.read()[1]
        content = pdf_of(Board.read(counts))
        name = f"how-we-are-doing-{counts.today}.pdf"
        headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(content, content_type="application/pdf", headers=headers)


class DefinitionsView(FiguresMixin, TemplateView):
    """How each figure is counted, from the definitions the figures themselves are computed by."""

    template_name = "insights/figures/definitions.html"
    extra_context = {"figures": FIGURES, "measures": MEASURES}
