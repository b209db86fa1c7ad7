"""What is done with conversation notes: written down, mended while their month is open, promises kept or not."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import empty_the_log
from camk.errors import RuleBroken
from groups.places.models import Place
from groups.themes.models import Theme
from insights.dialogue.actions.compiling import takes_notes
from insights.dialogue.actions.sending import let_go_of_quotes
from insights.dialogue.models import AreaAssignment, Dialogue
from insights.dialogue.permissions import areas_of, may_follow_up, may_take_out_words
from insights.issues.models import Voice

# The same form arriving again within this time is a second press of the button, not a second conversation.
SECOND_PRESS = timedelta(minutes=2)
Promise = Dialogue.Promise


@action
def note_dialogue(
    *,
    area: Place,
    held_on: date,
    setting: str,
    kind: str,
    words: str,
    present: int,
    led_by: str,
    consent: str = Dialogue.Consent.COUNT,
    themes: list[Theme],
    promise: str = "",
    by: User,
) -> Dialogue:
    """Write down one conversation in an area one works in; nobody in it is named.

    Staff key in what mobilisers wrote on paper. Of a month that is closed it becomes an addendum.
    """
    _check(area, held_on, words, by)
    said = {"area": area, "held_on": held_on, "setting": setting, "kind": kind, "words": words.strip()}
    said |= {"present": present, "led_by": led_by, "consent": consent, "promise": promise.strip(), "by": by}
    User.objects.select_for_update().get(pk=by.pk)  # two presses at once come one after the other
    if same := Dialogue.objects.filter(**said, created_at__gt=timezone.now() - SECOND_PRESS).first():
        return same
    late = not takes_notes(area, held_on, timezone.localdate())
    state = Promise.OPEN if said["promise"] else ""
    note = Dialogue.objects.create(**said, promise_state=state, is_addendum=late)
    note.themes.set(themes)
    audit.record("dialogue.noted", note, by=by, area=area, kind=kind, words_length=len(note.words), addendum=late)
    return note


@action
def change_note(
    *,
    note: Dialogue,
    area: Place,
    held_on: date,
    setting: str,
    kind: str,
    words: str,
    present: int,
    led_by: str,
    consent: str = Dialogue.Consent.COUNT,
    themes: list[Theme],
    promise: str = "",
    by: User,
) -> None:
    """Mend one's own note while its month is open."""
    stored = Dialogue.objects.select_for_update().get(pk=note.pk)
    if stored.by_id != by.pk:
        raise RuleBroken("Only the person who wrote this note can change it.")
    today = timezone.localdate()
    if not (takes_notes(stored.area, stored.held_on, today) and takes_notes(area, held_on, today)):
        raise RuleBroken("This month is closed. Its notes stay as they are; write a new note instead.")
    if stored.voice_id:
        raise RuleBroken("This note has become a voice on an issue. Write a new note instead.")
    _check(stored.area, stored.held_on, words, by)
    _check(area, held_on, words, by)
    stored.area, stored.held_on, stored.setting, stored.kind = area, held_on, setting, kind
    stored.words, stored.present, stored.led_by, stored.consent = words.strip(), present, led_by, consent
    if stored.promise != promise.strip():
        stored.promise = promise.strip()
        stored.promise_state, stored.promise_settled_on = Promise.OPEN if stored.promise else "", None
    stored.save()
    stored.themes.set(themes)
    audit.record("dialogue.changed", stored, by=by, area=area, kind=kind, words_length=len(stored.words))


def _check(area: Place, held_on: date, words: str, by: User) -> None:
    if not areas_of(by).filter(pk=area.pk).exists():
        raise RuleBroken(f"You do not work in {area} at the moment. Choose one of your own areas.")
    if held_on > timezone.localdate():
        raise RuleBroken("This day is still to come. Write down when the conversation was.")
    if not AreaAssignment.objects.on(held_on).filter(place=area).exists():
        raise RuleBroken(f"Nobody worked in {area} on that day. Look at the day once more.")
    if not words.strip():
        raise RuleBroken("Write down what was said.")


@action
def settle_promise(*, note: Dialogue, kept: bool, by: User) -> None:
    """Say whether what was promised to the people there was kept."""
    stored = Dialogue.objects.select_for_update().get(pk=note.pk)
    if not may_follow_up(by, stored):
        raise RuleBroken(f"You do not work in {stored.area} at the moment.")
    if stored.promise_state != Promise.OPEN:
        raise RuleBroken("There is no open promise in this note.")
    stored.promise_state = Promise.KEPT if kept else Promise.BROKEN
    stored.promise_settled_on = timezone.localdate()
    stored.save(update_fields=["promise_state", "promise_settled_on"])
    audit.record("dialogue.promise_settled", stored, by=by, old=Promise.OPEN, new=stored.promise_state)


@action
def take_out_words(*, note: Dialogue, by: User) -> None:
    """The words show who somebody is, or somebody may be at risk: they go, and only the count stays."""
    if not may_take_out_words(by):
        raise RuleBroken("Only staff may do this.")
    stored = Dialogue.objects.select_for_update().get(pk=note.pk)
    if Voice.objects.filter(note=stored, sealed_at=None, withdrawn_at=None).exists():
        issue = stored.voice.issue
        raise RuleBroken(f"It stands as a voice under {issue} too. Take the words out there; this note follows.")
    if not stored.words and not stored.promise:
        raise RuleBroken("The words are taken out already.")
    empty_note(stored, by)
    audit.record("dialogue.words_taken_out", stored, by=by)


@action
def forget_words(*, row: Dialogue, now: datetime) -> None:
    """The words are old: only what is coded stays. Reports that were sent stay as they are (domain C7)."""
    row.words = row.promise = ""
    row.consent = Dialogue.Consent.COUNT
    row.save(update_fields=["words", "promise", "consent"])
    empty_the_log()
    audit.record("dialogue.words_forgotten", row, by=None)


def empty_note(note: Dialogue, by: User | None) -> None:
    """No words stay, and no report goes on quoting them. Call inside an action."""
    let_go_of_quotes(notes=[note], by=by)
    note.words = note.promise = ""
    note.consent = Dialogue.Consent.COUNT
    note.save(update_fields=["words", "promise", "consent"])
