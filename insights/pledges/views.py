"""The golden thread as a page, for staff and trustees: of a report, of one ask, of a promise, of an issue."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from camk.views import OfficeRequiredMixin
from insights.issues.models import Issue
from insights.pledges import threads
from insights.pledges.models import Pledge
from insights.reports.models import Ask, StakeholderReport
from insights.reports.permissions import may_read_reports


class ThreadPage(OfficeRequiredMixin, TemplateView):
    """From the voices beneath something to what came of it, and from there back."""

    allowed = staticmethod(may_read_reports)

    def thread(self, issues, rows: list[threads.AskThread], *, pledges=None, since=None, **context):
        """What every such page shows: `issues` (a queryset) and the asks about them, counted and quoted."""
        pledges = [pledge for row in rows for pledge in row.pledges] if pledges is None else pledges
        steps = threads.steps_of(issues=issues, asks=[row.ask for row in rows], pledges=pledges, since=since)
        return context | {"threads": rows, "steps": steps, "said": threads.said_in(issues, self.request.user)}

    def report(self):
        sent = StakeholderReport.objects.visible_to(self.request.user).select_related("stakeholder")
        sent = sent.defer("snapshot", "page_html")
        return get_object_or_404(sent, number=self.kwargs["number"], version=self.kwargs["version"])


class ReportThread(ThreadPage):
    """All asks of one report, and all that stands beneath it."""

    template_name = "insights/pledges/report_thread.html"

    def get_context_data(self, **kwargs):
        report = self.report()
        issues = Issue.objects.filter(report_items__report=report)
        rows = threads.of_reports([report.pk], self.request.user)
        return super().get_context_data(**self.thread(issues, rows, since=report.sent_at, report=report), **kwargs)


class AskThreadPage(ThreadPage):
    """One ask of a report."""

    template_name = "insights/pledges/ask_thread.html"

    def get_context_data(self, **kwargs):
        report = self.report()
        ask = get_object_or_404(report.asks, pk=self.kwargs["ask"])
        rows = threads.asks_of(report.asks.filter(pk=ask.pk), self.request.user)
        issues = threads.issues_under(ask)
        more = self.thread(issues, rows, since=report.sent_at, report=report)
        return super().get_context_data(**more, **kwargs)


class PromiseThread(ThreadPage):
    """One promise: what was asked, where it comes from, and how it ended."""

    template_name = "insights/pledges/promise_thread.html"

    def get_context_data(self, **kwargs):
        sent = StakeholderReport.objects.visible_to(self.request.user).values("pk")
        known = Pledge.objects.filter(Q(ask=None) | Q(ask__report__in=sent))
        known = known.select_related("ask__report", "body", "holder", "replaces", "replaced_by")
        pledge = get_object_or_404(known, pk=self.kwargs["pk"])
        asks = Ask.objects.filter(pk=pledge.ask_id)
        since = pledge.ask.report.sent_at if pledge.ask else pledge.made_at
        rows = threads.asks_of(asks, self.request.user)
        issues = Issue.objects.filter(pledges=pledge)
        more = self.thread(issues, rows, pledges=[pledge], since=since, pledge=pledge)
        more["seen"] = Issue.objects.visible_to(self.request.user).filter(pledges=pledge).order_by("reference")
        return super().get_context_data(**more, **kwargs)


class IssueThread(ThreadPage):
    """One issue: every report it stood in, what was asked about it, and how it stands."""

    template_name = "insights/pledges/issue_thread.html"

    def get_context_data(self, **kwargs):
        issue = get_object_or_404(
            Issue.objects.visible_to(self.request.user).select_related("joined_to"),
            reference=self.kwargs["reference"],
        )
        rows = threads.asks_of(threads.asks_about(issue), self.request.user)
        since = min((row.ask.report.sent_at for row in rows), default=None)
        issues = Issue.objects.filter(pk=issue.pk)
        public = Pledge.objects.filter(issues=issue, ask=None).select_related("body")
        pledges = [*(pledge for row in rows for pledge in row.pledges), *public]
        more = self.thread(issues, rows, pledges=pledges, since=since, issue=issue, public=public)
        return super().get_context_data(**more, **kwargs)
