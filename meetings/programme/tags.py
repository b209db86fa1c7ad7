"""Tags this room offers to any page: what became of proposals."""

from django import template

from meetings.meetings.models import sees_drafts
from meetings.programme.models import TakenUp

register = template.Library()


@register.simple_tag
def taken_up(user, proposals) -> dict:
    """What took each of these proposals up, by the proposal's number; of drafts only that there is one."""
    rows = TakenUp.objects.filter(proposal__in=[row.pk for row in proposals]).select_related("meeting")
    drafts = sees_drafts(user)
    return {row.proposal_id: {"meeting": row.meeting, "is_shown": drafts or row.meeting.is_public} for row in rows}
