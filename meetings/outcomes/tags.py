"""Inclusion tags this room offers to the page of a meeting: what came of it, and what there is to read or watch."""

from django import template

from meetings.meetings.models import Meeting, sees_drafts
from meetings.outcomes.models import Material, Record

register = template.Library()


@register.inclusion_tag("meetings/outcomes/_came_of_it.html")
def what_came_of_it(meeting, user) -> dict:
    """Five lines, decisions and the way to the minutes; nothing before the meeting began."""
    record = _record(meeting, user)
    return {
        "meeting": meeting,
        "notes": meeting.notes if meeting.notes_published_at else "",
        "record": record,
        "decisions": list(record.decisions.all()) if record else [],
        "is_staff": sees_drafts(user),
    }


def _record(meeting, user) -> Record | None:
    if not meeting.has_begun:
        return None
    rows = Record.objects.filter(meeting=meeting).readable_by(user).with_minutes()
    return rows.prefetch_related("decisions").first()


@register.inclusion_tag("meetings/outcomes/_materials.html")
def meeting_materials(meeting, user) -> dict:
    """What there is to read, watch or use, each with its terms."""
    rows = Material.objects.filter(meeting=meeting).visible_to(user).select_related("file", "resource")
    return {"materials": list(rows)}


@register.simple_tag
def meeting_kind(meeting) -> str:
    """What kind of meeting it is; of annual general meetings also the how manieth."""
    words = meeting.get_type_display()
    if meeting.type != Meeting.Type.AGM:
        return words
    ordinal = Record.objects.filter(meeting=meeting).values_list("ordinal", flat=True).first()
    return f"{nth(ordinal)} {words[0].lower()}{words[1:]}" if ordinal else words


def nth(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 27th."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
