"""A response to an emergency: a CAG opened in a minute, which ends by itself."""

from datetime import date

from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.action_groups.actions.records import change_state, save_action_group
from groups.action_groups.models import ActionGroup
from groups.places.models import Place

ENDED = "The response ended as planned."


@action
def open_response(
    *, name: str, happened: str, place: Place | None, until: date, today: date, by: User
) -> ActionGroup:
    """Open it now: public at once, with a banner until the end of its last day."""
    if until < today:
        raise RuleBroken("The last day is in the past.")
    response = ActionGroup(
        name=name.strip(),
        focus=ActionGroup.Focus.ISSUE,
        purpose=f"{happened.strip()}\n\nHere the organisations that can help agree who does what.",
        happened=happened.strip(),
        place=place,
        is_response=True,
        response_until=until,
        staff_contact=by,
    )
    save_action_group(action_group=response, by=by)
    return response


@action
def end_responses(*, today: date, by: User | None = None) -> int:
    """Responses whose last day is over are closed, and their people told; returns how many."""
    over = ActionGroup.objects.running_or_paused().filter(is_response=True, response_until__lt=today)
    for response in over:
        change_state(action_group=response, state=ActionGroup.State.CLOSED, reason=ENDED, by=by)
    return len(over)
