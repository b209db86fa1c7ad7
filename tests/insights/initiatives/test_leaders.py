"""Training: leaders who agreed, the ladder, who may be asked next, and that nothing is left of who withdrew."""

from datetime import date, timedelta

import pytest
from django.core import serializers
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from insights.initiatives import actions
from insights.initiatives.ladder import ladder_of, to_ask
from insights.initiatives.models import Leader
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.initiatives import make_counted, make_initiative, make_leader, make_member
from tests.factories.meetings import make_meeting, make_rsvp

pytestmark = pytest.mark.django_db


def test_nobody_is_written_down_who_did_not_agree(client, client_of, organiser, initiative):
    browser, url = client_of(organiser), reverse("insights:leader-new", args=[initiative.slug])
    member = make_member(initiative=initiative)
    typed = {"name": "Ada Canary", "email": "ada@example.org", "consent_on": "2026-03-01", "member": member.pk}
    page = browser.post(url, typed).text
    assert "did not agree" in page and "Ada Canary" in page
    browser.post(url, typed | {"agreed": "on"})
    row = Leader.objects.get()
    assert (row.consent_on, row.user.email, row.member) == (date(2026, 3, 1), "ada@example.org", member)
    assert "written down already" in browser.post(url, typed | {"agreed": "on"}).text
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert "still to come" in browser.post(url, typed | {"agreed": "on", "consent_on": tomorrow}).text
    assert "Ada Canary" in browser.get(reverse("insights:leader-list", args=[initiative.slug])).text
    assert "Ada Canary" not in client.get(initiative.get_absolute_url()).text


def test_the_ladder_says_who_may_be_asked_next(client_of, organiser, initiative):
    came, user = make_leader(initiative=initiative), make_user()
    at_ours = make_leader(initiative=initiative, user=user)
    absent = make_leader(initiative=initiative, user=make_user())
    top, new = make_leader(initiative=initiative), make_leader(initiative=initiative)
    meeting = make_meeting()
    make_counted(initiative=initiative, meeting=meeting, measure="one_day")
    make_rsvp(meeting=meeting, user=user, attendance=Rsvp.Attendance.ATTENDED)
    make_rsvp(meeting=meeting, user=absent.user, attendance=Rsvp.Attendance.ABSENT)
    url = reverse("insights:training-new", args=[initiative.slug])
    typed = {"level": "three_day", "ended_on": "2026-02-14", "people": "1", "leaders": [came.pk, top.pk]}
    assert "More leaders are ticked" in client_of(organiser).post(url, typed).text
    client_of(organiser).post(url, typed | {"people": "5"})
    client_of(organiser).post(url, typed | {"level": "six_day", "people": "2", "leaders": [top.pk]})
    rows = ladder_of(initiative)
    asked = {label: {leader.pk for leader in leaders} for label, leaders in to_ask(rows)}
    assert asked == {
        "One-day training": {absent.pk, new.pk},
        "Three-day training": {at_ours.pk},
        "Six-day training": {came.pk},
    }
    assert {row.leader: row.words for row in rows}[top] == "three-day training, six-day training"
    stranger = make_leader(initiative=make_initiative())
    with pytest.raises(RuleBroken, match="who agreed"):
        actions.log_training(
            initiative=initiative,
            level="one_day",
            ended_on=date(2026, 2, 1),
            people=3,
            leaders=[stranger],
            by=organiser,
        )


def test_who_withdraws_leaves_no_name(client_of, organiser, initiative):
    leader = actions.add_leader(
        initiative=initiative, name="Ada Canary", consent_on=date(2026, 3, 1), email="ada@example.org", by=organiser
    )
    actions.log_training(
        initiative=initiative, level="one_day", ended_on=date(2026, 3, 2), people=3, leaders=[leader], by=organiser
    )
    browser, url = client_of(organiser), reverse("insights:leader-withdraw", args=[initiative.slug, leader.pk])
    assert "Ada Canary" in browser.get(url).text
    browser.post(url)
    row = Leader.objects.get()
    assert (row.name, row.user, row.withdrawn_on) == ("", None, timezone.localdate())
    assert not row.trainings.exists() and initiative.trainings.get().people == 3, "the count stays, the name goes"
    assert "Canary" not in serializers.serialize("json", AuditEvent.objects.all())
    assert browser.get(url).status_code == 404
    assert "1 person has withdrawn" in browser.get(reverse("insights:leader-list", args=[initiative.slug])).text
    with pytest.raises(IntegrityError):
        make_leader(initiative=initiative, withdrawn_on=timezone.localdate())


def test_how_many_leaders_there_are_is_told_from_five_on(client, initiative):
    for number in range(1, 6):
        make_leader(initiative=initiative)
        told = (
            f"{number} people have agreed to be asked as leaders." in client.get(initiative.get_absolute_url()).text
        )
        assert told == (number == 5)
