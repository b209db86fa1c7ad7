"""Staff look at what we heard, sort it, ask, answer, take it on or decline it, and tell the people behind it."""

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.issues.actions.finding import read_wordings
from insights.issues.actions.moves import lock, walk
from insights.issues.models import Issue
from insights.issues.permissions import may_triage
from insights.issues.states import LOOK_AT, IssueState
from insights.triage.actions.saying import TOLD, How, decide, end_parking, looked_at

S = IssueState


def _need(words: str, sentence: str) -> None:
    if not words.strip():
        raise RuleBroken(sentence)


@action
def look_at(*, issue: Issue, by: User) -> None:
    """First look, or a look again: safe to hold, clear, and now being looked into. Nobody is mailed for this."""
    lock(issue)
    if issue.state not in LOOK_AT:
        raise RuleBroken(f"This is “{issue.get_state_display()}”; it is not waiting for a look.")
    walk(issue, *LOOK_AT[issue.state], by=by)
    looked_at(issue, by=by)
    end_parking(issue)
    if issue.owner_id is None:
        issue.owner = by
        issue.save(update_fields=["owner"])


@action
def classify(
    *, issue: Issue, themes, places, beneficiaries, main_theme, main_place, severity, reach, by: User
) -> None:
    """Say what it is about, where, for whom, how hard and how wide: what lists and figures count by."""
    old = {"severity": issue.severity, "reach": issue.reach, "theme": issue.main_theme_id}
    themes, places = list(themes), list(places)
    issue.main_theme = main_theme or (themes[0] if themes else None)
    issue.main_place = main_place or next((p.cluster or p for p in places), None)
    issue.severity, issue.reach = severity, reach
    issue.save(update_fields=["main_theme", "main_place", "severity", "reach"])
    issue.themes.set({*themes, *([issue.main_theme] if issue.main_theme else [])})
    main = issue.main_place
    # Lists narrow by all its places, so the main one holds one of them.
    held = main is None or any(main.pk in (place.pk, place.cluster_id, place.parish_id) for place in places)
    issue.places.set(places if held else [*places, main])
    issue.beneficiaries.set(beneficiaries)
    if issue.released_at is not None:
        read_wordings(issues=[issue])
    new = {"severity": severity, "reach": reach, "theme": issue.main_theme_id}
    audit.record("issue.classified", issue, by=by, **{f"old_{k}": v for k, v in old.items()}, **new)


@action
def assign(*, issue: Issue, owner: User | None, by: User) -> None:
    """Say who of the staff looks after it; None leaves it to whoever comes first."""
    if owner is not None and not may_triage(owner):
        raise RuleBroken(f"{owner} cannot look after issues.")
    old, issue.owner = issue.owner_id, owner
    issue.save(update_fields=["owner"])
    audit.record("issue.assigned", issue, by=by, old=old, new=owner)


@action
def ask(*, issue: Issue, words: str, how: How = TOLD, by: User) -> None:
    """Ask the people behind it a question; they answer from their page or the link in the mail."""
    _need(words, "Write the question.")
    decide(issue=issue, new=S.NEEDS_INFORMATION, words=words, how=how, by=by, event="issue_question")


@action
def answer(*, issue: Issue, words: str, how: How = TOLD, by: User) -> None:
    """Answer it here and now; the answer is shown on its page."""
    _need(words, "Write the answer.")
    issue.public_answer = words.strip()
    issue.save(update_fields=["public_answer"])
    decide(issue=issue, new=S.ANSWERED, words=words, how=how, by=by)


@action
def decline(*, issue: Issue, reason: str, how: How = TOLD, by: User) -> None:
    """Say that we do not take it on, and why."""
    _need(reason, "Give the reason; the people who told us will read it.")
    decide(issue=issue, new=S.DECLINED, words=reason, how=how, by=by)


@action
def redirect_to(*, issue: Issue, whom: str, words: str = "", how: How = TOLD, by: User) -> None:
    """Pass it on to whoever can act, and say to whom."""
    _need(whom, "Say to whom it is passed on.")
    said = f"Passed on to {whom.strip()}."
    decide(issue=issue, new=S.REDIRECTED, words=f"{said} {words.strip()}".strip(), how=how, by=by)


@action
def accept(*, issue: Issue, words: str = "", how: How = TOLD, by: User) -> None:
    """Take it on: it stands on our list and can be raised with partners."""
    decide(issue=issue, new=S.ACCEPTED, words=words, how=how, by=by)


@action
def reopen(*, issue: Issue, words: str = "", how: How = TOLD, by: User) -> None:
    """It is back: what was closed is looked at again."""
    if issue.joined_to_id:
        raise RuleBroken("This is part of a wider issue. Undo the joining instead.")
    decide(issue=issue, new=S.REOPENED, words=words, how=how, by=by)


@action
def close(*, issue: Issue, reason: str, how: How = TOLD, by: User) -> None:
    """End it for another reason, and say which."""
    _need(reason, "Give the reason; the people who told us will read it.")
    decide(issue=issue, new=S.CLOSED, words=reason, how=how, by=by)


@action
def mark_for_report(*, issue: Issue, wanted: bool, by: User) -> None:
    """Put it aside for the next report to a partner, or take it out again."""
    issue.for_report = wanted
    issue.save(update_fields=["for_report"])
    audit.record("issue.marked_for_report", issue, by=by, new=wanted)
