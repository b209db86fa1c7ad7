"""The figures on small data made by hand, each number checked by counting on one's fingers."""

from datetime import date, datetime, time

import pytest

from camk.hours import working_days
from camk.templatetags.ui import LONDON
from groups.places.models import Place
from groups.themes.models import Theme
from insights.figures import definitions, findings
from insights.figures import issue_figures as d
from insights.figures.area_table import NO_AREA, NO_FAMILY, last_closed
from insights.figures.counts import Counts
from insights.figures.facts import NOT_COUNTED
from insights.figures.periods import Months, Quarter, last_months, last_quarters, last_years, year_before
from insights.figures.scope import Scope
from insights.figures.states import OUTCOMES
from insights.issues.models import Voice
from insights.issues.states import IssueState
from tests.factories.issues import make_issue, make_voice
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes

SPRING, SUMMER = Quarter(2026, 2), Quarter(2026, 3)
TODAY = date(2026, 11, 21)


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour), tzinfo=LONDON)


def theme(code: str) -> Theme:
    return Theme.objects.get(code=code)


def told(month, day, **changes):
    return make_issue(**{"created_at": at(month, day)} | changes)


# -- periods --------------------------------------------------------------------------------------------


def test_quarters_follow_one_another():
    assert Quarter.of(date(2026, 9, 30)) == SUMMER and SUMMER.previous() == SPRING
    assert (SUMMER.first_day, SUMMER.last_day) == (date(2026, 7, 1), date(2026, 9, 30))
    assert Quarter(2026, 1).previous() == Quarter(2025, 4) and Quarter(2025, 4).next() == Quarter(2026, 1)
    assert Quarter.from_code("2026-3") == SUMMER and SUMMER.label == "July to September 2026"
    assert [q.code for q in last_quarters(TODAY, 3)] == ["2026-4", "2026-3", "2026-2"]
    assert SUMMER.is_over(TODAY) and not SUMMER.is_over(date(2026, 9, 30))
    assert last_closed(Quarter(2026, 4), TODAY) == SUMMER and last_closed(SPRING, TODAY) == SPRING
    assert year_before(Quarter(2026, 1))[0] == date(2025, 4, 1) and year_before(SUMMER)[-1] == date(2026, 9, 1)
    for code in ("2026-5", "x", "2026", "1-1"):
        with pytest.raises(ValueError):
            Quarter.from_code(code)


def test_working_days_leave_out_weekends_and_bank_holidays(db):
    assert working_days(date(2026, 7, 3), date(2026, 7, 6)) == 1  # Friday to Monday
    assert working_days(date(2026, 7, 6), date(2026, 7, 6)) == 0
    assert working_days(date(2026, 8, 28), date(2026, 9, 1)) == 1  # the Monday is a bank holiday
    assert working_days(date(2026, 7, 6), date(2026, 7, 20)) == 10


def test_every_counted_state_stands_in_one_line_of_what_came_of_it():
    lines = [state for _, states in OUTCOMES for state in states]
    assert sorted(lines) == sorted(state for state in IssueState if state not in NOT_COUNTED)


def test_every_figure_has_its_own_code_and_a_rule(db):
    assert len({figure.code for figure in definitions.FIGURES}) == len(definitions.FIGURES)
    assert all(len(figure.rule) > 60 for figure in definitions.FIGURES)


def test_years_begin_in_april_or_when_the_programme_says():
    this = Months.year_of(date(2026, 11, 21))
    assert (this.first_day, this.last_day, this.label) == (
        date(2026, 4, 1),
        date(2027, 3, 31),
        "April 2026 to March 2027",
    )
    assert Months.year_of(date(2026, 3, 31)).first_day == date(2025, 4, 1)
    assert Months.year_of(date(2026, 8, 31), 9).first_day == date(2025, 9, 1)
    assert Months.year_of(date(2026, 9, 1), 9).last_day == date(2027, 8, 31)
    assert this.previous().code == "year-2025-04" and Months.from_code("year-2025-04") == this.previous()
    month = Months(date(2027, 1, 1), 1)
    assert month.previous().label == "December 2026" and Months.from_code(month.previous().code) == month.previous()
    assert [m.code for m in last_months(TODAY, 2)] == ["month-2026-11", "month-2026-10"]
    assert [y.first_day.year for y in last_years(TODAY, 3)] == [2026, 2025, 2024]
    for code in ("year-2026", "week-2026-01", "month-2026-13", "month-x-1"):
        with pytest.raises(ValueError):
            Months.from_code(code)


# -- figures --------------------------------------------------------------------------------------------


@pytest.fixture
def small_data(db):
    """Summer 2026: five counted issues; spring: two."""
    food = theme("food")
    cluster = Place.objects.clusters().first()
    told(7, 1, state="answered", main_theme=food, first_looked_at=at(7, 2), decided_at=at(7, 8))
    told(7, 3, state="raised", main_theme=theme("money"), first_looked_at=at(7, 6), decided_at=at(7, 30))
    told(7, 3, state="confirmed", main_theme=theme("health"), first_looked_at=at(7, 20), decided_at=at(7, 7))
    told(9, 30, state="submitted", kind="idea", main_place=cluster)
    told(9, 30, state="parked", kind="idea")
    told(8, 1, state="sealed")
    told(8, 1, state="withdrawn")
    told(4, 2, state="declined", main_theme=food, first_looked_at=at(4, 2), decided_at=at(4, 2))
    told(6, 30, state="new", created_at=at(6, 30, 23))
    told(10, 1, state="new", created_at=at(10, 1, 0))


def read(quarter=SUMMER, today=TODAY, kind=""):
    return Counts(Scope(quarter, today, kind))


def test_the_leading_figures(small_data):
    counts = read()
    assert d.told(counts, SUMMER) == 5 and d.told(counts, SPRING) == 2
    assert d.first_look(counts, SUMMER) == 1  # 1, 1 and 11 working days
    assert d.first_look(counts, SPRING) == 0
    assert d.decided(counts, SUMMER) == 40  # two of five in time, the parked and the new one never
    assert d.answered(counts, SUMMER) == 40  # answered and confirmed
    assert d.answered(counts, SPRING) == 50


def test_issues_whose_ten_days_are_not_over_are_not_judged(small_data):
    counts = read(today=date(2026, 10, 7))
    assert d.decided(counts, SUMMER) == 67  # the two of 30 September are left out


def test_a_running_quarter_is_compared_with_as_many_days(small_data):
    autumn = Quarter(2026, 4)
    counts = read(autumn, today=date(2026, 10, 2))
    assert d.told(counts, autumn) == 1
    assert d.told(counts, SUMMER) == 1  # 1 and 2 July only
    assert findings.leading(counts)[0].change == "The same as at this point last quarter"
    assert counts.table.quarter == SUMMER


def test_what_issues_are_about_and_what_came_of_them(small_data):
    counts = read()
    themes = dict(d.themes(counts, SUMMER))
    assert themes["Money, food and home"] == 2 and themes["Health and wellbeing"] == 1 and themes[NO_FAMILY] == 2
    assert sum(themes.values()) == 5 and themes["Arts, heritage and sport"] == 0
    assert d.themes(counts, SUMMER)[0][0] == "Money, food and home" and d.themes(counts, SUMMER)[-1][0] == NO_FAMILY
    outcomes = dict(d.outcomes(counts, SUMMER))
    assert outcomes["Done, confirmed"] == outcomes["Raised with a partner"] == outcomes["Watching"] == 1
    assert outcomes["Answered or passed on by us"] == outcomes["Still being looked at"] == 1
    assert sum(outcomes.values()) == 5


def test_how_quickly_and_month_by_month(small_data):
    counts = read()
    assert [n for _, n in d.speed(counts, SUMMER)] == [2, 0, 1, 2]
    months = dict(d.months(counts, SUMMER))
    assert months[date(2026, 7, 1)] == 3 and months[date(2026, 9, 1)] == 2 and months[date(2026, 8, 1)] == 0
    assert months[date(2026, 6, 1)] == 1 and len(months) == 12


def test_the_kind_narrows_everything_but_the_table(small_data):
    counts = read(kind="idea")
    assert d.told(counts, SUMMER) == 2 and sum(n for _, n in d.outcomes(counts, SUMMER)) == 2
    assert counts.table.safe.total == 5


def test_an_empty_portal_has_figures_too(db):
    counts = read()
    assert [f.n for f in findings.leading(counts)] == ["0", "–", "–", "–"]
    assert findings.themes_chart(counts).finding == "No issues were told in this quarter"
    assert findings.months_chart(counts).finding == "No issues in these twelve months"
    assert findings.outcomes_chart(counts).chart == [] and findings.speed_chart(counts).chart == []
    assert counts.table.safe.total == 0 and counts.table.safe.hidden == 0


def test_the_findings_say_what_the_numbers_say(small_data):
    counts = read()
    first, look, decided, answered = findings.leading(counts)
    assert (first.n, first.change, first.direction) == ("5", "3 more than the quarter before (2)", "up")
    assert (look.n, look.change) == ("1", "1 more than the quarter before (0)")
    assert (decided.n + decided.suffix, decided.change) == ("40%", "Down from 50% the quarter before")
    assert answered.change == "Down from 50% the quarter before"
    assert findings.themes_chart(counts).finding == "We hear most about money, food and home"
    assert findings.months_chart(counts).finding == "More issues than in the quarter before"
    assert findings.outcomes_chart(counts).finding == "1 of 5 is done and confirmed"
    assert findings.speed_chart(counts).finding == "2 of 5 were looked at within 3 working days"


# -- areas and themes ------------------------------------------------------------------------------------


def test_the_table_counts_by_area_and_family_and_hides_small_numbers(db):
    """Six organisations in one area, one organisation in Ravenstone's (domain I12)."""
    parish = Place.objects.parishes().select_related("cluster").first()
    other = Place.objects.clusters().exclude(pk=parish.cluster_id).first()
    for n in range(6):
        place = parish if n % 2 else parish.cluster
        told(7, 6, main_theme=theme("food"), main_place=place, organisation=make_organisation())
        told(7, 6, main_theme=theme("health"), main_place=parish, organisation=make_organisation())
    one = make_organisation(name="The only one")
    for _ in range(7):
        told(7, 6, main_theme=theme("food"), main_place=other, organisation=one)
    table = read().table
    rows = {row["label"]: (dict(row["cells"]), row["total"]) for row in table.rows}
    assert rows[other.label][0]["Money, food and home"] is None
    assert rows[parish.cluster.label][0]["Health and wellbeing"] == 6
    totals = dict(zip(table.families, table.safe.column_totals, strict=True))
    assert totals["Money, food and home"] == 13 and totals["Health and wellbeing"] == 6
    assert table.safe.total == 19 and NO_AREA in rows
    # Seven issues of one organisation: its area's total would tell as much as the cell.
    assert rows[other.label][1] is None


def test_a_contributor_counts_once_however_often_they_spoke(db):
    """Four organisations and two people of one of them: four contributors, so nothing is shown by area."""
    area = Place.objects.clusters().first()
    organisations = [make_organisation() for _ in range(4)]
    issues = [told(7, 6, main_theme=theme("food"), main_place=area, organisation=o) for o in organisations * 2]
    told(7, 7, main_theme=theme("food"))
    elsewhere = Place.objects.clusters().last()
    told(7, 7, main_theme=theme("food"), main_place=elsewhere)
    cells = {row["label"]: dict(row["cells"]) for row in read().table.rows}
    assert cells[area.label]["Money, food and home"] is None
    voice = make_voice(issue=issues[0], organisation=make_organisation())
    cells = {row["label"]: dict(row["cells"]) for row in read().table.rows}
    assert cells[area.label]["Money, food and home"] == 8
    with fixture_writes():  # the fifth contributor takes their words back: hidden again
        Voice.objects.filter(pk=voice.pk).update(withdrawn_at=at(7, 8))
    cells = {row["label"]: dict(row["cells"]) for row in read().table.rows}
    assert cells[area.label]["Money, food and home"] is None


def test_a_joined_issue_is_counted_where_it_was_told(db):
    lead = told(7, 6, main_theme=theme("food"))
    joined = told(7, 6, main_theme=theme("health"), state="joined", joined_to=lead)
    counts = read()
    assert d.told(counts, SUMMER) == 2 and dict(d.themes(counts, SUMMER))["Health and wellbeing"] == 1
    assert joined not in counts.waiting and lead in counts.waiting


# -- waiting longest -------------------------------------------------------------------------------------


def test_issues_waiting_longest_never_show_unreleased_words_nor_where(db):
    parish = Place.objects.parishes().select_related("cluster").first()
    food = theme("food")
    told(7, 6, released=True, state="raised", main_theme=food, main_place=parish)
    told(7, 1, state="new", main_theme=food, main_place=parish, lead_wording="Not for you yet", reference="MK-SECRET")
    told(7, 1, state="parked")
    told(7, 1, state="answered")
    secret, shown = d.waiting(read(), SUMMER)
    assert secret == {
        "reference": "",
        "wording": "",
        "theme": "Food",
        "area": "",
        "weeks": 20,
        "state": "Waiting its turn",
    }
    assert shown["wording"].startswith("Wording") and shown["area"] == parish.cluster.label and shown["weeks"] == 19
