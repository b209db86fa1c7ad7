"""Released wordings that say about the same are found; others' own words never are."""

from datetime import timedelta

from django.utils import timezone

from insights.issues.similar import suggest
from tests.factories.issues import make_issue, place, theme

BUS = "No buses on Sunday evenings from Newport Pagnell"


def released(wording, **changes):
    return make_issue(released=True, lead_wording=wording, state=changes.pop("state", "accepted"), **changes)


def found(words, **more):
    return [like.issue for like in suggest(words, **more)]


def test_the_same_thing_in_other_words_is_found(db):
    issue = released(BUS)
    released("The playground in Netherfield has broken swings")
    assert found("There is no bus on a Sunday evening in Newport") == [issue]


def test_typing_errors_and_endings_are_forgiven(db):
    issue = released("Volunteers are tired and burnt out")
    assert found("our voluntears are tierd, volunteering has become too much") == [issue]


def test_a_theme_in_common_brings_synonyms_together(db):
    issue = released("Older people eat alone since the lunch club closed", themes=[theme("isolation")])
    assert issue in found("My mother is lonely, older people have nobody to eat with")


def test_own_words_are_never_searched(db):
    make_issue(words=BUS, state="accepted")
    released("The playground has broken swings", words=BUS)
    assert found(BUS) == []


def test_long_closed_and_withdrawn_ones_are_not_suggested(db):
    recent = released(BUS, state="answered", ended_at=timezone.now() - timedelta(days=89))
    released(BUS, state="answered", ended_at=timezone.now() - timedelta(days=91))
    released(BUS, state="withdrawn", ended_at=timezone.now())
    released(BUS, state="sealed")
    released(BUS, state="joined", joined_to=recent)
    assert found(BUS) == [recent]


def test_the_likest_comes_first_and_a_place_in_common_counts(db):
    near = released("No buses on Sunday evenings", places=[place("Netherfield")])
    far = released("No buses on Sunday evenings", places=[place("Olney")])
    assert found("no buses on sunday evenings at all", place=place("Netherfield")) == [near, far]
    assert len(suggest(BUS, limit=1)) == 1


def test_nothing_alike_is_nothing(db):
    released(BUS)
    assert found("The library roof leaks") == []
    assert found("") == [] and found("the and") == []


def test_the_number_of_queries_does_not_grow(db, django_assert_num_queries):
    for number in range(12):
        released(f"{BUS} number {number}", themes=[theme("isolation")], places=[place("Netherfield")])
    with django_assert_num_queries(4):
        suggest(BUS)
