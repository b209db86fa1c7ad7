"""The pages of answering: buttons, guests, and the link in a mail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.audit import AuditEvent
from camk.links import SecretLink, find_link, revoke_links
from camk.outbox.models import OutboundMail
from meetings.rsvps.actions import answer
from meetings.rsvps.models import Rsvp
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
State = Rsvp.State
SECRET = "https://zoom.example/secret"


@pytest.fixture
def meeting():
    return make_meeting(title="Lunch", mode="both", joining_url=SECRET, phone_in="0330 088 5830")


def url(meeting, rest=""):
    return f"/meetings/{meeting.slug}/{rest}"


def link_of(meeting, user, word="yes"):
    """The address in the mail that came after answering."""
    answer(meeting=meeting, user=user, answer=word, by=user)
    link = SecretLink.objects.get(user=user)
    assert f"/answers/{link.token}/" in OutboundMail.objects.filter(user=user).last().text
    return f"/answers/{link.token}/"


# -- the buttons ------------------------------------------------------------------------------------------


def test_one_tap_without_javascript_comes_back_to_the_meeting(client_of, supporter, meeting):
    response = client_of(supporter).post(url(meeting, "answer/"), {"answer": "yes"})
    assert response.status_code == 302
    assert response["Location"] == f"/meetings/lunch/#rsvp-{meeting.pk}"
    assert "You’re going in person" in client_of(supporter).get("/meetings/lunch/").content.decode()


def test_one_tap_with_htmx_swaps_the_block_alone(client_of, supporter, meeting):
    response = client_of(supporter).post(
        url(meeting, "answer/"), {"answer": "online", "party_size": "2"}, headers={"HX-Request": "true"}
    )
    words = response.content.decode()
    assert words.lstrip().startswith(f'<div class="rsvp stack stack--tight" id="rsvp-{meeting.pk}">')
    assert "You’re going online, 2 of you" in words
    assert "<html" not in words


def test_the_organisation_can_be_chosen_by_who_has_several(client_of, coordinator, other_organisation, meeting):
    make_role(user=coordinator, organisation=other_organisation)
    client = client_of(coordinator)
    assert other_organisation.name in client.get("/meetings/lunch/").content.decode()
    client.post(url(meeting, "answer/"), {"answer": "yes", "organisation": other_organisation.pk})
    assert Rsvp.objects.get().organisation == other_organisation


def test_one_tick_says_that_somebody_comes_for_themselves(client_of, coordinator, meeting):
    client = client_of(coordinator)
    assert "I come for myself" in client.get("/meetings/lunch/").content.decode()
    client.post(url(meeting, "answer/"), {"answer": "yes", "for_myself": "1"})
    assert Rsvp.objects.get().organisation is None
    client.post(url(meeting, "answer/"), {"answer": "no"})
    client.post(url(meeting, "answer/"), {"answer": "yes"})
    assert Rsvp.objects.get().organisation is None, "what was said about for whom stays"


def test_nobody_answers_for_an_organisation_they_do_not_act_for(client_of, coordinator, other_organisation, meeting):
    client_of(coordinator).post(url(meeting, "answer/"), {"answer": "yes", "organisation": other_organisation.pk})
    assert not Rsvp.objects.exists()


@pytest.mark.parametrize("data", [{}, {"answer": "offered"}, {"answer": "yes", "party_size": "21"}, {"answer": "\0"}])
def test_bad_input_gets_a_sentence_and_changes_nothing(client_of, supporter, meeting, data):
    client = client_of(supporter)
    response = client.post(url(meeting, "answer/"), data, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert client.post(url(meeting, "answer/"), data, follow=True).status_code == 200
    assert not Rsvp.objects.exists()


def test_change_my_answer_shows_the_buttons_and_changes_nothing(client_of, supporter, meeting):
    make_rsvp(meeting=meeting, user=supporter)
    client = client_of(supporter)
    swapped = client.get(url(meeting, "answer/"), headers={"HX-Request": "true"}).content.decode()
    assert 'value="no"' in swapped
    plain = client.get(url(meeting, "answer/"), follow=True).content.decode()
    assert 'value="no"' in plain
    assert Rsvp.objects.get().state == State.YES


def test_a_visitor_is_asked_to_sign_in(client, meeting):
    response = client.post(url(meeting, "answer/"), {"answer": "yes"})
    assert response["Location"] == "/accounts/login/?next=/meetings/lunch/answer/"
    assert not Rsvp.objects.exists()


def test_a_draft_is_nowhere(client_of, supporter):
    draft = make_meeting(state="draft")
    client = client_of(supporter)
    for rest in ("", "answer/", "guest/", "guest/sent/", "calendar.ics"):
        assert client.get(url(draft, rest)).status_code == 404


# -- guests -----------------------------------------------------------------------------------------------

GUEST = {"name": "Gita Guest", "email": "Gita@Example.org", "answer": "yes", "party_size": "2"}


def test_a_guest_answers_and_is_told_to_look_into_the_mailbox(client, meeting):
    response = client.post(url(meeting, "guest/"), GUEST, follow=True)
    assert "Now look at your e-mail" in response.content.decode()
    rsvp = Rsvp.objects.get()
    assert (rsvp.user.email, rsvp.party_size, rsvp.mode) == ("gita@example.org", 2, "room")


def test_the_page_after_is_the_same_whether_or_not_the_address_is_known(client, coordinator, meeting):
    make_rsvp(meeting=meeting, user=coordinator)
    pages = []
    for email in (coordinator.email, "nobody-knows@example.org"):
        response = client.post(url(meeting, "guest/"), {**GUEST, "email": email, "answer": "no"})
        pages.append((response.status_code, response["Location"], client.get(response["Location"]).content))
    assert pages[0] == pages[1]
    assert Rsvp.objects.get(user=coordinator).state == State.YES
    assert b"coordinator@" not in pages[0][2]


def test_what_was_typed_stays_when_something_is_missing(client, meeting):
    response = client.post(url(meeting, "guest/"), {**GUEST, "email": "not an address", "name": "Zoë"})
    words = response.content.decode()
    assert "name@example.org" in words
    assert 'value="Zoë"' in words
    assert 'value="not an address"' in words
    assert not Rsvp.objects.exists()


def test_a_meeting_that_is_closed_says_so_to_a_guest(client):
    meeting = make_meeting(state="cancelled", state_reason="Burst pipe.")
    assert "Burst pipe." in client.get(url(meeting, "guest/")).content.decode()
    assert "was cancelled" in client.post(url(meeting, "guest/"), GUEST).content.decode()


def test_one_address_is_not_answered_for_again_and_again(client, meeting):
    codes = [client.post(url(meeting, "guest/"), {**GUEST, "name": str(n)}).status_code for n in range(6)]
    assert codes == [302] * 5 + [429]


# -- the link in the mail ----------------------------------------------------------------------------------


def test_opening_the_link_changes_nothing_but_its_own_count(client, supporter, meeting):
    address = link_of(meeting, supporter)

    def everything():
        return (
            list(Rsvp.objects.values()),
            OutboundMail.objects.count(),
            AuditEvent.objects.count(),
            list(SecretLink.objects.values("pk", "revoked_at", "expires_at")),
        )

    before = everything()
    for answer_in_address in ("", "?answer=no", "?answered=1"):
        assert client.get(address + answer_in_address).status_code == 200
        assert client.head(address).status_code == 200
    assert everything() == before
    assert SecretLink.objects.get().seen == 3


def test_pressing_the_button_records_and_says_what_was_recorded(client, supporter, meeting):
    address = link_of(meeting, supporter)
    response = client.post(address, {"answer": "no"}, follow=True)
    words = response.content.decode()
    assert "We have written that down" in words
    assert "You can’t come" in words
    assert Rsvp.objects.get().state == State.NO
    assert AuditEvent.objects.filter(verb="answer.given").first().by == supporter


def test_a_scanner_that_presses_can_be_undone_from_the_same_link(client, supporter, meeting):
    address = link_of(meeting, supporter)
    for word in ("no", "no", "yes"):
        client.post(address, {"answer": word})
    assert Rsvp.objects.get().state == State.YES


def test_behind_the_link_one_says_how_many_come_and_who(client, supporter, meeting):
    address = link_of(meeting, supporter, "maybe")
    words = client.get(f"{address}?answer=yes").content.decode()
    assert "How many of you are coming?" in words
    client.post(address, {"answer": "yes", "party_size": "3"})
    assert (Rsvp.objects.get().state, Rsvp.objects.get().party_size) == ("yes", 3)
    words = client.get(address).content.decode()
    assert "3 of you" in words and 'value="3"' in words
    assert "Who comes with you?" in client.get(f"{address}more/").content.decode()
    response = client.post(address, {"answer": "yes", "party_size": "21"})
    assert response.status_code == 409 and "You can bring up to 20 people" in response.content.decode()
    assert Rsvp.objects.get().party_size == 3


def test_behind_the_link_one_says_for_which_organisation_one_comes(client, coordinator, other_organisation, meeting):
    make_role(user=coordinator, organisation=other_organisation)
    address = link_of(meeting, coordinator)
    words = client.get(address).content.decode()
    assert "Which organisation do you come for?" in words and other_organisation.name in words
    client.post(address, {"answer": "yes", "organisation": other_organisation.pk})
    assert Rsvp.objects.get().organisation == other_organisation
    client.post(address, {"answer": "yes", "for_myself": "1"})
    assert Rsvp.objects.get().organisation is None
    stranger = make_organisation(name="Somebody else's")
    assert client.post(address, {"answer": "yes", "organisation": stranger.pk}).status_code == 409
    assert Rsvp.objects.get().organisation is None


def test_the_link_signs_nobody_in(client, supporter, meeting):
    address = link_of(meeting, supporter)
    client.get(address)
    client.post(address, {"answer": "no"})
    assert "sessionid" not in client.cookies
    assert client.get("/meetings/lunch/").wsgi_request.user.is_anonymous


def test_the_page_behind_the_link_is_private(client, supporter, meeting):
    for response in (client.get(link_of(meeting, supporter)),):
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
        # The token leaves for no other site; "no-referrer" would make browsers hide the origin of the form too.
        assert response["Referrer-Policy"] == "same-origin"
        assert "Not you?" in response.content.decode()


def test_a_wrong_old_or_revoked_link_opens_nothing(client, supporter, meeting):
    address = link_of(meeting, supporter)
    wrong = "1/" if address.endswith("0/") else "0/"
    assert client.get(address[:-2] + wrong).status_code == 404
    link = SecretLink.objects.get()
    assert link.expires_at == meeting.ends_at + timedelta(days=14)
    assert find_link("report", link.token) is None
    revoke_links(target=meeting, purpose="answer", by=None)
    assert client.get(address).status_code == 404
    assert client.post(address, {"answer": "no"}).status_code == 404
    assert Rsvp.objects.get().state == State.YES


def test_the_link_of_somebody_switched_off_is_dead(client, supporter, meeting):
    address = link_of(meeting, supporter)
    with fixture_writes():
        supporter.is_active = False
        supporter.save()
    assert client.get(address).status_code == 404
    assert client.post(address, {"answer": "no"}).status_code == 404


def test_a_refused_answer_keeps_the_page_and_says_why(client, supporter):
    meeting = make_meeting(room_capacity=1)
    address = link_of(meeting, supporter)
    response = client.post(address, {"answer": "yes", "party_size": "4"})
    assert response.status_code == 409
    assert "keep your place for 1" in response.content.decode()


# -- who sees the joining link ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        (None, False),
        ("yes", True),
        ("maybe", False),
        ("no", False),
        ("waitlisted", False),
        ("event_cancelled", False),
    ],
)
def test_the_joining_link_is_for_people_who_are_going(client_of, supporter, meeting, state, seen):
    if state:
        make_rsvp(meeting=meeting, user=supporter, state=state, queued_at=timezone.now())
    client = client_of(supporter)
    for address in ("/meetings/lunch/", "/meetings/"):
        words = client.get(address).content.decode()
        assert (SECRET in words) is (seen and address != "/meetings/")
    assert ("0330 088 5830" in client.get("/meetings/lunch/").content.decode()) is seen


def test_visitors_never_see_the_joining_link(client, meeting):
    for address in ("/meetings/lunch/", "/meetings/", "/meetings/lunch/guest/", "/meetings/calendar.ics"):
        assert SECRET not in client.get(address).content.decode()


def test_the_signed_link_shows_it_while_going_and_no_longer_after_declining(client, supporter, meeting):
    address = link_of(meeting, supporter)
    assert SECRET in client.get(address).content.decode()
    assert SECRET not in client.post(address, {"answer": "no"}, follow=True).content.decode()


def test_after_the_end_nobody_sees_it(client_of, supporter):
    meeting = make_meeting(starts_at=timezone.now() - timedelta(days=1), mode="online", joining_url=SECRET)
    make_rsvp(meeting=meeting, user=supporter)
    assert SECRET not in client_of(supporter).get(url(meeting)).content.decode()
