"""What changed about a meeting, in words: for staff before they save, and for the people who answered."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.text import Truncator, capfirst

from meetings.meetings.models import Meeting

LABELS = {
    "title": "Title",
    "type": "Kind of meeting",
    "starts_at": "Starts",
    "ends_at": "Ends",
    "mode": "How",
    "venue_id": "Building",
    "joining_url": "Joining link",
    "phone_in": "Phone-in number",
    "room_capacity": "People who fit in the room",
    "online_capacity": "People who fit online",
    "strapline": "Held under the words",
    "summary": "In one sentence",
    "description": "About this meeting",
    "pairing_reason": "Why these themes together",
    "access": "Access on the day",
    "programme_id": "Programme",
    "host_id": "Host",
}
# What no form asks for.
KEPT_BY_ACTIONS = (
    "id", "uuid", "slug", "state", "state_reason", "called_off_at", "sequence", "schedule_version", "tz",
    "created_at", "created_by_id", "published_at", "notes", "notes_published_at",
)  # fmt: skip
TIME_FIELDS = ("starts_at", "ends_at")
PLACE_FIELDS = ("venue_id", "mode")
CAPACITY_FIELDS = ("room_capacity", "online_capacity", "places_each", "places_each_days")
# What people can be told of when staff choose to; time and place are always asked about.
DETAILS = (
    "title", "type", "joining_url", "phone_in", "strapline", "summary", "description", "pairing_reason", "access",
)  # fmt: skip
LONG = 160


class Change(NamedTuple):
    """One thing about a meeting, as it was and as it is."""

    label: str
    old: str
    new: str


def what_changed(before: Meeting, after: Meeting) -> list[str]:
    """Names of the fields that differ."""
    names = [field.attname for field in Meeting._meta.concrete_fields]
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def fields_changed(before: Meeting, after: Meeting) -> list[str]:
    """Of what differs, what staff fill in."""
    return [name for name in what_changed(before, after) if name not in KEPT_BY_ACTIONS]


def changes(before: Meeting, after: Meeting) -> list[Change]:
    """Each change that staff make in the form, old and new."""
    names = fields_changed(before, after)
    return [Change(_label(name), _words(before, name), _words(after, name)) for name in names]


def details_for_people(before: Meeting, after: Meeting) -> list[str]:
    """One line for each change that concerns people, for the mail: never the joining link itself."""
    lines = []
    for name in what_changed(before, after):
        words = _words(after, name)
        if name == "joining_url" and after.joining_url:
            lines.append("The link to join online is a new one: it stands on the meeting’s page when you are going")
        elif name in ("description", "pairing_reason"):
            lines.append(f"{LABELS[name]}: new words on the meeting’s page")
        elif name in DETAILS and words:
            lines.append(f"{LABELS[name]}: {words}")
    return lines


def _label(name: str) -> str:
    return LABELS.get(name) or capfirst(Meeting._meta.get_field(name.removesuffix("_id")).verbose_name)


def _words(meeting: Meeting, name: str) -> str:
    value = getattr(meeting, name)
    if name in TIME_FIELDS:
        local = timezone.localtime(value)
        return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"
    if name in ("type", "mode"):
        return getattr(meeting, f"get_{name}_display")()
    if name.endswith("_id"):
        return str(getattr(meeting, name.removesuffix("_id")) or "")
    if name in CAPACITY_FIELDS:
        return "no limit" if value is None else str(value)
    return Truncator("" if value is None else value).chars(LONG)
