"""A helper at the door gets the list by a secret link, and loses it again."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.links import link_for, revoke_links
from meetings.day.models import DoorList
from meetings.meetings.models import Meeting

PURPOSE = "door"


@action
def open_door_list(*, meeting: Meeting, name: str, by: User) -> DoorList:
    """A list for somebody who helps at the door; it opens on the day of the meeting alone. Once a name."""
    if not name.strip():
        raise RuleBroken("Say who will hold the list.")
    if meeting.state != Meeting.State.PUBLISHED or meeting.is_over:
        raise RuleBroken("A door list is for a meeting that goes ahead and is not over.")
    same = DoorList.objects.filter(meeting=meeting, name=name.strip(), revoked_at=None).first()
    if same is not None:
        return same
    door = DoorList.objects.create(meeting=meeting, name=name.strip(), made_by=by)
    link_for(purpose=PURPOSE, target=door)
    audit.record("door_list.opened", door, by=by, meeting=meeting)
    return door


@action
def close_door_list(*, door: DoorList, by: User) -> None:
    """The link stops working at once; what was marked with it stays."""
    if door.revoked_at is not None:
        return
    door.revoked_at = timezone.now()
    door.save(update_fields=["revoked_at"])
    revoke_links(target=door, purpose=PURPOSE, by=by)
    audit.record("door_list.closed", door, by=by, meeting=door.meeting_id)
