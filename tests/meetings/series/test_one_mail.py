"""Of several dates that are called off, moved or brought back in one step each person hears in one mail."""

from datetime import date, time, timedelta
from email import message_from_bytes, policy

import pytest
import time_machine

from camk.hours import wall
from camk.outbox.letters import Letter, calendars
from camk.outbox.models import OutboundMail
from meetings.interests import actions as interests
from meetings.interests.models import PlannedMeeting
from meetings.inviting.models import InvitationRound, MeetingInvitation
from meetings.meetings import actions as meetings
from meetings.meetings.entries import DOMAIN
from meetings.meetings.models import Meeting
from meetings.rsvps.actions import answer
from meetings.series import actions
from meetings.series.models import Scope
from meetings.series.one_mail import one_mail_each
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_series, make_venue
from tests.guard import fixture_writes
from tests.meetings.calendars.lines import moment, read

pytestmark = pytest.mark.django_db
NOW = wall(date(2027, 3, 1), time(12))
TUESDAY = date(2027, 3, 9)
ONE = "meetings/several_dates"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def six(db):
    """Six published meetings of one series, on Tuesdays at 10, over the change of the clocks."""
    days = [TUESDAY + timedelta(days=7 * number) for number in range(6)]
    hall = make_venue()
    rows = [
        make_meeting(
            title="Lunch",
            slug=f"lunch-{day:%d-%m}",
            starts_at=wall(day, time(10)),
            ends_at=wall(day, time(12)),
            venue=hall,
        )
        for day in days
    ]
    make_series(*rows)
    return rows


@pytest.fixture
def ann(six):
    """She goes to all six, and has them in her calendar."""
    user = make_user("ann@example.org")
    for meeting in six:
        answer(meeting=meeting, user=user, answer="yes", by=user)
    gone()
    return user


@pytest.fixture
def ida(six):
    """She was invited to all six and has not answered."""
    user = make_user("ida@example.org")
    with fixture_writes():
        for meeting in six:
            batch = InvitationRound.objects.create(meeting=meeting)
            MeetingInvitation.objects.create(round=batch, meeting=meeting, user=user, sent_at=NOW)
    return user


@fixture_writes()
def gone():
    """The mail server has taken what waited."""
    OutboundMail.objects.filter(state="queued").update(state="sent")


def fresh(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def waiting(user):
    """What goes to somebody now."""
    return list(OutboundMail.objects.filter(user=user, state="queued").order_by("pk"))


def files(mail):
    """Method, UID and sequence of each calendar file, as another program reads it."""
    found = [(calendar, calendar.all("VEVENT")[0]) for calendar in map(read, calendars(mail.calendar))]
    return [(calendar["METHOD"], event["UID"], int(event["SEQUENCE"])) for calendar, event in found]


def test_six_dates_called_off_are_one_mail_with_each_date_and_its_cancellation(six, ann, ida, staff):
    actions.call_off(meeting=six[0], reason="No heating.", scope=Scope.ALL, by=staff)
    (mail,) = waiting(ann)
    assert (mail.kind, mail.subject) == (ONE, "Cancelled: Lunch, 6 dates from Tue 9 Mar")
    assert mail.text.count("When: Tuesday") == 6 and "No heating." in mail.text
    assert "Tuesday 13 April 2027, 10am to midday" in mail.text
    assert mail.text.count("/answers/") == 6
    told = files(mail)
    assert [method for method, _, _ in told] == ["CANCEL"] * 6
    assert len({uid for _, uid, _ in told}) == 6 and {sequence for _, _, sequence in told} == {1}
    (mail,) = waiting(ida)
    assert mail.text.count("When: Tuesday") == 6 and mail.unsubscribe_url and not mail.calendar
    assert "answer=yes" not in mail.text


def test_the_key_of_each_date_keeps_guarding(six, ann, staff):
    actions.put_off(meeting=six[0], reason="Ice.", scope=Scope.ALL, by=staff)
    (mail,) = waiting(ann)
    parts = mail.parts.order_by("pk")
    assert {row.state for row in parts} == {"bundled"}
    assert [row.key for row in parts] == [f"postponed:{meeting.pk}:s1:{ann.pk}" for meeting in six]


def test_who_goes_to_one_of_them_gets_the_mail_of_that_one(six, staff):
    bob = make_user()
    answer(meeting=six[2], user=bob, answer="yes", by=bob)
    gone()
    actions.put_off(meeting=six[0], reason="Ice.", scope=Scope.ALL, by=staff)
    (mail,) = waiting(bob)
    assert mail.kind == "meetings/postponed" and mail.part_of is None


def test_postponed_and_on_after_all(six, ann, ida, staff):
    actions.put_off(meeting=six[1], reason="Ice.", scope=Scope.FOLLOWING, by=staff)
    (mail,) = waiting(ann)
    assert mail.subject == "Postponed: Lunch, 5 dates from Tue 16 Mar" and "We keep your answers" in mail.text
    gone()
    actions.bring_back(meeting=fresh(six[1]), scope=Scope.FOLLOWING, by=staff)
    (mail,) = waiting(ann)
    assert mail.subject.startswith("On after all: Lunch, 5 dates") and mail.text.count("You have your place") == 5
    assert [(method, sequence) for method, _, sequence in files(mail)] == [("REQUEST", 2)] * 5
    (mail,) = waiting(ida)
    assert mail.text.count("answer=yes") == 5


def test_staff_move_all_and_see_one_mail_for_each_before(six, ann, ida, client_of, staff):
    client, address = client_of(staff), f"/admin/meetings/meeting/{six[0].pk}/change/"
    form = client.get(address).context["adminform"].form
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    start, end = wall(TUESDAY, time(14)), wall(TUESDAY, time(16))
    data |= {"scope": "all"}
    for name, at in (("starts_at", start), ("ends_at", end)):
        data |= {name: f"{at:%Y-%m-%dT%H:%M}", f"{name}_0": f"{at:%Y-%m-%d}", f"{name}_1": f"{at:%H:%M}"}
    words = client.post(address, data).content.decode()
    assert "tell 2 people" in words and "New times: Lunch, 6 dates" in words
    assert not OutboundMail.objects.filter(kind=ONE).exists()
    client.post(address, data | {"_confirmed": "tell"})
    (mail,) = waiting(ann)
    assert mail.text.count("New time: Tuesday") == 6 and "2pm to 4pm (before: Tuesday 9 March, 10am)" in mail.text
    assert [(method, sequence) for method, _, sequence in files(mail)] == [("REQUEST", 1)] * 6
    assert len(waiting(ida)) == 1


def test_at_night_one_mail_waits_and_one_date_that_is_on_again_leaves_the_others(six, ida, clock, staff):
    clock.move_to(wall(date(2027, 3, 1), time(22)))
    actions.call_off(meeting=six[3], reason="Ice.", scope=Scope.FOLLOWING, by=staff)
    (mail,) = waiting(ida)
    assert mail.next_attempt_at == wall(date(2027, 3, 2), time(8))
    meetings.restore(meeting=fresh(six[4]), by=staff)
    mails = waiting(ida)
    assert [mail.kind for mail in mails] == ["meetings/invited_news"] * 2
    assert {mail.next_attempt_at for mail in mails} == {wall(date(2027, 3, 2), time(8))}
    assert [mail.subject for mail in mails] == ["Cancelled: Lunch, Tue 30 Mar", "Cancelled: Lunch, Tue 13 Apr"]


def test_one_that_has_gone_is_not_taken_apart(six, ida, staff):
    actions.call_off(meeting=six[3], reason="Ice.", scope=Scope.FOLLOWING, by=staff)
    gone()
    meetings.restore(meeting=fresh(six[4]), by=staff)
    (mail,) = waiting(ida)
    assert mail.subject.startswith("It is on after all")
    assert OutboundMail.objects.filter(user=ida, state="bundled").count() == 3


def test_three_drafts_of_a_series_published_at_once_are_one_mail_to_who_was_interested(six, ida, client_of, staff):
    hall, bea = six[0].venue, make_user("bea@example.org")
    drafts = [
        make_meeting(
            title="Supper",
            slug=f"supper-{number}",
            state="draft",
            venue=hall,
            starts_at=six[number].starts_at + timedelta(hours=8),
            ends_at=six[number].ends_at + timedelta(hours=8),
        )
        for number in range(3)
    ]
    series = make_series(*drafts)
    for number, draft in enumerate(drafts):
        planned = interests.store_planned(
            planned=PlannedMeeting(title=f"Supper {number}"), themes=[], dates=[], by=staff
        )
        interests.be_interested(planned=planned, user=ida, by=ida)
        if not number:
            interests.be_interested(planned=planned, user=bea, by=bea)
        interests.becomes(planned=planned, meeting=draft, by=staff)
    address, client = f"/admin/meetings/series/{series.pk}/step/publish/", client_of(staff)
    assert "tell 2 people" in client.post(address).text and not OutboundMail.objects.filter(kind=ONE).exists()
    client.post(address, {"_confirmed": "tell"})
    (mail,) = waiting(ida)
    assert (mail.kind, mail.subject) == (ONE, "Are you coming? Supper, 3 dates from Tue 9 Mar")
    assert mail.text.count("When: Tuesday") == 3 and mail.text.count("?answer=yes") == 3
    assert "before they had a date" in mail.text and not mail.unsubscribe_url
    assert not mail.calendar, "an entry comes with a yes; one that nobody asked for could not be taken back"
    assert [row.key for row in mail.parts.order_by("pk")] == [f"date-set:{one.pk}:s0:{ida.pk}" for one in drafts]
    (mail,) = waiting(bea)
    assert mail.kind == "meetings/date_set" and "Supper" in mail.subject


def test_a_mail_of_several_dates_is_read_back_by_another_program_part_by_part(six, ann, staff):
    """Called off, brought back, moved: bytes as they go, read by Python's own mail reader and our strict one.

    Its files stand in no alternative, each says its METHOD in header and body, has one event with a UID of its own,
    the sender as ORGANIZER, the recipient as only ATTENDEE; the SEQUENCE of each date rises from mail to mail.
    """
    with fixture_writes():
        Meeting.objects.update(title="Lunch, “Zażółć” and a long name; " + "ż" * 90)
    last, more = {}, {"scope": Scope.ALL, "by": staff}
    for step, method, status in (
        (lambda: actions.call_off(meeting=fresh(six[0]), reason="Ice.", **more), "CANCEL", "CANCELLED"),
        (lambda: actions.bring_back(meeting=fresh(six[0]), **more), "REQUEST", "CONFIRMED"),
        (lambda: an_hour_later(six[0], staff), "REQUEST", "CONFIRMED"),
    ):  # fmt: skip
        step()
        (mail,) = waiting(ann)
        wire = Letter(mail).written
        assert b"\n" not in wire.replace(b"\r\n", b"") and max(map(len, wire.split(b"\r\n"))) <= 998
        message = message_from_bytes(wire, policy=policy.default)
        words, *beside = message.iter_parts()
        assert not [part for part in message.walk() if part.defects]
        assert (message.get_content_type(), words.get_content_type()) == ("multipart/mixed", "multipart/alternative")
        assert [part.get_content_type() for part in words.iter_parts()] == ["text/plain", "text/html"]
        assert [part.get_filename() for part in beside] == [f"invite-{number}.ics" for number in range(1, 7)]
        seen = set()
        for meeting, part in zip(six, beside, strict=True):
            assert (part.get_content_type(), part.get_content_disposition()) == ("text/calendar", "attachment")
            assert part.get_content_charset() == "utf-8"
            calendar = read(part.get_payload(decode=True))
            event = calendar.event
            assert part.get_param("method") == calendar["METHOD"] == method
            assert event["UID"] == f"meeting-{meeting.uuid}@{DOMAIN}" and event["STATUS"] == status
            assert event["SUMMARY"].startswith("Lunch, “Zażółć” and a long name; żżż")
            assert (
                event["ATTENDEE"] == f"mailto:{ann.email}"
                and event["ORGANIZER"].removeprefix("mailto:") in message["From"]
            )
            assert moment(calendar) == fresh(meeting).starts_at
            assert event.sequence > last.get(event["UID"], 0)
            last[event["UID"]] = event.sequence
            seen.add(event["UID"])
        assert len(seen) == 6
        gone()


def an_hour_later(meeting, staff):
    """What staff do on a meeting's page for all of its series."""
    meeting = fresh(meeting)
    before = actions.as_it_is(meeting)
    with one_mail_each():
        ends_at = meeting.ends_at + timedelta(hours=1)
        meetings.move(meeting=meeting, starts_at=meeting.starts_at + timedelta(hours=1), ends_at=ends_at, by=staff)
        actions.follow(before=before, scope=Scope.ALL, by=staff)
