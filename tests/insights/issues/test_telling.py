"""Telling us: an issue with one voice, and the alert that keeps nothing but how to reach somebody."""

import threading

import pytest
from django.db import connection

from camk.accounts.models import User
from camk.audit import AuditEvent
from camk.documents import Document
from camk.drafts import save_draft
from camk.errors import RuleBroken
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from insights.issues.actions import forget_draft, keep_file, mark_alert_handled, raise_alert, tell
from insights.issues.models import Issue, SafeguardingAlert, Voice
from tests.factories.issues import place

CANARY = "The zebra house has no heating"


def test_it_becomes_an_issue_with_one_voice_and_a_reference(coordinator, organisation):
    issue = tell(
        kind="gap",
        words=CANARY,
        place=place("Netherfield"),
        affected=30,
        lived_experience=True,
        consents=["anonymous", "named"],
        user=coordinator,
        organisation=organisation,
        by=coordinator,
    )
    voice = issue.voices.get()
    assert issue.reference.startswith("MK-20") and issue.state == "submitted" and issue.voice_count == 1
    assert (voice.words, voice.affected, voice.organisation, voice.is_us_too) == (CANARY, 30, organisation, False)
    assert set(voice.consents.values_list("audience", flat=True)) == {"count", "anonymous", "named"}
    assert list(issue.places.values_list("label", flat=True)) == ["Netherfield"]
    assert issue.moves.get().new_state == "submitted"
    assert AuditEvent.objects.filter(verb="issue.told", by=coordinator).exists()


def test_the_raiser_gets_a_mail_with_reference_and_link_but_no_words(coordinator):
    issue = tell(kind="issue", words=CANARY, user=coordinator, by=coordinator)
    mail = OutboundMail.objects.get(kind="insights/issue_received", user=coordinator)
    link = SecretLink.objects.get(purpose="told", user=coordinator)
    assert issue.reference in mail.subject and f"/told/{link.token}/" in mail.text
    assert "zebra" not in mail.text + mail.html + mail.subject


def test_somebody_may_stay_unknown(db):
    issue = tell(kind="idea", words=CANARY)
    assert issue.voices.get().user is None
    assert not OutboundMail.objects.exists()
    assert SecretLink.objects.get(purpose="told", target_id=str(issue.pk)).user is None


def test_references_run_on_without_a_gap(db):
    first, second = tell(kind="issue", words=CANARY), tell(kind="issue", words=CANARY)
    assert int(second.reference[-5:]) == int(first.reference[-5:]) + 1


def test_nothing_said_is_no_issue(db):
    for words in ("", "  ", "-", "."):
        with pytest.raises(RuleBroken):
            tell(kind="issue", words=words)
    with pytest.raises(RuleBroken):
        tell(kind="nonsense", words=CANARY)
    assert not Issue.objects.exists()


def test_nobody_speaks_for_an_organisation_they_do_not_act_for(coordinator, other_organisation):
    with pytest.raises(RuleBroken):
        tell(kind="issue", words=CANARY, user=coordinator, organisation=other_organisation, by=coordinator)
    with pytest.raises(RuleBroken):
        tell(kind="issue", words=CANARY, organisation=other_organisation)


def test_staff_key_in_for_an_organisation(staff, other_organisation, supporter):
    issue = tell(
        kind="issue",
        words=CANARY,
        user=supporter,
        organisation=other_organisation,
        channel="phone",
        keyed_in_by=staff,
        by=staff,
    )
    voice = issue.voices.get()
    assert (voice.channel, voice.keyed_in_by, voice.user) == ("phone", staff, supporter)
    assert OutboundMail.objects.filter(user=supporter, kind="insights/issue_received").exists()
    assert not OutboundMail.objects.filter(user=staff).exists()


def test_the_name_of_an_organisation_cannot_be_used_without_one(supporter):
    issue = tell(kind="issue", words=CANARY, user=supporter, consents=["named"], by=supporter)
    assert set(issue.voices.get().consents.values_list("audience", flat=True)) == {"count"}


def test_the_audit_holds_no_words(supporter):
    tell(kind="issue", words=CANARY, what_would_help="A zebra crossing", user=supporter, by=supporter)
    assert "zebra" not in str(list(AuditEvent.objects.values_list("data", flat=True)))


def test_a_photo_goes_with_its_draft(supporter, django_capture_on_commit_callbacks):
    stored = keep_file(document=Document("photo.jpg", b"jpeg", "image/jpeg"), by=supporter)
    draft = save_draft(kind="tell", key=None, data={"photo": stored.pk})
    name = stored.file.name
    with django_capture_on_commit_callbacks(execute=True):
        forget_draft(draft=draft)
    assert not type(stored).objects.exists() and not stored.file.storage.exists(name)


def test_an_alert_reaches_the_safeguarding_lead_with_contact_details_only(safeguarding_lead, staff, superuser):
    alert = raise_alert(name="Ann Caller", phone="01908 000000")
    mail = OutboundMail.objects.get(kind="insights/safeguarding_alert")
    assert mail.user == safeguarding_lead and mail.is_secret
    assert "Ann Caller" in mail.text and "01908 000000" in mail.text
    assert alert.handled_at is None
    mark_alert_handled(alert=alert, by=safeguarding_lead)
    assert SafeguardingAlert.objects.get().handled_by == safeguarding_lead
    with pytest.raises(RuleBroken):
        mark_alert_handled(alert=alert, by=safeguarding_lead)


def test_an_alert_is_never_lost_while_the_office_is_empty(superuser):
    raise_alert(name="Ann Caller", email="ann@example.org")
    assert OutboundMail.objects.get(kind="insights/safeguarding_alert").user == superuser


def test_an_alert_needs_a_way_to_reach_somebody(db):
    with pytest.raises(RuleBroken):
        raise_alert(name="Ann Caller")
    with pytest.raises(RuleBroken):
        raise_alert(name="", phone="1")
    assert not SafeguardingAlert.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_references_of_their_own():
    def one():
        try:
            tell(kind="issue", words=CANARY)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    references = list(Issue.objects.values_list("reference", flat=True))
    assert len(references) == len(set(references)) == 12
    assert Voice.objects.count() == 12 and not User.objects.exists()
