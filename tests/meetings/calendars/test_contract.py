"""The calendar contract (meetings.md 2.3), line by line, on the files as mail programs read them.

`lines.py` reads them: it shares nothing with what wrote them.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from django.conf import settings as site
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from camk.outbox.models import OutboundMail
from meetings.calendars.actions import change_feed_address, choose_calendar, feed_link
from meetings.meetings import actions as meetings
from meetings.meetings import entries
from meetings.meetings.models import Meeting
from meetings.rsvps.actions import answer, answer_on_behalf
from meetings.rsvps.models import Rsvp
from tests.factories.meetings import make_meeting, make_venue
from tests.meetings.calendars.lines import in_text, mailed, moment, read

pytestmark = pytest.mark.django_db


def say(meeting, user, word="yes"):
    return answer(meeting=meeting, user=user, answer=word, by=user)


def files(user):
    """The calendars mailed to a person, oldest first."""
    return [mail.calendar for mail in mailed(user)]


def save(meeting, staff, **changes):
    meeting.refresh_from_db()
    for name, value in changes.items():
        setattr(meeting, name, value)
    meetings.store(meeting=meeting, themes=[], action_groups=[], by=staff)
    meeting.refresh_from_db()


def subscribe(user, **changes):
    """Choose the feed; returns its address."""
    wish = {"choice": "feed", "alarm": None, "hides_cancelled": False, **changes}
    choose_calendar(user=user, **wish, by=user)
    link = feed_link(user)
    return f"/calendars/{link.token}/meetings.ics" if link else ""


def test_1_the_uid_is_the_same_in_mail_download_and_every_feed(client, supporter, action_group):
    meeting = make_meeting(action_groups=[action_group])
    say(meeting, supporter)
    addresses = [
        f"/meetings/{meeting.slug}/calendar.ics",
        "/meetings/calendar.ics",
        f"/action-groups/{action_group.slug}/calendar.ics",
        subscribe(supporter),
    ]
    read_back = [*files(supporter), *(read(client.get(address).content) for address in addresses)]
    assert len(read_back) == 5
    assert {c.event["UID"] for c in read_back} == {f"meeting-{meeting.uuid}@meetings.communityactionmk.org"}


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
    meetings.move(meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=2), by=staff)
    note()
    save(meeting, staff, venue=make_venue())
    note()
    save(meeting, staff, mode="both")
    note()
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    note()
    meetings.restore(meeting=meeting, by=staff)
    note()
    assert seen == [0, 0, 1, 2, 3, 4, 5, 6]


def test_3_the_file_goes_as_alternative_and_as_attachment_with_one_method(staff, supporter):
    meeting = make_meeting()
    for word in ("yes", "no", "yes"):
        say(meeting, supporter, word)
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    mails = mailed(supporter)
    assert [mail.method for mail in mails] == ["REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    for mail in mails:
        assert (mail.calendar["METHOD"], mail.attachment["METHOD"]) == (mail.method, mail.method)
        assert mail.filename == "invite.ics"
        assert mail.calendar == mail.attachment


def test_4_the_organiser_is_the_mailbox_that_sends_and_the_recipient_the_only_guest(supporter, coordinator, settings):
    settings.MAIL_FROM = settings.DEFAULT_FROM_EMAIL = '"Community Action: MK" <hello@example.org>'
    meeting = make_meeting()
    say(meeting, coordinator)
    say(meeting, supporter)
    event = files(supporter)[0].event
    assert event["ORGANIZER"] == "mailto:hello@example.org"
    assert event.line("ORGANIZER").params["CN"] == "Community Action: MK"
    assert event["ATTENDEE"] == "mailto:supporter@example.org"  # the only one, or this raises
    assert event.line("ATTENDEE").params["RSVP"] == "FALSE"
    assert event.line("ATTENDEE").params["PARTSTAT"] == "ACCEPTED"
    for mail in OutboundMail.objects.all():
        assert coordinator.email not in mail.calendar or mail.user == coordinator


def test_4_mail_goes_out_under_the_organisers_name(supporter):
    assert parseaddr(site.DEFAULT_FROM_EMAIL) == parseaddr(site.MAIL_FROM)


def test_5_declining_takes_the_entry_out_and_accepting_again_puts_it_back(supporter):
    meeting = make_meeting()
    for word in ("yes", "no", "yes"):
        say(meeting, supporter, word)
    found = files(supporter)
    assert [c["METHOD"] for c in found] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [c.event.sequence for c in found] == [0, 1, 2]
    same = {(c.event["UID"], c.event["ORGANIZER"], c.event["ATTENDEE"]) for c in found}
    assert len(same) == 1
    assert found[1].event["STATUS"] == "CANCELLED"


def test_5_cancelling_the_meeting_sends_cancel_above_every_sequence_sent_before(staff, supporter):
    meeting = make_meeting()
    for word in ("yes", "no", "yes"):
        say(meeting, supporter, word)
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    last = files(supporter)[-1]
    assert (last["METHOD"], last.event["STATUS"], last.event.sequence) == ("CANCEL", "CANCELLED", 3)


def test_5_whoever_staff_take_off_the_list_gets_the_entry_taken_out(staff, supporter):
    meeting = make_meeting()
    say(meeting, supporter)
    answer_on_behalf(meeting=meeting, email=supporter.email, name="", answer="no", by=staff)
    assert [(c["METHOD"], c.event.sequence) for c in files(supporter)] == [("REQUEST", 0), ("CANCEL", 1)]


def test_5_nobody_gets_a_cancel_for_an_entry_they_never_had(staff, supporter):
    meeting = make_meeting(room_capacity=0)
    say(meeting, supporter)
    say(meeting, supporter, "no")
    assert files(supporter) == []


def test_5_who_declined_hears_nothing_more_in_the_calendar(staff, supporter):
    meeting = make_meeting()
    say(meeting, supporter)
    say(meeting, supporter, "no")
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    assert [c["METHOD"] for c in files(supporter)] == ["REQUEST", "CANCEL"]


def test_5_not_sure_any_more_makes_the_entry_tentative_and_it_moves_with_the_meeting(staff, supporter):
    meeting = make_meeting()
    say(meeting, supporter)
    say(meeting, supporter, "maybe")
    later = meeting.starts_at + timedelta(days=1)
    meetings.move(meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1), by=staff)
    unsure, moved = files(supporter)[1:]
    assert (unsure["METHOD"], unsure.event["STATUS"]) == ("REQUEST", "TENTATIVE")
    assert unsure.event.line("ATTENDEE").params["PARTSTAT"] == "TENTATIVE"
    assert moment(moved) == later.replace(microsecond=0)


def test_5_whoever_waits_gets_no_entry_until_there_is_a_place(supporter, coordinator):
    meeting = make_meeting(room_capacity=1)
    say(meeting, coordinator)
    say(meeting, supporter)
    assert files(supporter) == []
    say(meeting, coordinator, "no")
    assert [(m.kind, m.method) for m in mailed(supporter)] == [("meetings/place_free_going", "REQUEST")]


def test_6_restoring_sends_a_request_with_a_higher_sequence(staff, supporter):
    meeting = make_meeting()
    say(meeting, supporter)
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    meetings.restore(meeting=meeting, by=staff)
    found = files(supporter)
    assert [(c["METHOD"], c.event["STATUS"]) for c in found] == [
        ("REQUEST", "CONFIRMED"),
        ("CANCEL", "CANCELLED"),
        ("REQUEST", "CONFIRMED"),
    ]
    assert [c.event.sequence for c in found] == [0, 1, 2]


def test_the_whole_life_of_one_entry(staff, supporter):
    """Invite, move, decline, accept, postpone, new date, cancel, restore: one UID, a SEQUENCE that only rises."""
    meeting = make_meeting(venue=make_venue())
    say(meeting, supporter)
    for days in (1, 2):
        later = meeting.starts_at + timedelta(days=days)
        meetings.move(meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1), by=staff)
    say(meeting, supporter, "no")
    say(meeting, supporter)
    meetings.postpone(meeting=meeting, reason="Speaker ill.", by=staff)
    later += timedelta(days=30)
    meetings.move(meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1), by=staff)
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    meetings.restore(meeting=meeting, by=staff)
    found = files(supporter)
    assert [c["METHOD"] for c in found] == ["REQUEST"] * 3 + [
        "CANCEL",
        "REQUEST",
        "CANCEL",
        "REQUEST",
        "CANCEL",
        "REQUEST",
    ]
    sequences = [c.event.sequence for c in found]
    assert sequences == sorted(set(sequences))
    assert len({c.event["UID"] for c in found}) == 1
    assert moment(found[-1]) == later.replace(microsecond=0)
    assert Rsvp.objects.get().last_sequence == sequences[-1]


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 3, 28, 10, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 10, 24, 22, tzinfo=UTC),
        datetime(2026, 10, 25, 9, tzinfo=UTC),
        datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
        datetime(2027, 10, 31, 2, tzinfo=UTC),
        datetime(2027, 12, 31, 23, tzinfo=UTC),
        datetime(2028, 2, 29, 12, tzinfo=UTC),
    ],
)
def test_7_the_files_own_zone_leads_back_to_the_moment_over_every_clock_change(start):
    """With one file for each moment, and the end in the next year when need be."""
    meeting = Meeting(title="A", slug="a", starts_at=start, ends_at=start + timedelta(hours=2))
    calendar = read(entries.publication(meeting))
    assert calendar.event.line("DTSTART").params == {"TZID": "Europe/London"}
    assert moment(calendar) == start
    assert moment(calendar, "DTEND") == start + timedelta(hours=2)
    (zone,) = calendar.all("VTIMEZONE")
    years = {int(part["DTSTART"][:4]) for part in zone.parts}
    assert years == {start.year, (start + timedelta(hours=2)).year}
    assert {part["TZNAME"] for part in zone.parts} <= {"GMT", "BST"}


def test_7_there_is_no_rrule():
    assert "RRULE" not in entries.feed([entries.Entry(make_meeting()) for _ in range(3)], name="x")


def test_8_the_entry_names_venue_and_public_page_and_never_the_joining_link(client, supporter):
    venue = make_venue(name="Wolverton Hall")
    meeting = make_meeting(mode="both", venue=venue, joining_url="https://zoom.example/secret", phone_in="0203 555")
    say(meeting, supporter)
    event = files(supporter)[0].event
    assert event["LOCATION"] == f"{meeting.place_text}" and "Wolverton Hall" in event["LOCATION"]
    assert event["URL"].endswith(f"/meetings/{meeting.slug}/")
    addresses = ["/meetings/calendar.ics", f"/meetings/{meeting.slug}/calendar.ics", subscribe(supporter)]
    for words in (OutboundMail.objects.get().calendar, *(client.get(a).text for a in addresses)):
        assert "zoom.example" not in words and "0203 555" not in words


def test_9_a_cancelled_meeting_stays_seven_days_marked_so_and_is_then_dropped(client, staff, supporter):
    meeting = make_meeting(starts_at=timezone.now() + timedelta(days=30))
    say(meeting, supporter)
    mine = subscribe(supporter)
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    for days, kept in ((6, True), (8, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            for address in ("/meetings/calendar.ics", mine):
                events = read(client.get(address).content).all("VEVENT")
                assert [event["STATUS"] for event in events] == (["CANCELLED"] if kept else [])


def test_9_who_wishes_so_sees_no_cancelled_ones_at_all(client, staff, supporter):
    meeting = make_meeting()
    say(meeting, supporter)
    mine = subscribe(supporter, hides_cancelled=True)
    assert len(read(client.get(mine).content).all("VEVENT")) == 1
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    assert read(client.get(mine).content).all("VEVENT") == []


def test_10_the_secret_of_a_feed_is_changed_and_the_old_address_ends(client, supporter):
    old = subscribe(supporter)
    assert client.get(old).status_code == 200
    change_feed_address(user=supporter, by=supporter)
    new = f"/calendars/{feed_link(supporter).token}/meetings.ics"
    assert new != old
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_11_there_is_an_alarm_by_personal_choice_only(client, supporter):
    first, second = make_meeting(), make_meeting()
    say(first, supporter)
    assert files(supporter)[0].event.parts == []
    choose_calendar(user=supporter, choice="mail", alarm=60, hides_cancelled=False, by=supporter)
    say(second, supporter)
    (alarm,) = files(supporter)[1].event.parts
    assert (alarm.kind, alarm["TRIGGER"], alarm["ACTION"]) == ("VALARM", "-PT1H", "DISPLAY")
    say(second, supporter, "no")
    assert files(supporter)[2].event.parts == []
    events = read(client.get(subscribe(supporter, alarm=15)).content).all("VEVENT")
    assert [event.parts[0]["TRIGGER"] for event in events] == ["-PT15M"]
    assert "VALARM" not in client.get("/meetings/calendar.ics").text


@pytest.mark.parametrize(("choice", "by_mail", "by_feed"), [("mail", 1, 0), ("feed", 0, 1), ("none", 0, 0)])
def test_12_a_meeting_comes_by_mail_or_by_the_feed_or_not_at_all(client, supporter, choice, by_mail, by_feed):
    address = subscribe(supporter, choice=choice)
    say(make_meeting(), supporter)
    assert len(files(supporter)) == by_mail
    assert (len(read(client.get(address).content).all("VEVENT")) if address else 0) == by_feed


def test_12_an_entry_that_came_by_mail_is_kept_right_after_choosing_the_feed(staff, supporter):
    meeting = make_meeting()
    say(meeting, supporter)
    subscribe(supporter)
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    assert [c["METHOD"] for c in files(supporter)] == ["REQUEST", "CANCEL"]


def test_12_giving_the_feed_up_ends_its_address(client, supporter):
    address = subscribe(supporter)
    subscribe(supporter, choice="none")
    assert client.get(address).status_code == 404


EXPECTED = {
    *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION"),
    *("DESCRIPTION", "URL", "STATUS", "ORGANIZER", "ATTENDEE"),
}


class Guest:
    """Somebody with a name of their own making."""

    email, calendar_alarm = "pat@example.org", 15

    def __init__(self, name):
        self.name = name


def invited(title: str, name: str):
    start = datetime(2027, 6, 8, 11, 30, tzinfo=UTC)
    meeting = Meeting(title=title, slug="nasty", summary=title, starts_at=start, ends_at=start + timedelta(hours=1))
    return read(entries.invitation(meeting, user=Guest(name), sequence=0))


NASTY = [
    "A\r\nATTENDEE:mailto:x@y.z",
    "B\nEND:VEVENT\nBEGIN:VEVENT",
    "C;,\\\u2028X:1\u2029\x85\x00",
    "é" * 150,
    '"; X=1:"',
]


@pytest.mark.parametrize("nasty", NASTY)
def test_no_title_and_no_name_adds_a_line_to_the_file(nasty):
    calendar = invited(nasty, nasty)
    assert set(calendar.event.lines) == EXPECTED
    assert [part.kind for part in calendar.event.parts] == ["VALARM"]
    assert all(in_text(calendar.event.line(name).raw) for name in ("SUMMARY", "DESCRIPTION", "LOCATION"))
    assert calendar.event["ATTENDEE"] == "mailto:pat@example.org"


def test_words_come_back_as_they_were_typed():
    title = "Tea, cake; and a \\ path: “café” & naïve 🌳"
    assert invited(title, "O’Brien, Pat").event["SUMMARY"] == title


@given(title=st.text(min_size=1, max_size=60), name=st.text(max_size=40))
@effort(max_examples=25, deadline=None)
def test_whatever_is_typed_the_file_holds_one_event_and_no_line_more(title, name):
    calendar = invited(title.replace("\ud800", ""), name)
    assert set(calendar.event.lines) == EXPECTED
    assert len(calendar.parts) == 2


def test_the_download_names_nobody(client, supporter):
    meeting = make_meeting()
    say(meeting, supporter)
    answer = client.get(f"/meetings/{meeting.slug}/calendar.ics")
    calendar = read(answer.content)
    assert calendar["METHOD"] == "PUBLISH" and "method=PUBLISH" in answer["Content-Type"]
    assert "ATTENDEE" not in calendar.event.lines
    assert supporter.email not in answer.text


def test_drafts_have_no_file(client):
    draft = make_meeting(state="draft")
    assert client.get(f"/meetings/{draft.slug}/calendar.ics").status_code == 404
    assert read(client.get("/meetings/calendar.ics").content).all("VEVENT") == []
