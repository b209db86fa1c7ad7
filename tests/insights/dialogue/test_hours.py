"""Mobilisers' time: written down in a tap, in the report as a sum, whose it was for staff alone and not for ever."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from insights.dialogue import actions
from insights.dialogue.models import LISTENING, Project, TimeSpent
from insights.dialogue.snapshot import build, said
from tests.factories.dialogue import make_assignment, make_month, make_time
from tests.forgetting import forgotten
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(mobiliser):
    return make_assignment(user=mobiliser, starts_on=timezone.localdate() - timedelta(days=900)).place


@pytest.fixture
def project(staff):
    return actions.save_project(name="Walking bus", run_by="The school", by=staff)


def test_an_hour_in_one_tap_and_a_slip_taken_out(mobiliser, area, project, client_of):
    """What was done lately stands ready; two presses at once are one."""
    browser, url = client_of(mobiliser), reverse("insights:dialogue-time")
    make_time(area=area, project=project, by=mobiliser, spent_on=timezone.localdate() - timedelta(days=1))
    page = browser.get(url).text
    assert "in one tap" in page and "4 h" in page and "Walking bus" in page
    tap = {"area": area.pk, "project": project.pk, "spent_on": timezone.localdate().isoformat(), "hours": "2"}
    for _ in range(2):
        assert browser.post(url, tap, follow=True).status_code == 200
    row = TimeSpent.objects.get(spent_on=timezone.localdate())
    assert (row.hours, row.area, row.project, row.by) == (2, area, project, mobiliser)
    browser.post(reverse("insights:dialogue-time-out", args=[row.pk]))
    assert not TimeSpent.objects.filter(pk=row.pk).exists()


def test_the_report_has_the_sum_by_project(mobiliser, staff, area, project):
    report = make_month(area=area)
    make_time(area=area, spent_on=report.month, hours=Decimal("2.5"), by=mobiliser)
    make_time(area=area, spent_on=report.last_day, hours=1, by=staff)
    make_time(area=area, spent_on=report.last_day, hours=Decimal("4.5"), project=project, by=mobiliser)
    make_time(area=area, spent_on=report.last_day + timedelta(days=1), hours=8, by=mobiliser)
    snapshot = build(report)
    assert snapshot["time"] == [{"label": LISTENING, "hours": 3.5}, {"label": "Walking bus", "hours": 4.5}]
    line = "Our mobilisers wrote down 8 hours for this area, of these 4.5 for Walking bus."
    assert said(snapshot)["time_line"] == line
    del snapshot["time"]  # a report that was sent before there was any
    assert said(snapshot)["time_line"] == ""


@pytest.mark.parametrize(
    ("days", "hours", "why"), [(1, 1, "still to come"), (-70, 1, "closed"), (0, 16, "more than 16 hours")]
)
def test_hours_that_cannot_be_are_refused(mobiliser, area, days, hours, why):
    make_time(area=area, by=mobiliser)
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(RuleBroken, match=why):
        actions.log_time(area=area, spent_on=day, hours=Decimal(hours), by=mobiliser)


def test_only_who_works_there_writes_and_a_project_that_ended_is_not_offered(
    mobiliser, second_staff, area, project, client_of
):
    make_time(area=area, project=project, by=mobiliser)
    actions.save_project(project=project, name="Walking bus", ended_on=timezone.localdate(), by=second_staff)
    assert "in one tap" not in client_of(mobiliser).get(reverse("insights:dialogue-time")).text
    other = make_assignment(user=second_staff, place=area.__class__.objects.parishes().last()).place
    with pytest.raises(RuleBroken, match="do not work in"):
        actions.log_time(area=other, spent_on=timezone.localdate(), hours=Decimal(1), by=mobiliser)
    with pytest.raises(RuleBroken, match="Only staff"):
        actions.save_project(name="Mine", by=mobiliser)


def test_staff_read_and_save_everybodys_hours_and_others_their_own(mobiliser, staff, area, client_of):
    make_time(area=area, by=mobiliser, words="Rota and keys")
    make_time(area=area, by=staff, words="Only of staff")
    page = client_of(staff).get(reverse("insights:dialogue-time")).text
    assert "Rota and keys" in page and str(mobiliser) in page
    saved = client_of(staff).get(reverse("insights:dialogue-time-csv")).text
    assert saved.count(str(area)) == 2 and str(mobiliser) in saved
    mine = client_of(mobiliser)
    for name in ("dialogue-time", "dialogue-time-csv"):
        text = mine.get(reverse(f"insights:{name}")).text
        assert "Rota and keys" in text and "Only of staff" not in text


def test_staff_keep_the_list_of_projects(staff, client_of):
    said = {"name": "Skip and sweep", "run_by": "The parish", "ended_on": ""}
    client_of(staff).post(reverse("admin:insights_project_add"), said)
    assert Project.objects.get().run_by == "The parish"


def test_what_is_two_years_old_says_nobodys_name(mobiliser, area):
    make_time(area=area, by=mobiliser, words="Rota", spent_on=timezone.localdate() - timedelta(days=730))
    with fixture_writes():
        old = make_time(area=area, by=mobiliser, words="Rota", spent_on=timezone.localdate() - timedelta(days=731))
    assert [forgotten("mobilisers-time") for _ in range(2)] == [1, 0]
    old.refresh_from_db()
    assert (old.by, old.words, old.hours) == (None, "", 1)
