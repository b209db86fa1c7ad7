"""What a figure counted, on the staff list behind it; the pages themselves are those of the rooms below."""

from django.contrib import admin
from django.http import QueryDict
from django.utils import timezone

from insights.figures import partners, reach
from insights.figures.forms import FigureFilter
from insights.figures.scope import Scope
from insights.issues.models import Issue
from insights.pledges.admin import PledgeAdmin
from insights.pledges.models import Pledge
from insights.reports.admin import ReportAdmin
from insights.reports.models import StakeholderReport
from insights.triage.admin import IssueAdmin
from meetings.connections.admin import ConnectionAdmin
from meetings.connections.models import Connection
from meetings.meetings.admin import MeetingAdmin
from meetings.meetings.models import Meeting

ROWS = {
    Issue: Scope.issues,  # their time, kind and state stand in the address by themselves
    StakeholderReport: partners.went_out,
    Pledge: partners.due,
    Meeting: reach.held_meetings,
    Connection: reach.tied,
}


class CountedFilter(admin.SimpleListFilter):
    """The rows of the time and the programmes of a figure. Shown to who comes from one alone."""

    title = "figure"
    parameter_name = "counted"

    def scope(self) -> Scope:
        return FigureFilter(QueryDict(self.value()), today=timezone.localdate()).chosen()

    def lookups(self, request, model_admin):
        return [(self.value(), self.scope().period.label)] if self.value() else []

    def has_output(self):
        return bool(self.value())

    def queryset(self, request, queryset):
        return ROWS[queryset.model](self.scope(), queryset) if self.value() else queryset


for page in (IssueAdmin, ReportAdmin, PledgeAdmin, MeetingAdmin, ConnectionAdmin):
    page.list_filter = [*page.list_filter, CountedFilter]
