"""Gatherer: what is kept about working together in a CAG."""

from groups.workspace.models.announcements import Announcement
from groups.workspace.models.discussion import Reply, Thread
from groups.workspace.models.mailing import Following, MailChoice
from groups.workspace.models.resources import Resource, ResourceVersion
from groups.workspace.models.slack import SlackMirror, SlackNotice

__all__ = [
    "Announcement",
    "Following",
    "MailChoice",
    "Reply",
    "Resource",
    "ResourceVersion",
    "SlackMirror",
    "SlackNotice",
    "Thread",
]
