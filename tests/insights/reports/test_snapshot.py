"""What a report holds: figures that add up, and nobody's words or name without consent."""

from datetime import date

import pytest
from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme
from insights.reports.snapshot import build, canonical, fingerprint
from tests.factories.issues import make_issue, make_voice
from tests.factories.organisations import make_organisation
from tests.factories.reports import make_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def _quote(issue, report, **voice):
    voice = make_voice(issue=issue, **voice)
    with fixture_writes():
        report.items.update(quote=voice)
    return build(report)["items"][0]["quote"]


def test_the_same_content_has_the_same_fingerprint():
    one, two = {"b": [1, {"y": "é", "x": None}], "a": "“q”"}, {"a": "“q”", "b": [1, {"x": None, "y": "é"}]}
    assert canonical(one) == '{"a":"“q”","b":[1,{"x":null,"y":"é"}]}'
    assert fingerprint(one) == fingerprint(two) != fingerprint({**one, "a": "q"})


def test_figures_count_distinct_people_and_organisations():
    body, two = make_organisation(), Theme.objects.order_by("pk")[:2]
    first = make_issue(released=True, main_theme=two[0], organisation=body)
    make_voice(issue=first, organisation=body)  # the same organisation again: one contributor
    make_voice(issue=first)
    make_voice(issue=first, withdrawn_at=timezone.now())
    second = make_issue(released=True, main_theme=two[0], organisation=body)
    third = make_issue(released=True, main_theme=two[1])
    data = build(make_report(issues=[first, second, third]))
    assert data["figures"] == {"issues": 3, "voices": 3, "organisations": 1, "areas": 0}
    assert data["themes"] == [
        {"label": two[0].label, "issues": 2, "voices": 2, "told": 0, "before": 0},
        {"label": two[1].label, "issues": 1, "voices": 1, "told": 0, "before": 0},
    ]
    assert [item["voices"] for item in data["items"]] == [2, 1, 1]


def test_a_place_with_few_behind_it_is_named_by_its_area_only():
    estate = Place.objects.filter(kind="estate", parish__isnull=False, cluster__isnull=False).first()
    few, many = (make_issue(released=True, main_place=estate) for _ in range(2))
    for _ in range(4):
        make_voice(issue=many)
    items = build(make_report(issues=[few, many]))["items"]
    assert [item["place"] for item in items] == [estate.cluster.label, estate.parish.label]
    assert estate.label not in (estate.cluster.label, estate.parish.label)


def test_quotes_carry_the_organisation_only_when_it_may_be_named():
    issue, body = make_issue(released=True), make_organisation(name="Named Club")
    report = make_report(issues=[issue])
    anonymous = _quote(issue, report, words="A", organisation=body, consents=["anonymous"])
    assert anonymous == {"words": "A", "who": ""}
    assert _quote(issue, report, words="B", organisation=body, consents=["named"]) == {
        "words": "B",
        "who": "Named Club",
    }
    assert _quote(issue, report, words="C", consents=["named"]) == {"words": "C", "who": ""}
    assert _quote(issue, report, words="D", consents=["count"]) is None


def test_no_raiser_and_no_unreleased_word_goes_in(supporter):
    secret = make_issue(user=supporter, words="CANARYWORDS of the raiser", lead_wording="CANARYDRAFT wording")
    shown = make_issue(
        released=True, user=supporter, words="CANARYWORDS again", organisation=make_organisation(name="CANARYORG")
    )
    text = canonical(build(make_report(issues=[secret, shown])))
    assert "CANARY" not in text
    assert supporter.name not in text and supporter.email not in text
    assert shown.lead_wording in text


def test_the_method_is_written_from_the_data_unless_staff_wrote_it():
    report = make_report(issues=[make_issue(released=True), make_issue(released=True)])
    assert "2 issues with 2 voices, about Milton Keynes as a whole" in build(report)["method"]
    report.method = "Our own words."
    assert build(report)["method"] == "Our own words."


def test_asks_point_to_the_items_they_are_about():
    first, second = make_issue(released=True), make_issue(released=True)
    report = make_report(issues=[first, second], asks=["Mend it."])
    with fixture_writes():
        report.asks.get().issues.set([second])
        report.asks.update(due_on=date(2026, 12, 1))
    ask = build(report)["asks"][0]
    assert (ask["number"], ask["words"], ask["due_on"], ask["items"]) == (1, "Mend it.", "2026-12-01", [2])


def test_a_snapshot_takes_the_same_queries_for_one_issue_and_for_twelve(django_assert_num_queries):
    def report(size):
        issues = [make_issue(released=True, main_theme=Theme.objects.first()) for _ in range(size)]
        return make_report(issues=issues, asks=["Mend it."])

    for size in (1, 12):
        ready = report(size)
        build(ready)
        with django_assert_num_queries(13):
            build(ready)
