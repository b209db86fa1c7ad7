"""The two yeses: each side answers by itself; the second yes introduces, one "not now" ends it quietly."""

from django.utils import timezone

from camk import audit
from camk.accounts.actions import prove_address
from camk.actions import action
from camk.errors import RuleBroken
from groups.organisations.models import Organisation, OrganisationRole
from meetings.connections.actions import connect, move_on
from meetings.connections.models import Connection
from meetings.introductions.actions.suggesting import did_not_come_about, locked, move
from meetings.introductions.models import Introduction, IntroductionSide
from meetings.introductions.notices import tell

State, Answer, Met = Introduction.State, IntroductionSide.Answer, IntroductionSide.Met
MOST_WORDS = 1000
OVER = "This introduction is no longer open. Thank you all the same."
# What a side says after the introduction, and how far the pair is then.
MET_MEANS = {
    Met.WORKING: Connection.State.JOINT_WORK,
    Met.MET: Connection.State.TALKING,
    Met.NO: Connection.State.ENDED,
}


@action
def answer(*, side: IntroductionSide, yes: bool, by) -> Introduction:
    """One contact says yes or not now for their organisation. Saying the same twice changes nothing."""
    row, side = _both(side, by)
    said = Answer.YES if yes else Answer.NO
    if side.answer == said:
        return row
    if row.state != State.PROPOSED:
        raise RuleBroken(OVER)
    if Organisation.State.ACTIVE != side.other.state:
        raise RuleBroken(OVER)
    side.answer, side.answered_by, side.answered_at = said, by, timezone.now()
    side.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record("introduction.answered", row, by=by, side=side.organisation_id, answer=said)
    prove_address(user=by, by=by)
    if not yes:
        move(row, State.NOT_NOW, by=by)
        did_not_come_about(row, by=by)
    elif not row.sides.exclude(answer=Answer.YES).exists():
        introduce(row, by=by)
    return row


def introduce(row: Introduction, *, by) -> None:
    """Both said yes: write the connection down and send the introducing mail to the two who agreed."""
    sides = list(row.sides.select_related("organisation", "answered_by"))
    connect(one=row.low, other=row.high, origin=row.origin, state=Connection.State.BOTH_AGREED, by=by)
    connect(one=row.low, other=row.high, origin=row.origin, state=Connection.State.INTRODUCED, by=by)
    move(row, State.INTRODUCED, by=by)
    for side, other in (sides, reversed(sides)):
        side.introduction = row
        tell(
            side,
            "made",
            [side.answered_by],
            contact=other.answered_by,
            contact_role=role_of(other),
        )


def role_of(side: IntroductionSide) -> str:
    """What the person who agreed is there: "Lead contact"."""
    role = OrganisationRole.objects.current().filter(user=side.answered_by, organisation=side.organisation).first()
    return role.get_kind_display() if role else "Contact"


@action
def tell_what_came(*, side: IntroductionSide, met: str, came_of_it: str = "", by) -> None:
    """Whether they met and what came of it, as one side tells it; the connection follows."""
    row, side = _both(side, by)
    if row.state != State.INTRODUCED:
        raise RuleBroken(OVER)
    if met not in Met.values:
        raise RuleBroken("Choose one of the answers.")
    came_of_it = came_of_it.strip()[:MOST_WORDS]
    side.met, side.came_of_it, side.told_at = met, came_of_it or side.came_of_it, timezone.now()
    side.save(update_fields=["met", "came_of_it", "told_at"])
    audit.record("introduction.what_came", row, by=by, side=side.organisation_id, met=met, words=len(came_of_it))
    pair = Connection.objects.between(row.low, row.high).get()
    if met == Met.NO:
        # Each may say so for itself; what the other says does not bring it back.
        if pair.state == Connection.State.INTRODUCED:
            move_on(connection=pair, state=Connection.State.ENDED, came_of_it=came_of_it, by=by)
    elif met in MET_MEANS or came_of_it:
        state = MET_MEANS.get(met, pair.state)
        connect(one=row.low, other=row.high, origin=row.origin, state=state, came_of_it=came_of_it, by=by)


def _both(side: IntroductionSide, by) -> tuple[Introduction, IntroductionSide]:
    """The introduction under its lock and the side as it stands then; only somebody who acts for it may speak."""
    row = locked(side.introduction)
    side = IntroductionSide.objects.select_related("organisation").get(pk=side.pk)
    side.introduction = row
    if not OrganisationRole.objects.current().filter(user=by, organisation=side.organisation).exists():
        raise RuleBroken(f"You do not act for {side.organisation} any more.")
    return row, side
