"""Route as safeguarding: what was told leaves every place at once, and the safeguarding lead alone can read it."""

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from camk.documents import Document
from camk.drafts import Draft
from camk.errors import RuleBroken
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from insights.discussions.actions import note_discussed
from insights.discussions.models import Discussion
from insights.issues.actions import add_evidence, add_us_too, answer_question, follow, withdraw_voice
from insights.issues.models import Evidence, Issue, Voice
from insights.reports.models import StakeholderReport
from insights.safeguarding import actions
from insights.safeguarding.models import EmergencyRequest, Opening, SealedFile, SealedRecord
from insights.safeguarding.vault import shut, unshut
from insights.together.actions import form_response
from insights.together.models import Idea
from insights.triage.actions import add_note, answer, ask, join, look_at, object_to_joining, release, undo_join
from insights.triage.models import IssueNote, JoinObjection
from tests.factories.issues import make_issue, make_us_too, place
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation, make_role
from tests.factories.reports import make_sent_report
from tests.factories.stories import make_story
from tests.guard import fixture_writes
from tests.insights.issues.test_telling_pages import a_photo

pytestmark = pytest.mark.django_db
CANARY = "zebraquartz"
WORDS = f"Somebody in the {CANARY} house is always hungry and cold"


def dump(settings) -> str:
    """Everything this portal keeps: each value of each table, sessions unpacked, each file, the cache."""
    tables = "\n".join(str(list(model._base_manager.values_list())) for model in apps.get_models())
    tables += "\n".join(str(row.get_decoded()) for row in Session.objects.all())
    files = [path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    raw = connection.connection.serialize() if connection.vendor == "sqlite" else b""
    kept = str(getattr(cache, "_cache", ""))
    return tables + b"\n".join([*files, raw]).decode("latin-1") + kept


@pytest.fixture
def when_committed(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def told(client, staff, second_staff, coordinator, supporter, settings, caplog):
    """One issue whose words went everywhere they can go.

    Wording, answer, evidence with a file, staff's note, a meeting, a follower, report, page, PDF, story, mails.
    """
    caplog.set_level(logging.DEBUG)
    url = "insights:issue-tell"
    client.post(reverse(url), {"kind": "issue"})
    client.post(reverse(f"{url}-where"), {"place": place("Netherfield").pk})
    client.post(reverse(f"{url}-what"), {"words": WORDS, "photo": a_photo()})
    client.post(reverse(f"{url}-more"), {"what_would_help": f"A {CANARY} stove"})
    client.post(
        reverse(f"{url}-who"), {"name": "Ann", "email": "ann@example.org", "consents": ["count", "anonymous"]}
    )
    client.post(reverse(f"{url}-check"))
    issue = Issue.objects.get()
    look_at(issue=issue, by=staff)
    ask(issue=issue, words="Which house?", by=staff)
    answer_question(issue=issue, words=f"The {CANARY} one", by=None)
    release(issue=issue, wording=f"People in a {CANARY} house are cold in winter.", by=staff)
    make_story(issue=issue, published=True, said=f"We were cold in the {CANARY} house")
    add_us_too(issue=issue, user=coordinator, words=f"So it is in our {CANARY} hall", by=coordinator)
    first = issue.voices.get(is_us_too=False)
    letter = Document(f"{CANARY} letter.txt", f"The {CANARY} landlord wrote".encode(), "text/plain")
    add_evidence(voice=first, words=f"Here is what the {CANARY} landlord wrote", document=letter)
    follow(issue=issue, user=supporter, by=supporter)
    add_note(issue=issue, words=f"I rang the {CANARY} house", by=staff)
    note_discussed(meeting=make_meeting(starts_at=timezone.now() - timedelta(days=2)), issues=[issue], by=staff)
    with fixture_writes():
        Issue.objects.filter(pk=issue.pk).update(state="accepted", public_answer=f"We look into {CANARY}")
    issue.refresh_from_db()
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=[issue])
    assert CANARY in str(report.snapshot) and CANARY in report.page_html
    return issue


def test_sealed_words_are_nowhere(told, staff, safeguarding_lead, settings, caplog, when_committed):
    assert CANARY in dump(settings)
    with when_committed(execute=True):
        record = actions.seal_issue(issue=told, by=staff)
    assert CANARY not in dump(settings) and CANARY not in caplog.text
    told.refresh_from_db()
    assert told.state == "sealed" and told.voice_count == 2, "the count stays"
    content = actions.open_record(record=record, by=safeguarding_lead)
    assert [v["words"] for v in content["voices"]] == [WORDS, f"So it is in our {CANARY} hall"]
    assert content["voices"][0]["file"] and "ann@example.org" in content["voices"][0]["who"]
    assert content["issue"]["wording"].startswith("People in a") and f"The {CANARY} one" in str(content["moves"])
    assert f"We were cold in the {CANARY} house" in content["elsewhere"]
    added = content["voices"][0]["evidence"][0]
    assert added["words"] == f"Here is what the {CANARY} landlord wrote" and CANARY in added["file"]["name"]
    assert record.read_file(added["file"]) == f"The {CANARY} landlord wrote".encode() and record.files == 2


READ = [
    "/",
    "/issues/",
    "/issues/?q=zebraquartz",
    "/stories/",
    "/figures/",
    "/figures/issues.csv",
    "/meetings/",
    "/meetings/calendar.ics",
    "/admin/insights/issue/?q=zebraquartz",
    "/admin/insights/issue/workbench/",
    "/admin/insights/stakeholderreport/",
    "/admin/camk/outboundmail/?q=zebraquartz",
    "/admin/autocomplete/?app_label=insights&model_name=voice&field_name=issue&term=zebraquartz",
]


@pytest.mark.parametrize("who", ["visitor", "supporter", "coordinator", "staff", "trustee", "superuser"])
def test_sealed_words_are_read_on_no_page_feed_or_export(request, client_of, client, told, staff, who):
    person = request.getfixturevalue(who)
    meeting = Discussion.objects.get().meeting
    pages = [*READ, told.get_absolute_url(), meeting.get_absolute_url(), reverse("insights:issue-tell")]
    browser = client_of(person) if person.is_authenticated else client
    assert CANARY in browser.get(told.get_absolute_url()).text
    actions.seal_issue(issue=told, by=staff)
    texts = [browser.get(page) for page in pages]
    if who in ("staff", "superuser"):
        for what in ("issues", "updates"):
            texts.append(browser.get(reverse("admin:insights_issue_table", args=[what, "csv"]) + "?queue=all"))
    typed = {"words": f"People in a {CANARY} house are cold in winter"}
    texts.append(browser.post(reverse("insights:issue-similar-words"), typed))
    for page in texts:
        body = b"".join(page).decode("latin-1") if page.streaming else page.text
        body = re.sub(f"q(=|%3D){CANARY}", "", body)  # what was asked for stands in the search box, and in links
        lines = [line for line in body.splitlines() if CANARY in line and 'name="q"' not in line]
        assert not lines, page.request["PATH_INFO"]


def test_evidence_goes_with_the_words_and_comes_back_with_them(told, staff, safeguarding_lead, when_committed):
    before = list(Evidence.objects.values_list("voice", "words", "at", "file__name", "file__sha256"))
    with when_committed(execute=True):
        record = actions.seal_issue(issue=told, by=staff)
    assert not Evidence.objects.exists() and record.shut_files.count() == 2
    actions.put_back(record=record, by=safeguarding_lead)
    assert list(Evidence.objects.values_list("voice", "words", "at", "file__name", "file__sha256")) == before
    assert not record.shut_files.exists(), "nothing is kept twice"


def test_destroying_takes_the_files_along(told, staff, safeguarding_lead):
    record = actions.seal_issue(issue=told, by=staff)
    actions.destroy(record=record, by=safeguarding_lead)
    assert not SealedFile.objects.exists()


def test_a_file_that_is_lost_already_stops_no_sealing(told, staff):
    file = Evidence.objects.get().file.file
    file.storage.delete(file.name)
    record = actions.seal_issue(issue=told, by=staff)
    assert record.files == 1 and not Evidence.objects.exists()


def test_what_was_joined_to_it_is_sealed_with_it_and_comes_back(staff, safeguarding_lead, coordinator):
    lead = make_issue(released=True, state="accepted", words="The hall is cold.")
    other = make_issue(state="needs_information", user=coordinator, words=WORDS)
    answer_question(issue=other, words=f"The {CANARY} one", by=coordinator)
    look_at(issue=other, by=staff)
    release(issue=other, wording=f"A {CANARY} house is cold.", by=staff)
    join(issue=other, lead=lead, by=staff)
    record = actions.seal_issue(issue=lead, by=staff)
    other.refresh_from_db()
    assert other.lead_wording == "" and CANARY not in str(list(other.moves.values_list("words")))
    actions.put_back(record=record, by=safeguarding_lead)
    other.refresh_from_db()
    assert CANARY in other.lead_wording and CANARY in str(list(other.moves.values_list("words")))


def test_what_is_sealed_stays_joined_until_it_is_put_back(staff, safeguarding_lead):
    issue, lead = make_issue(words=WORDS), make_issue()
    join(issue=issue, lead=lead, by=staff)
    record = actions.seal_issue(issue=issue, by=staff)
    with pytest.raises(RuleBroken, match="sealed"):
        undo_join(issue=issue, by=staff)
    actions.put_back(record=record, by=safeguarding_lead)
    issue.refresh_from_db()
    assert issue.state == "joined" and issue.joined_to == lead
    undo_join(issue=issue, by=staff)
    assert issue.voices.get().words == WORDS


@pytest.fixture
def wider(staff, coordinator, supporter):
    """An issue whose wording holds what somebody told as another, that was joined to it."""
    lead = make_issue(released=True, state="in_review", user=supporter, lead_wording=f"Cold in the {CANARY} house")
    issue = make_issue(user=coordinator, words=WORDS)
    join(issue=issue, lead=lead, by=staff)
    ask(issue=lead, words="Which house?", by=staff)
    answer_question(issue=lead, words=f"The {CANARY} one", by=coordinator)
    return lead


@pytest.mark.parametrize("whole", [True, False])
def test_the_wording_of_the_wider_issue_goes_too(wider, staff, safeguarding_lead, settings, when_committed, whole):
    issue = wider.joined.get()
    with when_committed(execute=True):
        if whole:
            record = actions.seal_issue(issue=issue, by=staff)
        else:
            record = actions.seal_voice(voice=issue.first_voices.get(), by=staff)
    wider.refresh_from_db()
    assert CANARY not in dump(settings)
    assert (wider.released_at, wider.lead_wording, wider.state) == (None, "", "screening")
    actions.put_back(record=record, by=safeguarding_lead)
    wider.refresh_from_db()
    assert CANARY in wider.lead_wording and wider.released_at is None, "staff look at it before others read it"
    assert wider.moves.filter(words__contains=CANARY).exists()


def test_staff_read_the_wording_of_the_wider_issue_and_say_that_it_may_stay(client_of, wider, staff):
    with fixture_writes():
        Issue.objects.filter(pk=wider.pk).update(lead_wording="Homes are cold in winter.")
    issue = wider.joined.get()
    page = reverse("admin:insights_issue_step", args=[issue.pk, "seal"])
    assert "Homes are cold in winter." in client_of(staff).get(page).text
    client_of(staff).post(page, {"what": "all", "wording_is_safe": "on", "confirm": "1"})
    wider.refresh_from_db(), issue.refresh_from_db()
    assert issue.state == "sealed" and wider.released_at and wider.lead_wording == "Homes are cold in winter."


def test_what_stood_beside_it_comes_back_with_it(staff, coordinator, supporter, safeguarding_lead):
    lead = make_issue(released=True, state="accepted", user=supporter)
    issue = make_issue(user=coordinator, words=WORDS)
    join(issue=issue, lead=lead, by=staff)
    make_role(user=supporter, organisation=make_organisation())
    object_to_joining(issue=issue, words="Ours is the roof.", user=coordinator, by=coordinator)
    add_note(issue=lead, words="I rang them.", by=staff)
    note = IssueNote.objects.get()
    story = make_story(issue=lead, published=True, said="We were cold")
    with fixture_writes():
        idea = Idea.objects.create(issue=lead, by=supporter, words="Open the hall", shown_at=timezone.now())
    response = form_response(issue=lead, title="Warm rooms", aim="One each", by=staff)
    meeting = make_meeting(starts_at=timezone.now() - timedelta(days=2))
    note_discussed(meeting=meeting, issues=[lead], by=staff)
    record = actions.seal_issue(issue=lead, by=staff)
    read = actions.open_record(record=record, by=safeguarding_lead)["elsewhere"]
    assert {"Ours is the roof.", "I rang them.", "We were cold", "Open the hall", "Warm rooms"} <= set(read)
    assert not Discussion.objects.exists() and not IssueNote.objects.exclude(words="").exists()
    actions.put_back(record=record, by=safeguarding_lead)
    for row in (note, story, idea, response):
        row.refresh_from_db()
    assert (note.words, JoinObjection.objects.get().words) == ("I rang them.", "Ours is the roof.")
    assert (story.said, story.published_at, story.consented_at) == ("We were cold", None, None)
    assert (idea.words, idea.withdrawn_at, idea.shown_at) == ("Open the hall", None, None)
    assert (response.title, response.aim) == ("Warm rooms", "One each")
    assert Discussion.objects.get().meeting == meeting


def test_parted_again_what_nobody_stands_behind_any_more_is_taken_back(staff, coordinator, supporter):
    issue, lead = make_issue(user=coordinator), make_issue(released=True, state="accepted", user=supporter)
    join(issue=issue, lead=lead, by=staff)
    withdraw_voice(voice=lead.voices.get(user=supporter), by=supporter)
    undo_join(issue=issue, by=staff)
    lead.refresh_from_db(), issue.refresh_from_db()
    assert (lead.state, lead.released_at, lead.voice_count) == ("withdrawn", None, 0)
    assert issue.state != "withdrawn" and issue.voice_count == 1


def test_put_back_once_everybody_has_taken_their_words_back_it_is_taken_back(staff, safeguarding_lead, coordinator):
    issue = make_issue(state="accepted", user=coordinator, words=WORDS)
    record = actions.seal_issue(issue=issue, by=staff)
    withdraw_voice(voice=issue.voices.get(), by=coordinator)
    actions.put_back(record=record, by=safeguarding_lead)
    issue.refresh_from_db()
    assert issue.state == "withdrawn"


def test_what_one_person_answered_is_sealed_with_their_voice(staff, coordinator):
    issue = make_issue(state="needs_information", user=coordinator, words="The hall is cold.")
    make_us_too(issue=issue, words="Ours too.")
    answer_question(issue=issue, words=f"The {CANARY} one", by=coordinator)
    look_at_words = "We look into it."
    answer(issue=issue, words=look_at_words, by=staff)
    actions.seal_voice(voice=issue.voices.get(is_us_too=False), wording_is_safe=True, by=staff)
    kept = str(list(issue.moves.values_list("words", flat=True)))
    assert CANARY not in kept and look_at_words in kept


def test_what_was_typed_and_not_yet_kept_goes_too(staff):
    issue = make_issue(words=f"{WORDS}\nand hungry")
    with fixture_writes():
        Draft.objects.create(kind="issue-log", key="log", data={"rows": [{"Description": f"{WORDS}\nand hungry"}]})
        Draft.objects.create(kind="tell", key="other", data={"words": "The hall is cold."})
    actions.seal_issue(issue=issue, by=staff)
    assert [draft.key for draft in Draft.objects.all()] == ["other"]


def test_a_sent_report_that_quotes_it_is_destroyed_and_a_new_version_waits(told, staff):
    sent = StakeholderReport.objects.get()
    fingerprint = sent.snapshot_sha256
    actions.seal_issue(issue=told, by=staff)
    sent.refresh_from_db()
    assert sent.is_destroyed and sent.snapshot_sha256 == fingerprint and sent.withdrawn_reason and sent.pdf is None
    new = sent.newer_version()
    assert new.state == "draft" and not new.items.exists() and new.why_new
    assert OutboundMail.objects.filter(kind="insights/report_taken_back").exists()


def test_a_report_that_waits_opens_again_without_it(staff, second_staff):
    issue, other = make_issue(released=True, state="accepted"), make_issue(released=True, state="accepted")
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=[issue, other])
    with fixture_writes():
        StakeholderReport.objects.filter(pk=report.pk).update(state="approved", sent_at=None)
    actions.seal_issue(issue=issue, by=staff)
    report.refresh_from_db()
    assert report.state == "changes_wanted" and report.snapshot is None
    assert [item.issue for item in report.items.all()] == [other]


def test_the_lead_is_told_by_reference_and_nobody_behind_it_gets_a_mail(told, staff, safeguarding_lead):
    with fixture_writes():
        OutboundMail.objects.all().update(state="sent")
    actions.seal_issue(issue=told, by=staff)
    mail = OutboundMail.objects.get(kind="insights/safeguarding_sealed")
    assert mail.user == safeguarding_lead and told.reference in mail.text and CANARY not in mail.text
    assert not OutboundMail.objects.filter(state="queued", user__email="ann@example.org").exists()


def test_whoever_told_it_reads_on_their_link_that_it_is_handled_in_confidence(client, told, staff):
    link = told.voices.get(is_us_too=False)
    page = client.get(reverse("insights:told", args=[_token(link)]))
    assert WORDS in page.text
    actions.seal_issue(issue=told, by=staff)
    page = client.get(reverse("insights:told", args=[_token(link)]))
    assert page.status_code == 200 and "Handled in confidence" in page.text and CANARY not in page.text


def _token(voice):
    links = SecretLink.objects.filter(purpose="told", user=voice.user, target_id=str(voice.first_issue_id))
    return links.get().token


@pytest.mark.parametrize("who", ["staff", "superuser", "trustee", "coordinator", "visitor"])
def test_nobody_else_reaches_it(request, client_of, client, told, staff, who):
    actions.seal_issue(issue=told, by=staff)
    person = request.getfixturevalue(who)
    browser = client_of(person) if person.is_authenticated else client
    for name in ("insights:issue-detail", "insights:issue-us-too", "insights:issue-withdraw"):
        assert browser.get(reverse(name, args=[told.reference])).status_code in (302, 404)
    assert told not in Issue.objects.visible_to(person)
    assert not Voice.objects.visible_to(person).filter(first_issue=told).exists()
    with pytest.raises(RuleBroken):
        actions.open_record(record=SealedRecord.objects.get(), by=person)


def test_one_voice_is_sealed_and_the_others_stay(staff, coordinator):
    issue = make_issue(released=True, state="accepted", words="The hall is cold.")
    risky = make_us_too(issue=issue, user=coordinator, words=WORDS)
    actions.seal_voice(voice=risky, wording_is_safe=True, by=staff)
    issue.refresh_from_db(), risky.refresh_from_db()
    assert issue.state == "accepted" and issue.released_at and issue.voice_count == 2
    assert risky.words == "" and risky.sealed_at and not Voice.objects.visible_to(coordinator).exists()
    assert issue.voices.get(is_us_too=False).words == "The hall is cold."


def test_a_wording_that_was_not_called_safe_goes_with_the_voice(staff, coordinator):
    issue = make_issue(released=True, state="accepted")
    risky = make_us_too(issue=issue, user=coordinator, words=WORDS)
    actions.seal_voice(voice=risky, by=staff)
    issue.refresh_from_db()
    assert issue.released_at is None and issue.lead_wording == "" and issue.state == "accepted"


def test_the_only_voice_takes_the_issue_along(staff):
    issue = make_issue(words=WORDS)
    record = actions.seal_voice(voice=issue.voices.get(), by=staff)
    issue.refresh_from_db()
    assert issue.state == "sealed" and record.whole_issue


def test_put_back_it_is_looked_at_anew_and_nothing_is_released(told, staff, safeguarding_lead):
    record = actions.seal_issue(issue=told, by=staff)
    with pytest.raises(RuleBroken):
        actions.put_back(record=record, by=staff)
    actions.put_back(record=record, by=safeguarding_lead)
    told.refresh_from_db(), record.refresh_from_db()
    assert told.state == "in_review" and told.released_at is None and CANARY in told.lead_wording
    voice = told.voices.get(is_us_too=False)
    assert voice.words == WORDS and voice.photo and voice.sealed_at is None
    assert not voice.consents.filter(withdrawn_at__isnull=True).exists(), "consents that ended stay ended"
    assert record.cipher == "" and record.end == "put_back"


def test_destroyed_it_is_gone_for_everybody(told, staff, safeguarding_lead):
    record = actions.seal_issue(issue=told, by=staff)
    actions.destroy(record=record, by=safeguarding_lead)
    record.refresh_from_db()
    assert record.cipher == "" and record.end == "destroyed"
    with pytest.raises(RuleBroken):
        actions.open_record(record=record, by=safeguarding_lead)


def test_each_opening_is_written_down(told, staff, safeguarding_lead):
    record = actions.seal_issue(issue=told, by=staff)
    actions.open_record(record=record, by=safeguarding_lead)
    actions.open_record(record=record, by=safeguarding_lead)
    assert [row.by for row in Opening.objects.all()] == [safeguarding_lead] * 2


def test_an_emergency_takes_two_people_and_ends_after_four_hours(told, staff, second_staff, superuser):
    record = actions.seal_issue(issue=told, by=staff)
    with pytest.raises(RuleBroken):
        actions.open_record(record=record, by=superuser)
    why = "The lead is abroad and a child may be in danger."
    request = actions.ask_emergency(record=record, reason=why, by=superuser)
    with pytest.raises(RuleBroken):
        actions.allow_emergency(emergency=request, by=superuser)
    with pytest.raises(RuleBroken):
        actions.open_record(record=record, by=superuser)
    actions.allow_emergency(emergency=request, by=second_staff)
    assert actions.open_record(record=record, by=superuser)["voices"]
    with pytest.raises(RuleBroken):
        actions.open_record(record=record, by=second_staff)
    with time_machine.travel(timezone.now() + timedelta(hours=4, minutes=1)), pytest.raises(RuleBroken):
        actions.open_record(record=record, by=superuser)


def test_the_database_refuses_one_person_alone_and_words_in_what_is_sealed(told, staff):
    record = actions.seal_issue(issue=told, by=staff)
    request = actions.ask_emergency(record=record, reason="Nobody can be reached today.", by=staff)
    voice = told.voices.first()
    for rows, change in (
        (EmergencyRequest.objects.filter(pk=request.pk), {"allowed_by": staff}),
        (Voice.objects.filter(pk=voice.pk), {"words": WORDS}),
        (Issue.objects.filter(pk=told.pk), {"lead_wording": WORDS}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), fixture_writes():
            rows.update(**change)


def test_another_key_opens_nothing_and_an_older_one_does(settings):
    cipher = shut({"words": WORDS})
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another key of the portal, fifty letters long, no less"
    with pytest.raises(RuleBroken, match="SECRET_KEY_FALLBACKS"):
        unshut(cipher)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unshut(cipher) == {"words": WORDS}
