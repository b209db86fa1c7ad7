"""Pages of figures: how we are doing, one figure with its rule, how we count, and both as files."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from camk.accounts.permissions import is_staff_connector
from camk.spreadsheet import csv_response
from camk.views import OfficeRequiredMixin
from insights.figures.counts import Counts
from insights.figures.figure import Figure
from insights.figures.forms import OWN, FigureFilter, IssueFilter
from insights.figures.glance import Glance, last_quarter
from insights.figures.issue_counts import IssueCounts
from insights.figures.kept import counts_for
from insights.figures.pages import Board, IssueBoard, drawn, section
from insights.figures.permissions import may_see_figures
from insights.figures.printing import pdf_of, pdf_response
from insights.figures.verdicts import BY_CODE, FIGURES, MEASURES, VERDICTS


class FiguresMixin(OfficeRequiredMixin):
    """For trustees, staff connectors and the administrator; the filter stands in the address."""

    allowed = staticmethod(may_see_figures)

    def read(self, *, of_issues: bool = False) -> tuple[FigureFilter, Counts]:
        form = (IssueFilter if of_issues else FigureFilter)(self.request.GET, today=timezone.localdate())
        return form, counts_for(form.chosen(), IssueCounts if of_issues else Counts)

    def figure(self, code: str) -> tuple[Figure, bool, FigureFilter, Counts]:
        """The figure asked for, whether with the filter of the page on issues, the filter and the counts."""
        if code not in BY_CODE:
            raise Http404
        figure = BY_CODE[code]
        of_issues = figure.of_issues or (figure.in_detail and any(self.request.GET.get(name) for name in OWN))
        return figure, of_issues, *self.read(of_issues=of_issues)


class FiguresView(FiguresMixin, TemplateView):
    """One page with what trustees ask: what is going well, and what needs a decision."""

    template_name = "insights/figures/index.html"

    def get_context_data(self, **kwargs):
        form, counts = self.read()
        return super().get_context_data(
            form=form,
            scope=counts.scope,
            drawn=drawn("insights/figures/_board.html", Board, counts),
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
            drawn=drawn("insights/figures/_issue_board.html", IssueBoard, counts),
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
        figure, of_issues, form, counts = self.figure(code)
        behind = figure.staff_list(counts) if figure.staff_list and is_staff_connector(self.request.user) else ""
        return super().get_context_data(
            form=form,
            scope=counts.scope,
            figure=figure,
            of_issues=of_issues,
            section=section(figure, counts),
            judged=[measure for measure in MEASURES if figure in (measure.figure, VERDICTS)],
            behind=behind,
            now=counts.at,
            clear_url=reverse("insights:figure", args=[code]),
            **kwargs,
        )


class FigureCsvView(FiguresMixin, View):
    """The table of a figure as a file; hidden numbers are hidden here too."""

    def get(self, request, code):
        figure, _, _, counts = self.figure(code)
        head, rows = figure.table(counts)
        return csv_response(f"{code}-{counts.today}.csv", [head, *rows])


class FiguresPdfView(FiguresMixin, View):
    """The trustees' page on two sides of A4."""

    def get(self, request):
        counts = self.read()[1]
        return pdf_response(pdf_of(Board.read(counts)), f"how-we-are-doing-{counts.today}.pdf")


class DefinitionsView(FiguresMixin, TemplateView):
    """How each figure is counted, from the definitions the figures themselves are computed by."""

    template_name = "insights/figures/definitions.html"
    extra_context = {"figures": FIGURES, "measures": MEASURES}
