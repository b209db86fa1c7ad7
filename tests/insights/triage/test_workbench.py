"""The workbench, its queues, and a session: one item per screen, five keys, the next by itself."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.outbox.models import OutboundMail
from insights.issues.models import Issue
from insights.triage import actions
from insights.triage.holding import held_by_others
from insights.triage.queues import QUEUES, in_queue
from tests.factories.issues import make_issue, make_us_too
from tests.insights.triage.test_admin import QUEUE, change, rows, step

WORKBENCH = reverse("admin:insights_issue_workbench")
CANARY = "The zebra house has no heating"


def session(code):
    return reverse("admin:insights_issue_session", args=[code])


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def filled(staff, supporter):
    """One issue or more for each queue, and one that is sealed."""
    made = {
        "first": make_issue(due_on=today(-4), words=CANARY),
        "back": make_issue(state="reopened", due_on=today(2), owner=staff),
        "decide": make_issue(state="in_review", due_on=today(9), owner=staff),
        "asked": make_issue(state="needs_information", owner=staff),
        "growing": make_issue(state="accepted", growing_since=timezone.now()),
        "parked": make_issue(state="in_review"),
        "sealed": make_issue(state="sealed", words="Sealed canary words"),
    }
    actions.park(issue=made["parked"], until=today(1), by=staff)
    actions.wake_parked(now=timezone.now() + timedelta(days=2))
    actions.watch(issue=made["growing"], wanted=True, by=staff)
    return made


def test_each_queue_holds_what_waits_for_it_oldest_first(filled, staff, second_staff):
    expected = {
        "first-look": ["first", "back"],
        "decide": ["decide"],
        "overdue": ["first"],
        "unassigned": ["first"],
        "mine": ["back", "decide", "asked"],
        "question": ["asked"],
        "parked": ["parked"],
        "growing": ["growing"],
        "objections": [],
        "watched": ["growing"],
    }
    assert set(expected) == set(QUEUES)
    for code, names in expected.items():
        assert list(in_queue(code, staff)) == [filled[name] for name in names], code
    assert not in_queue("mine", second_staff) and not in_queue("watched", second_staff)


def test_the_workbench_counts_each_queue_and_leads_to_it(client_of, filled, staff):
    page = client_of(staff).get(WORKBENCH)
    counts = {row["queue"].code: row["count"] for row in page.context["queues"]}
    assert counts["first-look"] == "2" and counts["mine"] == "3" and counts["objections"] == "0"
    assert page.context["sealed"] == 1 and "canary" not in page.text
    assert "First look was due" in page.text and session("first-look") in page.text
    for row in page.context["queues"]:
        if row["count"] != "0":
            assert len(rows(client_of(staff).get(row["list_url"]))) == int(row["count"]), row["list_url"]
    assert WORKBENCH in client_of(staff).get(QUEUE).text


def test_the_workbench_costs_the_same_for_many(client_of, filled, staff, django_assert_num_queries):
    client = client_of(staff)
    client.get(WORKBENCH)
    with django_assert_num_queries(17):
        client.get(WORKBENCH)
    for _ in range(20):
        make_us_too(issue=make_issue(due_on=today(1), owner=staff))
    with django_assert_num_queries(17):
        client.get(WORKBENCH)


def test_nobody_else_opens_workbench_or_session(client_of, visitor, supporter, trustee, safeguarding_lead):
    for person in (visitor, supporter, trustee, safeguarding_lead):
        for address in (WORKBENCH, session("first-look")):
            assert client_of(person).get(address).status_code in (302, 403)


def test_a_session_shows_one_item_and_a_decision_brings_the_next(client_of, staff, supporter):
    first, second = make_issue(words=CANARY, user=supporter), make_issue(words="No bus passes the giraffe on Sundays")
    client = client_of(staff)
    page = client.get(session("first-look"))
    assert CANARY in page.text and "giraffe" not in page.text
    for letter in "ajqrpn":
        assert f'accesskey="{letter}"' in page.text, letter
    address = next(one["url"] for one in page.context["decisions"] if one["letter"] == "a")
    done = client.post(address, {"words": "", "public": "on", "seen": page.context["seen"]}, follow=True)
    assert Issue.objects.get(pk=first.pk).state == "accepted" and Issue.objects.get(pk=first.pk).first_looked_at
    assert done.context["original"] == second and "giraffe" in done.text
    left = client.post(session("first-look"), {"issue": second.pk}, follow=True)
    assert "Nothing more in" in left.text and Issue.objects.get(pk=second.pk).state == "submitted"
    assert not held_by_others([first.pk, second.pk], supporter)  # a colleague may take it up at once
    again = client.get(session("first-look"), {"begin": "1"})
    assert again.context["original"] == second


def test_what_was_decided_in_a_session_is_taken_back_from_the_next_screen(client_of, staff):
    first, second = make_issue(state="in_review"), make_issue(state="in_review")
    client = client_of(staff)
    page = client.get(session("decide"))
    address = next(one["url"] for one in page.context["decisions"] if one["letter"] == "a")
    done = client.post(address, {"public": "on", "seen": page.context["seen"]}, follow=True)
    back = step(first, "undo-decision") + "?session=decide"
    assert done.context["original"] == second and f'href="{back}"' in done.text
    again = client.post(back, {"go": "1"}, follow=True)
    assert again.context["original"] == first and again.context["original"].state == "in_review"


def test_a_session_goes_on_where_a_decision_leaves_the_item_in_its_queue(client_of, staff):
    first, second = make_issue(state="in_review", owner=staff), make_issue(state="in_review", owner=staff)
    client = client_of(staff)
    page = client.get(session("mine"))
    address = next(one["url"] for one in page.context["decisions"] if one["letter"] == "a")
    done = client.post(address, {"public": "on", "seen": page.context["seen"]}, follow=True)
    assert Issue.objects.get(pk=first.pk).state == "accepted" and done.context["original"] == second


def test_ready_answers_begin_the_words_and_word_the_mail(client_of, staff, supporter):
    issue = make_issue(state="in_review", words=CANARY, user=supporter)
    client = client_of(staff)
    page = client.get(step(issue, "park"))
    row = next(row for row in page.context["form"].ready if row.code == "watching")
    typed = {"words": "We heard you.", "more_organisations": "5", "_ready": row.pk}
    begun = client.post(step(issue, "park"), typed).context["form"]  # nothing is decided, and nothing typed is lost
    assert begun["words"].value() == f"We heard you.\n\n{row.words}" and begun["more_organisations"].value() == "5"
    assert begun["template"].value() == row.pk and not begun["public"].value() and not begun.errors
    assert Issue.objects.get().state == "in_review" and not OutboundMail.objects.exists()
    client.post(
        step(issue, "park"), {"words": "Secret giraffe", "public": "on", "another_place": "on", "template": row.pk}
    )
    mail = OutboundMail.objects.get(user=supporter)
    assert row.mail_words in mail.text and "giraffe" not in mail.text and "zebra" not in mail.text
    assert Issue.objects.get().moves.last().words == "Secret giraffe"


def test_words_may_stay_among_staff_and_tidying_tells_nobody(client_of, staff, supporter):
    issue = make_issue(state="in_review", user=supporter)
    client = client_of(staff)
    assert "checked" in str(client.get(step(issue, "accept")).context["form"]["public"])
    done = client.post(step(issue, "accept"), {"words": "For us alone", "quiet": "on"}, follow=True)
    assert "Nobody was told" in done.text and not OutboundMail.objects.exists()
    assert issue.moves.last().words == "" and issue.notes.get().words == "For us alone"
    assert "For us alone" in client.get(change(issue)).text


def test_a_colleague_on_the_same_issue_is_named_and_stops_nobody(client_of, staff, second_staff):
    issue, other = make_issue(), make_issue()
    client_of(staff).get(change(issue))
    page = client_of(second_staff).get(change(issue))
    assert f"{staff} is on this now" in page.text
    assert client_of(second_staff).get(session("first-look")).context["original"] == other
    client_of(second_staff).post(step(issue, "look-at"), {"go": "1"})
    assert Issue.objects.get(pk=issue.pk).state == "in_review"
    assert "is on this now" in client_of(second_staff).get(change(issue)).text
    client = client_of(staff)
    client.post(step(issue, "note"), {"words": "They rang"}, follow=True)
    assert held_by_others([issue.pk], second_staff)  # a note leads on to more
    client.post(step(issue, "accept"), {"public": "on"}, follow=True)
    assert "is on this now" not in client_of(second_staff).get(change(issue)).text


def test_two_staff_at_once_lose_nothing_typed(client_of, staff, second_staff):
    issue = make_issue(state="in_review")
    seen = client_of(staff).get(step(issue, "answer")).context["seen"]
    client_of(second_staff).post(step(issue, "park"), {"words": "Let us wait", "public": "on", "another_place": "on"})
    page = client_of(staff).post(step(issue, "answer"), {"words": "Kept giraffe", "seen": seen})
    assert page.status_code == 200 and "Kept giraffe" in page.text and Issue.objects.get().state == "parked"
    assert f"{second_staff} made it “Watching”: “Let us wait”" in page.text
    again = client_of(staff).post(step(issue, "answer"), {"words": "Kept giraffe", "seen": page.context["seen"]})
    assert again.status_code == 302 and Issue.objects.get().public_answer == "Kept giraffe"


def test_a_stale_save_shows_both_versions(client_of, staff, second_staff):
    issue = make_issue(state="in_review")
    form = client_of(staff).get(change(issue)).context["adminform"].form
    mine = {"severity": "4", "reach": "1", "seen": form["seen"].value()}
    theirs = client_of(second_staff).get(change(issue)).context["adminform"].form
    client_of(second_staff).post(change(issue), {"severity": "2", "reach": "2", "seen": theirs["seen"].value()})
    page = client_of(staff).post(change(issue), mine)
    assert page.status_code == 200 and Issue.objects.get().severity == 2
    for words in ("Two versions", "Hard", "Urgent", "A street or an estate"):
        assert words in page.text, words
    seen = page.context["adminform"].form["seen"].value()
    assert client_of(staff).post(change(issue), mine | {"seen": seen}).status_code == 302
    assert Issue.objects.get().priority == 4


def test_the_code_of_a_ready_answer_follows_its_label(client_of, staff):
    page = client_of(staff).get(reverse("admin:insights_responsetemplate_add"))
    assert '"dependency_list": ["label"]' in unescape(page.text)
