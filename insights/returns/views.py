"""The return to a funder: as a page, a PDF and a spreadsheet, for whoever may see the figures."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import ListView, TemplateView, View

from camk.details import site_details
from camk.spreadsheet import csv_response, workbook_response
from camk.views import OfficeRequiredMixin
from groups.programmes.models import Programme
from insights.figures.forms import YearForm
from insights.figures.papers import flat, pdf_of_parts, sheet
from insights.figures.permissions import may_see_figures
from insights.figures.printing import pdf_response
from insights.returns.building import Return, build, own_years


class ProgrammeListView(OfficeRequiredMixin, ListView):
    """The programmes, each with its return."""

    allowed = staticmethod(may_see_figures)
    queryset = Programme.objects.all()
    template_name = "insights/returns/list.html"
    context_object_name = "programmes"


class ReturnMixin(OfficeRequiredMixin):
    """One programme, and the year in the address."""

    allowed = staticmethod(may_see_figures)

    def read(self) -> tuple[YearForm, Return]:
        programme, today = get_object_or_404(Programme, slug=self.kwargs["slug"]), timezone.localdate()
        form = YearForm(self.request.GET, years=own_years(programme, today), today=today)
        return form, build(programme, form.chosen(), today)


class ReturnView(ReturnMixin, TemplateView):
    """Goals, figures, stories and promises on one page."""

    template_name = "insights/returns/return.html"

    def get_context_data(self, **kwargs):
        form, made = self.read()
        return super().get_context_data(
            form=form, made=made, now=made.counts.at, clear_url=reverse("insights:return", args=[made.programme.slug])
        )


class ReturnPdfView(ReturnMixin, View):
    """The same to print."""

    def get(self, request, slug):
        made = self.read()[1]
        content = pdf_of_parts(title=made.title, sender=site_details().name, about=made.about, parts=made.parts)
        return pdf_response(content, f"{slug}-{made.period.code}.pdf")


class ReturnXlsxView(ReturnMixin, View):
    """The same as a workbook, one sheet for each part."""

    def get(self, request, slug):
        made = self.read()[1]
        return workbook_response(f"{slug}-{made.period.code}.xlsx", {part.title: sheet(part) for part in made.parts})


class ReturnCsvView(ReturnMixin, View):
    """The same in one table."""

    def get(self, request, slug):
        made = self.read()[1]
        return csv_response(f"{slug}-{made.period.code}.csv", flat(made.parts))
