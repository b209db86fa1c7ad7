"""Who has been told the outcome: counted from mails and notes, listed while it is owed, told on cards."""

import re

import pytest
from django.db.models import Count

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.workspace.models import MailChoice
from insights.issues.actions.following import stop_following
from insights.issues.models import Follower, Issue, Voice
from insights.loop.actions import compact_told, note_told, recount_told, settle_told
from insights.loop.counting import PARTS, differences, score
from insights.loop.models import ToldByHand, ToldChange, ToldCount, owed
from insights.triage.actions import answer, join, reopen
from insights.triage.actions.saying import How
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_us_too, place
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
PAGE, CARDS = "/admin/insights/toldbyhand/waiting/", "/admin/insights/toldbyhand/cards/"
WORDS = "canary: what somebody wrote"


@pytest.fixture
def answered(staff, coordinator):
    """Answered, with four voices: an account, one who wants no mail, a place alone, and nothing at all."""
    issue = make_issue(released=True, state="in_review", user=coordinator, words=WORDS)
    stopped = make_user("stopped@example.org")
    make_us_too(issue=issue, user=stopped)
    make_us_too(issue=issue, place=place("Netherfield"), words=WORDS)
    make_us_too(issue=issue)
    stop_following(issue=issue, user=stopped)
    answer(issue=issue, words="The crossing has new lights.", by=staff)
    return issue


def send_all(state="sent"):
    with fixture_writes():
        OutboundMail.objects.update(state=state)


def standings(issue):
    return list(owed(issue.voices.all()).order_by("pk").values_list("standing", flat=True))


def test_the_score_follows_from_mails_and_notes(answered, staff):
    assert standings(answered) == ["queued", "no_mail", "card", "unreachable"]
    assert score(answered) == {"owed": 4, "told": 0, "waits": 2, "cannot": 2}
    send_all("failed")
    assert standings(answered)[0] == "not_sent"
    send_all("unknown")
    assert standings(answered)[0] == "unknown" and score()["waits"] == 2
    send_all()
    assert standings(answered)[0] == "mail"
    note_told(voices=[answered.voices.order_by("pk")[2].pk], how="card", by=staff)
    assert score() == score(answered) == {"owed": 4, "told": 2, "waits": 0, "cannot": 2}
    event = AuditEvent.objects.get(verb="issue.told_by_hand")
    assert WORDS not in str(event.__dict__)


def test_what_comes_back_and_ends_again_is_told_anew(answered, staff):
    send_all()
    number = answered.voices.order_by("pk")[2].pk
    note_told(voices=[number], how="in_person", by=staff)
    with pytest.raises(RuleBroken):
        note_told(voices=[number], how="card", by=staff)
    reopen(issue=answered, by=staff)
    assert score()["owed"] == 0
    answer(issue=answered, words="New lamps.", by=staff)
    assert standings(answered) == ["queued", "no_mail", "card", "unreachable"]


def test_somebody_who_spoke_on_both_of_two_joined_issues_is_owed_it_once(answered, staff, coordinator):
    other = make_issue(released=True, state="in_review", user=coordinator)
    join(issue=other, lead=answered, by=staff)
    assert answered.voices.filter(user=coordinator).count() == 2
    assert score(answered)["owed"] == score()["owed"] == 4 and _kept_equals_a_recount()


def test_a_note_made_by_mistake_is_taken_back_and_they_wait_again(client_of, answered, staff):
    note_told(voices=[answered.voices.order_by("pk")[2].pk], how="phone", by=staff)
    note, before, client = ToldByHand.objects.get(), score(), client_of(staff)
    client.post(f"/admin/insights/toldbyhand/{note.pk}/step/take-back/")
    assert not ToldByHand.objects.exists() and "Taken back" in client.get(PAGE).text
    assert (before["waits"], score()["waits"]) == (1, 2)
    assert AuditEvent.objects.filter(verb="issue.not_told_by_hand").exists()


def test_a_quiet_step_leaves_people_to_be_told_and_sealed_voices_are_owed_nothing(staff, coordinator):
    issue = make_issue(released=True, state="in_review", user=coordinator)
    answer(issue=issue, words="Done.", how=How(quiet=True), by=staff)
    assert standings(issue) == ["not_sent"]
    with fixture_writes():
        issue.voices.update(words="", sealed_at=issue.created_at)
    assert score()["owed"] == 0
    with pytest.raises(RuleBroken):
        note_told(voices=list(issue.voices.values_list("pk", flat=True)), how="card", by=staff)


def test_staff_see_who_waits_print_cards_and_note_them(client_of, answered, staff, trustee):
    send_all()
    client, voice = client_of(staff), answered.voices.order_by("pk")[2]
    assert f'href="{PAGE}"' in client.get("/admin/insights/toldbyhand/").text, "what was told leads to who waits"
    words = client.get(PAGE).text
    assert answered.reference in words and "Netherfield" in words and "needs a card" in words
    assert f'value="{voice.pk}"' in words and "Told 1 of 4" in words and WORDS not in words
    assert f"voice-{voice.pk}" not in client.get(PAGE, {"reference": "MK-2020-00001"}).text
    printed = client.post(PAGE, {"print": "1", "voice": voice.pk})
    assert printed.url == f"{CARDS}?voice={voice.pk}"
    card = client.get(printed.url).text
    assert answered.reference in card and answered.lead_wording in card and "The crossing has new lights." in card
    assert "<svg" in card and f'class="whole">{answered.get_absolute_url()}<' in card, "a line ends before it"
    assert WORDS not in card and "Netherfield" not in card
    assert "Tick somebody first." in client.post(PAGE, {"how": "card"}).text
    assert client.post(PAGE, {"how": "card", "voice": voice.pk}).status_code == 302
    assert ToldByHand.objects.get().voice == voice
    assert "Nobody waits" in client.get(PAGE).text
    assert client.get(CARDS, {"voice": voice.pk}).status_code == 302
    assert "told 2 of 4 who spoke" in client.get(f"/admin/insights/issue/{answered.pk}/change/").text
    assert client_of(trustee).get(PAGE).status_code in (302, 403)


def test_whoever_scans_a_card_finds_where_to_say_that_it_is_back(client, answered):
    page = client.get(answered.get_absolute_url()).text
    assert "has it come back?" in page and f"ring us and say {answered.reference}" in page


def test_the_list_is_narrowed_and_cards_for_all_of_it_are_printed_and_noted(client_of, answered, staff):
    answered_too = make_us_too(issue=answered, place=place("Netherfield"))
    client = client_of(staff)
    only = client.get(PAGE, {"why": "card", "place": place("Netherfield").pk}).text
    assert f"voice-{answered_too.pk}" in only and f"voice-{answered.voices.order_by('pk')[0].pk}" not in only
    assert "Nobody waits here" in client.get(PAGE, {"why": "unknown"}).text
    sheet = client.get(CARDS, {"all": "1", "place": place("Netherfield").pk}).text
    assert sheet.count("sheet card") == 2 and "All 2 cards are delivered" in sheet
    assert client.get(CARDS, {"all": "1", "reference": "MK-2020-00001"}).status_code == 302
    told = [row.pk for row in answered.voices.filter(user=None, place__isnull=False)]
    assert client.post(PAGE, {"how": "phone", "voice": told}).status_code == 302
    assert set(ToldByHand.objects.values_list("how", flat=True)) == {"phone"}


def test_a_card_says_nothing_of_an_issue_that_is_not_released(client_of, staff):
    issue = make_issue(state="in_review", words=WORDS)
    voice = make_us_too(issue=issue, place=place("Netherfield"))
    answer(issue=issue, words="The secret answer.", by=staff)
    card = client_of(staff).get(CARDS, {"voice": voice.pk}).text
    assert issue.reference in card and "Answered" in card
    assert "secret answer" not in card and "<svg" not in card and issue.get_absolute_url() not in card


def test_trustees_read_the_score(client_of, trustee, answered):
    send_all()
    words = re.sub(r"<[^>]+>|\s+", " ", client_of(trustee).get("/figures/").text)
    words = " ".join(words.split())
    assert "Those who spoke, told what came of it" in words and "Told, in per cent of all 25" in words
    assert "Still to be told 1 Cannot be told 2" in words
    assert "each person once under an issue" in client_of(trustee).get("/figures/definitions/").text


def _kept_equals_a_recount() -> bool:
    """As it is read now, and as it is once it was settled."""
    found = dict(owed().order_by().values_list("standing").annotate(n=Count("pk")))
    parts = {name: sum(found.get(one, 0) for one in those) for name, those in PARTS.items()}
    before = score()
    settle_told()
    return differences() == [] and before == score() == {"owed": sum(parts.values()), **parts}


def test_whatever_changes_who_was_told_is_counted_at_once(answered, staff, coordinator):
    """Past every action: mail, bundle, choice, stop, note, step, place, person, seal; before and after settling."""
    assert _kept_equals_a_recount() and not ToldChange.objects.exists()
    mail, wider = OutboundMail.objects.get(key__startswith="issue_moved:"), make_issue(state="accepted")
    voices = answered.voices.order_by("pk")
    with fixture_writes():
        bundle = OutboundMail.objects.create(key="bundle", state="queued")
    changes = [
        lambda: OutboundMail.objects.filter(pk=mail.pk).update(state="bundled", part_of=bundle),
        lambda: OutboundMail.objects.filter(pk=bundle.pk).update(state="sent"),
        lambda: OutboundMail.objects.filter(pk=mail.pk).delete(),
        lambda: MailChoice.objects.create(user=coordinator, issues="never"),
        lambda: MailChoice.objects.filter(user=coordinator).update(issues="each"),
        lambda: Follower.objects.filter(issue=answered).update(stopped_at=None),
        lambda: ToldByHand.objects.create(voice=voices[2], outcome=answered.moves.last(), how="card"),
        lambda: answered.moves.filter(pk=answered.moves.last().pk).update(by=coordinator),
        lambda: Voice.objects.filter(pk=voices[3].pk).update(place=place("Netherfield")),
        lambda: Voice.objects.filter(pk=voices[1].pk).update(user=None),
        lambda: Voice.objects.filter(pk=voices[1].pk).update(sealed_at=answered.created_at),
        lambda: Issue.objects.filter(pk=answered.pk).update(state="reopened"),
        lambda: Issue.objects.filter(pk=answered.pk).update(state="answered"),
        lambda: Issue.objects.filter(pk=answered.pk).update(joined_to=wider),
        lambda: Voice.objects.filter(issue=answered).update(issue=wider),
        lambda: ToldByHand.objects.all().delete(),
    ]
    scores = []
    for number, change in enumerate(changes):
        with fixture_writes():
            change()
        assert ToldChange.objects.exists(), number
        assert _kept_equals_a_recount(), number
        scores.append(score())
    assert len({tuple(one.items()) for one in scores}) > 5


def test_what_was_missed_is_found_and_counted_anew(answered):
    with fixture_writes():
        ToldChange.objects.all().delete()
    assert len(differences()) == 1 and score()["owed"] == 0
    recount_told()
    assert differences() == [] and score()["owed"] == 4
    with fixture_writes():
        ToldCount.objects.filter(issue_id=None).update(told=7)
    assert differences()[0][0] == 0
    compact_told()
    assert differences() == []
