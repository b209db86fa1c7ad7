"""A meeting as an entry in people's own calendars: the one place where calendar files are made.

Facts that keep calendars in step: one UID for ever, a SEQUENCE that only rises, the method in file and mail alike.
"""

import re
from datetime import UTC, date, datetime
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from meetings.meetings.models import Meeting

# Fixed for ever: an entry already in somebody's calendar is found again by it, whatever the site is called.
DOMAIN = "meetings.communityactionmk.org"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]+")


def uid(meeting: Meeting) -> str:
    """The name this meeting has in every calendar, in mail, download and feed alike."""
    return f"meeting-{meeting.uuid}@{DOMAIN}"


def address_of(meeting: Meeting) -> str:
    """The public page of the meeting, as mails and calendars name it."""
    return settings.SITE_URL + meeting.get_absolute_url()


def invitation(meeting: Meeting, *, user, sequence: int) -> str:
    """The entry for one person who is going (METHOD:REQUEST)."""
    return _file(REQUEST, [_event(meeting, sequence=sequence, user=user)])


def cancellation(meeting: Meeting, *, user, sequence: int) -> str:
    """Takes the entry out of one person's calendar (METHOD:CANCEL)."""
    return _file(CANCEL, [_event(meeting, sequence=sequence, user=user, cancelled=True)])


def publication(meetings) -> str:
    """One meeting to download, or many as a feed (METHOD:PUBLISH); nobody is named in it."""
    return _file(PUBLISH, [_event(meeting, sequence=meeting.sequence) for meeting in meetings])


def _event(meeting: Meeting, *, sequence: int, user=None, cancelled: bool = False) -> Event:
    zone = ZoneInfo(meeting.tz)
    off = cancelled or meeting.state in (Meeting.State.CANCELLED, Meeting.State.POSTPONED)
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
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("organizer", _mailbox(*parseaddr(settings.MAIL_FROM)))
    if user is not None:
        guest = _mailbox(user.name, user.email)
        guest.params["ROLE"] = vText("REQ-PARTICIPANT")
        guest.params["PARTSTAT"] = vText("DECLINED" if cancelled else "ACCEPTED")
        # Nobody reads replies made in a calendar program, so it must not ask for one.
        guest.params["RSVP"] = vText("FALSE")
        event.add("attendee", guest)
    return event


def _file(method: str, events: list[Event]) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Community Action MK//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if method == PUBLISH:
        calendar.add("x-wr-calname", "Community Action: MK meetings")
    for event in events:
        calendar.add_component(event)
    years = [moment.year for event in events for moment in (event.start, event.end)] or [timezone.localdate().year]
    calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    return calendar.to_ical().decode()


def _mailbox(name: str, address: str) -> vCalAddress:
    box = vCalAddress(f"mailto:{CONTROL.sub('', address)}")
    if name:
        box.params["CN"] = vText(_plain(name).replace('"', "'").replace("\n", " "))
    return box


def _plain(words: str) -> str:
    """Words without what could end a line of the file."""
    return CONTROL.sub(" ", words.replace("\r\n", "\n"))
