"""Working-day clocks: when a first look and a decision are due, what stops them, and how it is said."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.details import site_details
from camk.hours import LONDON, is_working_day, working_day_after, working_days
from camk.pages.actions import change_site_details
from insights.issues.actions import answer_question, tell
from insights.triage import actions
from insights.triage.clock import due_words, is_overdue
from tests.factories.issues import make_issue


def london(*parts) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        (date(2026, 11, 25), 3, date(2026, 11, 30)),  # over a weekend
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # told on a Saturday
        (date(2026, 12, 24), 3, date(2026, 12, 31)),  # Christmas, a weekend and a substitute day lie between
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Easter
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(start, number, due, db):
    assert working_day_after(start, number) == due


def test_a_first_look_then_a_decision_counted_from_the_day_it_was_told(db, time_machine, staff, supporter):
    time_machine.move_to(london(2026, 11, 25, 23, 30))
    issue = tell(kind="gap", words="No bus at night", user=supporter, by=supporter)
    assert issue.due_on == date(2026, 11, 30)
    time_machine.move_to(london(2026, 11, 27, 10))
    actions.look_at(issue=issue, by=staff)
    assert issue.due_on == date(2026, 12, 9)
    actions.accept(issue=issue, by=staff)
    assert issue.due_on is None


def test_a_question_stops_the_clock_and_the_answer_starts_it_anew(db, time_machine, staff, supporter):
    time_machine.move_to(london(2026, 11, 2, 9))
    issue = tell(kind="gap", words="No bus at night", user=supporter, by=supporter)
    actions.look_at(issue=issue, by=staff)
    actions.ask(issue=issue, words="Which bus?", by=staff)
    assert issue.due_on is None
    time_machine.move_to(london(2026, 11, 16, 9))
    answer_question(issue=issue, words="The 4", by=supporter)
    assert issue.due_on == date(2026, 11, 30)


def test_what_comes_back_is_looked_at_anew(db, time_machine, staff):
    time_machine.move_to(london(2026, 11, 16, 9))
    issue = make_issue(state="declined")
    actions.reopen(issue=issue, by=staff)
    assert issue.due_on == date(2026, 11, 19)


def test_the_days_can_be_changed_for_what_is_told_from_then_on(db, time_machine, superuser, supporter):
    time_machine.move_to(london(2026, 11, 16, 9))
    before = tell(kind="gap", words="No bus at night", user=supporter, by=supporter)
    change_site_details(changes={"first_look_days": 1}, by=superuser)
    after = tell(kind="gap", words="No bus by day", user=supporter, by=supporter)
    assert (before.due_on, after.due_on) == (date(2026, 11, 19), date(2026, 11, 17))


def test_a_day_off_that_the_administrator_adds_is_no_working_day(db, time_machine, client_of, superuser, supporter):
    time_machine.move_to(london(2026, 11, 16, 9))
    address = reverse("admin:camk_sitedetails_change", args=[1])
    change_site_details(changes={}, by=superuser)
    data = {k: v or "" for k, v in client_of(superuser).get(address).context["adminform"].form.initial.items()}
    wrong = client_of(superuser).post(address, data | {"more_days_off": "Christmas Eve"})
    assert "does not begin with a day" in wrong.text
    client_of(superuser).post(address, data | {"more_days_off": "18 November 2026, We are away\n3/1/2028 New Year"})
    issue = tell(kind="gap", words="No bus at night", user=supporter, by=supporter)
    assert issue.due_on == date(2026, 11, 20)  # the Wednesday is left out
    assert site_details().days_off["2028-01-03"] == "New Year" and site_details().last_day_known.year == 2028


def test_working_days_counted_by_weeks_are_those_counted_one_by_one(superuser):
    change_site_details(
        changes={"more_days_off": "18 November 2026, We are away\n2 March 2024, A Saturday"}, by=superuser
    )
    off, day = site_details().days_off, timedelta(days=1)
    for begin in (date(2023, 12, 20) + n * day for n in range(0, 800, 13)):
        for length in (-400, -1, 0, 1, 2, 6, 7, 8, 15, 364, 365, 1100):
            days = [begin + n * day for n in range(1, length + 1)]
            assert working_days(begin, begin + length * day) == sum(is_working_day(one, off) for one in days)


@pytest.mark.parametrize(
    ("due", "state", "words"),
    [
        (date(2026, 11, 27), "submitted", "First look due Friday"),
        (date(2026, 11, 25), "submitted", "First look due today"),
        (date(2026, 12, 9), "in_review", "Decision due 9 December 2026"),
        (date(2026, 11, 20), "in_review", "Decision was due 20 November 2026, 3 working days ago"),
        (None, "accepted", ""),
    ],
)
def test_it_is_said_in_words(db, time_machine, due, state, words):
    time_machine.move_to(london(2026, 11, 25, 12))
    issue = make_issue(state=state, due_on=due)
    assert due_words(issue) == words
    assert is_overdue(issue) == ("was due" in words) and timezone.localdate() == date(2026, 11, 25)
