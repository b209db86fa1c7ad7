"""What stands in each feed: a person's own meetings, a CAG's, a theme's, or all public ones.

A meeting that is called off stays, marked so, for a week, because programs that only look in now and then would
otherwise go on showing it; then it is let go.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from camk.accounts.models import User
from meetings.meetings import entries
from meetings.meetings.entries import Entry
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

LOOKS_BACK = timedelta(days=30)
CALLED_OFF_STAYS = timedelta(days=7)
MOST = 500  # entries in one feed
STATES = (Rsvp.State.YES, Rsvp.State.MAYBE)


@dataclass(frozen=True)
class Feed:
    """The entries of a feed, read; the file itself is made only for somebody who has not got it."""

    name: str
    entries: tuple[Entry, ...]
    alarm: int | None = None

    @property
    def etag(self) -> str:
        """Changes when anything in the file changes, and with nothing else."""
        seen = [(self.name, self.alarm)]
        seen += [(*_shown(entry.meeting), *entry[1:]) for entry in self.entries]
        return f'W/"{hashlib.sha256(repr(seen).encode()).hexdigest()[:32]}"'

    @property
    def text(self) -> str:
        return entries.feed(self.entries, name=self.name, alarm=self.alarm)


def _shown(meeting: Meeting) -> tuple:
    when = (meeting.starts_at, meeting.ends_at, meeting.tz)
    return (meeting.pk, meeting.sequence, meeting.state, *when, meeting.title, meeting.place_text, meeting.summary)


def public_feed(now: datetime, *, name: str, **wanted: str) -> Feed:
    """All public meetings, or those of one CAG or theme (`MeetingQuerySet.about`)."""
    rows = _in_time(Meeting.objects.about(**wanted), now)
    return Feed(name, tuple(Entry(meeting) for meeting in rows))


def personal_feed(user: User, now: datetime) -> Feed:
    """What one person is going to, or not sure about yet; waiting for a place is no entry."""
    answers = Rsvp.objects.filter(user=user).filter(Q(state__in=STATES) | _was_going())
    answers = {rsvp.meeting_id: rsvp for rsvp in answers}
    rows = _in_time(Meeting.objects.filter(pk__in=answers), now, hide_called_off=user.feed_hides_cancelled)
    found = tuple(_entry(meeting, answers[meeting.pk]) for meeting in rows)
    return Feed("My Community Action: MK meetings", found, user.calendar_alarm)


def _was_going() -> Q:
    return Q(state=Rsvp.State.EVENT_CANCELLED, state_before__in=STATES)


def _entry(meeting: Meeting, rsvp: Rsvp) -> Entry:
    return Entry(meeting, rsvp.state == Rsvp.State.MAYBE, rsvp.last_sequence)


def _in_time(meetings: QuerySet, now: datetime, *, hide_called_off: bool = False) -> QuerySet:
    """Published ones from a month back, and those called off within the week."""
    shown = Q(state=Meeting.State.PUBLISHED, ends_at__gte=now - LOOKS_BACK)
    if not hide_called_off:
        shown |= Q(
            state__in=[Meeting.State.CANCELLED, Meeting.State.POSTPONED],
            called_off_at__gt=now - CALLED_OFF_STAYS,
            ends_at__gte=now,
        )
    return meetings.filter(shown).for_lists().order_by("starts_at", "pk")[:MOST]
