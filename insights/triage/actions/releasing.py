"""The wording others see: written by staff, checked, released, and taken back when need be."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.personal_data import find_personal, listed
from insights.issues.actions import tell_the_desk
from insights.issues.actions.finding import forget_wordings, read_wordings
from insights.issues.actions.moves import lock
from insights.issues.models import Issue, Voice, VoiceConsent
from insights.issues.states import IssueState

NOT_YET = (IssueState.SUBMITTED, IssueState.SCREENING, IssueState.SEALED, IssueState.WITHDRAWN)
_OWN_WORDS = (VoiceConsent.Audience.ANONYMOUS, VoiceConsent.Audience.NAMED, VoiceConsent.Audience.PUBLISH)


@action
def release(*, issue: Issue, wording: str, by: User) -> None:
    """Let others see `wording`, with theme, place at parish level, state and count.

    Refused before the first look, with personal data in it, or when it repeats somebody's own words without
    their consent (decisions, point 4; security T16).
    """
    wording = " ".join(wording.split())
    lock(issue)
    if issue.state in NOT_YET:
        raise RuleBroken("Look at it first: nothing is released unseen.")
    if len(wording) < 10:
        raise RuleBroken("Write a wording of a few words, so that others understand it.")
    if found := find_personal(wording):
        raise RuleBroken(f"The wording seems to hold {listed(found)}. Take it out, so that nobody can be recognised.")
    _check_own_words(issue, wording)
    old = issue.released_at is not None
    issue.lead_wording, issue.released_at, issue.released_by = wording, issue.released_at or timezone.now(), by
    issue.save(update_fields=["lead_wording", "released_at", "released_by"])
    read_wordings(issues=[issue])
    audit.record("issue.released", issue, by=by, old=old, new=True, wording_length=len(wording))


def _check_own_words(issue: Issue, wording: str) -> None:
    if any(_is_not_ours_to_use(wording, voice) for voice in issue.voices.standing()):
        raise RuleBroken("These are the person's own words, and they did not say we may use them. Use your own.")


def _is_not_ours_to_use(wording: str, voice: Voice) -> bool:
    """Whether it repeats what this person said, who does not let us."""
    same = voice.words and wording.casefold() in " ".join(voice.words.split()).casefold()
    return bool(same) and not voice.consents.standing(*_OWN_WORDS).exists()


@action
def hide_own_words(*, voice: Voice, by: User | None) -> None:
    """Somebody no longer lets us use their words: a wording that repeats them is shown no more, and staff hear it."""
    for issue in Issue.objects.filter(pk__in=[voice.issue_id, voice.first_issue_id], released_at__isnull=False):
        if _is_not_ours_to_use(issue.lead_wording, voice):
            withdraw_release(issue=issue, by=by)
            tell_the_desk(issue, "wording", key=f"{voice.pk}:{timezone.now().timestamp()}", by=by)


@action
def withdraw_release(*, issue: Issue, by: User | None) -> None:
    """Others see it no more; the wording is kept for staff."""
    lock(issue)
    if issue.released_at is None:
        raise RuleBroken("This issue is not released.")
    issue.released_at = None
    issue.save(update_fields=["released_at"])
    forget_wordings(issues=[issue])
    audit.record("issue.release_withdrawn", issue, by=by, old=True, new=False)
