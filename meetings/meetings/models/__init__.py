"""Gatherer: meetings, and what happens at them."""

from meetings.meetings.models.meetings import Meeting, MeetingQuerySet, sees_drafts
from meetings.meetings.models.programme import AgendaItem, MeetingPair, Speaker

__all__ = ["AgendaItem", "Meeting", "MeetingPair", "MeetingQuerySet", "Speaker", "sees_drafts"]
