"""What is old is forgotten, twice without harm; what is held or sealed waits; staff read what was done."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.accounts.models import User
from camk.audit import AuditEvent, RetentionGate
from camk.errors import RuleBroken
from camk.retention import actions, tasks
from camk.retention.models import Hold, RetentionRun
from camk.retention.rules import RULES, Rule, keep
from groups.enquiries.actions import close, forget_now
from groups.enquiries.models import Enquiry
from groups.organisations.actions.admitting import decline
from groups.organisations.models import OrganisationRole
from insights.dialogue.models import Dialogue
from insights.initiatives.models import Conversation
from insights.issues.models import IssueMove, Voice
from insights.surveys.actions import take_words_out
from tests.factories.camk import make_user
from tests.factories.dialogue import make_assignment, make_note
from tests.factories.enquiries import make_enquiry
from tests.factories.initiatives import make_conversation, make_initiative, make_leader, make_training
from tests.factories.issues import make_issue
from tests.factories.organisations import make_organisation, make_role
from tests.factories.surveys import make_response, make_survey
from tests.forgetting import forgotten
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
OLD = timedelta(days=731)


def today():
    return timezone.localdate()


def done(code):
    """What the last run did by one rule: forgotten, held, failed."""
    return RetentionRun.objects.filter(rule=code).values_list("forgotten", "held", "failed").first()


@pytest.fixture
def area(mobiliser):
    return make_assignment(user=mobiliser).place


def a_note(area, **changes):
    return make_note(area=area, **{"held_on": today() - OLD, "words": "It is dark.", "present": 4} | changes)


def test_words_of_24_months_go_and_what_is_coded_stays(area):
    old, young = a_note(area, consent="publish"), a_note(area, held_on=today() - OLD + timedelta(days=2))
    talk = make_conversation(initiative=make_initiative(), held_on=today() - OLD, words="The bins")
    for gone in (1, 0):  # twice without harm
        tasks.run(timezone.now())
        assert done("conversation-notes") == done("one-to-ones") == (gone, 0, 0)
    old.refresh_from_db(), young.refresh_from_db(), talk.refresh_from_db()
    assert (old.words, old.consent, old.present, old.kind) == ("", "count", 4, young.kind)
    assert young.words == "It is dark." and talk.words == "" and Conversation.objects.count() == 1


def test_an_enquiry_settled_three_years_ago_keeps_only_its_counts(staff, supporter):
    enquiry = make_enquiry(by=supporter)
    close(enquiry=enquiry, by=staff)
    with fixture_writes():
        Enquiry.objects.update(settled_at=timezone.now() - timedelta(days=3 * 365 + 1))
    tasks.run(timezone.now())
    enquiry.refresh_from_db()
    assert (enquiry.words, enquiry.person) == ("", None) and enquiry.kind and done("enquiries") == (1, 0, 0)


def test_what_is_under_complaint_or_held_waits_until_that_ends(area, staff):
    note = a_note(area)
    held = actions.hold(target_type="insights.dialogue", number=str(note.pk), kind="complaint", case="C-1", by=staff)
    tasks.run(timezone.now())
    note.refresh_from_db()
    assert note.words and done("conversation-notes") == (0, 1, 0)
    with pytest.raises(RuleBroken, match="already"):
        actions.hold(target_type="insights.dialogue", number=str(note.pk), kind="complaint", by=staff)
    actions.end_hold(hold=held, by=staff)
    tasks.run(timezone.now() + timedelta(minutes=1))
    note.refresh_from_db()
    assert not note.words and done("conversation-notes") == (1, 0, 0)


def test_what_is_sealed_is_not_touched(area):
    voice = make_issue().voices.get()
    with fixture_writes():
        Voice.objects.filter(pk=voice.pk).update(sealed_at=timezone.now(), words="", what_would_help="")
    note = a_note(area, voice=voice)
    tasks.run(timezone.now())
    note.refresh_from_db()
    assert note.words and done("conversation-notes") == (0, 0, 0)


def test_one_that_fails_keeps_no_other(area, monkeypatch):
    first, second = a_note(area), a_note(area)

    def forget(*, row, now):
        if row.pk == first.pk:
            raise ValueError("no")
        Dialogue.objects.filter(pk=row.pk).update(words="", promise="")

    rule = RULES["conversation-notes"]
    mine = Rule(rule.code, rule.what, rule.kept, rule.model, rule.due, forget)
    monkeypatch.setattr(tasks, "RULES", {rule.code: mine})
    tasks.run(timezone.now())
    second.refresh_from_db()
    assert not second.words and done("conversation-notes") == (1, 0, 1)
    with pytest.raises(ValueError, match="two rules"):
        keep(rule)


def test_staff_hold_an_enquiry_by_its_reference_and_read_what_was_done(client_of, staff):
    enquiry, browser = make_enquiry(by=make_user()), client_of(staff)
    add = reverse("admin:camk_hold_add")
    typed = {"target_type": "groups.enquiry", "kind": "legal", "case": ""}
    assert "There is no such record" in browser.post(add, typed | {"target_id": "MK-S-0"}).text
    browser.post(add, typed | {"target_id": enquiry.reference})
    hold = Hold.objects.get()
    assert hold.target_id == str(enquiry.pk) and hold.by == staff
    with pytest.raises(RuleBroken, match="held"):
        forget_now(enquiry=enquiry, by=staff)
    browser.post(reverse("admin:camk_hold_step", args=[hold.pk, "end"]))
    tasks.run(timezone.now())
    page = browser.get(reverse("admin:camk_retentionrun_changelist")).text
    assert "3 years after they were settled" in page
    browser.post(reverse("admin:groups_enquiry_step", args=[enquiry.pk, "forget"]))
    enquiry.refresh_from_db()
    assert enquiry.state == "closed" and enquiry.words == "" and enquiry.person is None


def test_the_privacy_page_names_each_time_that_runs(client):
    page = client.get(reverse("camk:privacy")).text
    assert set(RULES) >= {"conversation-notes", "enquiries", "one-to-ones"}
    for rule in RULES.values():
        span = rule.kept.split(" after")[0]
        assert span in page or span == "12 months" and "one year" in page, rule.code


def test_a_hold_on_a_person_keeps_all_that_names_them_and_then_each_goes_once(staff, organisation, time_machine):
    """Contacts, who was refused, whoever told us, leaders, answers to surveys, mails: one hold stops them all."""
    contact, asker, teller = make_user(name="Con Tact"), make_user(name="Re Fused"), make_user(name="Tel Ler")
    make_role(user=contact, organisation=organisation, state="ended", ended_at=timezone.now())
    make_role(user=asker, organisation=organisation, state="refused", ended_at=timezone.now())
    issue = make_issue(user=teller, state="closed")
    leader = make_leader(initiative=make_initiative(), user=contact, name="Con Tact")
    answers = make_response(survey=make_survey(), by=contact, words="No time.")
    holds = [
        actions.hold(target_type="camk.user", number=str(person.pk), kind="request", by=staff)
        for person in (contact, asker, teller)
    ]
    with fixture_writes():
        IssueMove.objects.all().delete()
    time_machine.move_to(timezone.now() + timedelta(days=1000))
    codes = ("past-contacts", "refused-contacts", "issue-contacts", "leaders", "survey-people", "survey-words")
    tasks.run(timezone.now())
    assert [done(code) for code in codes] == [(0, 1, 0)] * len(codes)
    with pytest.raises(RuleBroken, match="held"):
        take_words_out(answer=answers.answers.exclude(words="").get(), by=staff)
    for held in holds:
        actions.end_hold(hold=held, by=staff)
    for gone in (1, 0):  # twice without harm
        time_machine.shift(timedelta(minutes=1))
        tasks.run(timezone.now())
        assert [done(code) for code in codes] == [(gone, 0, 0)] * len(codes)
    leader.refresh_from_db(), answers.refresh_from_db(), teller.refresh_from_db()
    assert (leader.name, answers.user, teller.name, teller.is_active) == ("", None, "", False)
    assert "@forgotten.invalid" in teller.email and issue.voices.get().user == teller  # still one person's
    assert not OrganisationRole.objects.exists()
    assert not User.objects.filter(pk__in=[contact.pk, asker.pk]).exists()  # nothing else was kept of them


def test_who_takes_part_is_not_forgotten(staff, organisation, time_machine):
    """An issue that is open, a contact of today whose issue is long closed, a leader who was trained last month."""
    teller, contact = make_user(), make_user()
    make_issue(user=teller)
    make_role(user=contact, organisation=organisation)
    make_issue(user=contact, state="closed")
    leader = make_leader(initiative=make_initiative())
    time_machine.move_to(timezone.now() + timedelta(days=1000))
    with fixture_writes():
        leader.trainings.add(make_training(initiative=leader.initiative, ended_on=today() - timedelta(days=30)))
    tasks.run(timezone.now())
    for code in ("past-contacts", "issue-contacts", "leaders", "declined-applications"):
        assert done(code) == (0, 0, 0), code


def test_of_an_organisation_that_was_not_admitted_only_its_name_stays(staff, time_machine):
    asked = make_organisation(state="unverified", public_email="ann@example.org", public_phone="01908 1")
    make_role(user=make_user(), organisation=asked)
    decline(organisation=asked, reason="Not in Milton Keynes", by=staff)
    for days, gone in ((180, 0), (3, 1), (1, 0)):
        time_machine.move_to(timezone.now() + timedelta(days=days))
        assert forgotten("declined-applications") == gone
    asked.refresh_from_db()
    assert (asked.public_email, asked.public_phone, asked.decision_reason, asked.state) == ("", "", "", "declined")
    assert not asked.roles.exists()


def test_the_audit_trail_goes_after_two_years_but_not_of_what_is_held_or_sealed(staff, supporter, time_machine):
    with fixture_writes():
        AuditEvent.objects.create(verb="safeguarding.opened", target_type="x", target_id="1")
    enquiry = make_enquiry(by=supporter)  # leaves an entry
    actions.hold(target_type="groups.enquiry", number=enquiry.reference, kind="legal", by=staff)
    other = make_enquiry(by=supporter)
    time_machine.move_to(timezone.now() + timedelta(days=729))
    assert forgotten("audit") == 0
    time_machine.shift(timedelta(days=2))
    assert forgotten("audit") > 0 and forgotten("audit") == 0
    left = {(row.target_type, row.target_id) for row in AuditEvent.objects.all()}
    assert ("groups.enquiry", str(enquiry.pk)) in left and ("x", "1") in left
    assert ("groups.enquiry", str(other.pk)) not in left and not RetentionGate.objects.exists()
