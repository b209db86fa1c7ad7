"""Two CAGs become one: everything that belongs to the one follows to the other, pending requests too."""

from django.conf import settings
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.addresses import remember_address
from camk.errors import RuleBroken
from camk.merging import move_all
from camk.states import check_move
from groups.action_groups.actions.joining import move
from groups.action_groups.actions.records import keep_history, tell
from groups.action_groups.models import ActionGroup, ActionGroupMembership, ActionGroupMembershipMove

State = ActionGroup.State
Member = ActionGroupMembership.State
# Of two rows of the same organisation or person, the first of these stays.
RANK = (Member.ACTIVE, Member.PAUSED, Member.DORMANT, Member.APPLIED)


@action
def merge(*, goes: ActionGroup, stays: ActionGroup, reason: str = "", by: User) -> None:
    """`goes` becomes part of `stays`: its rows follow, its purpose stays readable there, its address leads there."""
    if goes.pk == stays.pk:
        raise RuleBroken("Choose another CAG: this one cannot become part of itself.")
    rows = ActionGroup.objects.select_for_update().filter(pk__in=[goes.pk, stays.pk]).order_by("pk").in_bulk()
    goes, stays = rows[goes.pk], rows[stays.pk]
    if stays.state not in (State.ACTIVE, State.PAUSED):
        raise RuleBroken(f"{stays} is not running, so nothing can become part of it.")
    check_move(ActionGroup.MOVES, goes.state, State.MERGED, dict(State.choices))
    why = reason.strip() or f"{goes} became part of {stays}."
    tell(
        action_group=goes,
        event="groups/cag_merged",
        context={
            "other": stays.name,
            "reason": reason.strip(),
            "cag_url": settings.SITE_URL + stays.get_absolute_url(),
        },
    )
    before, old = ActionGroup.objects.get(pk=goes.pk), goes.state
    goes.state, goes.merged_into, goes.closed_at = State.MERGED, stays, timezone.now()
    keep_history(before, goes, reason=why, by=by)
    _note_where_they_came_from(goes, by=by)
    move_all(goes=goes, stays=stays, by=by)
    goes.save(update_fields=["state", "merged_into", "closed_at"])
    remember_address(stays, goes.slug)
    audit.record("cag.merged", stays, by=by, goes=goes.pk, old=old)


def _note_where_they_came_from(goes: ActionGroup, *, by) -> None:
    ActionGroupMembershipMove.objects.bulk_create(
        ActionGroupMembershipMove(membership=row, old=row.state, new=row.state, by=by, came_from=goes.name)
        for row in goes.memberships.live()
    )


def settle_memberships(kept: ActionGroupMembership, row: ActionGroupMembership, *, by: User) -> None:
    """One organisation or person stands in both: the better state stays, the other row ends and is kept.

    Call inside an action.
    """
    ends = max(kept, row, key=lambda one: (RANK.index(one.state), one.applied_at, one.pk))
    new = Member.WITHDRAWN if ends.state == Member.APPLIED else Member.ENDED
    move(ends, new, by=by, reason="Two CAGs became one.")
