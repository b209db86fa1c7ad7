"""Triage: sorting, deciding, joining, releasing; and what the people behind an issue are mailed."""

import pytest
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.places.models import Place
from insights.issues.actions import add_us_too, tell
from insights.issues.models import Issue, Join, Voice
from insights.triage import actions
from insights.triage.duplicates import likely_duplicates
from insights.triage.joins import will_happen
from tests.factories.issues import make_issue, make_us_too, make_voice, place, theme
from tests.guard import fixture_writes

CANARY = "The zebra house has no heating"
EVENTS = [
    ("ask", "in_review", {"words": "Which giraffe?"}, "insights/issue_question"),
    ("answer", "in_review", {"words": "Ask the giraffe."}, "insights/issue_moved"),
    ("decline", "in_review", {"reason": "No giraffe."}, "insights/issue_moved"),
    ("redirect_to", "in_review", {"whom": "The giraffe office"}, "insights/issue_moved"),
    ("accept", "in_review", {"words": "A giraffe."}, "insights/issue_moved"),
    ("park", "in_review", {"words": "A giraffe.", "another_place": True}, "insights/issue_moved"),
    ("close", "in_review", {"reason": "A giraffe."}, "insights/issue_moved"),
    ("reopen", "declined", {"words": "A giraffe."}, "insights/issue_moved"),
]


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize(("verb", "old", "more", "event"), EVENTS)
def test_each_decision_is_mailed_once_to_everybody_behind_it_without_words(
    staff, supporter, member, verb, old, more, event
):
    issue = make_issue(state=old, user=supporter, words=CANARY)
    make_us_too(issue=issue, user=member, words=CANARY)
    make_voice(issue=issue, user=supporter, words=CANARY)
    make_voice(issue=issue, words=CANARY)
    make_voice(issue=issue, user=staff, withdrawn_at=timezone.now())
    getattr(actions, verb)(issue=issue, by=staff, **more)
    mails = OutboundMail.objects.filter(kind=event)
    assert {mail.user for mail in mails} == {supporter, member} and mails.count() == 2
    for mail in mails:
        everything = mail.subject + mail.text + mail.html
        assert issue.reference in mail.subject and "/told/" in mail.text
        assert "zebra" not in everything and "giraffe" not in everything


def test_a_mail_never_holds_the_wording_released_or_not(staff, supporter):
    hidden = make_issue(state="in_review", user=supporter, lead_wording="A hall is cold")
    actions.accept(issue=hidden, by=staff)
    assert "A hall is cold" not in OutboundMail.objects.get().text
    shown = make_issue(state="in_review", user=supporter, lead_wording="A roof leaks", released=False)
    actions.release(issue=shown, wording="A roof leaks", by=staff)
    actions.accept(issue=shown, by=staff)
    mail = OutboundMail.objects.order_by("pk").last()
    assert "A roof leaks" not in mail.text + mail.html + mail.subject and shown.reference in mail.subject


def test_looking_at_it_mails_nobody(staff, supporter):
    actions.look_at(issue=make_issue(user=supporter), by=staff)
    assert not OutboundMail.objects.exists()


@pytest.mark.parametrize("verb", ["ask", "answer"])
def test_empty_words_are_refused(staff, verb):
    with pytest.raises(RuleBroken):
        getattr(actions, verb)(issue=make_issue(state="in_review"), words=" ", by=staff)


@pytest.mark.parametrize("verb", ["decline", "close"])
def test_a_reason_is_needed(staff, verb):
    with pytest.raises(RuleBroken):
        getattr(actions, verb)(issue=make_issue(state="in_review"), reason="", by=staff)


def test_passing_on_says_to_whom(staff):
    issue = make_issue(state="in_review")
    with pytest.raises(RuleBroken):
        actions.redirect_to(issue=issue, whom="", by=staff)
    actions.redirect_to(issue=issue, whom="Milton Keynes City Council", by=staff)
    assert issue.moves.last().words == "Passed on to Milton Keynes City Council."


def test_the_answer_stands_on_the_page(staff):
    issue = make_issue(state="in_review")
    actions.answer(issue=issue, words="Ring 111.", by=staff)
    assert fresh(issue).public_answer == "Ring 111." and fresh(issue).decided_at


def test_a_main_area_that_holds_none_of_its_places_is_one_of_them(staff):
    issue = make_issue(released=True)
    elsewhere = Place.objects.clusters().exclude(pk=place("Netherfield").cluster_id)[0]
    filing = {"themes": [], "beneficiaries": [], "main_theme": None, "severity": 1, "reach": 1, "by": staff}
    actions.classify(issue=issue, places=[place("Netherfield")], main_place=elsewhere, **filing)
    assert set(issue.places.all()) == {place("Netherfield"), elsewhere}
    assert list(Issue.objects.in_place(elsewhere)) == [issue]


def test_classifying_fills_what_figures_count_by(staff):
    issue = make_issue(state="in_review")
    actions.classify(
        issue=issue,
        themes=[theme("food")],
        places=[place("Netherfield")],
        beneficiaries=[],
        main_theme=None,
        main_place=None,
        severity=3,
        reach=2,
        by=staff,
    )
    issue = fresh(issue)
    assert issue.main_theme == theme("food") and issue.main_place == place("Netherfield").cluster
    assert issue.priority == 6
    event = AuditEvent.objects.get(verb="issue.classified")
    assert event.data["severity"] == 3 and event.data["old_severity"] is None


def test_only_staff_look_after_issues(staff, second_staff, supporter):
    issue = make_issue()
    actions.assign(issue=issue, owner=second_staff, by=staff)
    assert fresh(issue).owner == second_staff
    with pytest.raises(RuleBroken):
        actions.assign(issue=issue, owner=supporter, by=staff)
    actions.assign(issue=issue, owner=None, by=staff)
    assert fresh(issue).owner is None


def test_marked_for_a_report_and_out_again(staff):
    issue = make_issue(state="accepted")
    actions.mark_for_report(issue=issue, wanted=True, by=staff)
    assert fresh(issue).for_report
    actions.mark_for_report(issue=issue, wanted=False, by=staff)
    assert not fresh(issue).for_report


# -- joining -----------------------------------------------------------------------------------------------


def test_joining_keeps_every_voice_and_undoing_puts_all_back(staff, supporter, member, coordinator):
    lead = make_issue(released=True, state="accepted", user=coordinator)
    issue = make_issue(released=True, state="in_review", user=supporter)
    make_us_too(issue=issue, user=member)
    own = set(issue.voices.values_list("pk", flat=True))
    actions.join(issue=issue, lead=lead, words="It is the same hall", by=staff)
    assert (fresh(issue).state, fresh(issue).joined_to, fresh(issue).voice_count) == ("joined", lead, 0)
    assert lead.voices.count() == fresh(lead).voice_count == 3
    assert set(Voice.objects.filter(first_issue=issue).values_list("pk", flat=True)) == own
    told = {mail.user for mail in OutboundMail.objects.filter(kind="insights/issue_joined")}
    assert told == {supporter, member}
    late = add_us_too(issue=lead, user=staff, by=staff)

    actions.undo_join(issue=issue, by=staff)
    assert (fresh(issue).state, fresh(issue).joined_to, fresh(issue).voice_count) == ("in_review", None, 2)
    assert set(issue.voices.values_list("pk", flat=True)) == own
    assert fresh(lead).voice_count == 2 and late in lead.voices.all()
    assert Join.objects.get().undone_at is not None
    with pytest.raises(RuleBroken):
        actions.undo_join(issue=issue, by=staff)


def test_whoever_speaks_under_both_is_told_of_the_joining_as_its_preview_says(staff, supporter, member):
    lead, issue = make_issue(state="accepted", user=supporter), make_issue(state="in_review", user=supporter)
    for each in (lead, issue):
        make_us_too(issue=each, user=member)
    promised = will_happen(issue, lead)["told"]
    actions.join(issue=issue, lead=lead, by=staff)
    mails = OutboundMail.objects.filter(kind="insights/issue_joined")
    assert {mail.user for mail in mails} == set(promised) == {supporter, member} and mails.count() == 2
    assert all(issue.reference in mail.subject and lead.reference in mail.text for mail in mails)


def test_joins_of_joins_come_apart_where_they_were_joined(staff):
    first, middle, last = (make_issue(released=True, state="in_review") for _ in range(3))
    actions.join(issue=first, lead=middle, by=staff)
    actions.join(issue=middle, lead=last, by=staff)
    assert fresh(last).voice_count == 3
    actions.undo_join(issue=fresh(middle), by=staff)
    assert (fresh(last).voice_count, fresh(middle).voice_count, fresh(first).voice_count) == (1, 2, 0)
    actions.undo_join(issue=fresh(first), by=staff)
    assert (fresh(middle).voice_count, fresh(first).voice_count) == (1, 1)


def test_who_said_us_too_to_both_counts_once_and_loses_nothing(staff, supporter):
    lead, issue = (make_issue(released=True, state="in_review") for _ in range(2))
    make_us_too(issue=lead, user=supporter)
    double = make_us_too(issue=issue, user=supporter)
    actions.join(issue=issue, lead=lead, by=staff)
    assert fresh(lead).voice_count == 3 and fresh(double).issue == issue
    actions.undo_join(issue=fresh(issue), by=staff)
    assert issue.voices.count() == 2 and fresh(lead).voice_count == 2


def test_what_cannot_be_joined(staff):
    issue = make_issue(state="in_review")
    joined = make_issue(state="joined", joined_to=make_issue())
    for lead in (issue, joined, make_issue(state="withdrawn"), make_issue(state="sealed")):
        with pytest.raises(RuleBroken):
            actions.join(issue=issue, lead=lead, by=staff)
    with pytest.raises(RuleBroken):
        actions.join(issue=make_issue(state="answered"), lead=make_issue(state="accepted"), by=staff)
    assert not Join.objects.exists()


def test_a_joined_issue_is_not_reopened_but_taken_apart(staff):
    issue = make_issue(state="joined", joined_to=make_issue())
    with pytest.raises(RuleBroken, match="Undo"):
        actions.reopen(issue=issue, by=staff)


def test_later_news_of_the_lead_reaches_people_by_their_own_reference(staff, supporter):
    issue = make_issue(state="in_review", user=supporter)
    lead = make_issue(state="in_review")
    actions.join(issue=issue, lead=lead, by=staff)
    actions.accept(issue=lead, by=staff)
    mail = OutboundMail.objects.filter(user=supporter).order_by("pk").last()
    assert issue.reference in mail.subject and f"part of {lead.reference}" in mail.text


def test_likely_duplicates_look_at_all_words_and_come_with_a_score(staff):
    issue = make_issue(words="No buses on Sunday evenings")
    same = make_issue(words="there is no bus on a sunday evening")
    make_issue(words="The library roof leaks")
    make_issue(words="No buses on Sunday evenings", state="sealed")
    (like,) = likely_duplicates(issue)
    assert like.issue == same and 38 <= like.score <= 100
    with fixture_writes():
        same.voices.update(
            words="The roof of the sports hall leaks"
        )  # what a process keeps of the old words is not it
    assert not likely_duplicates(issue)


# -- releasing ---------------------------------------------------------------------------------------------


def test_a_wording_is_released_and_taken_back(staff):
    issue = make_issue(state="in_review")
    actions.release(issue=issue, wording="A hall  is cold in winter", by=staff)
    issue = fresh(issue)
    assert issue.lead_wording == "A hall is cold in winter" and issue.released_by == staff
    first = issue.released_at
    actions.release(issue=issue, wording="A hall is cold all year", by=staff)
    assert fresh(issue).released_at == first
    actions.withdraw_release(issue=issue, by=staff)
    assert fresh(issue).released_at is None
    with pytest.raises(RuleBroken):
        actions.withdraw_release(issue=issue, by=staff)


@pytest.mark.parametrize("state", ["submitted", "screening", "sealed", "withdrawn"])
def test_nothing_is_released_unseen(staff, state):
    with pytest.raises(RuleBroken):
        actions.release(issue=make_issue(state=state), wording="A hall is cold in winter", by=staff)


@pytest.mark.parametrize(
    "wording", ["Short", "", "Ring Ann on 07700 900123 about it", "Mrs Smith in MK6 4HS is cold"]
)
def test_a_wording_that_shows_somebody_is_refused(staff, wording):
    issue = make_issue(state="in_review")
    with pytest.raises(RuleBroken):
        actions.release(issue=issue, wording=wording, by=staff)
    assert fresh(issue).released_at is None


def test_own_words_need_their_consent(staff, supporter):
    counted = tell(kind="issue", words=CANARY, user=supporter, by=supporter)
    agreed = tell(kind="issue", words=CANARY, user=supporter, consents=["anonymous"], by=supporter)
    for issue in (counted, agreed):
        actions.look_at(issue=issue, by=staff)
    with pytest.raises(RuleBroken, match="own words"):
        actions.release(issue=counted, wording=CANARY.upper(), by=staff)
    actions.release(issue=agreed, wording=CANARY, by=staff)
    assert Issue.objects.get(released_at__isnull=False) == agreed
