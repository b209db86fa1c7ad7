"""School dates are pasted as a council prints them, looked at, and warned of."""

from datetime import date, time

import pytest
import time_machine

from camk.hours import wall
from meetings.clashes.finding import clashes_of
from meetings.clashes.models import DayToAvoid
from meetings.clashes.terms import SCHOOL_HOLIDAYS, Span, Unread, gaps, read
from tests.factories.meetings import make_meeting

PAGE = "/admin/meetings/daytoavoid/school-dates/"
TERMS = """Autumn term 1: Wednesday 2 September 2026 to Friday 23 October 2026
Autumn term 2: 2 November to 18 December 2026

Spring term 1: 04/01/2027 - 12/02/2027
Spring term 2: 2027-02-22 until 2027-03-25"""


@pytest.mark.parametrize(
    ("line", "label", "first", "last"),
    [
        ("Half-term: 26 October 2026 to 30 October 2026", "Half-term", date(2026, 10, 26), date(2026, 10, 30)),
        ("26 to 30 October 2026", SCHOOL_HOLIDAYS, date(2026, 10, 26), date(2026, 10, 30)),
        ("Mon 26th Oct - Fri 30th Oct 2026 Half-term", "Half-term", date(2026, 10, 26), date(2026, 10, 30)),
        ("Christmas, 21 December to 1 January 2027", "Christmas", date(2026, 12, 21), date(2027, 1, 1)),
        ("26/10/2026–30/10/2026", SCHOOL_HOLIDAYS, date(2026, 10, 26), date(2026, 10, 30)),
        ("May Day (Monday 3 May 2027)", "May Day", date(2027, 5, 3), date(2027, 5, 3)),
    ],
)
def test_a_line_is_read_as_it_is_printed(line, label, first, last):
    assert read(line) == [Span(label, first, last)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Half-term", "holds no two dates"),
        ("30 February 2026 to 2 March 2026", "no such day"),
        ("26 October to 30 October", "year is missing"),
        ("30 October 2026 to 26 October 2026", "ends before it begins"),
        ("1 January 2026 to 31 December 2026", "longer than any holiday"),
        ("1 May 2026, 2 May 2026, 3 May 2026", "holds no two dates"),
    ],
)
def test_what_is_not_understood_is_named(line, words):
    with pytest.raises(Unread, match=words):
        read(line)


def test_holidays_are_the_days_between_terms_but_no_mere_weekend():
    assert [span[1:] for span in gaps(read(TERMS))] == [
        (date(2026, 10, 24), date(2026, 11, 1)),
        (date(2026, 12, 19), date(2027, 1, 3)),
        (date(2027, 2, 13), date(2027, 2, 21)),
    ]
    assert gaps(read("A: 1 March 2027 to 5 March 2027\nB: 8 March 2027 to 12 March 2027")) == []
    with pytest.raises(Unread, match="overlap"):
        gaps(read("A: 1 March 2027 to 9 March 2027\nB: 8 March 2027 to 12 March 2027"))


@pytest.mark.django_db
def test_staff_paste_look_and_save_and_are_warned_of_them(client_of, staff, coordinator):
    with time_machine.travel(wall(date(2026, 9, 1), time(12)), tick=False):
        client = client_of(staff)
        assert PAGE in client.get("/admin/meetings/daytoavoid/").content.decode()
        data = {"kind": "terms", "words": TERMS, "source": "The council’s page"}
        look = client.post(PAGE, data)
        words = look.content.decode()
        assert "Saturday 24 October 2026 to Sunday 1 November 2026 (9 days)" in words and "Save these days" in words
        assert not DayToAvoid.objects.exists(), "looking saves nothing"
        seen = look.context["form"].data["seen"]
        changed = client.post(PAGE, data | {"words": TERMS.replace("18 Dec", "17 Dec"), "seen": seen})
        assert "Friday 18 December" in changed.content.decode() and not DayToAvoid.objects.exists()
        said = client.post(PAGE, data | {"seen": seen}, follow=True).content.decode()
        assert "3 added, 0 stood on the list already." in said
        again = client.post(PAGE, data | {"seen": seen}, follow=True).content.decode()
        assert "0 added, 3 stood on the list already." in again
        meeting = make_meeting(starts_at=wall(date(2026, 10, 27), time(10)))
        assert clashes_of([meeting])[meeting.pk] == ["School holidays."]
        wrong = client.post(PAGE, data | {"words": "Autumn, some time"}).content.decode()
        assert "holds no two dates" in wrong and "Autumn, some time" in wrong
        assert client_of(coordinator).get(PAGE).status_code == 302
