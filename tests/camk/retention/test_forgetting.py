"""What is old is forgotten, twice without harm; what is held or sealed waits; staff read what was done."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.retention import actions, tasks
from camk.retention.models import Hold, RetentionRun
from camk.retention.rules import RULES, Rule, keep
from groups.enquiries.actions import close, forget_now
from groups.enquiries.models import Enquiry
from insights.dialogue.models import Dialogue
from insights.initiatives.models import Conversation
from insights.issues.models import Voice
from tests.factories.camk import make_user
from tests.factories.dialogue import make_assignment, make_note
from tests.factories.enquiries import make_enquiry
from tests.factories.initiatives import make_conversation, make_initiative
from tests.factories.issues import make_issue
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
    for forgotten in (1, 0):  # twice without harm
        tasks.run(timezone.now())
        assert done("conversation-notes") == done("one-to-ones") == (forgotten, 0, 0)
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
        assert rule.kept.split(" after")[0] in page, rule.code
