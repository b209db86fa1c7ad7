"""Gatherer: the staff pages of meetings."""

from meetings.meetings.admin.meetings import MeetingAdmin

__all__ = ["MeetingAdmin"]
