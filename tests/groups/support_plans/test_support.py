"""Support to one organisation: a note, a plan from its aims to its end, steps that are nudged."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from camk.retention.actions import end_hold, hold
from camk.retention.rules import RULES
from groups.duplicates.actions import merging
from groups.support_plans import actions
from groups.support_plans.models import SupportNote, SupportPlan, SupportStep
from groups.support_plans.receivers import NOTES_KEPT, due
from groups.support_plans.tasks import nudge
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
WORDS = "They lost their hall and look for another."


def test_staff_note_plan_and_see_it_through_and_nobody_else_reads_it(
    client_of, staff, coordinator, trustee, organisation
):
    office, today = client_of(staff), timezone.localdate()
    record = f"/admin/groups/organisation/{organisation.pk}/"
    typed = {"on": today.isoformat(), "words": f"{WORDS} Ring 01908 123456."}
    page = office.post(f"{record}step/note/", typed)
    assert "a phone number" in page.text and "01908 123456" in page.text and not SupportNote.objects.exists()
    office.post(f"{record}step/note/", typed | {"words": WORDS})
    begun = office.post(f"{record}step/support-plan/", {"aims": "A new hall by spring.", "owner": staff.pk})
    plan = SupportPlan.objects.get()
    assert begun["Location"] == plan.get_absolute_url()
    page = office.get(f"{record}change/").text
    assert WORDS in page and "The support plan that runs" in page and "step/support-plan/" not in page
    step_url = f"/admin/groups/supportplan/{plan.pk}/step/"
    for words, days in (("See two halls", 0), ("Write the bid", 30)):
        day = (today + timedelta(days=days)).isoformat()
        office.post(f"{step_url}add-step/", {"words": words, "due_on": day, "owner": staff.pk})
    first, second = SupportStep.objects.all()
    page = office.get(plan.get_absolute_url()).text
    assert all(words in page for words in ("A new hall by spring.", "See two halls", "Write the bid", WORDS))
    nudge()
    nudge()
    mail = OutboundMail.objects.get()
    assert mail.user == staff and mail.subject == "Due today: a step of a support plan"
    assert organisation.name not in mail.text and "halls" not in mail.text
    office.post(f"/admin/groups/supportstep/{first.pk}/step/done/", {"outcome": "One fits."})
    assert "One fits." in office.get(plan.get_absolute_url()).text
    assert "Write the bid" in office.get("/admin/groups/supportstep/", {"due": "mine"}).text
    assert "what came of it" in office.post(f"{step_url}end/", {"state": "reached", "outcome": " "}).text.lower()
    office.post(f"{step_url}end/", {"state": "reached", "outcome": "They moved in."})
    plan.refresh_from_db()
    second.refresh_from_db()
    assert (plan.state, plan.is_running, second.state) == ("reached", False, "dropped")
    with pytest.raises(RuleBroken, match="has ended"):
        actions.save_step(step=second, by=staff)
    for somebody in (coordinator, trustee):
        theirs = client_of(somebody)
        for address in (plan.get_absolute_url(), f"{record}change/", "/admin/groups/supportnote/"):
            assert theirs.get(address).status_code in (302, 403, 404)
        assert WORDS not in theirs.get(organisation.get_absolute_url()).text
        with pytest.raises(RuleBroken, match="Only staff"):
            actions.save_note(note=SupportNote(organisation=organisation, words="x"), by=somebody)


def test_one_plan_runs_it_follows_a_joined_record_and_old_notes_go(staff, organisation, other_organisation):
    plan = actions.save_plan(plan=SupportPlan(organisation=organisation, aims="One"), by=staff)
    assert plan.owner == staff
    with pytest.raises(RuleBroken, match="running already"):
        actions.save_plan(plan=SupportPlan(organisation=organisation, aims="Two"), by=staff)
    actions.save_plan(plan=SupportPlan(organisation=other_organisation, aims="Theirs"), by=staff)
    note = actions.save_note(note=SupportNote(organisation=other_organisation, words=WORDS), by=staff)
    with pytest.raises(RuleBroken, match="still to come"):
        tomorrow = timezone.localdate() + timedelta(days=1)
        actions.save_note(note=SupportNote(organisation=organisation, words="x", on=tomorrow), by=staff)
    merging.merge(goes=other_organisation, stays=organisation, by=staff)
    assert organisation.support_plans.count() == 2 and organisation.support_plans.running().count() == 1
    assert organisation.support_notes.get() == note
    now = timezone.now()
    with fixture_writes():
        SupportNote.objects.update(on=timezone.localdate() - NOTES_KEPT)
        assert not due(now).exists()
        SupportNote.objects.update(on=timezone.localdate() - NOTES_KEPT - timedelta(days=1))
    # A complaint about the organisation keeps what we noted of it.
    held = hold(target_type="groups.organisation", number=str(organisation.pk), kind="complaint", by=staff)
    assert RULES["support-notes"].held(due(now)).get() == note
    end_hold(hold=held, by=staff)
    assert not RULES["support-notes"].held(due(now)).exists()
    actions.forget_note(row=due(now).get(), now=now)
    assert not SupportNote.objects.exists()
