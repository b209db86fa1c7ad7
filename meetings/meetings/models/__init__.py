"""Gatherer: meetings, and what happens at them."""

from meetings.meetings.models.meetings import Meeting, MeetingQuerySet, sees_drafts
from meetings.meetings.models.programme import AgendaItem, Speaker

__all__ = ["AgendaItem", "Meeting", "MeetingQuerySet", "Speaker", "sees_drafts"]
