"""Learning notes: written beside the facts of a quarter, shared once by mail, and gone with words that must go."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from camk.templatetags.ui import LONDON
from groups.workspace.models import Following
from insights.figures.periods import Quarter, last_quarters
from insights.issues.models import IssueMove
from insights.learning.actions import let_go_of_words, share_note, write_note
from insights.learning.models import LearningNote
from insights.learning.receivers import notes_take_back
from tests.factories.action_groups import make_action_group, make_lead, make_membership
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_voice, place
from tests.factories.learning import make_learning_note
from tests.factories.meetings import make_meeting
from tests.factories.workspace import make_choice
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
WORDS = {"learnt": "A rota keeps a fridge alive.", "best_bits": "Six fridges, one list.", "coming": "A van to share."}


@pytest.fixture
def quarter() -> Quarter:
    return last_quarters(timezone.localdate(), 2)[1]


@pytest.fixture
def cag(db):
    return make_action_group(name="Fridges CAG", place=place("Netherfield"))


@pytest.fixture
def lead(cag):
    user = make_user("lead-of-fridges@example.org")
    make_membership(action_group=cag, user=user)
    make_lead(action_group=cag, user=user)
    return user


def test_a_lead_writes_it_beside_the_facts_and_shares_it_with_the_members(client_of, lead, cag, quarter):
    day = datetime.combine(quarter.first_day + timedelta(days=9), time(10), tzinfo=LONDON)
    make_meeting(title="Fridges round the table", starts_at=day, action_groups=[cag])
    about = {"places": [cag.place], "created_at": day}
    told = make_issue(released=True, lead_wording="No rota for the fridge", state="answered", **about)
    make_issue(words="Not released", **about)
    with fixture_writes():
        IssueMove.objects.create(issue=told, old_state="in_review", new_state="answered", at=day)
    member, muted, away, never = (make_user(f"{name}@fridge.example.org") for name in ("m", "muted", "away", "never"))
    for user in (member, muted, away, never):
        make_membership(action_group=cag, user=user)
    make_choice(away, away_until=timezone.localdate() + timedelta(days=3))
    make_choice(never, often="never")
    with fixture_writes():
        Following.objects.create(user=muted, action_group=cag, wish="mute")
    browser, page_of_cag = client_of(lead), cag.get_absolute_url()
    listed = reverse("insights:learning-list", args=[cag.slug])
    assert listed in browser.get(page_of_cag).text and listed not in Client().get(page_of_cag).text
    write = reverse("insights:learning-write", args=[cag.slug, quarter.code])
    assert write in browser.get(listed).text
    page = browser.get(write).text
    assert "Fridges round the table" in page and page.count("No rota for the fridge") == 2
    assert "Not released" not in page
    page = browser.post(write, WORDS | {"learnt": "Ring Ann on 01908 123456."}).text
    assert "a phone number" in page and "Six fridges" in page and not LearningNote.objects.exists()
    assert browser.post(write, WORDS).status_code == 302
    note = LearningNote.objects.get()
    assert Client().get(note.get_absolute_url()).status_code == 404
    share = reverse("insights:learning-share", args=[cag.slug, quarter.code])
    browser.post(share)
    mail = OutboundMail.objects.get()
    assert mail.user == member and mail.subject == f"What Fridges CAG learnt, {quarter.label}"
    assert all(words in mail.text for words in WORDS.values()) and note.get_absolute_url() in mail.text
    page = Client().get(note.get_absolute_url()).text
    assert all(words in page for words in WORDS.values())
    assert WORDS["learnt"] in Client().get(page_of_cag).text
    with pytest.raises(RuleBroken, match="Take it down"):
        write_note(action_group=cag, quarter=quarter, **WORDS, by=lead)
    browser.post(reverse("insights:learning-take-down", args=[cag.slug, quarter.code]))
    assert Client().get(note.get_absolute_url()).status_code == 404
    browser.post(write, WORDS | {"coming": "Two vans."})
    browser.post(share)
    assert OutboundMail.objects.count() == 1  # nobody gets it twice
    assert "Two vans." in Client().get(note.get_absolute_url()).text


def test_only_leads_and_staff_write_and_only_about_a_quarter_that_is_over(staff, lead, coordinator, cag, quarter):
    with pytest.raises(RuleBroken, match="not over"):
        write_note(action_group=cag, quarter=Quarter.of(timezone.localdate()), learnt="Early", by=staff)
    with pytest.raises(RuleBroken, match="Say what"):
        write_note(action_group=cag, quarter=quarter, learnt=" ", by=staff)
    with pytest.raises(RuleBroken, match="leads of this CAG"):
        write_note(action_group=cag, quarter=quarter, learnt="x", by=coordinator)
    note = write_note(action_group=cag, quarter=quarter, learnt="By our office", by=staff)
    assert write_note(action_group=cag, quarter=quarter, learnt="By its lead", by=lead) == note
    assert not LearningNote.objects.visible_to(coordinator).exists()
    assert share_note(note=note, by=staff) == 1  # the lead
    assert LearningNote.objects.visible_to(coordinator).get() == note


def test_words_that_leave_the_portal_leave_the_note_and_come_back_as_a_draft(staff, cag):
    voice = make_voice(issue=make_issue(), words="my cupboard is empty")
    note = make_learning_note(action_group=cag, shared=True, best_bits="Somebody said: My cupboard is empty.")
    other = make_learning_note(action_group=cag, quarters_ago=2, shared=True)
    taken = let_go_of_words(voices=[voice], by=staff)
    note.refresh_from_db()
    other.refresh_from_db()
    assert (note.learnt, note.best_bits, note.shared_at) == ("", "", None) and other.shared_at
    with pytest.raises(RuleBroken, match="Say what"):
        share_note(note=note, by=staff)
    with fixture_writes():
        notes_take_back(sender=None, taken=taken, by=staff)
    note.refresh_from_db()
    assert "cupboard" in note.best_bits and note.shared_at is None
