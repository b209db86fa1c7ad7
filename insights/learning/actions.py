"""What happens to a learning note: written, shared with the CAG's members by mail, taken down to be mended."""

from django.conf import settings
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.outbox.actions import post
from groups.action_groups.models import ActionGroup
from groups.workspace.actions.telling import choices_url, stop_url
from groups.workspace.audience import who_hears
from insights.figures.periods import Quarter
from insights.issues.signals import Taken
from insights.learning.models import LearningNote
from insights.learning.permissions import may_write_learning


def _writes(by: User, action_group: ActionGroup) -> None:
    if not may_write_learning(by, action_group):
        raise RuleBroken("The leads of this CAG and our office write what it learnt.")


@action
def write_note(
    *, action_group: ActionGroup, quarter: Quarter, learnt: str, best_bits: str = "", coming: str = "", by: User
) -> LearningNote:
    """Keep what the CAG learnt in a quarter that is over; nobody else reads it until it is shared."""
    _writes(by, action_group)
    if not quarter.is_over(timezone.localdate()):
        raise RuleBroken("This quarter is not over yet.")
    if not learnt.strip():
        raise RuleBroken("Say what you learnt.")
    ActionGroup.objects.select_for_update().get(pk=action_group.pk)
    key = {"action_group": action_group, "quarter_start": quarter.first_day}
    note = LearningNote.objects.select_for_update().filter(**key).first()
    if note is not None and note.shared_at:
        raise RuleBroken("This note is shared. Take it down before you change it.")
    is_new = note is None
    note = note or LearningNote(**key, by=by)
    note.learnt, note.best_bits, note.coming = learnt.strip(), best_bits.strip(), coming.strip()
    note.save()
    verb = "learning.written" if is_new else "learning.changed"
    audit.record(verb, note, by=by, action_group=action_group, quarter=quarter.code, learnt_length=len(note.learnt))
    return note


@action
def share_note(*, note: LearningNote, by: User) -> int:
    """It stands on the CAG's page, and its members get it by mail, as they chose; returns how many mails.

    A note that was taken down, mended and shared again is not mailed a second time to who has it.
    """
    note = LearningNote.objects.select_for_update(of=("self",)).select_related("action_group").get(pk=note.pk)
    _writes(by, note.action_group)
    if note.shared_at:
        raise RuleBroken("This note is shared already.")
    if not note.learnt:
        raise RuleBroken("Say what you learnt.")
    now = note.shared_at = timezone.now()
    note.save(update_fields=["shared_at"])
    sent = 0
    for user in who_hears(note.action_group).exclude(pk=by.pk):
        mail = post(
            event="insights/learning_note",
            key=f"learning:{note.pk}:{user.pk}",
            user=user,
            context={
                "cag": note.action_group.name,
                "quarter": note.quarter.label,
                "note": note,
                "url": settings.SITE_URL + note.get_absolute_url(),
                "choices_url": choices_url(),
            },
            not_before=next_open(now),
            unsubscribe_url=stop_url("cag", user=user, target=note.action_group),
            about=f"learning:{note.pk} cag:{note.action_group_id}",
        )
        sent += mail is not None
    audit.record("learning.shared", note, by=by, mails=sent)
    return sent


@action
def take_down_note(*, note: LearningNote, by: User) -> None:
    """Only its writers see it; it can be mended and shared again."""
    note = LearningNote.objects.select_for_update(of=("self",)).select_related("action_group").get(pk=note.pk)
    _writes(by, note.action_group)
    if not note.shared_at:
        raise RuleBroken("This note is not shared.")
    note.shared_at = None
    note.save(update_fields=["shared_at"])
    audit.record("learning.taken_down", note, by=by)


@action
def let_go_of_words(*, voices, by) -> list[Taken]:
    """Words leave the portal: a note that holds them is taken down and emptied. Returns what stood in it."""
    words = [voice.words.casefold().strip() for voice in voices if voice.words.strip()]
    found = []
    for note in LearningNote.objects.select_for_update().order_by("pk") if words else ():
        said = "\n".join(getattr(note, name) for name in LearningNote.TEXTS).casefold()
        if any(one in said for one in words):
            found.append(Taken.from_row(note, *LearningNote.TEXTS))
            note.learnt = note.best_bits = note.coming = ""
            note.shared_at = None
            note.save()
            audit.record("learning.emptied", note, by=by)
    return found
