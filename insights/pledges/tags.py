"""Tags this room offers to any page: the thread from an issue to what came of it, and from there back."""

from django import template
from django.db.models import Prefetch, Q, prefetch_related_objects

from camk.questions import question
from insights.issues.beside import has_beside
from insights.issues.models import Issue
from insights.issues.permissions import may_triage
from insights.issues.states import IssueState
from insights.reports.models import Ask, ReportItem, Response, StakeholderReport
from insights.reports.permissions import may_read_reports

register = template.Library()
OUTCOMES = (IssueState.CONFIRMED, IssueState.UNCONFIRMED, IssueState.NOT_RESOLVED)


def _reports_with(issue: Issue) -> list[StakeholderReport]:
    """Reports that are out and hold this issue, or one that was joined to it, with what was asked about it."""
    reports = _out_with(issue=issue.pk) if has_beside(issue, "reports") else []
    family = Q(issues=issue) | Q(issues__joined_to=issue)
    asks = Prefetch("asks", Ask.objects.filter(family | Q(issues=None)).distinct(), to_attr="about")
    prefetch_related_objects(reports, asks, "about__responses", "about__pledges")
    return reports


@question
def _out_with(*, issue):
    held = ReportItem.objects.filter(Q(issue=issue) | Q(issue__joined_to=issue)).values("report")
    reports = StakeholderReport.objects.filter(state__in=StakeholderReport.OUT, pk__in=held)
    return reports.defer("snapshot", "page_html").select_related("stakeholder").order_by("sent_at", "pk")


@register.inclusion_tag("insights/pledges/_thread.html")
def thread_of_issue(user, issue, insider=False) -> dict:
    """Report, ask, answer, promise, outcome, with their dates and how many there are of each.

    Everybody reads in which reports it stands and that a partner answered; the people behind it (`insider`) what
    was asked, answered and promised; staff and trustees get there by a link, staff in the staff pages.
    """
    reports = _reports_with(issue)
    asks = [ask for report in reports for ask in report.about]
    pledges = [pledge for ask in asks for pledge in ask.pledges.all()]
    reader = may_read_reports(user)
    for ask in asks:  # the newest stands; a question back is no news for anybody but us
        ask.said = next((r for r in ask.responses.all() if reader or r.answer != Response.Answer.NEED), None)
    return {
        "reports": reports,
        "issue": issue,
        "asks": len(asks),
        "answers": sum(ask.said is not None for ask in asks),
        "pledges": len(pledges),
        "outcome": issue.state in OUTCOMES,
        "reader": reader,
        "staff": may_triage(user),
        "whole": insider or reader,
    }


@register.inclusion_tag("insights/pledges/_issues_behind.html")
def issues_behind(user, report) -> dict:
    """The issues a report is about, for whoever reads it: each leads to its page as far as they may see it."""
    return {"issues": Issue.objects.visible_to(user).filter(report_items__report=report).order_by("reference")}
