"""The page on issues: every figure counted on one's fingers, narrowed by each filter, and nothing small across."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from camk.templatetags.ui import LONDON
from groups.places.models import Place
from groups.themes.models import Theme
from insights.figures import dashboard_definitions as d
from insights.figures import dashboard_figures, evidence, findings, issue_counts
from insights.figures.forms import IssueFilter
from insights.figures.issue_counts import IssueCounts, IssueScope
from insights.figures.pages import IssueBoard
from insights.figures.periods import Quarter
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_us_too
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
SUMMER, TODAY = Quarter(2026, 3), date(2026, 11, 26)
PAGE = reverse("insights:figures-issues")


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour), tzinfo=LONDON)


def read(period=SUMMER, **narrowed) -> IssueCounts:
    return IssueCounts(IssueScope(period, TODAY, **narrowed))


def of(figure, counts):
    return figure.compute(counts, counts.period)


@pytest.fixture
def told():
    """Five issues of the summer, and one of the spring."""
    food, health = (Theme.objects.get(code=code) for code in ("food", "health"))
    area = Place.objects.clusters().first()
    parish = Place.objects.parishes().filter(cluster=area).first()
    july = {"created_at": at(7, 1)}
    looked = {"first_looked_at": at(7, 2), "decided_at": at(7, 8), "first_answered_at": at(7, 13)}
    make_issue(**july, main_theme=food, main_place=area, state="answered", severity=3, **looked)
    make_issue(
        **july, main_theme=food, main_place=parish, state="confirmed", reopened_count=1, first_looked_at=at(7, 9)
    )
    make_issue(**july, main_theme=health, state="they_say_done", kind="idea", first_looked_at=at(7, 3))
    make_issue(**july, state="unconfirmed", severity=1)
    make_issue(**july, state="reopened", reopened_count=2)
    make_issue(**july, state="sealed")
    make_issue(created_at=at(6, 30), state="new")
    return {"food": food, "health": health, "area": area}


def test_where_issues_stand_and_what_they_are_about(told):
    counts = read()
    assert of(d.BY_THEME, counts) == [("Food", 2), ("Health", 1), ("Not sorted yet", 2)]
    assert of(d.BY_AREA, counts) == [(told["area"].label, 2), ("All of Milton Keynes, or not given", 3)]
    assert of(d.BY_KIND, counts) == [("An issue", 4), ("An idea", 1)]
    assert dict(of(d.BY_SEVERITY, counts)) == {"Serious": 1, "An inconvenience": 1, "Not judged yet": 3}
    assert sum(n for _, n in of(d.BY_STATE, counts)) == 5


def test_how_long_people_wait_in_working_days(told):
    first, decision, answer = of(d.WAITS, read())
    assert first == ("A first look", 3, "2", 6)  # 1, 2 and 6 working days
    assert decision == ("A decision", 1, "5", 5)
    assert answer == ("An answer", 1, "8", 8)
    assert of(d.WAITS, read(Quarter(2026, 4)))[0] == ("A first look", 0, "–", "–")


@pytest.mark.parametrize(
    ("values", "found"), [([4], 4), ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 9), ([1] * 9 + [30] * 2, 30)]
)
def test_nine_of_ten(values, found):
    assert dashboard_figures.percentile(Counter(values), 0.9) == found


def test_opened_again_and_two_keys(told):
    assert of(d.AGAIN, read()) == [("Opened again", 2, 4, "50%")]
    assert [n for _, n in of(d.TWO_KEYS, read())] == [1, 1, 1, 0]
    assert of(d.AGAIN, read(Quarter(2026, 4))) == [("Opened again", 0, 0, "–")]


@pytest.mark.parametrize(
    ("narrowed", "number"),
    [
        ({"theme": "food"}, 2),
        ({"area": "area"}, 2),
        ({"state": "confirmed"}, 1),
        ({"severity": 3}, 1),
        ({"kind": "idea"}, 1),
    ],
)
def test_every_filter_narrows_every_figure(told, narrowed, number):
    counts = read(**{name: told.get(value, value) for name, value in narrowed.items()})
    assert counts.of("kind", counts.period).total() == number
    assert sum(n for _, n in of(d.BY_STATE, counts)) == number
    assert findings.leading(counts)[0].n == str(number)
    assert sum(column["value"] for column in findings.months_chart(counts).chart["cols"]) == number


def test_an_area_is_never_broken_down_by_theme(told, client_of, staff):
    by_area, by_theme = read(area=told["area"]), read(theme=told["food"])
    for figure in (d.BY_THEME, d.EMERGING, d.DOMINATED):
        assert of(figure, by_area) == []
    assert of(d.BY_AREA, by_theme) == []
    shown = [chart.figure for chart in IssueBoard.read(by_area).bars]
    assert d.BY_THEME not in shown and d.BY_AREA not in shown and d.BY_STATE in shown
    both = client_of(staff).get(PAGE, {"theme": "food", "area": told["area"].code})
    assert "Choose a theme or an area." in both.text and both.context["scope"].area is None
    assert "Choose an area from the list." in client_of(staff).get(PAGE, {"area": "nowhere"}).text


def test_the_list_behind_an_area_holds_what_its_figure_counts(told, client_of, staff):
    """By the main place: an issue of elsewhere that names a place of the area as well is not in it."""
    here = Place.objects.parishes().filter(cluster=told["area"]).first()
    elsewhere = Place.objects.clusters().exclude(pk=told["area"].pk).first()
    make_issue(created_at=at(7, 1), state="new", main_place=elsewhere, places=[elsewhere, here])
    asked = {"period": SUMMER.code, "area": told["area"].code}
    found = client_of(staff).get(reverse("insights:figure", args=["issues-by-state"]), asked).context
    listed = client_of(staff).get(found["behind"]).context["cl"].queryset.count()
    assert listed == sum(row[1] for row in found["section"].rows) == 2


def test_what_grows_faster_than_usual_by_the_rule_on_the_page():
    food, health = (Theme.objects.get(code=code) for code in ("food", "health"))
    lately = datetime.combine(TODAY, time(9), tzinfo=LONDON)
    for _ in range(5):
        make_issue(main_theme=food, created_at=lately)
        make_issue(main_theme=health, created_at=lately)
    for week in range(1, 26):  # health is always told about: some four in thirty days
        make_issue(main_theme=health, created_at=lately - timedelta(days=30 + week * 7))
    assert of(d.EMERGING, read()) == [("Food", 5, "0.0")]


def test_issues_from_several_sides_with_released_words_only(monkeypatch):
    here, there = Place.objects.parishes().filter(cluster__isnull=False).order_by("cluster", "pk")[:40:39]
    wide = make_issue(released=True, created_at=at(7, 1), organisation=make_organisation())
    make_us_too(issue=wide, organisation=make_organisation(), place=here)
    far = make_issue(released=True, created_at=at(7, 1))
    make_us_too(issue=far, place=here)
    make_us_too(issue=far, place=there, user=make_user())
    alone = make_issue(released=True, created_at=at(7, 1))
    make_us_too(issue=alone, place=here)
    hidden = make_issue(created_at=at(7, 1), organisation=make_organisation())
    make_us_too(issue=hidden, organisation=make_organisation())
    assert of(d.COMMON, read()) == [(far.lead_wording, 3, 0, 2), (wide.lead_wording, 2, 2, 1)]
    monkeypatch.setattr(issue_counts, "AT_ONCE", 1)  # looked at in turns, the same
    assert len(of(d.COMMON, read())) == 2


def test_one_voice_behind_more_than_half_is_said_without_its_name(client_of, trustee, monkeypatch):
    food = Theme.objects.get(code="food")
    loud = make_organisation(name="The loud one")
    for number in range(6):
        who = loud if number < 4 else make_organisation()
        make_issue(created_at=at(7, 1), main_theme=food, organisation=who)
    counts = read()
    assert of(d.DOMINATED, counts) == [("Food", "67%")]
    monkeypatch.setattr(evidence, "FEW", 2)  # as if there were too many voices to read each
    assert of(d.DOMINATED, read()) == [("Food", "67%")] and read().evidence == counts.evidence
    said = dashboard_figures.caveat(counts)
    assert said.startswith("6 voices stand behind these, of 3 organisations and people. More than half come from one")
    page = client_of(trustee).get(PAGE, {"period": SUMMER.code}).text
    assert "More than half come from one" in page and loud.name not in page and d.EMERGING.rule in page


def test_the_filter_stands_in_the_address_of_every_figure(told, client_of, trustee):
    page = client_of(trustee).get(PAGE, {"period": SUMMER.code, "theme": "food", "severity": "3"})
    assert page.context["scope"].query == "period=2026-3&theme=food&severity=3"
    one = client_of(trustee).get(reverse("insights:figure", args=["issues-by-state"]), page.context["scope"].chosen)
    assert one.context["section"].rows == [("Answered", 1)] and "the theme Food" in one.text.lower().replace(
        "food", "Food"
    )
    assert IssueFilter({"severity": "9"}, today=TODAY).chosen().severity is None


@pytest.mark.parametrize("issues", [1, 30])
def test_it_asks_the_same_however_many_there_are(client_of, trustee, issues, django_assert_max_num_queries):
    for _ in range(issues):
        make_us_too(
            issue=make_issue(released=True, organisation=make_organisation()), organisation=make_organisation()
        )
    browser = client_of(trustee)
    with django_assert_max_num_queries(16):
        assert browser.get(PAGE).status_code == 200
    with django_assert_max_num_queries(4):  # the lists of the filter, and who asks
        assert browser.get(PAGE).status_code == 200
