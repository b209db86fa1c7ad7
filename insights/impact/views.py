"""An organisation's impact page, on the screen and to print, for its own people and staff."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView, View

from camk.accounts.permissions import is_staff_connector
from camk.details import site_details
from camk.spreadsheet import csv_response
from groups.organisations.models import Organisation
from groups.organisations.permissions import acts_for
from insights.figures.forms import YearForm
from insights.figures.papers import flat, pdf_of_parts
from insights.figures.periods import last_years
from insights.figures.printing import pdf_response
from insights.impact.building import YEARS, Impact, build


class ImpactMixin(LoginRequiredMixin):
    """One organisation, and the year in the address; to everybody else there is no such page."""

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        if user.is_authenticated:
            self.organisation = get_object_or_404(Organisation.objects.visible_to(user), slug=kwargs["slug"])
            if not acts_for(user, self.organisation) and not is_staff_connector(user):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def read(self) -> tuple[YearForm, Impact]:
        now = timezone.localtime()
        form = YearForm(self.request.GET, years=last_years(now.date(), YEARS), today=now.date())
        return form, build(self.request.user, self.organisation, form.chosen(), now)


class ImpactView(ImpactMixin, TemplateView):
    """What it raised, what that joined, where it was used and what changed."""

    template_name = "insights/impact/impact.html"

    def get_context_data(self, **kwargs):
        form, made = self.read()
        return super().get_context_data(form=form, made=made, clear_url=self.request.path)


class ImpactPdfView(ImpactMixin, View):
    """The same to print."""

    def get(self, request, slug):
        made = self.read()[1]
        content = pdf_of_parts(title=made.title, sender=site_details().name, about=made.about, parts=made.parts)
        return pdf_response(content, f"{slug}-impact-{made.period.code}.pdf")


class ImpactCsvView(ImpactMixin, View):
    """Its tables in one file."""

    def get(self, request, slug):
        made = self.read()[1]
        return csv_response(f"{slug}-impact-{made.period.code}.csv", flat(made.parts))
