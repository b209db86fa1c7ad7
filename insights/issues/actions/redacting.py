"""Staff take out of somebody's words what shows who a person is; the original is gone (domain C7)."""

import json
from pathlib import PurePath

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.documents import clean_name
from camk.drafts import Draft
from camk.erasing import empty_the_log, forget_file
from camk.errors import RuleBroken
from camk.files import StoredFile
from camk.outbox.actions.blanking import blank_mails_with
from insights.issues.actions.telling import forget_draft
from insights.issues.models import Evidence, Issue, IssueMove, Voice
from insights.issues.permissions import may_triage
from insights.issues.signals import REDACTED, words_removed

# Shorter wordings ("Netherfield") would hit mails that have nothing to do with it.
LONG_ENOUGH = 12


@action
def forget_copies(*, texts: set[str], references: set[str] = frozenset()) -> None:
    """Words that leave the portal leave mails (those of these issues too) and what anybody typed and not yet sent."""
    texts = {text for text in texts if len(text) >= LONG_ENOUGH}
    blank_mails_with(texts={*texts, *references})
    typed = {json.dumps(text, ensure_ascii=False)[1:-1] for text in texts}
    for draft in Draft.objects.select_for_update().iterator():
        if any(text in json.dumps(draft.data, ensure_ascii=False) for text in typed):
            forget_draft(draft=draft)


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
    forget_copies(texts={voice.words} - {words} | {voice.what_would_help} - {what_would_help})
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
def redact_evidence(
    *, evidence: Evidence, words: str, file_name: str = "", without_file: bool = False, by: User
) -> None:
    """The same for what somebody added later: its words, the name of its file, or the file itself."""
    if not may_triage(by):
        raise RuleBroken("Only staff may do this.")
    row = Evidence.objects.select_for_update(of=("self",)).select_related("file").get(pk=evidence.pk)
    words, file = words.strip(), row.file
    name = _named(file, file_name) if file else ""
    if words == row.words and not (file and (without_file or name != file.name)):
        raise RuleBroken("Nothing has changed. Take out what shows who somebody is.")
    empty_the_log()
    forget_copies(texts={row.words} - {words})
    old, row.words = len(row.words), words
    if without_file:
        row.file = None
    row.save(update_fields=["words", "file"])
    if file and without_file:
        forget_file(file)
    elif file:
        file.name = name
        file.save(update_fields=["name"])
    if not row.words and row.file is None:
        row.delete()
    audit.record(
        "evidence.redacted", row.voice, by=by, old_length=old, new_length=len(words), file_removed=without_file
    )


def _named(file: StoredFile, name: str) -> str:
    """The new name with the file's own ending, or the old name."""
    ending = PurePath(file.name).suffix
    return clean_name(name.strip().removesuffix(ending) + ending) if name.strip() else file.name


@action
def redact_move(*, move: IssueMove, words: str, by: User) -> None:
    """The same for what was written back and forth: a question, the answer to it, ours that everybody reads."""
    if not may_triage(by):
        raise RuleBroken("Only staff may do this.")
    move = IssueMove.objects.select_for_update(of=("self",)).select_related("issue").get(pk=move.pk)
    empty_the_log()
    former, move.words = move.words, words.strip()
    forget_copies(texts={former} - {move.words})
    move.save(update_fields=["words"])
    Issue.objects.filter(pk=move.issue_id, public_answer=former).exclude(public_answer="").update(
        public_answer=move.words
    )
    audit.record("issue.words_redacted", move.issue, by=by, old_length=len(former), new_length=len(move.words))
