"""Results equal a recount by hand, and no hidden count follows from what is shown."""

from collections import Counter

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insights.surveys.models import SurveyResponse
from insights.surveys.results import _kept_back, read
from tests.factories.surveys import make_closed_survey, make_response, make_survey, topic

NEEDS = st.dictionaries(st.sampled_from(["governance", "funding"]), st.sampled_from(["now", "later", "no"]))
MANY = st.sets(st.sampled_from(["In a room", "Online"]), max_size=2)
ANSWERS = st.lists(st.tuples(NEEDS, MANY, st.sampled_from(["", "Lakes", "Park"]), st.booleans()), max_size=9)
LABELS = {"now": "Now", "later": "Later", "no": "No"}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=6))
def test_no_hidden_count_follows_from_the_rest(counts):
    """Two or more that add up to something above nothing can each be more than one number."""
    shown = _kept_back(counts, counts)
    assert all(count is None or count == counts[n] for n, count in enumerate(shown))
    assert all(count is None or count >= 5 or count == 0 for count in shown)
    hidden = [counts[n] for n, count in enumerate(shown) if count is None]
    assert not hidden or (len(hidden) > 1 and sum(hidden) > 0)


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANSWERS)
def test_results_equal_a_recount(given_answers):
    survey = make_survey()
    counted = []
    for needs, many, name, sent in given_answers:
        if needs or many:
            make_response(
                survey=survey, needs=needs or None, values={"many": sorted(many)}, sent=sent,
                **({"organisation_name": name} if sent else {}),
            )  # fmt: skip
            counted += [(needs, many)] if sent else []
    found = read(survey, whole=True)
    assert found.answers == len(counted)
    for table in found.parts[0].tables:
        code = "governance" if "overnance" in table.heading else "funding"
        said = Counter(LABELS.get(needs.get(code, ""), "No answer") for needs, _ in counted)
        assert {line.label: line.count for line in table.lines} == {
            label: said[label] for label in ("Now", "Later", "No", "No answer")
        }
    (many_table,) = next(part for part in found.parts if part.question.kind == "many").tables
    for line in many_table.lines:
        assert line.count == sum(line.label in many for _, many in counted)


@pytest.mark.django_db
def test_everybody_reads_them_once_it_is_closed(client, client_of, staff):
    survey = make_closed_survey(answers=6)
    page = reverse("insights:survey-results", args=[survey.slug])
    assert "6 answers from 6 organisations and people" in client.get(page).text
    lines = client.get(reverse("insights:survey-results-csv", args=[survey.slug])).content.decode()
    assert f"What do you need?,{topic('funding').label},Now,6" in lines
    running = make_survey(title="Running")
    page = reverse("insights:survey-results", args=[running.slug])
    assert client.get(page).status_code == 404 and client_of(staff).get(page).status_code == 200


@pytest.mark.django_db
def test_small_numbers_are_for_staff(client, client_of, staff):
    survey = make_survey()
    for number in range(8):
        needs = {"funding": "now" if number < 6 else "no"}
        make_response(survey=survey, organisation_name=f"Club {number}", needs=needs)
    public, whole = (read(survey, whole=whole).parts[0].tables[1] for whole in (False, True))
    assert [line.count for line in whole.lines] == [6, 0, 2, 0]
    assert public.of("No") is None and public.hidden != ["No"]


@pytest.mark.django_db
def test_five_answers_of_one_organisation_are_one_voice():
    survey = make_survey()
    for _ in range(6):
        make_response(survey=survey, organisation_name="Lakes Club")
    assert read(survey, whole=False).parts == [] and read(survey, whole=True).answers == 6
    assert SurveyResponse.objects.values("contributor").distinct().count() == 1
