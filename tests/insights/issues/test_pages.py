"""The public list, one issue, us too, the way back, and what other pages show of it."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from camk.links import SecretLink
from insights.issues.actions import tell, withdraw_voice
from insights.issues.models import Issue, IssueMove
from insights.issues.tags import quarter_start
from insights.triage import actions as triage
from tests.factories.action_groups import make_action_group
from tests.factories.issues import make_issue, make_us_too, place, theme
from tests.guard import factory

CANARY = "The zebra house has no heating"
LIST = "insights:issue-list"


def detail(issue):
    return reverse("insights:issue-detail", args=[issue.reference])


def told_token(issue, user=None):
    return SecretLink.objects.get(purpose="told", target_id=str(issue.pk), user=user).token


@factory
def move(issue, state, words, old="in_review", by=None):
    return IssueMove.objects.create(issue=issue, old_state=old, new_state=state, words=words, by=by)


def wordings(page):
    return [issue.lead_wording for issue in page.context["page_of_issues"].rows]


# -- the list ----------------------------------------------------------------------------------------------


def test_the_list_shows_released_wordings_only(client, db):
    shown = make_issue(released=True, state="accepted", words=CANARY, places=[place("Netherfield")])
    make_issue(state="accepted", lead_wording="Not released")
    make_issue(released=True, state="sealed", lead_wording="Sealed wording")
    make_issue(released=True, state="withdrawn", lead_wording="Withdrawn wording")
    make_issue(released=True, state="joined", joined_to=shown, lead_wording="Joined wording")
    page = client.get(reverse(LIST))
    assert wordings(page) == [shown.lead_wording] and page.context["count"] == "1"
    assert "zebra" not in page.text and "On our list" in page.text
    assert "Woughton" in page.text and "Netherfield" not in page.text


def test_the_list_narrows(client, db):
    here = make_issue(
        released=True, kind="gap", state="accepted", themes=[theme("food")], places=[place("Netherfield")]
    )
    make_issue(released=True, kind="idea", state="raised", themes=[theme("housing")], places=[place("Olney")])
    cluster = place("Netherfield").cluster
    for query in ({"kind": "gap"}, {"theme": "food"}, {"area": cluster.code}, {"state": "list"}):
        assert wordings(client.get(reverse(LIST), query)) == [here.lead_wording], query
    assert wordings(client.get(reverse(LIST), {"kind": "interest"})) == []
    assert len(wordings(client.get(reverse(LIST), {"kind": "nonsense"}))) == 2


@pytest.mark.parametrize("words", ["older people", "elderly person", "OLDER", "sundyas", "MK-2026-90001"])
def test_the_list_is_searched_by_words_their_forms_and_meanings(client, db, words):
    lonely = make_issue(
        released=True, reference="MK-2026-90001", lead_wording="Older people eat alone on Sundays.", state="accepted"
    )
    make_issue(released=True, lead_wording="The buses stop at seven in the evening.", state="accepted")
    page = client.get(reverse(LIST), {"q": words})
    assert wordings(page) == [lonely.lead_wording] and f'value="{words}"' in page.text
    assert wordings(client.get(reverse(LIST), {"q": "zebracrossing"})) == []


@pytest.mark.parametrize("words", ["Bletchley", "bus fenny", "Bletchley and Fenny Stratford"])
def test_a_part_of_the_name_of_a_place_finds_it(client, db, words):
    bus = make_issue(released=True, lead_wording="No bus in Bletchley and Fenny Stratford.", state="accepted")
    make_issue(released=True, lead_wording="No bus in Olney, where the park is.", state="accepted")
    make_issue(released=True, lead_wording="Dogs run free in Campbell Park.", state="accepted")
    assert wordings(client.get(reverse(LIST), {"q": words})) == [bus.lead_wording]
    assert wordings(client.get(reverse(LIST), {"q": "park"})) == ["No bus in Olney, where the park is."]


def test_leafing_through_meets_each_issue_once(client, db):
    moment = timezone.now()
    for number in range(65):
        make_issue(
            released=True,
            state="accepted",
            released_at=moment - timedelta(seconds=number // 3),
            lead_wording=f"Issue {number}",
        )
    seen, address = [], reverse(LIST)
    pages = []
    while address:
        page = client.get(address)
        pages.append(wordings(page))
        seen += wordings(page)
        address = page.context["older_url"] and reverse(LIST) + page.context["older_url"]
    assert len(seen) == len(set(seen)) == 65 and [len(p) for p in pages] == [30, 30, 5]
    back = client.get(reverse(LIST) + page.context["newer_url"])
    assert wordings(back) == pages[1]
    assert wordings(client.get(reverse(LIST), {"after": "nonsense"})) == pages[0]


def test_the_list_costs_the_same_at_1_and_at_30(client, db, django_assert_num_queries):
    def fill(number):
        for _ in range(number):
            make_issue(released=True, state="accepted", themes=[theme("food")], places=[place("Netherfield")])

    fill(1)
    client.get(reverse(LIST))
    with django_assert_num_queries(2) as one:
        client.get(reverse(LIST))
    fill(29)
    with django_assert_num_queries(len(one)):
        client.get(reverse(LIST))


# -- one issue ---------------------------------------------------------------------------------------------


def test_own_words_are_seen_by_raiser_organisation_and_nobody_else(
    client_of, visitor, coordinator, member, supporter, trustee, other_coordinator, organisation, staff
):
    issue = tell(kind="issue", words=CANARY, user=coordinator, organisation=organisation, by=coordinator)
    for person in (coordinator, member):
        assert CANARY in client_of(person).get(detail(issue)).text
    for person in (visitor, supporter, trustee, other_coordinator):
        assert client_of(person).get(detail(issue)).status_code == 404
    triage.look_at(issue=issue, by=staff)
    triage.release(issue=issue, wording="A hall is cold in winter", by=staff)
    for person in (visitor, supporter, trustee, other_coordinator):
        page = client_of(person).get(detail(issue))
        assert "A hall is cold in winter" in page.text and "zebra" not in page.text
        assert "Cora" not in page.text and "Netherfield Lunch Club" not in page.text
        assert "zebra" not in client_of(person).get(reverse(LIST)).text


def test_staff_find_their_way_to_the_staff_page(client_of, staff, supporter):
    issue = make_issue(released=True, state="accepted")
    address = reverse("admin:insights_issue_change", args=[issue.pk])
    assert address in client_of(staff).get(detail(issue)).text
    assert address not in client_of(supporter).get(detail(issue)).text


def test_questions_and_answers_stay_with_the_raiser_and_staff(client_of, visitor, supporter, staff):
    issue = make_issue(released=True, state="accepted", user=supporter)
    move(issue, "needs_information", "Which giraffe hall?")
    move(issue, "in_review", "The giraffe one", old="needs_information", by=supporter)
    move(issue, "accepted", "We take it on")
    for person in (supporter, staff):
        assert client_of(person).get(detail(issue)).text.count("giraffe") == 2
    page = client_of(visitor).get(detail(issue))
    assert "giraffe" not in page.text and "We take it on" in page.text


def test_a_sealed_issue_is_reached_by_nobody(client_of, supporter, staff, superuser, visitor):
    issue = make_issue(released=True, state="sealed", user=supporter)
    for person in (supporter, staff, superuser, visitor):
        assert client_of(person).get(detail(issue)).status_code == 404


def test_one_tap_says_us_too(client_of, coordinator, organisation):
    issue = make_issue(released=True, state="accepted")
    client = client_of(coordinator)
    assert "Us too" in client.get(detail(issue)).text
    address = reverse("insights:issue-us-too", args=[issue.reference])
    client.post(address, {"consents": "count"})
    client.post(address, {"consents": "count"})
    assert issue.voices.get(is_us_too=True, user=coordinator).organisation == organisation
    assert "Add your own words" not in client.get(detail(issue)).text


def test_guests_say_who_they_are_and_speak_for_nobody_else(client, coordinator, organisation):
    """Her address alone proves nothing: a guest who types it does not speak for her organisation."""
    address = reverse("insights:issue-us-too", args=[make_issue(released=True, state="accepted").reference])
    client.post(address, {"name": "Ann", "email": coordinator.email})
    assert Issue.objects.get().voices.get(is_us_too=True).organisation is None


def test_guests_say_who_they_are(client, db):
    issue = make_issue(released=True, state="accepted")
    address = reverse("insights:issue-us-too", args=[issue.reference])
    page = client.post(address, {"words": CANARY})
    assert "Tell us your name." in page.text and CANARY in page.text
    for _ in range(2):
        client.post(address, {"name": "Ann", "email": "ann@example.org", "words": CANARY})
    assert issue.voices.get(is_us_too=True).user.email == "ann@example.org"


def test_us_too_for_what_is_not_released_is_not_found(client, db):
    issue = make_issue(state="accepted")
    assert client.post(reverse("insights:issue-us-too", args=[issue.reference])).status_code == 404


def test_us_too_to_a_joined_issue_leads_to_the_wider_one(client, db):
    lead = make_issue(released=True, state="accepted")
    issue = make_issue(released=True, state="joined", joined_to=lead)
    page = client.get(reverse("insights:issue-us-too", args=[issue.reference]))
    assert page.url == reverse("insights:issue-us-too", args=[lead.reference])


# -- the way back ------------------------------------------------------------------------------------------


def test_the_link_shows_what_was_told_and_a_wrong_one_nothing(client, supporter):
    issue = tell(kind="issue", words=CANARY, user=supporter, by=supporter)
    token = told_token(issue, supporter)
    page = client.get(reverse("insights:told", args=[token]))
    assert CANARY in page.text and page["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(reverse("insights:told", args=[token[:-1] + "x"])).status_code == 404
    assert client.get(reverse("insights:told", args=[issue.reference])).status_code == 404


def test_by_link_one_answers_confirms_and_takes_back(client, supporter, staff):
    issue = tell(kind="issue", words=CANARY, user=supporter, by=supporter)
    token = told_token(issue, supporter)
    triage.ask(issue=issue, words="Which hall is it?", by=staff)
    page = client.get(reverse("insights:told", args=[token]))
    assert "Which hall is it?" in page.text
    empty = client.post(reverse("insights:told-answer", args=[token]), {"words": ""})
    assert empty.status_code == 200 and "Write your answer" in empty.text
    client.post(reverse("insights:told-answer", args=[token]), {"words": "The old one"})
    issue = Issue.objects.get()
    assert issue.state == "screening" and issue.moves.last().by == supporter
    assert client.post(reverse("insights:told-answer", args=[token]), {"words": "x"}).status_code == 404
    withdraw = reverse("insights:told-withdraw", args=[token])
    assert "take it back" in client.get(withdraw).text and Issue.objects.get().state == "screening"
    client.post(withdraw)
    assert Issue.objects.get().state == "withdrawn"
    assert client.get(withdraw).status_code == 404
    assert CANARY not in client.get(reverse("insights:told", args=[token])).text


@pytest.mark.parametrize(("done", "state"), [("yes", "confirmed"), ("no", "not_resolved")])
def test_it_is_fixed_or_it_is_not(client_of, supporter, member, done, state):
    issue = make_issue(released=True, state="they_say_done", user=supporter)
    address = reverse("insights:issue-confirm", args=[issue.reference])
    assert client_of(member).post(address, {"done": done}).status_code == 404
    client_of(supporter).post(address, {"done": done})
    assert Issue.objects.get().state == state


def test_our_question_stands_beside_an_answer_that_must_be_put_right(client_of, supporter):
    issue = make_issue(state="needs_information", user=supporter)
    move(issue, "needs_information", "Which giraffe hall?")
    page = client_of(supporter).post(reverse("insights:issue-answer", args=[issue.reference]), {"words": ""})
    assert "Which giraffe hall?" in page.text and "Write your answer" in page.text


def test_only_the_raiser_answers_or_takes_back(client_of, supporter, member, visitor):
    issue = make_issue(released=True, state="needs_information", user=supporter)
    for person in (member, visitor):
        client = client_of(person)
        for verb in ("answer", "withdraw"):
            address = reverse(f"insights:issue-{verb}", args=[issue.reference])
            assert client.post(address, {"words": "x"}).status_code == 404, verb
    client_of(supporter).post(reverse("insights:issue-answer", args=[issue.reference]), {"words": "Yes"})
    client_of(supporter).post(reverse("insights:issue-withdraw", args=[issue.reference]))
    assert Issue.objects.get().state == "withdrawn"


def test_a_colleague_cannot_take_back_what_another_told(client_of, coordinator, member, organisation):
    issue = make_issue(user=coordinator, organisation=organisation)
    assert client_of(member).post(reverse("insights:issue-withdraw", args=[issue.reference])).status_code == 404


def test_after_joining_the_way_back_shows_the_wider_issue(client, supporter, staff):
    issue = tell(kind="issue", words=CANARY, user=supporter, by=supporter)
    lead = make_issue(released=True, state="accepted")
    triage.look_at(issue=issue, by=staff)
    triage.join(issue=issue, lead=lead, words="It is one boiler.", by=staff)
    page = client.get(reverse("insights:told", args=[told_token(issue, supporter)]))
    assert "It is one boiler." in page.text and "2 voices" in page.text
    assert "part of a wider issue" in page.text and lead.lead_wording in page.text and CANARY in page.text


# -- parts of other pages ----------------------------------------------------------------------------------


def render(tag, **context):
    template = Template("{% load issues %}{% " + tag + " %}")
    return template.render(Context(context | {"request": RequestFactory().get("/")}))


def test_what_we_heard_is_counted(supporter, staff, visitor):
    tell(kind="issue", words=CANARY, by=None)
    make_issue(state="answered", created_at=timezone.now() - timedelta(days=200))
    raised = make_issue(state="raised", created_at=timezone.now() - timedelta(days=200))
    move(raised, "raised", "")
    gone = make_issue(user=supporter)
    withdraw_voice(voice=gone.voices.get(), by=supporter)
    html = render("what_we_heard user", user=visitor)
    assert html.count('<b class="num">1</b>') == 3 and "zebra" not in html


def test_a_quarter_begins_in_january_april_july_and_october():
    day = timezone.localdate()
    months = [quarter_start(day.replace(month=month, day=1)).month for month in range(1, 13)]
    assert months == [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10]


def test_my_issues_are_mine_and_my_organisations(coordinator, member, supporter, organisation, visitor):
    issue = make_issue(user=coordinator, organisation=organisation)
    for person in (coordinator, member):
        assert issue.reference in render("my_issues user", user=person)
    for person in (supporter, visitor):
        assert issue.reference not in render("my_issues user", user=person)


def test_a_voice_taken_back_under_the_issue_of_another_is_mine_no_more(supporter, coordinator):
    issue, own = make_issue(user=coordinator, released=True, state="accepted"), make_issue(user=supporter)
    make_us_too(issue=issue, user=supporter)
    assert issue.lead_wording in render("my_issues user", user=supporter)
    withdraw_voice(voice=issue.voices.get(user=supporter), by=supporter)
    withdraw_voice(voice=own.voices.get(), by=supporter)
    html = render("my_issues user", user=supporter)
    assert issue.lead_wording not in html and own.reference in html and "Taken back" in html


def test_what_waits_for_my_word_comes_first_and_older_ones_are_folded(supporter):
    asked = make_issue(user=supporter, state="needs_information", created_at=timezone.now() - timedelta(days=90))
    others = [make_issue(user=supporter).reference for _ in range(6)]
    html = render("my_issues user", user=supporter)
    assert html.index(asked.reference) < html.index(others[-1]) < html.index("Show 2 more") < html.index(others[0])


def test_a_cag_shows_issues_of_its_themes_or_place(db, visitor):
    food = make_action_group(themes=[theme("food")], place=place("Olney"))
    by_theme = make_issue(released=True, state="accepted", themes=[theme("food")])
    by_place = make_issue(released=True, state="accepted", places=[place("Olney")])
    make_issue(released=True, state="accepted", themes=[theme("housing")], lead_wording="Elsewhere")
    make_issue(state="accepted", themes=[theme("food")], lead_wording="Unreleased")
    html = render("action_group_issues user action_group", user=visitor, action_group=food)
    assert by_theme.lead_wording in html and by_place.lead_wording in html
    assert "Elsewhere" not in html and "Unreleased" not in html


def test_voices_stay_visible_after_us_too(client_of, supporter):
    issue = make_issue(released=True, state="accepted")
    make_us_too(issue=issue, user=supporter, words=CANARY)
    assert CANARY in client_of(supporter).get(detail(issue)).text


def test_what_may_stand_beside_an_issue_is_asked_for_at_once(client, db, django_assert_num_queries):
    issue = make_issue(released=True, state="accepted", themes=[theme("food")], places=[place("Netherfield")])
    client.get(detail(issue))
    with django_assert_num_queries(5):  # the issue, its steps, themes and places, and whether there is more
        client.get(detail(issue))
