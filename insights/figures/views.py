"""Pages of figures: how we are doing, how we count, and the table as a file."""

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from camk.spreadsheet import csv_response
from camk.views import OfficeRequiredMixin
from insights.figures import findings
from insights.figures.counts import Counts, last_closed, read_table
from insights.figures.definitions import FIGURES
from insights.figures.forms import FigureFilter
from insights.figures.permissions import may_see_figures
from insights.issues.models import Issue


class FiguresMixin(OfficeRequiredMixin):
    """For trustees, staff connectors and the administrator."""

    allowed = staticmethod(may_see_figures)


class FiguresView(FiguresMixin, TemplateView):
    """One page with what trustees ask: how much, about what, how quickly, and what came of it."""

    template_name = "insights/figures/index.html"

    def get_context_data(self, **kwargs):
        form = FigureFilter(self.request.GET, today=timezone.localdate())
        quarter, kind = form.chosen()
        counts = Counts.read(quarter, timezone.localdate(), kind)
        return super().get_context_data(
            form=form,
            counts=counts,
            running=quarter == form.running,
            kind_label=dict(Issue.Kind.choices).get(kind, ""),
            leading=findings.leading(counts),
            themes=findings.themes_chart(counts),
            months=findings.months_chart(counts),
            outcomes=findings.outcomes_chart(counts),
            speed=findings.speed_chart(counts),
            waiting=findings.waiting_rows(counts),
            now=timezone.now(),
            clear_url=reverse("insights:figures"),
            **kwargs,
        )


class DefinitionsView(FiguresMixin, TemplateView):
    """How each figure is counted, from the definitions the figures themselves are computed by."""

    template_name = "insights/figures/definitions.html"
    extra_context = {"figures": FIGURES}


class IssuesCsvView(FiguresMixin, View):
    """Areas and themes of one quarter that is over, as a file; hidden numbers are hidden here too."""

    def get(self, request):
        form = FigureFilter(request.GET, today=timezone.localdate())
        quarter = last_closed(form.chosen()[0], timezone.localdate())
        table = read_table(quarter)[1]
        rows = [[row["label"], *(n for _, n in row["cells"]), row["total"]] for row in table.rows]
        rows.append(["All of Milton Keynes", *table.safe.column_totals, table.safe.total])
        rows = [["hidden" if value is None else value for value in row] for row in rows]
        head = [f"Area ({quarter.label})", *table.families, "All themes"]
        return csv_response(f"issues-{quarter.code}.csv", [head, *rows])
