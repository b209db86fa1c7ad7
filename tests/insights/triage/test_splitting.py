"""Splitting, and objecting to a joining: previewed, told, remembered; every voice, consent and count is kept."""

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.issues.actions import add_us_too, tell, told_link, withdraw_voice
from insights.issues.models import Issue, Voice, VoiceConsent
from insights.triage import actions
from insights.triage.duplicates import likely_duplicates
from insights.triage.models import JoinObjection
from insights.triage.queues import in_queue
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_us_too
from tests.guard import fixture_writes
from tests.insights.triage.test_admin import change, step

CANARY = "The zebra house has no heating"


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def joined(staff, supporter, coordinator):
    """One issue of the supporter's, joined with one of the coordinator's."""
    lead = make_issue(state="in_review", user=coordinator, words=CANARY, released=True)
    issue = make_issue(state="in_review", user=supporter, words="There is no heating in the zebra house")
    actions.join(issue=issue, lead=lead, by=staff)
    return fresh(issue)


def test_a_split_moves_the_chosen_voices_and_tells_their_people(client_of, staff, supporter, member):
    issue = make_issue(state="accepted", user=supporter, words=CANARY, released=True, severity=2, reach=3)
    other = make_us_too(issue=issue, user=member, words="And the lift is broken")
    client = client_of(staff)
    data = {"voices": [other.pk], "words": "The lift is another matter", "public": "on"}
    preview = client.post(step(issue, "split"), data)
    assert "1 person is told" in preview.text and Issue.objects.count() == 1
    client.post(step(issue, "split"), data | {"_confirmed": "tell"})
    made = Issue.objects.exclude(pk=issue.pk).get()
    assert (made.state, made.voice_count, made.priority, made.released_at) == ("in_review", 1, 6, None)
    assert (fresh(other).issue, fresh(other).first_issue) == (made, issue) and fresh(issue).voice_count == 1
    mail = OutboundMail.objects.get(kind="insights/issue_split")
    assert mail.user == member and issue.reference in mail.subject and made.reference in mail.text
    assert "lift" not in mail.text and made.due_on is not None


def test_a_split_stays_split(staff):
    issue = make_issue(state="in_review", words=CANARY)
    voice = make_us_too(issue=issue, words=CANARY)
    made = actions.split(issue=issue, voices=[voice], by=staff)
    assert not likely_duplicates(fresh(issue)) and not likely_duplicates(fresh(made))
    actions.join(issue=made, lead=issue, by=staff)  # joining by hand takes the split back
    assert fresh(issue).voice_count == 2
    actions.undo_join(issue=fresh(made), by=staff)
    assert fresh(made).voice_count == 1 and not likely_duplicates(fresh(made))


def test_joining_what_was_told_apart_is_warned_of_before_it_is_done(client_of, staff):
    issue = make_issue(state="in_review", words=CANARY)
    made = actions.split(issue=issue, voices=[make_us_too(issue=issue)], by=staff)
    other = make_issue(state="in_review")
    client = client_of(staff)
    assert "they are not the same" in client.post(step(made, "join"), {"reference": issue.reference}).text
    assert "they are not the same" not in client.post(step(made, "join"), {"reference": other.reference}).text
    assert fresh(made).joined_to is None


def test_joining_is_suggested_only_where_it_can_be_done(client_of, staff):
    open_one = make_issue(state="in_review", words=CANARY)
    ended = make_issue(state="they_say_done", words=CANARY)
    assert "Join with it" in client_of(staff).get(change(open_one)).text
    assert "Join with it" not in client_of(staff).get(change(ended)).text


def test_some_voices_go_and_some_stay(staff):
    issue, elsewhere = make_issue(state="in_review"), make_issue()
    for voices in ([], list(issue.voices.all()), list(elsewhere.voices.all())):
        with pytest.raises(RuleBroken):
            actions.split(issue=issue, voices=voices, by=staff)


def test_whoever_was_joined_objects_by_their_link_and_is_answered(client_of, client, staff, supporter, joined):
    with fixture_writes():
        token = told_link(issue=joined, user=supporter).token
    page = client.get(reverse("insights:told", args=[token]))
    address = reverse("insights:told-object", args=[token])
    assert address in page.text
    assert "not the same" in client.get(address).text
    for _ in range(2):
        done = client.post(address, {"words": "Ours is the giraffe house"}, follow=True)
    assert "We look at it again" in done.text and JoinObjection.objects.count() == 1
    assert list(in_queue("objections", staff)) == [joined]
    assert "giraffe" in client_of(staff).get(change(joined)).text
    client_of(staff).post(step(joined, "keep-together"), {"answer": "It is one boiler"})
    mail = OutboundMail.objects.get(kind="insights/issue_kept_together")
    assert mail.user == supporter and "boiler" not in mail.text and not in_queue("objections", staff)
    assert "It is one boiler" in client.get(reverse("insights:told", args=[token])).text


def test_somebody_signed_in_objects_and_it_is_taken_apart(client_of, staff, supporter, member, joined):
    address = reverse("insights:issue-object", args=[joined.reference])
    assert address in client_of(supporter).get(joined.get_absolute_url()).text
    assert client_of(member).get(address).status_code == 404
    client_of(supporter).post(address, {"words": ""})
    actions.undo_join(issue=joined, by=staff)
    objection = JoinObjection.objects.get()
    assert (objection.outcome, objection.settled_by) == ("apart", staff)
    told = OutboundMail.objects.get(kind="insights/issue_apart")
    assert told.user == supporter and fresh(joined).state == "in_review"
    assert client_of(supporter).get(address).status_code == 404


def test_a_split_settles_the_objection_of_whoever_goes_their_own_way(client, staff, supporter, joined):
    actions.object_to_joining(issue=joined, user=supporter, by=supporter)
    lead = fresh(joined.joined_to)
    made = actions.split(issue=lead, voices=list(lead.voices.filter(user=supporter)), by=staff)
    assert JoinObjection.objects.get().outcome == "apart" and not in_queue("objections", staff)
    with fixture_writes():
        token = told_link(issue=joined, user=supporter).token
    page = client.get(reverse("insights:told", args=[token])).text
    assert f"stands under {made.reference} now" in page
    assert "wider issue" not in page and "not the same" not in page


def test_whoever_goes_their_own_way_reads_of_it_at_the_reference_they_know(client_of, staff, supporter, joined):
    voice = joined.first_voices.get()
    made = actions.split(issue=voice.issue, voices=[voice], words="Another boiler.", by=staff)
    page = client_of(supporter).get(joined.get_absolute_url()).text
    assert made.get_absolute_url() in page and "Another boiler." in page and "part of a wider issue" not in page


def test_what_was_not_objected_to_is_not_settled(staff, joined):
    with pytest.raises(RuleBroken):
        actions.keep_together(issue=joined, answer="So it is", by=staff)
    with pytest.raises(RuleBroken):
        actions.object_to_joining(issue=fresh(joined.joined_to))


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["tell", "us_too", "join", "undo", "split", "withdraw", "reopen", "close"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    min_size=4,
    max_size=14,
)


def play(staff, people, verb, one, two):
    """One move of the game on whatever stands; a rule that forbids it is as good as a move."""
    issues, voices = list(Issue.objects.order_by("pk")), list(Voice.objects.order_by("pk"))
    if verb == "tell" or not issues:
        user = people[one % len(people)]
        issue = tell(kind="gap", words=f"Words {one} {two}", user=user, consents=["anonymous"], by=user)
        actions.look_at(issue=issue, by=staff)
        actions.release(issue=issue, wording=f"A wording of number {issue.pk}", by=staff)
        return
    issue, other = issues[one % len(issues)], issues[two % len(issues)]
    if verb == "us_too":
        add_us_too(issue=issue, user=people[two % len(people)])
    elif verb == "join":
        actions.join(issue=issue, lead=other, by=staff)
    elif verb == "undo":
        actions.undo_join(issue=issue, by=staff)
    elif verb == "split":
        actions.split(issue=issue, voices=list(issue.voices.standing()[: 1 + two % 3]), by=staff)
    elif verb == "withdraw":
        withdraw_voice(voice=voices[two % len(voices)])
    elif verb == "reopen":
        actions.reopen(issue=issue, by=staff)
    else:
        actions.close(issue=issue, reason="It went away", by=staff)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a failing game is short enough to read
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=MOVES)
def test_whatever_is_joined_split_and_taken_back_no_voice_consent_or_count_is_lost(moves, db, staff):
    game = transaction.savepoint()
    try:
        play_through(staff, [make_user() for _ in range(4)], moves)
    finally:
        transaction.savepoint_rollback(game)


def play_through(staff, people, moves):
    told = {}
    for verb, one, two in moves:
        try:
            with transaction.atomic():
                play(staff, people, verb, one, two)
        except RuleBroken:
            continue
        for voice in Voice.objects.prefetch_related("consents"):
            told.setdefault(voice.pk, voice.first_issue_id)
            assert voice.first_issue_id == told[voice.pk]
            assert (voice.withdrawn_at is None) == any(c.withdrawn_at is None for c in voice.consents.all())
        assert set(told) == set(Voice.objects.values_list("pk", flat=True))
        assert VoiceConsent.objects.count() >= len(told)
        for issue in Issue.objects.all():
            assert issue.voice_count == issue.voices.standing().count()
            assert (issue.state == "joined") == (issue.joined_to_id is not None)
            doubles_only = not issue.voices.standing().filter(is_us_too=False).exists()
            assert doubles_only or issue.joined_to_id is None
