"""Afterwards: follow and stop, add to it, change a consent, say it is back; with an account and by the link."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.files import StoredFile
from camk.outbox.models import OutboundMail
from groups.workspace.models import MailChoice
from insights.issues.actions import (
    add_evidence,
    answer_question,
    change_consents,
    confirm_done,
    follow,
    say_it_is_back,
    stop_following,
    told_link,
    withdraw_voice,
)
from insights.issues.models import Evidence, Issue
from insights.issues.states import MOVES, NEXT, IssueState
from insights.issues.tasks import note_silence
from insights.safeguarding.actions import put_back, seal_issue, seal_voice
from insights.triage import actions as triage
from tests.factories.issues import make_issue, make_us_too
from tests.guard import fixture_writes

CANARY = "The giraffe came through the roof"


def address(verb, issue):
    return reverse(f"insights:issue-{verb}", args=[issue.reference])


def by_link(verb, issue, user):
    with fixture_writes():
        token = told_link(issue=issue, user=user).token
    return reverse(f"insights:told-{verb}" if verb else "insights:told", args=[token])


def mailed():
    return set(OutboundMail.objects.filter(kind="insights/issue_moved").values_list("user__email", flat=True))


def test_followers_hear_when_a_released_issue_moves_and_stop_when_they_like(supporter, coordinator, staff):
    issue = make_issue(released=True, state="in_review", user=coordinator)
    follow(issue=issue, user=supporter, by=supporter)
    triage.accept(issue=issue, words=CANARY, by=staff)
    assert mailed() == {supporter.email, coordinator.email}
    mail = OutboundMail.objects.get(user=supporter, kind="insights/issue_moved")
    assert "You follow this issue" in mail.text and issue.get_absolute_url() in mail.text
    assert "giraffe" not in mail.text and "/told/" not in mail.text
    with fixture_writes():
        OutboundMail.objects.all().delete()
    stop_following(issue=issue, user=supporter, by=supporter)
    stop_following(issue=issue, user=coordinator, by=coordinator)
    triage.park(issue=issue, another_place=True, by=staff)
    assert mailed() == set()
    follow(issue=issue, user=coordinator, by=coordinator)
    triage.accept(issue=issue, words="", by=staff)
    assert mailed() == {coordinator.email}


def test_nobody_follows_what_they_may_not_read_and_a_wording_taken_back_tells_no_follower(supporter, staff):
    with pytest.raises(RuleBroken):
        follow(issue=make_issue(state="in_review"), user=supporter, by=supporter)
    issue = make_issue(released=True, state="in_review")
    follow(issue=issue, user=supporter, by=supporter)
    triage.withdraw_release(issue=issue, by=staff)
    triage.accept(issue=issue, words="", by=staff)
    assert mailed() == set()


def test_followers_of_a_joined_issue_hear_of_the_wider_one(supporter, staff):
    issue = make_issue(released=True, state="in_review")
    lead = make_issue(released=True, state="in_review")
    follow(issue=issue, user=supporter, by=supporter)
    triage.join(issue=issue, lead=lead, by=staff)
    triage.accept(issue=lead, words="", by=staff)
    assert lead.get_absolute_url() in OutboundMail.objects.get(user=supporter, kind="insights/issue_moved").text


def test_the_page_follows_and_stops_with_one_press(client_of, supporter):
    issue = make_issue(released=True, state="in_review")
    client = client_of(supporter)
    assert "Follow: tell me" in client.get(issue.get_absolute_url()).text
    client.post(address("follow", issue), {"wanted": "yes"})
    assert "Stop these mails" in client.get(issue.get_absolute_url()).text
    client.post(address("follow", issue), {"wanted": "no"})
    assert "Follow: tell me" in client.get(issue.get_absolute_url()).text
    with fixture_writes():
        MailChoice.objects.create(user=supporter, issues="never")
    said = client.post(address("follow", issue), {"wanted": "yes"}, follow=True).text
    assert "you chose to get no mail about issues" in said and "We write to you when" not in said


def test_evidence_is_added_read_by_those_who_may_and_goes_when_sealed(
    client_of, coordinator, supporter, staff, trustee, safeguarding_lead
):
    issue = make_issue(state="in_review", user=coordinator)
    client = client_of(coordinator)
    assert "Add something" in client.get(issue.get_absolute_url()).text
    listed = SimpleUploadedFile("days.csv", b"day,count\n1,giraffe\n")
    page = client.post(address("add", issue), {"words": CANARY, "file": listed})
    assert page.status_code == 302 and CANARY in client.get(issue.get_absolute_url()).text
    file = reverse("insights:issue-evidence-file", args=[Evidence.objects.get().pk])
    for person in (coordinator, staff):
        assert b"giraffe" in b"".join(client_of(person).get(file).streaming_content)
    for person in (supporter, trustee):
        assert client_of(person).get(file).status_code == 404
    admin = reverse("admin:insights_issue_change", args=[issue.pk])
    assert CANARY in client_of(staff).get(admin).text
    seal_voice(voice=issue.voices.get(), by=staff)
    assert not Evidence.objects.exists() and not StoredFile.objects.filter(name="days.csv").exists()


def test_evidence_needs_something_and_a_voice_that_stands(coordinator):
    issue = make_issue(user=coordinator)
    voice = issue.voices.get()
    with pytest.raises(RuleBroken):
        add_evidence(voice=voice, words="  ", by=coordinator)
    with fixture_writes():
        Evidence.objects.bulk_create(Evidence(voice=voice, words="More") for _ in range(20))
    with pytest.raises(RuleBroken):
        add_evidence(voice=voice, words="And more", by=coordinator)
    withdraw_voice(voice=voice, by=coordinator)
    with pytest.raises(RuleBroken):
        add_evidence(voice=voice, words=CANARY, by=coordinator)


def test_a_consent_is_taken_back_by_itself_and_keeps_its_dates(client_of, coordinator):
    issue = make_issue(user=coordinator, state="in_review")
    voice = issue.voices.get()
    client = client_of(coordinator)
    client.post(address("consents", issue), {"consents": ["count", "anonymous", "publish"]})
    standing = set(voice.consents.filter(withdrawn_at=None).values_list("audience", flat=True))
    assert standing == {"count", "anonymous", "publish"}
    named = client.post(address("consents", issue), {"consents": ["named"]})
    assert named.status_code == 200  # no organisation, so no name of one
    page = client.get(address("consents", issue))
    assert (
        page.context["form"].initial["consents"] and "publish my words" in client.get(issue.get_absolute_url()).text
    )
    client.post(address("consents", issue), {"consents": ["anonymous"]})
    assert set(voice.consents.filter(withdrawn_at=None).values_list("audience", flat=True)) == {"count", "anonymous"}
    assert voice.consents.get(audience="publish").withdrawn_at is not None
    change_consents(voice=voice, consents=["publish"], by=coordinator)
    assert voice.consents.filter(audience="publish").count() == 2


def test_it_is_back_returns_to_the_queue_is_counted_and_shown(client_of, coordinator, supporter):
    issue = make_issue(released=True, state="confirmed", user=coordinator, ended_at=timezone.now())
    client = client_of(coordinator)
    assert "It is not settled" in client.get(issue.get_absolute_url()).text
    assert client.post(address("back", issue), {"words": " "}).status_code == 200
    client.post(address("back", issue), {"words": CANARY})
    issue = Issue.objects.get(pk=issue.pk)
    assert (issue.state, issue.reopened_count, issue.ended_at) == ("reopened", 1, None)
    others = client_of(supporter).get(issue.get_absolute_url()).text
    assert "It has come back once" in others and CANARY not in others
    assert client_of(supporter).get(address("back", issue)).status_code == 404
    with pytest.raises(RuleBroken):
        say_it_is_back(issue=issue, words=CANARY, by=coordinator)


def test_all_of_it_works_by_the_link_too(client, coordinator):
    issue = make_issue(state="answered", user=coordinator, ended_at=timezone.now())
    told = client.get(by_link("", issue, coordinator)).text
    for words in ("Add something", "Change how we may use it", "Stop these mails", "It is not settled"):
        assert words in told
    client.post(by_link("add", issue, coordinator), {"words": CANARY})
    client.post(by_link("consents", issue, coordinator), {"consents": ["publish"]})
    client.post(by_link("follow", issue, coordinator), {"wanted": "no"})
    told = client.get(by_link("", issue, coordinator)).text
    assert CANARY in told and "publish my words" in told and "Follow: tell me" in told
    client.post(by_link("back", issue, coordinator), {"words": CANARY})
    assert Issue.objects.get(pk=issue.pk).state == "reopened"


def test_silence_is_not_called_done(coordinator, staff):
    old = make_issue(state="they_say_done", user=coordinator, state_changed_at=timezone.now() - timedelta(days=29))
    new = make_issue(state="they_say_done", state_changed_at=timezone.now() - timedelta(days=27))
    note_silence()
    note_silence()
    assert (
        Issue.objects.get(pk=old.pk).state == "unconfirmed" and Issue.objects.get(pk=new.pk).state == "they_say_done"
    )
    assert mailed() == {coordinator.email}
    assert old.moves.filter(new_state="unconfirmed", by=None).count() == 1


def test_each_state_says_what_comes_next_in_a_sentence_of_its_own():
    told = [state for state in IssueState if state != IssueState.SEALED]
    assert set(NEXT) == set(told) and set(MOVES) >= set(told)
    assert len(set(NEXT.values())) == len(told)


def test_what_one_of_several_wrote_is_read_by_staff_and_their_own_only(
    client, client_of, staff, coordinator, supporter
):
    issue = make_issue(state="they_say_done", released=True, user=coordinator)
    make_us_too(issue=issue, user=supporter)
    confirm_done(issue=issue, outcome="not_resolved", words="The zebra lamp is out.", by=coordinator)
    say_it_is_back(issue=issue, words="The zebra lamp is worse.", by=coordinator)
    triage.look_at(issue=issue, by=staff)
    triage.ask(issue=issue, words="Which giraffe?", by=staff)
    answer_question(issue=issue, words="The zebra one.", by=coordinator)
    page = issue.get_absolute_url()
    assert "giraffe" not in client.get(page).text
    assert "zebra" in client.get(by_link("", issue, coordinator)).text
    for told in (client.get(by_link("", issue, supporter)).text, client_of(supporter).get(page).text):
        assert "zebra" not in told and "Which giraffe?" in told
    for person in (coordinator, staff):
        assert client_of(person).get(page).text.count("zebra") == 3


def test_everybody_reads_why_it_was_closed_after_a_question_and_not_that_it_was_once_sealed(
    client, staff, safeguarding_lead
):
    issue = make_issue(state="in_review")
    put_back(record=seal_issue(issue=issue, by=staff), by=safeguarding_lead)
    triage.release(issue=issue, wording="The hall is cold in winter.", by=staff)
    triage.ask(issue=issue, words="Which hall?", by=staff)
    triage.close(issue=issue, reason="The hall was pulled down.", by=staff)
    page = client.get(issue.get_absolute_url()).text
    assert "The hall was pulled down." in page and "Handled in confidence" not in page


def test_a_wording_in_somebodys_own_words_is_shown_as_long_as_they_let_us(client, staff, coordinator):
    issue = make_issue(state="in_review", user=coordinator, words=f"{CANARY}.", owner=staff)
    change_consents(voice=issue.voices.get(), consents=["anonymous"], by=coordinator)
    triage.release(issue=issue, wording=CANARY, by=staff)
    change_consents(voice=issue.voices.get(), consents=["count"], by=coordinator)
    assert client.get(issue.get_absolute_url()).status_code == 404
    assert OutboundMail.objects.get(user=staff, kind="insights/desk_news").text.count("own") == 1
    triage.release(issue=issue, wording="A roof leaks badly here.", by=staff)
    change_consents(voice=issue.voices.get(), consents=["partners"], by=coordinator)
    assert client.get(issue.get_absolute_url()).status_code == 200


def test_a_file_that_must_be_chosen_again_is_asked_for(client_of, coordinator):
    issue, client = make_issue(user=coordinator), client_of(coordinator)
    for words, asked in (("Ring Jane Okonkwo.", True), ("The roof leaks.", False)):
        sent = {"words": words, "file": SimpleUploadedFile("letter.txt", b"Dear all", "text/plain")}
        page = client.post(address("add", issue), sent, follow=True)
        assert ("Choose the file once more" in page.text) == asked
    assert Evidence.objects.get().file.name == "letter.txt"
