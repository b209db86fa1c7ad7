"""Route as safeguarding: words leave lists, search, reports, mail, files and logs at once, and only a count stays."""

import base64
import json

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.drafts import Draft
from camk.erasing import empty_the_log, forget_file
from camk.errors import RuleBroken
from camk.outbox.actions import blank_mails_with, post
from insights.issues.actions import forget_draft, safeguarding_people
from insights.issues.actions.moves import lock, note_move
from insights.issues.models import Issue, Voice
from insights.issues.signals import SEALED, words_removed
from insights.issues.states import IssueState
from insights.safeguarding.models import SealedRecord
from insights.safeguarding.permissions import may_seal
from insights.safeguarding.vault import shut

# Shorter wordings ("Netherfield") would hit mails that have nothing to do with it.
LONG_ENOUGH = 12


@action
def seal_issue(*, issue: Issue, by: User) -> SealedRecord:
    """Seal everything that was said under `issue`: its voices, its wording and what was written back and forth."""
    _check(issue, by)
    voices = list(Voice.objects.of_issue(issue).filter(sealed_at__isnull=True).select_related("photo", "user"))
    before = issue.state
    content = {"issue": _issue_words(issue), "moves": _move_words(issue), "voices": [_voice_words(v) for v in voices]}
    content["elsewhere"] = _clear_copies(issues=[issue], voices=voices, by=by)
    for voice in voices:
        _empty_voice(voice)
    issue.moves.exclude(words="").update(words="")
    _empty_issue(issue)
    note_move(issue=issue, new=IssueState.SEALED, by=by, words="", at=timezone.now())
    return _keep(issue=issue, voices=voices, content=content, whole=True, before=before, by=by)


@action
def seal_voice(*, voice: Voice, wording_is_safe: bool = False, by: User) -> SealedRecord:
    """Seal what one person said; the others under the issue stay. The wording others read goes unless it is safe.

    When nobody else speaks under the issue, the issue is sealed as a whole.
    """
    issue = voice.issue
    _check(issue, by)
    voice = Voice.objects.select_for_update(of=("self",)).select_related("photo", "user").get(pk=voice.pk)
    if voice.sealed_at is not None:
        raise RuleBroken("These words are sealed already.")
    others = Voice.objects.standing().of_issue(issue).filter(sealed_at__isnull=True).exclude(pk=voice.pk)
    if not others.exists():
        return seal_issue(issue=issue, by=by)
    content = {"issue": {}, "moves": [], "voices": [_voice_words(voice)]}
    if not wording_is_safe:
        content["issue"] = _issue_words(issue)
    content["elsewhere"] = _clear_copies(issues=[] if wording_is_safe else [issue], voices=[voice], by=by)
    _empty_voice(voice)
    if not wording_is_safe:
        _empty_issue(issue)
    return _keep(issue=issue, voices=[voice], content=content, whole=False, before="", by=by)


def _check(issue: Issue, by: User) -> None:
    if not may_seal(by):
        raise RuleBroken("Only staff may do this.")
    lock(issue)
    if issue.state == IssueState.SEALED:
        raise RuleBroken("This is sealed already.")
    empty_the_log()


def _issue_words(issue: Issue) -> dict:
    return {"wording": issue.lead_wording, "answer": issue.public_answer}


def _move_words(issue: Issue) -> list:
    return list(issue.moves.exclude(words="").values_list("pk", "words"))


def _voice_words(voice: Voice) -> dict:
    sent = {}
    if voice.photo:
        with voice.photo.file.open("rb") as file:
            sent = {"name": voice.photo.name, "type": voice.photo.content_type}
            sent["content"] = base64.b64encode(file.read()).decode()
    return {
        "pk": voice.pk,
        "words": voice.words,
        "help": voice.what_would_help,
        "file": sent,
        "who": f"{voice.user.name} {voice.user.email}".strip() if voice.user else "",
    }


def _clear_copies(*, issues, voices, by) -> list[str]:
    """Let every room above clear its copies, take mails and drafts along; returns what was found elsewhere."""
    answers = words_removed.send(sender=Issue, issues=issues, voices=voices, why=SEALED, by=by)
    found = [text for _, texts in answers for text in texts or []]
    texts = {v.words for v in voices} | {v.what_would_help for v in voices} | {i.lead_wording for i in issues}
    texts = {text for text in texts if len(text) >= LONG_ENOUGH}
    blank_mails_with(texts={*texts, *(issue.reference for issue in issues)})
    for draft in Draft.objects.all():
        typed = json.dumps(draft.data, ensure_ascii=False)
        if any(json.dumps(text, ensure_ascii=False)[1:-1] in typed for text in texts):
            forget_draft(draft=draft)
    return found


def _empty_voice(voice: Voice) -> None:
    photo = voice.photo
    voice.words = voice.what_would_help = ""
    voice.photo, voice.sealed_at = None, timezone.now()
    voice.save(update_fields=["words", "what_would_help", "photo", "sealed_at"])
    voice.consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=voice.sealed_at)
    if photo:
        forget_file(photo)


def _empty_issue(issue: Issue) -> None:
    issue.lead_wording = issue.public_answer = ""
    issue.released_at, issue.for_report = None, False
    issue.save(update_fields=["lead_wording", "public_answer", "released_at", "for_report"])


def _keep(*, issue, voices, content, whole, before, by) -> SealedRecord:
    record = SealedRecord.objects.create(
        issue=issue,
        whole_issue=whole,
        state_before=before,
        sealed_by=by,
        files=sum(bool(row["file"]) for row in content["voices"]),
        cipher=shut(content),
    )
    record.voices.set(voices)
    audit.record("safeguarding.sealed", issue, by=by, record=record, voices=len(voices), whole=whole)
    for lead in safeguarding_people():
        post(
            event="insights/safeguarding_sealed",
            key=f"safeguarding_sealed:{record.pk}:{lead.pk}",
            user=lead,
            context={"record": record},
        )
    return record
