"""Staff note that somebody was told the outcome without a mail."""

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from insights.loop.models import ToldByHand, owed

MOST = 100


@action
def note_told(*, voices: list[int], how: str, by) -> int:
    """These voices (numbers) were told by a card or in person; returns how many were not noted before."""
    if how not in ToldByHand.How:
        raise RuleBroken("Say whether a card was delivered, or they were told in person or by phone.")
    if not voices or len(voices) > MOST:
        raise RuleBroken(f"Tick between 1 and {MOST} people.")
    count = 0
    for voice in owed().filter(pk__in=voices).order_by("pk"):
        row, is_new = ToldByHand.objects.get_or_create(
            voice=voice, outcome_id=voice.outcome, defaults={"how": how, "by": by}
        )
        if is_new:
            audit.record("issue.told_by_hand", voice.first_issue, by=by, voice=voice.pk, how=row.how)
            count += 1
    if not count:
        raise RuleBroken("They had been noted already, or no outcome is owed to them any more.")
    return count
