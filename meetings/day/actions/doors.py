"""A helper at the door gets the list by a secret link, and loses it again."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.links import SecretLink, link_for, revoke_links
from meetings.day.models import DoorList
from meetings.day.permissions import leads_its_cag
from meetings.day.times import on_the_day
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
def keep_list_as_lead(*, meeting: Meeting, by: User) -> SecretLink:
    """Whoever leads a CAG of the meeting holds a list of their own on its day; one that staff closed stays closed."""
    if not leads_its_cag(by, meeting):
        raise RuleBroken("Those who lead a CAG of this meeting keep its list.")
    if not on_the_day(meeting):
        raise RuleBroken("The list opens on the day of the meeting.")
    name = f"{(by.name or by.email)[:50]}, who leads the CAG"
    if DoorList.objects.filter(meeting=meeting, made_by=by, name=name, revoked_at__isnull=False).exists():
        raise RuleBroken("Our office has closed your list. Please ask them.")
    door = open_door_list(meeting=meeting, name=name, by=by)
    return link_for(purpose=PURPOSE, target=door)


@action
def close_door_list(*, door: DoorList, by: User) -> None:
    """The link stops working at once; what was marked with it stays."""
    if door.revoked_at is not None:
        return
    door.revoked_at = timezone.now()
    door.save(update_fields=["revoked_at"])
    revoke_links(target=door, purpose=PURPOSE, by=by)
    audit.record("door_list.closed", door, by=by, meeting=door.meeting_id)
