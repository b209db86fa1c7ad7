"""Released wordings that say about the same are found; others' own words never are."""

from datetime import timedelta

from django.utils import timezone

from groups.themes.models import ThemeKeyword
from insights.issues import actions
from insights.issues.hints import suggest_places, suggest_themes, theme_keywords
from insights.issues.models import Issue, KnownTerm, Wording
from insights.issues.reading import stem
from insights.issues.related import is_a_word, related
from insights.issues.scenes import scenes_in
from insights.issues.similar import suggest
from insights.issues.tasks import read_again
from insights.triage.actions import release, withdraw_release
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, place, theme
from tests.guard import fixture_writes

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
    assert found("no buses on sunday evenings at all", place=place("Netherfield")) == [near]
    assert found("no buses on sunday evenings at all", place=place("Olney")) == [far]
    assert len(suggest(BUS, limit=1)) == 1


def test_nothing_alike_is_nothing(db):
    released(BUS)
    assert found("The library roof leaks") == []
    assert found("") == [] and found("the and") == []


def test_the_number_of_queries_does_not_grow(db, django_assert_num_queries):
    for number in range(12):
        released(f"{BUS} number {number}", themes=[theme("isolation")], places=[place("Netherfield")])
    with django_assert_num_queries(7):
        suggest(BUS)


def test_other_words_for_the_same_are_known(db):
    alone = released("Older people eat alone since the lunch club closed")
    dark = released("Street lights on the redway have been out since autumn")
    released("The bus shelter lost its roof")
    assert found("the elderly have no company at dinner any more")[0] == alone
    assert found("it is pitch dark along the footpath, the lamps are broken")[0] == dark


def test_words_near_in_the_language_will_do_for_less_than_the_word_itself(db):
    near, same = released("Garbage piles up behind the garages"), released("Rubbish piles up behind the garages")
    assert 0 < related("rubbish")["garbag"] < 1 and "rubbish" not in related("rubbish")
    assert found("rubbish behind garages")[:1] == [same] and near in found("rubbish behind garages")
    assert related("zumbling") == {} and not is_a_word("zumbling")


def test_the_same_situation_is_seen_without_a_word_in_common(db):
    lift = released("The lift in the tower block has been out of order for weeks")
    released("The pram park at the school gate is too small")
    assert found("I am on the ninth floor with a buggy and my legs ache from climbing every day")[0] == lift
    assert next(iter(scenes_in(lift.lead_wording))) == "lift_broken" and scenes_in("the and nobody") == {}


def test_a_word_typed_wrong_is_taken_for_the_nearest(db):
    issue = released("Volunteers at the food bank are exhausted")
    released("The playground has broken swings")
    assert found("exausted foodbank voluntears") == [issue]


def test_a_keyword_that_staff_add_leads_to_its_theme(db):
    issue = released("Nobody mends what we have", themes=[theme("isolation")])
    with fixture_writes():
        ThemeKeyword.objects.create(theme=theme("isolation"), word="zumbling")
    theme_keywords.forget()
    assert [hint.because for hint in suggest_themes("We have a zumbling here")] == ["zumbling"]
    assert found("zumbling what we have") == [issue]


def test_the_same_sentence_elsewhere_is_shown_once_where_it_fits(db):
    released("No buses on Sunday evenings in Olney", places=[place("Olney")])
    near = released("No buses on Sunday evenings in Netherfield", places=[place("Netherfield")])
    released("No buses on Sunday evenings in Bradville", places=[place("Bradville")])
    assert found("no bus on a sunday evening in netherfield") == [near]


def test_places_and_themes_are_suggested_with_the_reason(db):
    [where] = suggest_places("the hall in Coffee Hall is too dear")
    assert (where.what.label, where.reason) == ("Coffee Hall", "Because you wrote “Coffee Hall”")
    [what, *_] = suggest_themes("They are so lonely and the lunch club has closed")
    assert what.what.code == "isolation" and what.because == "lonely"
    assert suggest_places("nothing of the kind") == [] and suggest_themes("") == []


def test_somebody_at_home_is_not_homeless_and_forms_of_one_word_meet():
    assert stem("home") != stem("homelessness") == stem("homeless")
    assert stem("speeding") == stem("speed") and stem("housing") == stem("house") and stem("bullied") == stem("bully")


def test_a_wording_that_is_taken_back_or_changed_is_found_by_what_it_says_now(db):
    staff = make_user(office="staff connector")
    issue = make_issue(state="in_review", words="something else entirely")
    release(issue=issue, wording="The swings are broken in the park", by=staff)
    assert found("broken swing") == [issue]
    release(issue=issue, wording="Buses are too dear for apprentices", by=staff)
    assert found("broken swing") == [] and found("bus apprentice dear") == [issue]
    withdraw_release(issue=issue, by=staff)
    assert found("bus apprentice dear") == []
    assert not Wording.objects.exists() and not KnownTerm.objects.filter(wordings__gt=0).exists()


def test_what_was_loaded_around_the_actions_is_read_when_first_asked_for(db):
    with fixture_writes():
        Issue.objects.bulk_create(
            Issue(reference=f"X-{n}", kind="issue", state="accepted", lead_wording=words, released_at=timezone.now())
            for n, words in enumerate(["The swings are broken", "The path is dark"])
        )
    assert [issue.lead_wording for issue in found("dark paths")] == ["The path is dark"]
    assert Issue.objects.filter(wording_read=True).count() == 2


def test_wordings_are_read_again_when_the_lists_change_and_only_then(db, monkeypatch):
    first, second = released(BUS), released("The library roof leaks")
    read_again()
    monkeypatch.setattr("insights.issues.actions.finding.scenes_in", lambda *_: {"another": 9})
    read_again()
    assert not any("%another:9" in words for words in Wording.objects.values_list("words", flat=True))
    monkeypatch.setattr("insights.issues.actions.finding.lists_of_today", lambda: "?other")
    assert actions.read_again(at_once=1) == 1, "a night cut short"
    assert "%another:9" in Wording.objects.get(issue=first).words
    assert "%another:9" not in Wording.objects.get(issue=second).words
    read_again()
    assert KnownTerm.objects.get(text="%another").wordings == 2 and actions.read_again() == 0
    assert [row.text for row in KnownTerm.objects.filter(text__startswith="?")] == ["?other"]
