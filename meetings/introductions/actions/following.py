"""What time does to introductions: one reminder, the end of waiting, and the question what came of it."""

from datetime import datetime, timedelta

from camk.actions import action
from meetings.introductions.actions.suggesting import did_not_come_about, lapse_dead, locked, move
from meetings.introductions.models import Introduction, IntroductionSide
from meetings.introductions.notices import contacts_of, tell

State = Introduction.State
CHASE_AFTER = timedelta(days=14)
ENDS_AFTER = timedelta(days=30)
ASK_AFTER = timedelta(days=21)


@action
def chase(*, introduction: Introduction, now: datetime, by=None) -> None:
    """Ask once more whoever has not answered."""
    row = locked(introduction)
    if row.state != State.PROPOSED or row.chased_at:
        return
    row.chased_at = now
    row.save(update_fields=["chased_at"])
    for side in _sides(row):
        if not side.answer:
            tell(side, "chase", contacts_of(side.organisation), by=by)


@action
def lapse(*, introduction: Introduction, by=None) -> None:
    """Thirty days without an answer: it did not come about."""
    row = locked(introduction)
    if row.state == State.PROPOSED:
        move(row, State.LAPSED, by=by)
        did_not_come_about(row, by=by)


@action
def ask_what_came(*, introduction: Introduction, now: datetime, by=None) -> None:
    """Three weeks after: one question to each of the two who agreed."""
    row = locked(introduction)
    if row.state != State.INTRODUCED or row.asked_at:
        return
    row.asked_at = now
    row.save(update_fields=["asked_at"])
    for side in _sides(row):
        if not side.met:
            tell(side, "what_came", [side.answered_by], by=by)


@action
def close_dead(*, by=None) -> int:
    """Stop asking where an organisation has left or gone quiet meanwhile."""
    return lapse_dead(rows=Introduction.objects.open().select_related("low", "high"), by=by)


def _sides(row: Introduction) -> list[IntroductionSide]:
    sides = list(row.sides.select_related("organisation", "answered_by"))
    for side in sides:
        side.introduction = row
    return sides
