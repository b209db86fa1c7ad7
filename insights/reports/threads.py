"""The thread from a report back to the people behind its issues: which sentence they are told, and when."""

from camk.errors import RuleBroken
from camk.templatetags.ui import plaindate
from insights.issues.actions import mark_raised, mark_responded
from insights.issues.models import Issue
from insights.reports.models import Ask, Response, StakeholderReport


def issues_of(ask: Ask) -> list[Issue]:
    """The issues an ask is about: those it names, or all of its report."""
    named = list(ask.issues.all())
    return named or [item.issue for item in ask.report.items.select_related("issue").order_by("position", "pk")]


def tell_raised(*, report: StakeholderReport, issues, by) -> None:
    """The report went out: each issue is raised with the partner. Call inside an action."""
    words = f"Raised with {report.stakeholder} in our report {report.number}."
    for issue in issues:
        try:
            mark_raised(issue=issue, words=words, by=by)
        except RuleBroken as broken:
            raise RuleBroken(f"{issue.reference}: {broken.sentence} Look at it first, or take it out.") from broken


def tell_answered(*, report: StakeholderReport, ask: Ask, response: Response, by) -> None:
    """The partner answered; a question back is for staff and no news yet. Call inside an action."""
    if response.answer == Response.Answer.NEED:
        return
    for issue in issues_of(ask):
        mark_responded(issue=issue, words=in_words(report, response), by=by)


def in_words(report: StakeholderReport, response: Response) -> str:
    """What the people behind an issue read of an answer, and everybody once its wording is released.

    It names the body alone: whoever will see to it there did not agree to be named to everybody.
    """
    said = f"{report.stakeholder} answered: {response.get_answer_display()}."
    if response.words:
        said += f" “{response.words}”"
    return f"{said} By {plaindate(response.due_on)}." if response.due_on else said
