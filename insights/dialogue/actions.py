"""What is done with conversation notes: written down, mended while their month is open; areas given and ended."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.places.models import Place
from groups.themes.models import Theme
from insights.dialogue.models import AreaAssignment, Dialogue, open_since
from insights.dialogue.permissions import may_write_notes

# The same form arriving again within this time is a second press of the button, not a second conversation.
SECOND_PRESS = timedelta(minutes=2)


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
    may_quote: bool,
    themes: list[Theme],
    by: User,
) -> Dialogue:
    """Write down one conversation in an area the mobiliser works in; nobody in it is named."""
    _check(area, held_on, words, by)
    said = {"area": area, "held_on": held_on, "setting": setting, "kind": kind, "words": words.strip()}
    said |= {"present": present, "led_by": led_by, "may_quote": may_quote, "by": by}
    User.objects.select_for_update().get(pk=by.pk)  # two presses at once come one after the other
    if same := Dialogue.objects.filter(**said, created_at__gt=timezone.now() - SECOND_PRESS).first():
        return same
    note = Dialogue.objects.create(**said)
    note.themes.set(themes)
    audit.record("dialogue.noted", note, by=by, area=area, kind=kind, words_length=len(note.words))
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
    may_quote: bool,
    themes: list[Theme],
    by: User,
) -> None:
    """Mend one's own note while its month is open."""
    stored = Dialogue.objects.select_for_update().get(pk=note.pk)
    if stored.by_id != by.pk:
        raise RuleBroken("Only the person who wrote this note can change it.")
    if min(stored.held_on, held_on) < open_since(timezone.localdate()):
        raise RuleBroken("This month is closed. Its notes stay as they are; write a new note instead.")
    _check(stored.area, stored.held_on, words, by)
    _check(area, held_on, words, by)
    stored.area, stored.held_on, stored.setting, stored.kind = area, held_on, setting, kind
    stored.words, stored.present, stored.led_by, stored.may_quote = words.strip(), present, led_by, may_quote
    stored.save()
    stored.themes.set(themes)
    audit.record("dialogue.changed", stored, by=by, area=area, kind=kind, words_length=len(stored.words))


def _check(area: Place, held_on: date, words: str, by: User) -> None:
    if not may_write_notes(by) or not AreaAssignment.objects.current().filter(user=by, place=area).exists():
        raise RuleBroken(f"You do not work in {area} at the moment. Choose one of your own areas.")
    if held_on > timezone.localdate():
        raise RuleBroken("This day is still to come. Write down when the conversation was.")
    if not words.strip():
        raise RuleBroken("Write down what was said.")


@action
def assign_area(*, user: User, place: Place, starts_on: date, by: User) -> AreaAssignment:
    """Give a community mobiliser an area to work in; from that day they read and write its notes."""
    if not may_write_notes(user):
        raise RuleBroken("This person is not a community mobiliser. Give them the office first.")
    standing = AreaAssignment.objects.filter(user=user, place=place)
    if standing.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)).exists():
        raise RuleBroken(f"They already work in {place} then.")
    assignment = AreaAssignment.objects.create(user=user, place=place, starts_on=starts_on)
    audit.record("area.given", assignment, by=by, user=user, place=place, starts_on=starts_on)
    return assignment


@action
def end_assignment(*, assignment: AreaAssignment, ends_on: date, by: User) -> None:
    """End an assignment; from `ends_on` the mobiliser reads the area's notes no more, today means at once."""
    if assignment.ends_on and assignment.ends_on <= timezone.localdate():
        raise RuleBroken("This assignment has already ended.")
    if ends_on < assignment.starts_on:
        raise RuleBroken("It cannot end before it began.")
    old, assignment.ends_on = assignment.ends_on, ends_on
    assignment.save(update_fields=["ends_on"])
    audit.record("area.ended", assignment, by=by, old=old, new=ends_on)
