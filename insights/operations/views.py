"""The page "How things stand" among the staff pages."""

from django.contrib import admin
from django.utils import timezone
from django.views.generic import TemplateView

from camk.accounts.permissions import is_staff_connector
from camk.details import site_details
from camk.pages.health import report
from camk.views import OfficeRequiredMixin
from insights.operations import counting


class OperationsView(OfficeRequiredMixin, TemplateView):
    """Clocks, queues and mail of our office on one page; nothing here is older than the page itself."""

    allowed = staticmethod(is_staff_connector)
    template_name = "insights/operations/index.html"

    def get_context_data(self, **kwargs):
        now, user = timezone.now(), self.request.user
        today = timezone.localdate(now)
        parts = [
            ("Clocks", counting.clocks(user, today)),
            ("What waits for us", counting.queues(user, today)),
            ("Mail", counting.mail(now)),
        ]
        counting.counted(*(lines for _, lines in parts))
        return super().get_context_data(
            **admin.site.each_context(self.request),
            title="How things stand",
            parts=parts,
            care=sum(line.wants_care for _, lines in parts for line in lines),
            now=now,
            is_well=report()[0],
            is_held=site_details().mail_held,
            **kwargs,
        )
