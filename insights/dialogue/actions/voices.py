"""A note becomes a voice on an issue, in one step; when that voice's words leave, the note's words leave too."""

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.dialogue.actions.notes import empty_note
from insights.dialogue.models import Dialogue
from insights.dialogue.permissions import may_follow_up
from insights.issues.actions import tell
from insights.issues.actions.moves import lock, recount
from insights.issues.actions.speaking import speak
from insights.issues.models import Issue, Voice, VoiceConsent
from insights.issues.permissions import may_say_us_too
from insights.issues.signals import Taken

Audience = VoiceConsent.Audience
CONSENTS = {
    Dialogue.Consent.COUNT: (Audience.COUNT,),
    Dialogue.Consent.PARTNERS: (Audience.ANONYMOUS, Audience.PARTNERS),
    Dialogue.Consent.PUBLISH: (Audience.ANONYMOUS, Audience.PARTNERS, Audience.PUBLISH),
}


@action
def become_issue(*, note: Dialogue, by: User) -> Issue:
    """What people said is told as an issue of its own, which staff look at like any other."""
    row = _open(note, by)
    said = {"kind": row.kind, "words": row.words, "place": row.area, "themes": row.themes.all()}
    issue = tell(**said, consents=CONSENTS[row.consent], channel=Voice.Channel.NOTE, keyed_in_by=by, by=by)
    _became(row, issue.voices.get(), by)
    return issue


@action
def add_to_issue(*, note: Dialogue, issue: Issue, by: User) -> Voice:
    """What people said is one more voice on an issue that others raised."""
    row = _open(note, by)
    lock(issue)
    if not may_say_us_too(issue):
        raise RuleBroken("Nothing can be added to this issue any more. Make it an issue of its own.")
    voice = speak(
        issue=issue,
        consents=CONSENTS[row.consent],
        user=None,
        organisation=None,
        words=row.words,
        place=row.area,
        channel=Voice.Channel.NOTE,
        keyed_in_by=by,
        is_us_too=True,
    )
    recount(issue)
    audit.record("issue.us_too", issue, by=by, voice=voice, organisation=None)
    _became(row, voice, by)
    return voice


def _open(note: Dialogue, by: User) -> Dialogue:
    row = Dialogue.objects.select_for_update(of=("self",)).select_related("area").get(pk=note.pk)
    if not may_follow_up(by, row):
        raise RuleBroken(f"You do not work in {row.area} at the moment.")
    if row.voice_id:
        raise RuleBroken("This note is a voice on an issue already.")
    if not row.words:
        raise RuleBroken("The words of this note were taken out.")
    return row


def _became(row: Dialogue, voice: Voice, by: User) -> None:
    row.voice = voice
    row.save(update_fields=["voice"])
    audit.record("dialogue.became_voice", row, by=by, issue=voice.issue_id, voice=voice.pk)


@action
def let_go_of_words(*, voices, by: User | None) -> list[Taken]:
    """The words of these voices were sealed or taken out: the notes they come from keep none either."""
    notes = list(Dialogue.objects.filter(voice__in=voices))
    removed = [Taken.from_row(note, "words", "promise") for note in notes]
    for note in notes:
        empty_note(note, by)
        audit.record("dialogue.words_taken_out", note, by=by)
    return removed
