"""What people do with an issue afterwards: say "us too", take their words back, answer, confirm."""

from datetime import datetime, timedelta

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.documents import Document
from camk.erasing import forget_file
from camk.errors import RuleBroken
from camk.files import StoredFile
from camk.outbox.actions.bundling import hear_no_more
from groups.organisations.models import Organisation
from groups.places.models import Place
from insights.issues.actions.finding import forget_wordings
from insights.issues.actions.moves import lock, recount, walk
from insights.issues.actions.people import tell_the_desk, tell_the_people, told_link
from insights.issues.actions.speaking import change_consents_of, speak
from insights.issues.actions.telling import keep_file
from insights.issues.models import Evidence, Issue, Voice
from insights.issues.permissions import may_say_us_too, takes_voices
from insights.issues.signals import consent_ended
from insights.issues.states import MAY_COME_BACK, IssueState

MOST_EVIDENCE = 20
SILENCE = timedelta(days=28)


@action
def add_us_too(
    *,
    issue: Issue,
    user: User | None,
    organisation: Organisation | None = None,
    words: str = "",
    what_would_help: str = "",
    place: Place | None = None,
    affected: int | None = None,
    lived_experience: bool | None = None,
    photo: StoredFile | None = None,
    consents=(),
    channel: str = Voice.Channel.WEB,
    keyed_in_by: User | None = None,
    by: User | None = None,
) -> Voice:
    """Somebody else says it is so for them too; once a person, a second time adds its words to the same voice.

    Staff who key it in do so for a wording that is not released too, and for somebody who leaves no name.
    """
    lock(issue)
    if not (takes_voices(issue) if keyed_in_by else user and may_say_us_too(issue)):
        raise RuleBroken("You cannot add to this issue any more. You can tell us about it anew.")
    mine = Voice.objects.standing().of_issue(issue).filter(user=user).first() if user else None
    if mine is not None:
        if words.strip() not in {"", mine.words, *mine.evidence.values_list("words", flat=True)}:
            add_evidence(voice=mine, words=words, by=by)
        return mine
    voice = speak(
        issue=issue,
        consents=consents,
        user=user,
        organisation=organisation,
        words=words,
        what_would_help=what_would_help,
        place=place,
        affected=affected,
        lived_experience=lived_experience,
        photo=photo,
        channel=channel,
        keyed_in_by=keyed_in_by,
        is_us_too=True,
    )
    recount(issue)
    audit.record("issue.us_too", issue, by=by, voice=voice, organisation=organisation)
    if user:
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
    standing = voice.consents.standing()
    ended = sorted(standing.values_list("audience", flat=True))
    standing.update(withdrawn_at=voice.withdrawn_at)
    audit.record("voice.withdrawn", voice, by=by, issue=issue)
    consent_ended.send(sender=Voice, voice=voice, audiences=ended, by=by)
    if voice.user_id:
        hear_no_more(user=voice.user, titles={voice.first_issue.reference})
    recount(issue)
    end_without_voice(issue, by=by)


def end_without_voice(issue: Issue, *, by: User | None) -> None:
    """An issue under which nobody's voice stands any more is taken back. Call inside an action, once counted."""
    if issue.voice_count:
        return
    issue.released_at = None
    issue.save(update_fields=["released_at"])
    forget_wordings(issues=[issue])
    if issue.is_open:
        walk(issue, IssueState.WITHDRAWN, by=by)


@action
def change_consents(*, voice: Voice, consents, by: User | None = None) -> None:
    """Say anew who may use these words; what is taken back ends now, and reports that are not sent yet heed it."""
    if voice.withdrawn_at is not None or voice.sealed_at is not None:
        raise RuleBroken("You have already taken this back.")
    given, ended = change_consents_of(voice, consents)
    audit.record("voice.consents_changed", voice, by=by, given=",".join(given), ended=",".join(ended))
    consent_ended.send(sender=Voice, voice=voice, audiences=ended, by=by)


@action
def add_evidence(
    *, voice: Voice, words: str = "", document: Document | None = None, by: User | None = None
) -> Evidence:
    """Somebody behind an issue adds words, a picture or a document later."""
    if voice.withdrawn_at is not None or voice.sealed_at is not None:
        raise RuleBroken("You have taken this back. You can tell us about it anew.")
    if not words.strip() and document is None:
        raise RuleBroken("Write something in the box, or choose a file.")
    if voice.evidence.count() >= MOST_EVIDENCE:
        raise RuleBroken(f"You have added {MOST_EVIDENCE} things already. Ring us if there is more.")
    stored = keep_file(document=document, by=by) if document else None
    row = Evidence.objects.create(voice=voice, words=words.strip(), file=stored)
    tell_the_desk(voice.issue, "evidence", key=str(row.pk), by=by)
    audit.record("voice.evidence_added", voice, by=by, length=len(row.words), file=stored is not None)
    return row


@action
def forget_evidence(*, voices: list[Voice]) -> None:
    """What was added to voices that are sealed leaves the portal: the sealed record keeps it with their words."""
    rows = list(Evidence.objects.filter(voice__in=voices).select_related("file"))
    for row in rows:
        row.delete()
        if row.file is not None:
            forget_file(row.file)


@action
def say_it_is_back(*, issue: Issue, words: str, by: User | None = None) -> None:
    """Somebody behind an issue that ended says that it is not settled, or is back; it returns to the queue."""
    if not words.strip():
        raise RuleBroken("Tell us in a few words what it is like now.")
    lock(issue)
    if issue.state not in MAY_COME_BACK or issue.joined_to_id:
        raise RuleBroken("This is being looked after already.")
    move = walk(issue, IssueState.REOPENED, by=by, words=words)
    tell_the_people(issue, "issue_moved", key=str(move.pk), by=by)
    tell_the_desk(issue, "back", key=str(move.pk), by=by)


@action
def answer_question(*, issue: Issue, words: str, by: User | None = None) -> None:
    """The raiser answers what we asked; the issue goes back to where it was being looked at."""
    if not words.strip():
        raise RuleBroken("Write your answer in the box.")
    reviewed = issue.moves.filter(new_state=IssueState.IN_REVIEW).exists()
    move = walk(issue, IssueState.IN_REVIEW if reviewed else IssueState.SCREENING, by=by, words=words)
    tell_the_desk(issue, "answered", key=str(move.pk), by=by)


@action
def confirm_done(*, issue: Issue, outcome: str, words: str = "", by: User | None = None) -> None:
    """After "they say it is done": confirmed, not resolved, or (by staff) never confirmed by anybody."""
    if outcome not in (IssueState.CONFIRMED, IssueState.NOT_RESOLVED, IssueState.UNCONFIRMED):
        raise RuleBroken("Say whether it is done or not.")
    move = walk(issue, outcome, by=by, words=words)
    tell_the_people(issue, "issue_moved", key=str(move.pk), by=by)
    if outcome == IssueState.NOT_RESOLVED:
        tell_the_desk(issue, "not_fixed", key=str(move.pk), by=by)


@action
def note_silence(*, now: datetime) -> int:
    """Said to be done, and for 28 days nobody said whether it is: "not confirmed", never "done"."""
    silent = Issue.objects.filter(state=IssueState.THEY_SAY_DONE, state_changed_at__lt=now - SILENCE)
    issues = list(silent.order_by("state_changed_at")[:200])
    for issue in issues:
        confirm_done(issue=issue, outcome=IssueState.UNCONFIRMED)
    return len(issues)
