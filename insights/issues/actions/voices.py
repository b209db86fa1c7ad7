"""What people do with an issue afterwards: say "us too", take their words back, answer, confirm."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.organisations.models import Organisation
from groups.places.models import Place
from insights.issues.actions.finding import forget_wordings
from insights.issues.actions.moves import lock, recount, walk
from insights.issues.actions.people import tell_the_people, told_link
from insights.issues.actions.telling import check_speaks_for, give_consents
from insights.issues.models import Issue, Voice
from insights.issues.permissions import may_say_us_too
from insights.issues.states import IssueState


@action
def add_us_too(
    *,
    issue: Issue,
    user: User,
    organisation: Organisation | None = None,
    words: str = "",
    place: Place | None = None,
    affected: int | None = None,
    consents=(),
    channel: str = Voice.Channel.WEB,
    keyed_in_by: User | None = None,
    by: User | None = None,
) -> Voice:
    """Somebody else says it is so for them too; once a person, a second time gives the same voice back."""
    lock(issue)
    if not may_say_us_too(issue):
        raise RuleBroken("You cannot add to this issue any more. You can tell us about it anew.")
    check_speaks_for(user=user, organisation=organisation, keyed_in_by=keyed_in_by)
    mine = Voice.objects.standing().of_issue(issue).filter(user=user).first()
    if mine is not None:
        return mine
    voice = Voice.objects.create(
        issue=issue,
        first_issue=issue,
        user=user,
        organisation=organisation,
        words=words.strip(),
        place=place,
        affected=affected,
        channel=channel,
        keyed_in_by=keyed_in_by,
        is_us_too=True,
    )
    give_consents(voice=voice, consents=consents)
    recount(issue)
    audit.record("issue.us_too", issue, by=by, voice=voice, organisation=organisation)
    told_link(issue=issue, user=user)
    tell_the_people(issue, "issue_us_too", key=str(voice.pk), only=voice)
    return voice


@action
def withdraw_voice(*, voice: Voice, by: User | None = None) -> None:
    """Somebody takes back what they told us; an issue that stood on this voice alone is taken back with it."""
    if voice.withdrawn_at is not None:
        raise RuleBroken("You have already taken this back.")
    issue = lock(Issue.objects.get(pk=voice.issue_id))
    voice.withdrawn_at = timezone.now()
    voice.save(update_fields=["withdrawn_at"])
    voice.consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=voice.withdrawn_at)
    audit.record("voice.withdrawn", voice, by=by, issue=issue)
    recount(issue)
    if issue.voice_count:
        return
    issue.released_at = None
    issue.save(update_fields=["released_at"])
    forget_wordings(issues=[issue])
    if issue.is_open:
        walk(issue, IssueState.WITHDRAWN, by=by)


@action
def answer_question(*, issue: Issue, words: str, by: User | None = None) -> None:
    """The raiser answers what we asked; the issue goes back to where it was being looked at."""
    if not words.strip():
        raise RuleBroken("Write your answer in the box.")
    reviewed = issue.moves.filter(new_state=IssueState.IN_REVIEW).exists()
    walk(issue, IssueState.IN_REVIEW if reviewed else IssueState.SCREENING, by=by, words=words)


@action
def confirm_done(*, issue: Issue, outcome: str, words: str = "", by: User | None = None) -> None:
    """After "they say it is done": confirmed, not resolved, or (by staff) never confirmed by anybody."""
    if outcome not in (IssueState.CONFIRMED, IssueState.NOT_RESOLVED, IssueState.UNCONFIRMED):
        raise RuleBroken("Say whether it is done or not.")
    move = walk(issue, outcome, by=by, words=words)
    tell_the_people(issue, "issue_moved", key=str(move.pk), by=by)
