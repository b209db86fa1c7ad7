"""The calendar contract (meetings.md 2.3), line by line, on the files as mail programs read them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from camk.outbox.models import OutboundMail
from camk.outbox.sending import build
from meetings.meetings import actions as meetings
from meetings.meetings import entries
from meetings.rsvps.actions import answer
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_venue

pytestmark = pytest.mark.django_db


def say(meeting, user, word="yes"):
    return answer(meeting=meeting, user=user, answer=word, by=user)


def files(user):
    """The calendar files mailed to a person, oldest first, read back."""
    mails = OutboundMail.objects.filter(user=user).exclude(calendar="").order_by("pk")
    return [Calendar.from_ical(mail.calendar) for mail in mails]


def event(calendar):
    assert len(calendar.events) == 1
    return calendar.events[0]


def save(meeting, staff, **changes):
    meeting.refresh_from_db()
    for name, value in changes.items():
        setattr(meeting, name, value)
    meetings.store(meeting=meeting, themes=[], action_groups=[], speakers=[], agenda=[], by=staff)
    meeting.refresh_from_db()


def test_1_the_uid_is_the_same_in_mail_download_and_feed(client, supporter):
    meeting = make_meeting()
    say(meeting, supporter)
    download = client.get(f"/meetings/{meeting.slug}/calendar.ics")
    feed = client.get("/meetings/calendar.ics")
    uids = {
        str(event(c)["uid"]) for c in [*files(supporter), *(Calendar.from_ical(r.content) for r in (download, feed))]
    }
    assert uids == {f"meeting-{meeting.uuid}@meetings.communityactionmk.org"}


def test_1_the_uid_does_not_follow_the_address_of_the_site(settings):
    meeting = make_meeting()
    before = entries.uid(meeting)
    settings.SITE_URL = "https://elsewhere.example"
    assert entries.uid(meeting) == before


def test_2_the_sequence_rises_on_time_place_mode_cancel_and_restore_not_on_typing_mistakes(staff):
    meeting = make_meeting(venue=make_venue())
    seen = [meeting.sequence]

    def note():
        meeting.refresh_from_db()
        seen.append(meeting.sequence)

    save(meeting, staff, summary="Tea and cake", title=meeting.title + "!", room_capacity=30)
    note()
    later = meeting.starts_at + timedelta(days=1)
    meetings.move(meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1), by=staff)
    note()
    save(meeting, staff, venue=make_venue())
    note()
    save(meeting, staff, mode="both")
    note()
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    note()
    meetings.restore(meeting=meeting, by=staff)
    note()
    assert seen == [0, 0, 1, 2, 3, 4, 5]


def test_3_the_file_goes_as_alternative_and_as_attachment_with_one_method(supporter):
    say(make_meeting(), supporter)
    message = build(OutboundMail.objects.get()).message()
    parts = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
    assert len(parts) == 2
    assert parts[0].get_param("method") == "REQUEST"
    assert parts[1].get_filename() == "invite.ics"
    for part in parts:
        assert str(Calendar.from_ical(part.get_payload(decode=True))["method"]) == "REQUEST"


def test_4_the_organiser_is_the_mailbox_that_sends_and_the_recipient_the_only_guest(supporter, coordinator, settings):
    settings.MAIL_FROM = '"Community Action: MK" <hello@example.org>'
    meeting = make_meeting()
    say(meeting, coordinator)
    say(meeting, supporter)
    entry = event(files(supporter)[0])
    assert str(entry["organizer"]) == "mailto:hello@example.org"
    assert entry["organizer"].params["CN"] == "Community Action: MK"
    assert str(entry["attendee"]) == "mailto:supporter@example.org"
    assert entry["attendee"].params["RSVP"] == "FALSE"


def test_5_declining_takes_the_entry_out_and_accepting_again_puts_it_back(supporter):
    meeting = make_meeting()
    for word in ("yes", "no", "yes"):
        say(meeting, supporter, word)
    read = files(supporter)
    assert [str(c["method"]) for c in read] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [event(c)["sequence"] for c in read] == [0, 1, 2]
    assert len({(str(event(c)["uid"]), str(event(c)["organizer"]), str(event(c)["attendee"])) for c in read}) == 1
    assert str(event(read[1])["status"]) == "CANCELLED"


def test_5_cancelling_the_meeting_sends_cancel_above_every_sequence_sent_before(staff, supporter):
    meeting = make_meeting()
    for word in ("yes", "no", "yes"):
        say(meeting, supporter, word)
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    last = files(supporter)[-1]
    assert (str(last["method"]), str(event(last)["status"]), event(last)["sequence"]) == ("CANCEL", "CANCELLED", 3)


def test_5_nobody_gets_a_cancel_for_an_entry_they_never_had(staff, supporter):
    meeting = make_meeting(room_capacity=0)
    say(meeting, supporter)
    say(meeting, supporter, "no")
    assert files(supporter) == []


def test_6_restoring_sends_a_request_with_a_higher_sequence(staff, supporter):
    meeting = make_meeting()
    say(meeting, supporter)
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    meetings.restore(meeting=meeting, by=staff)
    read = files(supporter)
    assert [str(c["method"]) for c in read] == ["REQUEST", "CANCEL", "REQUEST"]
    sequences = [event(c)["sequence"] for c in read]
    assert sequences == sorted(set(sequences))


def test_7_times_are_london_times_with_their_zone_for_the_year_needed():
    meeting = make_meeting(
        starts_at=datetime(2027, 6, 8, 11, 30, tzinfo=UTC), ends_at=datetime(2027, 6, 8, 13, tzinfo=UTC)
    )
    words = entries.publication([meeting])
    assert "DTSTART;TZID=Europe/London:20270608T123000" in words
    assert words.count("BEGIN:VTIMEZONE") == 1
    onsets = re.findall(r"DTSTART:(\d{4})", words)
    assert set(onsets) <= {"2026", "2027", "2028"}


def test_7_there_is_no_rrule(staff):
    assert "RRULE" not in entries.publication([make_meeting(), make_meeting()])


def test_8_the_entry_names_venue_and_public_page_and_never_the_joining_link(client, supporter):
    meeting = make_meeting(
        mode="both", venue=make_venue(name="Wolverton Hall"), joining_url="https://zoom.example/secret"
    )
    say(meeting, supporter)
    entry = event(files(supporter)[0])
    assert "Wolverton Hall" in str(entry["location"])
    assert str(entry["url"]).endswith(f"/meetings/{meeting.slug}/")
    for words in (OutboundMail.objects.get().calendar, client.get("/meetings/calendar.ics").content.decode()):
        assert "zoom.example" not in words


def test_who_wants_no_calendar_files_gets_none():
    user = make_user("plain@example.org", calendar_choice="none")
    meeting = make_meeting()
    say(meeting, user)
    say(meeting, user, "no")
    assert files(user) == []


@pytest.mark.parametrize(
    "nasty", ["A\r\nATTENDEE:mailto:x@y.z", "B\nEND:VEVENT\nBEGIN:VEVENT", "C;,\\\u2028X:1", "é" * 150]
)
def test_a_title_cannot_add_lines_to_the_file(nasty):
    meeting = make_meeting(title=nasty[:150], slug="nasty", summary=nasty)
    words = entries.publication([meeting])
    calendar = Calendar.from_ical(words)
    expected = {
        "UID",
        "SEQUENCE",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "LOCATION",
        "DESCRIPTION",
        "URL",
        "STATUS",
    }
    assert set(event(calendar)) == expected | {"ORGANIZER"}
    assert all(len(line.encode()) <= 75 for line in words.split("\r\n"))


def test_the_download_names_nobody(client, supporter):
    meeting = make_meeting()
    say(meeting, supporter)
    words = client.get(f"/meetings/{meeting.slug}/calendar.ics").content.decode()
    assert "METHOD:PUBLISH" in words
    assert "ATTENDEE" not in words
    assert supporter.email not in words


def test_the_feed_keeps_a_cancelled_meeting_marked_so_and_leaves_drafts_out(client):
    cancelled, draft = make_meeting(state="cancelled"), make_meeting(state="draft")
    read = Calendar.from_ical(client.get("/meetings/calendar.ics").content)
    assert [(str(e["uid"]), str(e["status"])) for e in read.events] == [(entries.uid(cancelled), "CANCELLED")]
    assert client.get(f"/meetings/{draft.slug}/calendar.ics").status_code == 404


def test_an_empty_feed_is_a_calendar_all_the_same(client):
    assert Calendar.from_ical(client.get("/meetings/calendar.ics").content).events == []
