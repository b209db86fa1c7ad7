"""The right partner for what is marked for a report."""

import pytest

from groups.places.models import Place
from groups.themes.models import Theme
from insights.reports.fitting import partners_for_marked
from insights.triage.actions import name_who_can_act
from tests.factories.issues import make_issue
from tests.factories.reports import make_stakeholder
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def test_a_report_is_offered_to_who_answers_for_its_theme_and_place(client_of, staff):
    health, housing = Theme.objects.all()[:2]
    north, south = Place.objects.filter(kind="cluster")[:2]
    here, away, wide, other, named = (make_stakeholder(name=n) for n in ("Here", "Away", "Wide", "Other", "Named"))
    marked = [make_issue(released=True, state="accepted", for_report=True) for _ in range(2)]
    unmarked = make_issue(released=True, state="accepted")
    with fixture_writes():
        for body, theme, places in (
            (here, health, [north]),
            (away, health, [south]),
            (wide, health, []),
            (other, housing, []),
        ):
            body.themes.set([theme])
            body.places.set(places)
        for issue, places in ((marked[0], [north]), (marked[1], []), (unmarked, [south])):
            issue.themes.set([health])
            issue.places.set(places)
    name_who_can_act(issue=marked[0], stakeholder=named, by=staff)
    fits = [(fit.partner.name, fit.issues, fit.named) for fit in partners_for_marked()]
    assert fits == [("Named", 1, 1), ("Wide", 2, 0), ("Here", 1, 0)]
    page = client_of(staff).get("/admin/insights/stakeholderreport/add/").content.decode()
    assert f'<a href="?stakeholder={wide.pk}">Wide</a>: 2 issues' in page
