"""The public list holds what stands in the issues, after each action; what went past the actions is mended."""

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.places.models import Place
from insights.issues.actions import mend_the_list
from insights.issues.actions.listing import not_as_kept
from insights.issues.models import Issue, ListedIssue
from insights.issues.models.listing import ANY
from insights.issues.paging import Listed
from insights.safeguarding.actions import seal_issue
from insights.triage import actions as triage
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, place, theme
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(safeguarding_lead):
    return safeguarding_lead


@pytest.fixture
def safeguarding_lead():
    return make_user(is_staff=True, is_superuser=True)


def rows(issue) -> set[tuple[int, int, str, str]]:
    return set(ListedIssue.objects.filter(issue=issue).values_list("theme", "area", "kind", "stage"))


def filed(issue, by, **changes):
    same = {"beneficiaries": [], "main_theme": None, "main_place": None, "severity": 2, "reach": 2, "by": by}
    triage.classify(issue=issue, **same | changes)


def test_a_row_for_each_theme_and_area_and_for_any(staff):
    where = place("Netherfield")
    issue = make_issue(state="in_review", themes=[theme("food"), theme("money")], places=[where])
    assert not rows(issue), "nothing is listed before it is released"
    triage.release(issue=issue, wording="Families run out of food at the end of the month.", by=staff)
    themes, areas = {ANY, theme("food").pk, theme("money").pk}, {ANY, where.cluster_id}
    assert rows(issue) == {(about, area, "issue", "looking") for about in themes for area in areas}


def test_after_each_action_the_list_is_what_the_issues_say(staff):
    issue, lead = (make_issue(state="in_review", released=True, places=[place("Netherfield")]) for _ in range(2))
    steps = [
        lambda: triage.take_theme(issue=issue, theme=theme("food"), by=staff),
        lambda: triage.take_place(issue=issue, place=place("Beanhill"), by=staff),
        lambda: filed(issue, staff, themes=[theme("money")], places=[place("Wolverton")]),
        lambda: triage.accept(issue=issue, words="We take it on.", by=staff),
        lambda: triage.join(issue=issue, lead=lead, by=staff),
        lambda: triage.undo_join(issue=issue, by=staff),
        lambda: triage.answer(issue=issue, words="The answer is here.", by=staff),
        lambda: triage.withdraw_release(issue=issue, by=staff),
        lambda: triage.release(issue=issue, wording="The bus does not come any more.", by=staff),
    ]
    listed = []
    for step in steps:
        step()
        issue.refresh_from_db()
        assert not_as_kept() == []
        listed.append(bool(rows(issue)))
    assert listed == [True, True, True, True, False, True, True, False, True]
    assert {stage for *_, stage in rows(issue)} == {"sorted"}


def test_what_is_sealed_stands_nowhere_on_the_list(staff, monkeypatch):
    monkeypatch.setattr("insights.safeguarding.actions.sealing.may_seal", lambda *args: True)
    issue = make_issue(state="in_review", released=True)
    assert rows(issue)
    seal_issue(issue=issue, by=staff)
    assert not rows(issue) and not_as_kept() == []


def test_what_went_past_the_actions_is_mended_at_night():
    where = place("Netherfield")
    issue = make_issue(state="accepted", released=True, places=[where])
    other = Place.objects.clusters().exclude(pk=where.cluster_id).first()
    with fixture_writes():
        Place.objects.filter(pk=where.pk).update(cluster=other)
    assert not_as_kept() == [issue.pk]
    assert mend_the_list() == 1 and mend_the_list() == 0
    assert {area for _, area, *_ in rows(issue)} == {ANY, other.pk}


def test_leafing_there_and_back_shows_each_once():
    now = timezone.now()
    made = [make_issue(state="accepted", released=True) for _ in range(7)]
    with fixture_writes():
        Issue.objects.update(released_at=now)  # all at the same moment: told apart by their number
        mend_the_list()
    listed = Listed({})
    first = listed.leaf(size=3)
    second = listed.leaf(after=first.older, size=3)
    third = listed.leaf(after=second.older, size=3)
    assert [issue.pk for page in (first, second, third) for issue in page.rows] == [i.pk for i in reversed(made)]
    assert listed.leaf(before=third.newer, size=3).rows == second.rows
    assert not third.older and not first.newer


def test_a_row_drawn_before_shows_what_changed_since(client, staff):
    where, other = place("Netherfield"), place("Wolverton")
    issue = make_issue(state="in_review", released=True, places=[where])
    ask = lambda: client.get(reverse("insights:issue-list")).text  # noqa: E731
    assert issue.lead_wording in ask() and where.public_place.label in ask()
    triage.release(issue=issue, wording="The hall has <no> ramp.", by=staff)
    filed(issue, staff, themes=[theme("food")], places=[other])
    triage.accept(issue=issue, words="We take it on.", by=staff)
    page = ask()
    assert "The hall has &lt;no&gt; ramp." in page and issue.lead_wording not in page
    assert theme("food").label in page and other.public_place.label in page and "On our list" in page


def test_words_are_found_along_the_list_as_from_the_words(client, monkeypatch):
    wanted = make_issue(state="accepted", released=True, lead_wording="The lunch club has lost its accordion.")
    make_issue(state="accepted", released=True, lead_wording="The lunch club needs a van.")
    for few in (2000, 0):
        monkeypatch.setattr("insights.issues.searching.FEW", few)
        page = client.get(reverse("insights:issue-list"), {"q": "lunch accordion"})
        assert page.context["page_of_issues"].rows[0].pk == wanted.pk and page.context["count"] == "1"


def test_many_that_say_it_are_counted_among_the_newest(client, monkeypatch):
    for _ in range(35):
        make_issue(state="accepted", released=True, lead_wording="The lunch club has lost its accordion.")
    monkeypatch.setattr("insights.issues.searching.FEW", 0)
    ask = lambda: client.get(reverse("insights:issue-list"), {"q": "accordion"}).context["count"]  # noqa: E731
    assert ask() == "35"
    monkeypatch.setattr("insights.issues.paging.MOST_COUNTED", 32)
    assert ask() == "32+"
