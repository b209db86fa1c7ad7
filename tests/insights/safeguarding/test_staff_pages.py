"""The staff pages: routing as safeguarding from triage, redacting, and opening what is sealed."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from camk.audit import AuditEvent
from camk.documents import Document
from camk.drafts import Draft
from camk.files import StoredFile
from insights.issues.actions import add_evidence, redact_voice
from insights.issues.models import Evidence, Issue
from insights.safeguarding import actions
from insights.safeguarding.models import SealedRecord
from insights.triage import actions as triage
from tests.factories.issues import make_issue, make_us_too
from tests.factories.reports import make_sent_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
GO = {"go": "1"}
SECRET = "The zebraquartz family is hungry."


def step(record, name, model="issue"):
    return reverse(f"admin:insights_{model}_step", args=[record.pk, name])


def page_of(record):
    return reverse("admin:insights_sealedrecord_change", args=[record.pk])


@pytest.fixture
def record(staff):
    return actions.seal_issue(issue=make_issue(words=SECRET), by=staff)


def test_staff_route_an_issue_as_safeguarding_and_it_is_out_of_their_reach(client_of, staff):
    issue, client = make_issue(words=SECRET), client_of(staff)
    assert "999" in client.get(step(issue, "seal")).text
    page = client.post(step(issue, "seal"), {"what": "all"}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("admin:insights_issue_changelist") and "Sealed." in page.text
    assert client.get(reverse("admin:insights_issue_change", args=[issue.pk])).status_code in (302, 404)
    assert SealedRecord.objects.get().sealed_by == staff


def test_staff_route_one_of_several_voices(client_of, staff, coordinator):
    issue = make_issue(words="The hall is cold.", released=True, state="accepted")
    risky = make_us_too(issue=issue, user=coordinator, words=SECRET)
    page = client_of(staff).post(step(issue, "seal"), {"what": str(risky.pk), "wording_is_safe": "on"}, follow=True)
    assert page.status_code == 200 and "zebraquartz" not in page.text and "The hall is cold." in page.text
    issue.refresh_from_db()
    assert issue.released_at


def test_the_lead_opens_it_by_a_button_and_the_list_shows_no_words(client_of, safeguarding_lead, record):
    client = client_of(safeguarding_lead)
    sealed_list = reverse("admin:insights_sealedrecord_changelist")
    for url in (sealed_list, page_of(record), step(record, "open", "sealedrecord")):
        page = client.get(url)
        assert page.status_code == 200 and "zebraquartz" not in page.text
    opened = client.post(step(record, "open", "sealedrecord"), GO)
    assert SECRET in opened.text and "no-store" in opened["Cache-Control"]
    assert str(safeguarding_lead) in client.get(page_of(record)).text


def test_staff_see_that_it_is_there_and_open_it_only_with_a_second_person(client_of, staff, second_staff, record):
    client = client_of(staff)
    assert client.post(step(record, "open", "sealedrecord"), GO, follow=True).text.count("zebraquartz") == 0
    client.post(step(record, "ask", "sealedrecord"), {"reason": "The lead is ill and a child may be in danger."})
    request = record.emergencies.get()
    assert (
        client.post(step(record, "allow", "sealedrecord"), {"emergency": request.pk}, follow=True).status_code == 200
    )
    request.refresh_from_db()
    assert request.allowed_by is None, "nobody allows their own request"
    client_of(second_staff).post(step(record, "allow", "sealedrecord"), {"emergency": request.pk})
    assert SECRET in client_of(staff).post(step(record, "open", "sealedrecord"), GO).text
    assert AuditEvent.objects.filter(verb="safeguarding.opened").exists()


@pytest.mark.parametrize("who", ["trustee", "coordinator", "mobiliser"])
def test_others_do_not_know_of_it(request, client_of, record, who):
    page = client_of(request.getfixturevalue(who)).get(page_of(record))
    assert page.status_code in (302, 403, 404) and "zebraquartz" not in page.text


def test_the_lead_ends_it(client_of, safeguarding_lead, record):
    client_of(safeguarding_lead).post(step(record, "destroy", "sealedrecord"), GO)
    record.refresh_from_db()
    assert record.end == "destroyed" and record.cipher == ""


def test_staff_take_out_what_shows_who_somebody_is(client_of, staff):
    issue, client = make_issue(words="My client Mrs Zebra, 07700 900123, is cold."), client_of(staff)
    voice = issue.voices.get()
    form = client.get(step(issue, "redact"))
    assert "We think we see a phone number" in form.text
    again = client.post(step(issue, "redact"), {f"words_{voice.pk}": voice.words})
    assert "Nothing has changed" in again.text
    client.post(step(issue, "redact"), {f"words_{voice.pk}": "Somebody we help is cold."})
    voice.refresh_from_db()
    assert voice.words == "Somebody we help is cold."
    event = AuditEvent.objects.get(verb="voice.redacted")
    assert "Zebra" not in str(event.data) and "900123" not in str(event.data)


def test_redaction_reaches_what_was_added_later_its_file_and_the_file_name(
    client_of, staff, django_capture_on_commit_callbacks
):
    issue, client = make_issue(words="The hall is cold."), client_of(staff)
    voice = issue.voices.get()
    rows = []
    for name in ("Zebra house.txt", "Okapi house.txt"):
        letter = Document(name, f"Dear {name}".encode(), "text/plain")
        rows.append(add_evidence(voice=voice, words=f"Ring {name} on 07700 900123.", document=letter))
    where = Path(settings.MEDIA_ROOT, rows[1].file.file.name)
    form = client.get(step(issue, "redact"))
    assert "We think we see a phone number" in form.text and "Zebra house.txt" in form.text
    data = {f"words_{voice.pk}": voice.words}
    data |= {f"added_{rows[0].pk}": "Ring her.", f"name_{rows[0].pk}": "a letter"}
    data |= {f"added_{rows[1].pk}": "", f"file_{rows[1].pk}": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(step(issue, "redact"), data)
    left = Evidence.objects.get()
    assert (left.words, left.file.name) == ("Ring her.", "a letter.txt")
    assert not where.exists() and not StoredFile.objects.filter(name__contains="house").exists()
    tables = "".join(str(list(model._base_manager.values_list())) for model in apps.get_models())
    assert "Zebra" not in tables and "Okapi" not in tables and "900123" not in tables
    assert AuditEvent.objects.filter(verb="evidence.redacted").count() == 2


def test_redaction_reaches_our_answer_notes_among_staff_and_objections(client_of, staff):
    issue, lead, client = make_issue(state="in_review"), make_issue(state="in_review"), client_of(staff)
    triage.add_note(issue=issue, words="Zebra rang.", by=staff)
    triage.answer(issue=issue, words="We rang Zebra.", by=staff)
    triage.reopen(issue=issue, by=staff)
    triage.join(issue=issue, lead=lead, by=staff)
    triage.object_to_joining(issue=issue, words="Zebra lives elsewhere.")
    triage.keep_together(issue=issue, answer="Zebra lives there.", by=staff)
    form = client.get(step(issue, "redact")).context["form"]
    boxes = {name: field.initial.replace("Zebra", "Somebody") for name, field in form.fields.items() if field.initial}
    page = client.post(step(issue, "redact"), boxes, follow=True)
    assert "Taken out." in page.text and "Somebody lives there." in page.text
    tables = "".join(str(list(model._base_manager.values_list())) for model in apps.get_models())
    assert "Zebra" not in tables and "We rang Somebody." in Issue.objects.get(pk=issue.pk).public_answer


def test_what_was_redacted_is_not_left_in_what_somebody_typed_and_did_not_send(staff):
    issue = make_issue(words=SECRET)
    with fixture_writes():
        Draft.objects.create(kind="issue-log", key="log", data={"rows": [{"Description": SECRET}]})
    redact_voice(voice=issue.voices.get(), words="A family is hungry.", by=staff)
    assert not Draft.objects.exists()


def test_a_report_that_quotes_the_former_words_goes_back(staff, second_staff):
    issue = make_issue(released=True, state="accepted", words="Old words with a name.")
    voice = issue.voices.get()
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=[issue])
    redact_voice(voice=voice, words="New words.", by=staff)
    report.refresh_from_db()
    assert report.state == "sent", "it did not quote them"
    assert Issue.objects.get(pk=issue.pk).released_at
