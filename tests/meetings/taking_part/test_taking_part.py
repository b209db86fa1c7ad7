"""What would help somebody take part: who reads it, how long it is kept, what is remembered, who is named."""

from datetime import timedelta

import pytest
import time_machine

from camk.accounts import offices
from camk.audit import AuditEvent
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from meetings.rsvps.actions import answer, answer_on_behalf
from meetings.taking_part.actions import say
from meetings.taking_part.models import NeedCount, Remembered, TakingPart
from meetings.taking_part.needs import lines_of
from meetings.taking_part.tasks import forget
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp

pytestmark = pytest.mark.django_db
WORDS = "I come with a guide dog."


def told(rsvp, **changes):
    values = {
        "needs": ["bsl"], "words": "", "colleagues": [], "remembers": False, "shows_name": False,
        "shows_organisation": False,
    }  # fmt: skip
    say(rsvp=rsvp, by=rsvp.user, **values | changes)


def people_page(client_of, user, meeting):
    return client_of(user).get(f"/admin/meetings/takingpart/people/{meeting.pk}/")


def test_after_the_answer_one_is_asked_and_meeting_staff_read_it(client_of, coordinator, staff):
    meeting = make_meeting()
    browser = client_of(coordinator)
    said = browser.post(f"/meetings/{meeting.slug}/answer/", {"answer": "yes", "party_size": "2"}, follow=True)
    more = f"/meetings/{meeting.slug}/answer/more/"
    assert more in said.content.decode()
    assert "Who comes with you?" in browser.get(more).content.decode()
    data = {"needs": ["step_free", "hearing_loop"], "words": WORDS, "colleagues": "Ann Other\n"}
    assert "written that down" in browser.post(more, data, follow=True).content.decode()
    words = people_page(client_of, staff, meeting).content.decode()
    for seen in ("Step-free way in", "A hearing loop", WORDS, "Ann Other", coordinator.name):
        assert seen in words
    page = client_of(staff).get(f"/admin/meetings/meeting/{meeting.pk}/change/").content.decode()
    assert "A hearing loop: 1" in page
    assert f"/admin/meetings/takingpart/people/{meeting.pk}/" in page


def test_nobody_but_meeting_staff_reads_it(client_of, coordinator, trustee, member):
    meeting = make_meeting()
    told(make_rsvp(meeting=meeting, user=coordinator), words=WORDS)
    administrator = make_user(office=offices.ADMINISTRATOR)
    for user in (administrator, trustee, member, coordinator):
        assert people_page(client_of, user, meeting).status_code in (302, 403)
        assert WORDS not in client_of(user).get(f"/meetings/{meeting.slug}/").content.decode()


def test_the_link_in_the_mail_leads_to_the_same_page(client):
    meeting, user = make_meeting(), make_user()
    answer(meeting=meeting, user=user, answer="yes", by=user)
    link = f"/answers/{SecretLink.objects.get(user=user).token}/"
    assert f"{link}more/" in client.get(link).content.decode()
    page = client.get(f"{link}more/")
    assert page["Cache-Control"] == "private, no-store"
    assert not TakingPart.objects.exists(), "opening it changes nothing"
    client.post(f"{link}more/", {"needs": ["quiet"]})
    assert TakingPart.objects.get().needs == ["quiet"]
    assert client.get(f"{link[:-2]}x/more/").status_code == 404


def test_what_is_not_on_the_list_or_too_long_loses_nothing_typed(client_of, coordinator):
    meeting = make_meeting()
    make_rsvp(meeting=meeting, user=coordinator, party_size=3)
    more = f"/meetings/{meeting.slug}/answer/more/"
    data = {"needs": ["moon"], "words": WORDS, "colleagues": "A\n" * 30}
    words = client_of(coordinator).post(more, data).content.decode()
    assert WORDS in words
    assert "20 names or fewer" in words
    assert not TakingPart.objects.exists()


def test_who_has_not_said_yes_has_no_such_page(client_of, coordinator, member):
    meeting = make_meeting()
    make_rsvp(meeting=meeting, user=coordinator, state="no")
    for user in (coordinator, member):
        assert client_of(user).get(f"/meetings/{meeting.slug}/answer/more/").status_code == 404


def test_the_trail_holds_how_many_and_never_what(coordinator):
    told(make_rsvp(meeting=make_meeting(), user=coordinator), words=WORDS, needs=["bsl", "carer"])
    data = AuditEvent.objects.get(verb="answer.helped").data
    assert data["needs"] == 2
    assert "bsl" not in str(data)
    assert WORDS not in str(data)


def test_remembered_for_next_time_only_by_consent(coordinator, member):
    first, second = make_meeting(), make_meeting()
    told(make_rsvp(meeting=first, user=coordinator), remembers=True, words=WORDS)
    told(make_rsvp(meeting=first, user=member), remembers=False, words="Not for next time")
    for user in (coordinator, member):
        make_rsvp(meeting=second, user=user)
    lines = {line.rsvp.user: line for line in lines_of(second)}
    assert (lines[coordinator].needs, lines[coordinator].words) == (["bsl"], WORDS)
    assert not lines[member].says_something
    told(second.rsvps.get(user=coordinator), remembers=False)
    kept = Remembered.objects.get(user=coordinator)
    assert (kept.needs, kept.words) == ([], ""), "taken back, it is forgotten"


def test_deleted_three_months_after_and_the_counts_are_kept(coordinator, member):
    meeting = make_meeting()
    told(make_rsvp(meeting=meeting, user=coordinator), needs=["bsl", "quiet"], words=WORDS)
    told(make_rsvp(meeting=meeting, user=member), needs=["bsl"], colleagues=["Ann Other"])
    over = meeting.ends_at
    for days, left in ((89, 2), (91, 0), (92, 0)):
        moment = over + timedelta(days=days)
        from_clock(moment)
        assert TakingPart.objects.count() == left
    counts = dict(NeedCount.objects.filter(meeting=meeting).values_list("need", "number"))
    assert counts == {"bsl": 2, "quiet": 1}


def from_clock(moment):
    with time_machine.travel(moment, tick=False):
        forget()


# -- who is coming -------------------------------------------------------------------------------------------


def test_organisations_and_people_are_named_only_by_their_own_tick(client_of, coordinator, member, organisation):
    meeting = make_meeting()
    mine = make_rsvp(meeting=meeting, user=coordinator, organisation=organisation)
    told(mine)
    browser = client_of(member)
    words = browser.get(f"/meetings/{meeting.slug}/").content.decode()
    assert "1 organisation is coming" in words
    assert organisation.name not in words
    told(mine, shows_organisation=True)
    words = browser.get(f"/meetings/{meeting.slug}/").content.decode()
    assert organisation.name in words
    assert coordinator.name not in words
    told(mine, shows_organisation=True, shows_name=True)
    assert coordinator.name in browser.get(f"/meetings/{meeting.slug}/").content.decode()


def test_visitors_read_how_many_and_nobody_by_name(client, coordinator, organisation):
    meeting = make_meeting()
    rsvp = make_rsvp(meeting=meeting, user=coordinator, organisation=organisation)
    told(rsvp, shows_name=True, shows_organisation=True)
    words = client.get(f"/meetings/{meeting.slug}/").content.decode()
    assert "1 organisation is coming" in words
    assert organisation.name not in words
    assert coordinator.name not in words


def test_who_changes_to_no_is_named_no_longer(client_of, coordinator, member, organisation):
    meeting = make_meeting()
    told(answer(meeting=meeting, user=coordinator, answer="yes", by=coordinator), shows_name=True)
    answer(meeting=meeting, user=coordinator, answer="no", by=coordinator)
    assert coordinator.name not in client_of(member).get(f"/meetings/{meeting.slug}/").content.decode()


def test_staff_see_by_whom_on_behalf_of_whom(client_of, staff):
    meeting = make_meeting()
    rsvp = answer_on_behalf(meeting=meeting, email="p@example.org", name="Phyllis Phone", answer="yes", by=staff)
    words = f"by {staff} on behalf of {rsvp.user}"
    assert words in people_page(client_of, staff, meeting).content.decode()
    assert words in client_of(staff).get("/admin/meetings/rsvp/").content.decode()
    assert "of our office wrote this down for you" in OutboundMail.objects.get(user=rsvp.user).text
