"""Watching with a tripwire: a day, more organisations, another place; and what grows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.errors import RuleBroken
from insights.issues.models import Issue
from insights.triage import actions
from insights.triage.forms import ParkForm
from insights.triage.models import Parking
from insights.triage.queues import in_queue
from insights.triage.tasks import look_through
from tests.factories.issues import make_issue, make_us_too, place
from tests.factories.organisations import make_organisation
from tests.insights.triage.test_admin import QUEUE


def parked(staff, **changes):
    issue = make_issue(state="in_review", organisation=make_organisation())
    actions.park(issue=issue, by=staff, **changes)
    return issue


def woken(issue) -> str:
    return Parking.objects.get(issue=issue, ended_at=None).woken_by


def test_it_comes_back_on_its_day(staff):
    tomorrow = timezone.localdate() + timedelta(days=1)
    issue = parked(staff, until=tomorrow)
    look_through()
    assert woken(issue) == "" and not in_queue("parked", staff)
    assert actions.wake_parked(now=timezone.now() + timedelta(days=1)) == 1
    assert actions.wake_parked(now=timezone.now() + timedelta(days=1)) == 0
    assert woken(issue) == "date" and list(in_queue("parked", staff)) == [issue]
    actions.look_at(issue=issue, by=staff)
    assert not in_queue("parked", staff) and not Parking.objects.live().exists()


def test_three_more_organisations_bring_it_back(staff):
    issue = parked(staff, more_organisations=3)
    same = issue.voices.get().organisation
    make_us_too(issue=issue, organisation=same)
    for _ in range(2):
        make_us_too(issue=issue, organisation=make_organisation())
    look_through()
    assert woken(issue) == ""
    make_us_too(issue=issue, organisation=make_organisation())
    look_through()
    assert woken(issue) == "more"


def test_the_list_of_what_is_due_says_what_brought_it_back(client_of, staff):
    parked(staff, until=timezone.localdate() + timedelta(days=1))
    actions.wake_parked(now=timezone.now() + timedelta(days=1))
    assert "The date came" in client_of(staff).get(QUEUE, {"queue": "parked"}).text


def test_another_place_brings_it_back(staff):
    issue = make_issue(state="in_review")
    make_us_too(issue=issue, place=place("Netherfield"))
    actions.park(issue=issue, another_place=True, by=staff)
    make_us_too(issue=issue, place=place("Netherfield"))
    look_through()
    assert woken(issue) == ""
    make_us_too(issue=issue, place=place("Hanslope"))
    look_through()
    assert woken(issue) == "place"


@pytest.mark.parametrize("until", [timezone.localdate(), None])
def test_a_day_that_is_over_and_nothing_at_all_are_refused(staff, until):
    with pytest.raises(RuleBroken):
        parked(staff, until=until)
    assert Issue.objects.get().state == "in_review"


def test_what_draws_voices_grows_until_it_no_longer_does(staff):
    issue = make_issue(state="accepted", released=True)
    for _ in range(2):
        make_us_too(issue=issue)
    look_through()
    assert Issue.objects.get().growing_since is None
    make_us_too(issue=issue)
    look_through()
    assert list(in_queue("growing", staff)) == [issue]
    actions.note_growth(now=timezone.now() + timedelta(days=15))
    assert Issue.objects.get().growing_since is None


@pytest.mark.parametrize("chosen", [{"until": "2099-01-01"}, {"more_organisations": "3"}, {"another_place": "on"}])
def test_something_must_bring_it_back(chosen):
    empty = ParkForm({"words": "We keep an eye on it.", "public": "on"})
    assert "one brings it back" in str(empty.errors["until"]) and "We keep an eye on it." in empty.as_p()
    assert "until" not in ParkForm({"words": "x", "public": "on", **chosen}).errors
