"""The page of a report's thread, for staff and trustees."""

from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from camk.views import OfficeRequiredMixin
from insights.pledges.threads import asks_of, steps_of
from insights.reports.models import StakeholderReport
from insights.reports.permissions import may_read_reports


class ReportThread(OfficeRequiredMixin, DetailView):
    """From the voices beneath a report to what came of it, and from there back."""

    template_name = "insights/pledges/report_thread.html"
    context_object_name = "report"
    allowed = staticmethod(may_read_reports)

    def get_object(self, queryset=None):
        sent = StakeholderReport.objects.visible_to(self.request.user).select_related("stakeholder")
        sent = sent.defer("snapshot", "page_html")
        return get_object_or_404(sent, number=self.kwargs["number"], version=self.kwargs["version"])

    def get_context_data(self, **kwargs):
        threads = asks_of(self.object, self.request.user)
        steps = steps_of(self.object, threads)
        return super().get_context_data(threads=threads, steps=steps, **kwargs)
