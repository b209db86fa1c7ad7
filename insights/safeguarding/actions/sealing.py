"""Route as safeguarding: words leave lists, search, reports, mail, files and logs at once, and only a count stays."""

from dataclasses import asdict

from django.db.models import Q
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import empty_the_log, forget_file
from camk.errors import RuleBroken
from camk.files import StoredFile
from camk.outbox.actions import post
from insights.issues.actions import forget_copies, safeguarding_people
from insights.issues.actions.listing import list_again
from insights.issues.actions.moves import lock, note_move
from insights.issues.models import Issue, IssueMove, Voice
from insights.issues.signals import SEALED, Taken, words_removed
from insights.issues.states import IssueState
from insights.safeguarding.models import SealedFile, SealedRecord
from insights.safeguarding.permissions import may_seal
from insights.safeguarding.vault import shut, shut_file


@action
def seal_issue(*, issue: Issue, wording_is_safe: bool = False, by: User) -> SealedRecord:
    """Seal everything that was said under `issue`: its voices, its wording and what was written back and forth.

    Where it was joined to a wider issue, the wording of that one goes too unless it is safe, and so does what its
    people answered there.
    """
    _check(issue, by)
    voices = list(Voice.objects.of_issue(issue).filter(sealed_at__isnull=True).select_related("photo", "user"))
    joined = _joined_to(issue)
    record = SealedRecord.objects.create(issue=issue, state_before=issue.state, sealed_by=by)
    beside = [*joined, *(() if wording_is_safe else _wider_than(issue))]
    moves = _moves_of(Q(issue__in=[issue, *joined]), voices)
    content = {"issue": _issue_words(issue), "moves": _move_words(moves)}
    content["joined"] = [{"pk": each.pk} | _issue_words(each) for each in beside]
    content["voices"] = [_voice_words(voice, record) for voice in voices]
    content |= _clear_copies(issues=[issue, *beside], content=content, voices=voices, by=by)
    for voice in voices:
        _empty_voice(voice)
    moves.update(words="")
    for each in (issue, *beside):
        _empty_issue(each)
    note_move(issue=issue, new=IssueState.SEALED, by=by, words="", at=timezone.now())
    return _keep(record, voices=voices, content=content, by=by)


@action
def seal_voice(*, voice: Voice, wording_is_safe: bool = False, by: User) -> SealedRecord:
    """Seal what one person said; the others under the issue stay. The wording others read goes unless it is safe,
    that of the issue it was told as too.

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
    told_as = voice.first_issue
    record = SealedRecord.objects.create(issue=issue, whole_issue=False, sealed_by=by)
    moves = _moves_of(Q(pk=None), [voice])
    content = {"issue": {}, "moves": _move_words(moves), "voices": [_voice_words(voice, record)]}
    wordings = [] if wording_is_safe else [issue]
    if not wording_is_safe:
        content["issue"] = _issue_words(issue)
        beside = [] if told_as == issue else [told_as, *_wider_than(told_as)]
        wordings += [each for each in beside if each != issue and each.state != IssueState.SEALED]
        content["joined"] = [{"pk": each.pk} | _issue_words(each) for each in wordings[1:]]
    content |= _clear_copies(issues=wordings, content=content, voices=[voice], by=by)
    _empty_voice(voice)
    moves.update(words="")
    for each in wordings:
        _empty_issue(each)
    return _keep(record, voices=[voice], content=content, by=by)


def _joined_to(issue: Issue) -> list[Issue]:
    """What was joined to `issue`, what had been joined to that before, and so on; what is sealed already keeps so."""
    found, look = [], [issue]
    while look:
        look = list(Issue.objects.select_for_update(of=("self",)).filter(joined_to__in=look).order_by("pk"))
        found += look
    return [each for each in found if each.state != IssueState.SEALED]


def _wider_than(issue: Issue) -> list[Issue]:
    """The wider issue that `issue` was joined to, the one that was joined to, and so on."""
    found = []
    while issue.joined_to_id:
        issue = Issue.objects.select_for_update(of=("self",)).get(pk=issue.joined_to_id)
        found.append(issue)
    return [each for each in found if each.state != IssueState.SEALED]


def _moves_of(wanted: Q, voices: list[Voice]):
    """Steps with words: those wanted, and what these people answered us where their voices stand or were told."""
    for voice in voices:
        by = voice.user_id
        if by or not voice.is_us_too:  # without an account, it was whoever told it first
            wanted |= Q(issue__in=[voice.issue_id, voice.first_issue_id], by=by)
    return IssueMove.objects.filter(wanted).exclude(words="")


def _check(issue: Issue, by: User) -> None:
    if not may_seal(by):
        raise RuleBroken("Only staff may do this.")
    lock(issue)
    if issue.state == IssueState.SEALED:
        raise RuleBroken("This is sealed already.")
    empty_the_log()


def _issue_words(issue: Issue) -> dict:
    return {"wording": issue.lead_wording, "answer": issue.public_answer}


def _move_words(moves) -> list:
    return list(moves.exclude(words="").values_list("pk", "words"))


def _voice_words(voice: Voice, record: SealedRecord) -> dict:
    return {
        "pk": voice.pk,
        "words": voice.words,
        "help": voice.what_would_help,
        "file": _shut_away(voice.photo, record),
        "evidence": [
            {"words": row.words, "at": row.at.isoformat(), "file": _shut_away(row.file, record)}
            for row in voice.evidence.select_related("file")
        ],
        "who": f"{voice.user.name} {voice.user.email}".strip() if voice.user else "",
    }


def _shut_away(stored: StoredFile | None, record: SealedRecord) -> dict:
    """Keep the bytes encrypted; its name and kind stand with the words. One that is lost already stops nothing."""
    if stored is None or not stored.file.storage.exists(stored.file.name):
        return {}
    record.files += 1
    with stored.file.open("rb") as file:
        SealedFile.objects.create(record=record, number=record.files, cipher=shut_file(file.read()))
    return {"name": stored.name, "type": stored.content_type, "number": record.files}


def _clear_copies(*, issues, voices, content, by) -> dict:
    """Let every room above clear its copies, take mails and drafts along; returns what was found elsewhere.

    "elsewhere" are the texts for the lead to read, "taken" the rows they came from, to be put back.
    """
    answers = words_removed.send(sender=Issue, issues=issues, voices=voices, why=SEALED, by=by)
    found = [one for _, removed in answers for one in removed or []]
    taken = [one for one in found if isinstance(one, Taken)]
    read = [one for one in found if not isinstance(one, Taken)] + [w for one in taken for w in one.words.values()]
    texts = {v.words for v in voices} | {v.what_would_help for v in voices} | {i.lead_wording for i in issues}
    texts |= {words for _, words in content["moves"]}
    texts |= {row["words"] for voice in content["voices"] for row in voice["evidence"]}
    forget_copies(texts=texts, references={issue.reference for issue in issues})
    return {"elsewhere": read, "taken": [asdict(one) for one in taken]}


def _empty_voice(voice: Voice) -> None:
    photo = voice.photo
    voice.words = voice.what_would_help = ""
    voice.photo, voice.sealed_at = None, timezone.now()
    voice.save(update_fields=["words", "what_would_help", "photo", "sealed_at"])
    voice.consents.standing().update(withdrawn_at=voice.sealed_at)
    if photo:
        forget_file(photo)


def _empty_issue(issue: Issue) -> None:
    issue.lead_wording = issue.public_answer = ""
    issue.released_at, issue.for_report = None, False
    issue.save(update_fields=["lead_wording", "public_answer", "released_at", "for_report"])
    list_again([issue])


def _keep(record: SealedRecord, *, voices, content, by) -> SealedRecord:
    record.cipher = shut(content)
    record.save(update_fields=["cipher", "files"])
    record.voices.set(voices)
    whole = record.whole_issue
    audit.record("safeguarding.sealed", record.issue, by=by, record=record, voices=len(voices), whole=whole)
    for lead in safeguarding_people():
        post(
            event="insights/safeguarding_sealed",
            key=f"safeguarding_sealed:{record.pk}:{lead.pk}",
            user=lead,
            context={"record": record},
        )
    return record
