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
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.forgetting import forgotten

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
        forgotten("needs")


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


# -- answering for somebody who rang --------------------------------------------------------------------------


def key_in(client_of, staff, meeting, **data):
    page = f"/admin/meetings/meeting/{meeting.pk}/step/answer-for/"
    data = {"email": "p@example.org", "name": "Phyllis Phone"} | data
    return client_of(staff).post(page, data, follow=True).content.decode()


def test_staff_key_in_who_comes_along_and_what_would_help(client_of, staff):
    meeting = make_meeting()
    said = key_in(
        client_of, staff, meeting, answer="yes", colleagues="Ann\nBo\n", needs=["step_free"], words="Aisle."
    )
    assert "They get a mail about it" in said
    rsvp = meeting.rsvps.get()
    assert (rsvp.state, rsvp.party_size, rsvp.on_behalf_by) == ("yes", 3, staff)
    line = lines_of(meeting)[0]
    assert (line.colleagues, line.needs, line.words) == (["Ann", "Bo"], ["step_free"], "Aisle.")
    assert not Remembered.objects.exists()


def test_what_the_person_said_themselves_stays(client_of, coordinator, staff):
    meeting = make_meeting()
    rsvp = answer(meeting=meeting, user=coordinator, answer="yes", by=coordinator)
    told(rsvp, words=WORDS, remembers=True, shows_name=True)
    key_in(client_of, staff, meeting, email=coordinator.email, answer="yes", needs=["large_print"], words="By bus.")
    said, kept = TakingPart.objects.get(), Remembered.objects.get()
    assert said.needs == ["bsl", "large_print"] and said.words == f"{WORDS}\nBy bus."
    assert (kept.needs, kept.words, kept.shows_name) == (["bsl"], WORDS, True)


def test_what_is_remembered_counts_when_staff_only_add_names(client_of, coordinator, staff):
    before, meeting = make_meeting(), make_meeting()
    told(answer(meeting=before, user=coordinator, answer="yes", by=coordinator), remembers=True)
    key_in(client_of, staff, meeting, email=coordinator.email, answer="yes", party_size="2", colleagues="Ann")
    assert lines_of(meeting)[0].needs == ["bsl"]


@pytest.mark.parametrize(
    ("code", "state", "mode", "size"),
    [("online_first", "yes", "online", 2), ("fewer", "yes", "room", 1), ("wait", "waitlisted", "room", 2)],
)
def test_staff_have_the_choices_the_person_has_while_places_are_short(client_of, staff, code, state, mode, size):
    meeting = make_meeting(mode="both", room_capacity=1)
    with_place = make_rsvp(meeting=meeting, user=make_user())
    key_in(client_of, staff, meeting, answer="yes", party_size="2")
    rsvp = meeting.rsvps.exclude(pk=with_place.pk).get()
    assert rsvp.state == "waitlisted"
    if code == "fewer":
        answer(meeting=meeting, user=with_place.user, answer="no", by=with_place.user)
        rsvp.refresh_from_db()
        assert (rsvp.state, rsvp.offered_places) == ("offered", 1)
    said = key_in(client_of, staff, meeting, answer=code)
    assert "They get a mail about it" in said
    rsvp.refresh_from_db()
    assert (rsvp.state, rsvp.mode, rsvp.party_size) == (state, mode, size)


def test_choices_for_short_places_stand_only_where_places_are_limited(client_of, staff):
    page = "/admin/meetings/meeting/{}/step/answer-for/"
    words = client_of(staff).get(page.format(make_meeting(mode="both").pk)).content.decode()
    assert "online_first" not in words and 'value="fewer"' not in words
    words = client_of(staff).get(page.format(make_meeting(room_capacity=3).pk)).content.decode()
    assert "online_first" not in words and 'value="fewer"' in words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"answer": "yes", "party_size": "2", "colleagues": "Ann\nBo"}, "they are 3"),
        ({"answer": "no", "needs": ["bsl"]}, "is kept for somebody who is coming"),
        ({"answer": "wait"}, "not on the waiting list"),
        ({"answer": "fewer"}, "has gone to the next"),
        ({}, "This field is required"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(client_of, staff, data, words):
    meeting = make_meeting(room_capacity=9)
    assert words in key_in(client_of, staff, meeting, **data)
    assert not meeting.rsvps.exists() and not TakingPart.objects.exists()
