"""The page of figures, its rules and its file: who gets in, what they cost, what they never show."""

import csv
import html
import io
import re
import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.accounts import offices
from camk.spreadsheet import csv_response, safe_cell
from groups.places.models import Place
from groups.themes.models import Theme
from insights.figures import definitions as d
from insights.figures import kept
from insights.figures.counts import Counts
from insights.figures.periods import Months, Quarter
from insights.figures.scope import Scope
from insights.figures.verdicts import FIGURES
from tests.factories.camk import make_user
from tests.factories.issues import make_issue
from tests.factories.live import make_details
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
PAGE, RULES, PDF = (reverse(f"insights:figures{name}") for name in ("", "-definitions", "-pdf"))
FILE, ONE = reverse("insights:figure-csv", args=["areas"]), reverse("insights:figure", args=["told"])


def test_who_gets_in(
    client_of, visitor, supporter, coordinator, mobiliser, safeguarding_lead, staff, trustee, superuser
):
    administrator = make_user(office=offices.ADMINISTRATOR)
    expected = {
        visitor: 302,
        supporter: 404,
        coordinator: 404,
        mobiliser: 404,
        safeguarding_lead: 404,
        staff: 200,
        trustee: 200,
        administrator: 200,
        superuser: 200,
    }
    for user, status in expected.items():
        browser = client_of(user)
        for url in (PAGE, RULES, FILE, ONE, PDF):
            assert browser.get(url).status_code == status, (user, url)
            assert browser.post(url).status_code == (405 if status == 200 else status), (user, url)


@pytest.mark.parametrize("issues", [1, 40])
def test_the_page_asks_the_same_however_many_there_are(client_of, trustee, issues, django_assert_max_num_queries):
    """Twenty-eight statements when it is first asked for, session and person included; then two for 50 seconds."""
    place, theme = Place.objects.parishes().first(), Theme.objects.first()
    for _ in range(issues):
        make_issue(released=True, main_theme=theme, main_place=place)
    browser = client_of(trustee)
    with django_assert_max_num_queries(28):
        assert browser.get(PAGE).status_code == 200
    with django_assert_max_num_queries(2):
        assert browser.get(PAGE).status_code == 200


def test_nothing_is_kept_for_a_minute(client_of, trustee, monkeypatch):
    browser = client_of(trustee)
    assert kept.KEEP_SECONDS < 60
    none, one = (f'<td role="cell" class="n">{n}</td><td role="cell" class="n">0</td>' for n in (0, 1))
    assert none in browser.get(ONE).text
    make_issue()
    assert none in browser.get(ONE).text
    later = time.monotonic() + kept.KEEP_SECONDS
    monkeypatch.setattr(kept.time, "monotonic", lambda: later)
    assert one in browser.get(ONE).text


def test_trustees_never_see_who_spoke_nor_unreleased_words(client_of, trustee, coordinator, organisation):
    shown = make_issue(released=True, words="Own words one.", user=coordinator, organisation=organisation)
    hidden = make_issue(words="Own words two.", lead_wording="Not released.", organisation=organisation)
    page = client_of(trustee).get(PAGE).text
    assert shown.lead_wording in page
    assert "Wording not released yet" in page
    for secret in ("Own words", "Not released.", hidden.reference, coordinator.name, organisation.name):
        assert secret not in page


def test_the_filter_keeps_to_its_lists(client_of, trustee):
    browser = client_of(trustee)
    before = Quarter.of(timezone.localdate()).previous()
    assert before.label in browser.get(PAGE, {"period": before.code}).text
    page = browser.get(PAGE, {"period": "1871-1", "kind": "\x00"})
    assert page.status_code == 200
    assert "Choose a period from the list." in page.text and "Choose a kind from the list." in page.text
    assert "<strong>one kind only: an idea</strong>" in browser.get(PAGE, {"kind": "idea"}).text


def test_the_rules_are_those_of_the_figures(client_of, trustee):
    page = client_of(trustee).get(RULES)
    for figure in FIGURES:
        assert f'id="{figure.code}"' in page.text and figure.rule in page.text


def test_the_days_are_those_our_office_has_set(client_of, trustee):
    make_details(first_look_days=5, decision_days=1)
    told = timezone.now() - timedelta(days=20)
    make_issue(created_at=told, first_looked_at=told + timedelta(days=6), decided_at=told + timedelta(days=1))
    counts = Counts(Scope(Months.year_of(timezone.localdate()), timezone.localdate()))
    assert d.FIRST_LOOK.compute(counts, counts.period) <= 5
    assert [label for label, _ in d.SPEED.compute(counts, counts.period)][:2] == [
        "Within 5 working days",
        "After 6 to 6",
    ]
    page = client_of(trustee).get(PAGE).text
    assert "decided within 1 working day<" in page and "We aim for 5." in page
    rules = client_of(trustee).get(RULES).text
    assert "at most 5 working days; act above 10 working days" in rules and "{look}" not in rules
    assert client_of(trustee).get(reverse("insights:figure", args=["verdicts"])).text.count("On track") > 5


def test_figures_of_the_page_on_issues_open_with_its_filter(client_of, trustee):
    place = Place.objects.clusters().first()
    make_issue(main_place=place, places=[place])
    make_issue()
    browser, asked = client_of(trustee), {"area": place.code}
    link = re.search(r'href="(/figures/told/[^"]*)"', browser.get(reverse("insights:figures-issues"), asked).text)
    page = browser.get(html.unescape(link[1]))
    assert page.context["section"].rows[0][1] == 1 and "Issues in detail" in page.text
    # By theme within an area only the published table counts: this figure does not take that filter.
    assert (
        sum(row[1] for row in browser.get(reverse("insights:figure", args=["themes"]), asked).context["section"].rows)
        == 2
    )


def test_the_file_holds_the_table_with_the_same_numbers_hidden(client_of, trustee):
    before = Quarter.of(timezone.localdate()).previous()
    place = Place.objects.clusters().first()
    with fixture_writes():
        type(place).objects.filter(pk=place.pk).update(label="=1+1")
    told_at = timezone.now().replace(year=before.last_day.year, month=before.last_day.month, day=10)
    for _ in range(3):
        make_issue(created_at=told_at, main_place=place, main_theme=Theme.objects.get(code="food"))
    response = client_of(trustee).get(FILE)
    assert response["Content-Type"].startswith("text/csv")
    assert before.label in response.text and "areas-" in response["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert {len(row) for row in rows} == {13}
    column = rows[0].index("Money, food and home")
    row = next(row for row in rows if row[0] == "'=1+1")
    assert row[column] == "hidden" and row[-1] == "hidden"
    assert rows[-1][0] == "All of Milton Keynes" and rows[-1][column] == "3"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"])
def test_no_cell_begins_a_formula(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"
    assert csv_response("x.csv", [[f"{start}1"]]).text.removeprefix("\ufeff").lstrip('"').startswith("'")


def test_numbers_and_plain_words_stay_as_they_are():
    assert safe_cell(-3) == -3 and safe_cell("Wolverton - north") == "Wolverton - north"
