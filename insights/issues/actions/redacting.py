"""Staff take out of somebody's words what shows who a person is; the original is gone (domain C7)."""

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import empty_the_log, forget_file
from camk.errors import RuleBroken
from insights.issues.models import Issue, IssueMove, Voice
from insights.issues.permissions import may_triage
from insights.issues.signals import REDACTED, words_removed


@action
def redact_voice(
    *, voice: Voice, words: str, what_would_help: str = "", without_photo: bool = False, by: User
) -> None:
    """Put `words` and `what_would_help` in place of what was said; reports that quote the former go back."""
    if not may_triage(by):
        raise RuleBroken("Only staff may do this.")
    voice = Voice.objects.select_for_update(of=("self",)).select_related("photo").get(pk=voice.pk)
    if voice.sealed_at is not None:
        raise RuleBroken("These words are with the safeguarding lead.")
    words, what_would_help = words.strip(), what_would_help.strip()
    photo = voice.photo if without_photo else None
    if (words, what_would_help) == (voice.words, voice.what_would_help) and photo is None:
        raise RuleBroken("Nothing has changed. Take out what shows who somebody is.")
    empty_the_log()
    words_removed.send(sender=Issue, issues=[], voices=[voice], why=REDACTED, by=by)
    old = len(voice.words) + len(voice.what_would_help)
    voice.words, voice.what_would_help = words, what_would_help
    if photo is not None:
        voice.photo = None
    voice.save(update_fields=["words", "what_would_help", "photo"])
    if photo is not None:
        forget_file(photo)
    new = len(words) + len(what_would_help)
    audit.record("voice.redacted", voice, by=by, old_length=old, new_length=new, photo_removed=photo is not None)


@action
def redact_move(*, move: IssueMove, words: str, by: User) -> None:
    """The same for what was written back and forth (an answer to our question)."""
    if not may_triage(by):
        raise RuleBroken("Only staff may do this.")
    move = IssueMove.objects.select_for_update().get(pk=move.pk)
    empty_the_log()
    old, move.words = len(move.words), words.strip()
    move.save(update_fields=["words"])
    audit.record("issue.words_redacted", move.issue, by=by, old_length=old, new_length=len(move.words))
