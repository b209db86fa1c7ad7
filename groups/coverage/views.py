"""Where the network has nobody yet: the page, and its table as a file."""

from django.utils import timezone
from django.views.generic import TemplateView, View

from camk.spreadsheet import csv_response
from camk.views import OfficeRequiredMixin
from groups.coverage.counts import DEFINITION, read
from groups.coverage.permissions import may_see_coverage


class CoverageMixin(OfficeRequiredMixin):
    """For staff, trustees and the administrator."""

    allowed = staticmethod(may_see_coverage)


class CoverageView(CoverageMixin, TemplateView):
    """Parishes and theme families with how many organisations, and what has none."""

    template_name = "groups/coverage/index.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            coverage=read(timezone.now()), definition=DEFINITION, now=timezone.now(), **kwargs
        )


class CoverageCsvView(CoverageMixin, View):
    """The same table for a spreadsheet."""

    def get(self, request):
        coverage = read(timezone.now())
        head = ["Parish", "Area", *coverage.families, "All organisations", "None a year ago", "Estates with none"]
        rows = [
            [
                *(line.label, line.area, *(number for _, number in line.cells), line.total),
                *("yes" if line.is_new else "no", "; ".join(line.empty_estates)),
            ]
            for line in coverage.lines
        ]
        return csv_response("coverage.csv", [head, *rows])
