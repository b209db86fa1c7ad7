"""A meeting as an entry in people's own calendars: the one place where calendar files are made.

Facts that keep calendars in step: one UID for ever, a SEQUENCE that only rises, the method in file and mail alike.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import (
    Alarm,
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vText,
)

from meetings.meetings.models import Meeting

# Fixed for ever: an entry already in somebody's calendar is found again by it, whatever the site is called.
DOMAIN = "meetings.communityactionmk.org"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]+")
REFRESH = timedelta(hours=4)  # how often a calendar program is asked to look at a feed again


class Entry(NamedTuple):
    """A meeting in a feed: "not sure yet" makes it tentative, and the sequence is above what went by mail."""

    meeting: Meeting
    is_tentative: bool = False
    last_sequence: int = -1


def uid(meeting: Meeting) -> str:
    """The name this meeting has in every calendar, in mail, download and feed alike."""
    return f"meeting-{meeting.uuid}@{DOMAIN}"


def address_of(meeting: Meeting) -> str:
    """The public page of the meeting, as mails and calendars name it."""
    return settings.SITE_URL + meeting.get_absolute_url()


def invitation(meeting: Meeting, *, user, sequence: int, is_tentative: bool = False) -> str:
    """The entry for one person who is going, or is not sure any more (METHOD:REQUEST)."""
    event = _event(meeting, sequence=sequence, user=user, is_tentative=is_tentative)
    _ring(event, meeting, user.calendar_alarm)
    return _file(REQUEST, [meeting], [event])


def cancellation(meeting: Meeting, *, user, sequence: int) -> str:
    """Takes the entry out of one person's calendar (METHOD:CANCEL)."""
    return _file(CANCEL, [meeting], [_event(meeting, sequence=sequence, user=user, is_off=True)])


def publication(meeting: Meeting) -> str:
    """One meeting to download (METHOD:PUBLISH); nobody is named in it."""
    return _file(PUBLISH, [meeting], [_event(meeting, sequence=meeting.sequence)])


def feed(entries: Iterable[Entry], *, name: str, alarm: int | None = None) -> str:
    """Many meetings to subscribe to (METHOD:PUBLISH); `alarm` in minutes before, when its reader wants one."""
    entries, events = list(entries), []
    for meeting, is_tentative, last in entries:
        event = _event(meeting, sequence=max(meeting.sequence, last), is_tentative=is_tentative)
        if not _is_off(meeting):
            _ring(event, meeting, alarm)
        events.append(event)
    return _file(PUBLISH, [entry.meeting for entry in entries], events, name=name)


def _is_off(meeting: Meeting) -> bool:
    return meeting.state in (Meeting.State.CANCELLED, Meeting.State.POSTPONED)


def _event(meeting: Meeting, *, sequence: int, user=None, is_off=False, is_tentative=False) -> Event:
    zone = ZoneInfo(meeting.tz)
    off = is_off or _is_off(meeting)
    event = Event()
    event.add("uid", uid(meeting))
    event.add("sequence", sequence)
    event.add("dtstamp", datetime.now(UTC).replace(microsecond=0))
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    event.add("summary", _plain(meeting.title))
    event.add("location", _plain(meeting.place_text))
    event.add("description", _plain(f"{meeting.summary}\n\nDetails and your answer: {address_of(meeting)}".strip()))
    event.add("url", address_of(meeting))
    event.add("status", "CANCELLED" if off else "TENTATIVE" if is_tentative else "CONFIRMED")
    event.add("organizer", _mailbox(*parseaddr(settings.MAIL_FROM)))
    if user is not None:
        guest = _mailbox(user.name, user.email)
        guest.params["ROLE"] = vText("REQ-PARTICIPANT")
        guest.params["PARTSTAT"] = vText("DECLINED" if off else "TENTATIVE" if is_tentative else "ACCEPTED")
        # Nobody reads replies made in a calendar program, so it must not ask for one.
        guest.params["RSVP"] = vText("FALSE")
        event.add("attendee", guest)
    return event


def _ring(event: Event, meeting: Meeting, minutes: int | None) -> None:
    """A sound before the start, for people who chose one; nobody's phone rings by our choice."""
    if minutes is None:
        return
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(meeting.title))
    alarm.add("trigger", -timedelta(minutes=minutes))
    event.add_component(alarm)


def _file(method: str, meetings: list[Meeting], events: list[Event], *, name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Community Action MK//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", _plain(name))
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT4H")
    for zone in sorted({meeting.tz for meeting in meetings}):
        years = [moment.year for m in meetings if m.tz == zone for moment in (m.starts_at, m.ends_at)]
        calendar.add_component(_zone(zone, min(years), max(years)))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()


@lru_cache(maxsize=20)
def _zone(name: str, first: int, last: int) -> Timezone:
    """The zone as it is in these years and no others. (icalendar's own puts the change in spring an hour late.)"""
    zone, box = ZoneInfo(name), Timezone()
    box.add("tzid", name)
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    before = moment.astimezone(zone).utcoffset()
    box.add_component(_clocks(moment.astimezone(zone), before))
    while moment < end:
        moment += timedelta(minutes=30)
        local = moment.astimezone(zone)
        if local.utcoffset() != before:
            box.add_component(_clocks(local, before))
            before = local.utcoffset()
    return box


def _clocks(local: datetime, before: timedelta) -> TimezoneStandard:
    """From this moment on; its own start is told by the clock as it stood before."""
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", (local.astimezone(UTC) + before).replace(tzinfo=None))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", local.utcoffset())
    part.add("tzname", local.tzname())
    return part


def _mailbox(name: str, address: str) -> vCalAddress:
    box = vCalAddress(f"mailto:{CONTROL.sub('', address)}")
    if name:
        box.params["CN"] = vText(_plain(name).replace('"', "'").replace("\n", " "))
    return box


def _plain(words: str) -> str:
    """Words without what could end a line of the file."""
    return CONTROL.sub(" ", words.replace("\r\n", "\n"))
