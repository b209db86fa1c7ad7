"""How a sealed record ends: put back where it came from, or destroyed after the concern went its way."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.accounts.permissions import is_safeguarding_lead
from camk.actions import action
from camk.errors import RuleBroken
from camk.files import StoredFile, store
from insights.issues.actions.moves import lock, note_move
from insights.issues.models import Evidence, Issue, IssueMove, Voice
from insights.issues.signals import Taken, words_put_back
from insights.issues.states import IssueState
from insights.safeguarding.models import SealedRecord
from insights.safeguarding.vault import unshut


@action
def put_back(*, record: SealedRecord, by: User) -> None:
    """It was no matter of safeguarding: the words go back and are looked at by staff; nothing is released by itself.

    Notes of staff, ideas, objections, stories (as drafts), parts of agendas and where it was talked about come back
    with them. Consents ended with the sealing and stay ended; the people can give them again.
    """
    record = _under_lock(record, by)
    kept = unshut(record.cipher)
    for row in kept["voices"]:
        voice = Voice.objects.select_for_update().get(pk=row["pk"])
        voice.sealed_at, voice.words, voice.what_would_help = None, row["words"], row["help"]
        voice.photo = _file_again(record, row["file"])
        voice.save(update_fields=["sealed_at", "words", "what_would_help", "photo"])
        for added in row.get("evidence", []):
            file = _file_again(record, added["file"])
            Evidence.objects.create(voice=voice, words=added["words"], at=added["at"], file=file)
    for pk, words in kept["moves"]:
        IssueMove.objects.filter(pk=pk).update(words=words)
    issue = lock(Issue.objects.get(pk=record.issue_id))
    if record.whole_issue:
        # Not a step of the table but one taken back; staff look at it anew.
        note_move(issue=issue, new=_state_again(record, issue), by=by, words="", at=timezone.now())
    if kept["issue"] and not issue.lead_wording:
        issue.lead_wording, issue.public_answer = kept["issue"]["wording"], kept["issue"]["answer"]
        issue.save(update_fields=["lead_wording", "public_answer"])
    for row in kept.get("joined", []):
        # Staff may have written others meanwhile, of a wider issue; what is sealed holds none.
        beside = Issue.objects.filter(pk=row["pk"]).exclude(state=IssueState.SEALED)
        beside.filter(lead_wording="").update(lead_wording=row["wording"])
        beside.filter(public_answer="").update(public_answer=row["answer"])
    taken = [Taken(**row) for row in kept.get("taken", [])]
    words_put_back.send(sender=Issue, taken=taken, by=by)
    _end(record, SealedRecord.End.PUT_BACK, by)


def _file_again(record: SealedRecord, sent: dict) -> StoredFile | None:
    """A file of the portal once more, from what was kept of it."""
    return store(name=sent["name"], content=record.read_file(sent), content_type=sent["type"]) if sent else None


def _state_again(record: SealedRecord, issue: Issue) -> str:
    """Where it was, if it has still to be looked at or was part of another; otherwise back to being looked into.

    Everybody behind it may have taken their words back meanwhile.
    """
    before = record.state_before
    if before != IssueState.JOINED and not issue.voice_count:
        return IssueState.WITHDRAWN
    return before if before in (IssueState.SUBMITTED, IssueState.JOINED) else IssueState.IN_REVIEW


@action
def destroy(*, record: SealedRecord, by: User) -> None:
    """The concern went the way it must go and is written down there: here only number and dates stay."""
    record = _under_lock(record, by)
    _end(record, SealedRecord.End.DESTROYED, by)


def _under_lock(record: SealedRecord, by: User) -> SealedRecord:
    if not is_safeguarding_lead(by):
        raise RuleBroken("Only the safeguarding lead decides this.")
    record = SealedRecord.objects.select_for_update().get(pk=record.pk)
    if record.ended_at is not None:
        raise RuleBroken("Nothing is kept here any more.")
    return record


def _end(record: SealedRecord, end: str, by: User) -> None:
    record.cipher, record.ended_at, record.end = "", timezone.now(), end
    record.save(update_fields=["cipher", "ended_at", "end"])
    record.shut_files.all().delete()
    audit.record("safeguarding.ended", record, by=by, end=end)
