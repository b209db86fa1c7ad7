"""What staff may take with one tap: each says why, none is filed by itself; the checklist and the watch list."""

from groups.action_groups.models import ActionGroup
from insights.issues.models import Issue
from insights.safeguarding.actions import seal_issue
from insights.stakeholders.models import Stakeholder
from insights.triage import actions
from insights.triage.checklist import checklist
from insights.triage.suggestions import duplicates, suggestions
from tests.factories.action_groups import make_action_group
from tests.factories.issues import make_issue, place, theme
from tests.guard import fixture_writes
from tests.insights.triage.test_admin import change, step


def offered(issue) -> dict:
    return {one.what: one for one in suggestions(Issue.objects.get(pk=issue.pk))}


def make_partner(**changes):
    with fixture_writes():
        themes, places = changes.pop("themes", []), changes.pop("places", [])
        partner = Stakeholder.objects.create(**{"name": "A board", "kind": "board"} | changes)
        partner.themes.set(themes)
        partner.places.set(places)
    return partner


def test_theme_place_cag_and_partner_are_suggested_with_their_reasons(staff):
    food, here = theme("food"), place("Netherfield")
    cag = make_action_group(name="Food CAG", themes=[food])
    closed = make_action_group(name="Old food CAG", themes=[food], state=ActionGroup.State.CLOSED)
    partner = make_partner(themes=[food])
    elsewhere = make_partner(name="Elsewhere", themes=[food], places=[place("Hanslope")])
    issue = make_issue(words="The food bank in Netherfield is empty")
    found = offered(issue)
    assert "food" in found[f"theme:{food.pk}"].reason and "“Netherfield”" in found[f"place:{here.pk}"].reason
    assert food.label in found[f"cag:{cag.pk}"].reason and food.label in found[f"partner:{partner.pk}"].reason
    assert f"cag:{closed.pk}" not in found and f"partner:{elsewhere.pk}" not in found
    issue = Issue.objects.get(pk=issue.pk)
    assert issue.main_theme is None and not issue.themes.exists() and not issue.places.exists()


def test_one_tap_takes_one_and_it_is_offered_no_more(client_of, staff):
    food, here = theme("food"), place("Netherfield")
    cag, partner = make_action_group(themes=[food]), make_partner(themes=[food])
    issue = make_issue(words="The food bank in Netherfield is empty")
    client = client_of(staff)
    assert "Take it" in client.get(change(issue)).text
    taken = [f"theme:{food.pk}", f"place:{here.pk}", f"cag:{cag.pk}", f"partner:{partner.pk}"]
    for what in taken:
        assert client.post(step(issue, "take"), {"what": what}).status_code == 302
    issue = Issue.objects.get()
    assert (issue.main_theme, issue.main_place) == (food, here.cluster) and here in issue.places.all()
    assert {str(row) for row in issue.who_can_act.all()} == {str(cag), str(partner)}
    assert not set(taken) & set(offered(issue))
    row = issue.who_can_act.first()
    client.post(step(issue, "take"), {"what": f"act:{row.pk}"})
    assert issue.who_can_act.count() == 1


def test_a_suggestion_that_is_none_is_refused(client_of, staff):
    issue = make_issue()
    for what in ("theme:x", "theme:999999999999999999999", "nonsense", "cag:"):
        page = client_of(staff).post(step(issue, "take"), {"what": what})
        assert page.status_code in (200, 404), what
    assert not Issue.objects.get().themes.exists()


def test_a_duplicate_says_why_and_not_the_same_is_remembered(client_of, staff):
    issue = make_issue(words="No buses on Sunday evenings in Netherfield")
    same = make_issue(words="There is no bus on a Sunday evening")
    (found,) = duplicates(issue)
    assert found.issue == same and "“sunday”" in found.reason
    client_of(staff).post(step(issue, "take"), {"what": f"not:{same.pk}"})
    assert not duplicates(Issue.objects.get(pk=issue.pk)) and not duplicates(Issue.objects.get(pk=same.pk))


def test_the_checklist_fills_as_it_is_worked_through(client_of, staff, supporter):
    issue = make_issue(user=supporter)

    def done():
        return [line.done for line in checklist(Issue.objects.get(pk=issue.pk))]

    assert done() == [False] * 7
    client_of(staff).post(step(issue, "check"), {"what": "merged"})
    actions.look_at(issue=issue, by=staff)
    assert done() == [True, True, True, False, False, False, False]
    filing = {"themes": [theme("food")], "places": [place("Netherfield")], "severity": 3, "reach": 2}
    actions.classify(issue=issue, **filing, main_theme=None, main_place=None, beneficiaries=[], by=staff)
    assert done()[3:5] == [True, True]
    actions.accept(issue=issue, by=staff)
    assert done() == [True] * 7
    client_of(staff).post(step(issue, "check"), {"what": "merged", "off": "on"})
    assert done()[2] is False


def test_priority_is_shown_as_a_sum(client_of, staff):
    issue = make_issue(severity=3, reach=2)
    assert (
        "severity 3 (serious) x reach 2 (a street or an estate) = 6 of 16" in client_of(staff).get(change(issue)).text
    )


def test_notes_and_watching_are_for_staff(client_of, staff, second_staff, supporter):
    issue = make_issue(user=supporter, released=True)
    client = client_of(staff)
    client.post(step(issue, "note"), {"words": "Ring the zebra first"})
    client.post(step(issue, "watch"), {"go": "1"})
    assert "Ring the zebra first" in client_of(second_staff).get(change(issue)).text
    assert "zebra" not in client_of(supporter).get(issue.get_absolute_url()).text
    assert issue.watches.get().user == staff
    client_of(staff).post(step(issue, "unwatch"), {"go": "1"})
    assert not issue.watches.exists()


def test_notes_go_with_what_is_sealed(staff):
    issue = make_issue(state="in_review")
    actions.add_note(issue=issue, words="The zebra said more on the phone", by=staff)
    seal_issue(issue=issue, by=staff)
    assert issue.notes.get().words == ""
