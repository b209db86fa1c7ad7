"""Support enquiries: asked without an account, answered within a promise, opened again, counted, forgotten."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from camk.accounts.models import User
from camk.errors import RuleBroken
from camk.hours import working_day_after
from camk.outbox.models import OutboundMail
from camk.retention import tasks as retention
from camk.retention.actions import end_hold, hold
from groups.enquiries import actions, counts
from groups.enquiries.matching import peers_for, resources_for
from groups.enquiries.models import Enquiry, FundingFind, PeerHelp, ReadyReply
from tests.factories.enquiries import key_of, make_enquiry
from tests.factories.workspace import make_resource
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
DESK = "/admin/groups/enquiry/"
TYPED = {
    "kind": "starting",
    "words": "Eight of us clean the brook. Do we need a constitution?",
    "organisation_name": "Brook Cleaners",
    "name": "Bea Brook",
    "email": "bea@example.org",
}


def mails(event):
    return list(OutboundMail.objects.filter(kind=f"groups/{event}").order_by("pk"))


def page_of(enquiry):
    return f"/support/enquiries/{key_of(enquiry).token}/"


def test_a_visitor_asks_without_an_account_and_reads_the_answer_by_the_link(client, client_of, staff):
    with time_machine.travel("2026-11-20 15:00", tick=False):  # a Friday
        page = client.post("/support/ask/", TYPED, follow=True).content.decode()
    enquiry = Enquiry.objects.get()
    assert enquiry.reference in page and "within 3 working days" in page
    assert enquiry.due_on == date(2026, 11, 25) and enquiry.person.email == "bea@example.org"
    (mail,) = mails("enquiry_received")
    assert mail.address == "bea@example.org" and "25 November 2026" in mail.text and "brook" not in mail.text
    office = client_of(staff)
    with time_machine.travel("2026-11-24 10:00", tick=False):
        office.post(f"{DESK}{enquiry.pk}/step/answer/", {"words": "A page is enough; we send you ours."})
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.in_time, enquiry.handler) == ("answered", True, staff)
    (mail,) = mails("enquiry_answered")
    assert page_of(enquiry) in mail.text and "A page is enough" not in mail.text
    page = client.get(page_of(enquiry)).content.decode()
    assert "A page is enough; we send you ours." in page and "Eight of us clean the brook" in page
    assert "Did it help?" in page


def test_whoever_is_signed_in_asks_for_their_organisation_and_sees_what_they_asked(
    client_of, coordinator, organisation
):
    browser = client_of(coordinator)
    form = browser.get("/support/ask/?kind=funding").content.decode()
    assert "Your e-mail address" not in form and organisation.name in form
    asked = {"kind": "funding", "words": "A new cooker.", "wants_search": "on", "organisation": organisation.pk}
    page = browser.post("/support/ask/", asked, follow=True).content.decode()
    enquiry = Enquiry.objects.get()
    assert (enquiry.person, enquiry.organisation, enquiry.wants_search) == (coordinator, organisation, True)
    assert "What you asked us" in page and page_of(enquiry) in page and "We have it" in page


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("words", "Tell us in a sentence or two"),
        ("email", "Tell us your e-mail address, or ring us instead."),
        ("kind", "Choose what it is about."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, missing, sentence):
    page = client.post("/support/ask/", TYPED | {missing: ""}).content.decode()
    assert sentence in page and ("Brook Cleaners" in page) and not Enquiry.objects.exists()


def test_words_about_somebody_at_risk_are_asked_about_first(client):
    typed = TYPED | {"words": "A girl at our club told me her dad hits her. What is our policy?"}
    page = client.post("/support/ask/", typed).content.decode()
    assert "This sounds as if somebody may be at risk" in page and not Enquiry.objects.exists()
    client.post("/support/ask/", typed | {"general_concern": "on"})
    assert Enquiry.objects.count() == 1


def test_a_call_is_keyed_in_and_a_caller_without_an_address_is_told_by_us(client_of, staff):
    office = client_of(staff)
    said = {"channel": "phone", "kind": "recruiting", "words": "Where do we find trustees?"}
    page = office.post(f"{DESK}add/", said).content.decode()
    assert "Say who asked" in page and "Where do we find trustees?" in page
    office.post(f"{DESK}add/", said | {"name": "Mr Lee", "phone": "01908 000111", "organisation_name": "Chess Club"})
    enquiry = Enquiry.objects.get()
    assert enquiry.who == "Mr Lee, 01908 000111" and enquiry.channel == "phone" and not mails("enquiry_received")
    page = office.post(f"{DESK}{enquiry.pk}/step/answer/", {"words": "Ask by name."}, follow=True).content.decode()
    assert "We have no e-mail address: tell them (Mr Lee, 01908 000111)." in page
    office.post(f"{DESK}add/", said | {"email": "ann@example.org", "name": "Ann"})
    assert [mail.address for mail in mails("enquiry_received")] == ["ann@example.org"]


def test_the_queue_shows_whose_turn_it_is_the_oldest_promise_first(client_of, staff, supporter):
    with time_machine.travel("2026-11-02 10:00", tick=False):
        late = make_enquiry(by=supporter, words="late one")
    new = make_enquiry(by=supporter)
    waiting = make_enquiry(by=supporter)
    office = client_of(staff)
    office.post(f"{DESK}{waiting.pk}/step/ask-back/", {"words": "How many are you?"})

    def queue(code):
        return [row.pk for row in office.get(DESK, {"queue": code}).context["cl"].queryset]

    assert queue("ours") == [late.pk, new.pk]
    assert queue("nobody") == [late.pk, new.pk] and queue("overdue") == [late.pk] and queue("waiting") == [waiting.pk]
    office.post(f"{DESK}{late.pk}/step/take/")
    assert queue("mine") == [late.pk] and queue("nobody") == [new.pk]
    page = office.get(f"{DESK}{late.pk}/change/").content.decode()
    assert "was due 5 November 2026" in page and "working days ago" in page


def test_our_question_stops_the_clock_and_their_answer_starts_it_again(client, client_of, staff, supporter):
    enquiry = make_enquiry(by=supporter)
    client_of(staff).post(f"{DESK}{enquiry.pk}/step/ask-back/", {"words": "How many are you?"})
    enquiry.refresh_from_db()
    assert enquiry.state == "waiting" and enquiry.due_on is None
    page = client.get(page_of(enquiry)).content.decode()
    assert "How many are you?" in page and "Answer us" in page
    client.post(f"{page_of(enquiry)}more/", {"words": "Twelve."})
    enquiry.refresh_from_db()
    assert enquiry.state == "assigned" and enquiry.due_on == working_day_after(timezone.localdate(), 3)
    (mail,) = mails("enquiry_more")
    assert mail.address == staff.email and "Twelve" not in mail.text


def test_it_did_not_help_opens_it_again_and_staff_hear_of_it(client, staff, supporter):
    enquiry = make_enquiry(by=supporter)
    with pytest.raises(RuleBroken, match="not answered yet"):
        actions.rate(enquiry=enquiry, helped="yes", by=supporter)
    actions.answer(enquiry=enquiry, words="Like this.", by=staff)
    client.get(f"{page_of(enquiry)}")
    assert Enquiry.objects.get().helped == "", "opening the page says nothing"
    assert client.get(f"{page_of(enquiry)}helped/").status_code == 405
    client.post(f"{page_of(enquiry)}helped/", {"helped": "no"})
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.helped, enquiry.reopened) == ("reopened", "no", 1) and enquiry.due_on
    assert len(mails("enquiry_more")) == 1
    actions.answer(enquiry=enquiry, words="Then like that.", by=staff)
    client.post(f"{page_of(enquiry)}helped/", {"helped": "yes"})
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.helped) == ("answered", "yes")


def test_a_search_for_funds_is_delivered_before_the_answer(client, client_of, staff, supporter):
    enquiry = make_enquiry(by=supporter, kind="funding", wants_search=True)
    office, answer = client_of(staff), f"{DESK}{enquiry.pk}/step/answer/"
    page = office.post(answer, {"words": "Here they are."}).content.decode()
    assert "Note what you found first" in page and "Here they are." in page
    find = {"funder": "Lake Trust", "amount": "up to £900", "closes_on": "2027-01-31", "why": "It pays for cookers."}
    office.post(f"{DESK}{enquiry.pk}/step/find/", find)
    office.post(answer, {"words": "Here they are."})
    page = client.get(page_of(enquiry)).content.decode()
    assert "Lake Trust" in page and "Closes 31 January 2027" in page and "It pays for cookers." in page
    office.post(f"{DESK}{enquiry.pk}/step/drop-find/", {"find": FundingFind.objects.get().pk})
    assert not FundingFind.objects.exists()


def test_an_answer_starts_from_a_ready_reply_and_names_what_fits(
    client, client_of, staff, supporter, action_group, organisation
):
    fits = make_resource(
        action_group=action_group, title="A safeguarding policy in one page", purpose="To copy.", audience="public"
    )
    other = make_resource(action_group=action_group, title="Lending boots", purpose="A list.", audience="public")
    hidden = make_resource(action_group=action_group, title="Safeguarding policy, ours", audience="members")
    enquiry = make_enquiry(by=supporter)
    assert list(resources_for(enquiry)) == [fits, other] and hidden not in resources_for(enquiry)
    with fixture_writes():
        peer = PeerHelp.objects.create(organisation=organisation, kind="running", how="ring 01908 000222")
    office, answer = client_of(staff), f"{DESK}{enquiry.pk}/step/answer/"
    reply = ReadyReply.objects.get(kind="running")
    assert f"{answer}?start={reply.code}" in office.get(f"{DESK}{enquiry.pk}/change/").content.decode()
    assert reply.words[:60] in office.get(answer, {"start": reply.code}).content.decode()
    office.post(answer, {"words": "Look:", "resources": [fits.pk], "organisations": [organisation.pk]})
    page = client.get(page_of(enquiry)).content.decode()
    assert fits.title in page and organisation.name in page and "ring 01908 000222" in page
    actions.be_asked_no_more(peer_help=peer, by=staff)
    assert "ring 01908 000222" not in client.get(page_of(enquiry)).content.decode()


def test_who_solved_it_may_agree_to_be_asked_and_take_it_back(client, staff, coordinator, supporter, organisation):
    enquiry = make_enquiry(by=coordinator, organisation=organisation)
    page = client.get(page_of(enquiry)).content.decode()
    assert "May others ask you?" not in page
    actions.answer(enquiry=enquiry, words="Like this.", by=staff)
    assert "May others ask you?" in client.get(page_of(enquiry)).content.decode()
    client.post(f"{page_of(enquiry)}be-asked/", {"organisation": organisation.pk, "how": "cora@example.org"})
    assert peers_for(make_enquiry(by=supporter)) == list(PeerHelp.objects.live())
    assert peers_for(enquiry) == [], "nobody is told to ask themselves"
    client.post(f"{page_of(enquiry)}be-asked/", {"stop": "yes"})
    row = PeerHelp.objects.get()
    assert row.how == "" and not PeerHelp.objects.live().exists()


def test_nobody_agrees_for_an_organisation_that_is_not_theirs(client, staff, supporter, organisation):
    enquiry = make_enquiry(by=supporter)
    actions.answer(enquiry=enquiry, words="Like this.", by=staff)
    page = client.post(f"{page_of(enquiry)}be-asked/", {"organisation": organisation.pk, "how": "me@example.org"})
    assert page.status_code == 200 and not PeerHelp.objects.exists()


def test_it_is_given_to_a_colleague_who_hears_of_it(client_of, staff, second_staff, supporter):
    enquiry = make_enquiry(by=supporter)
    client_of(staff).post(f"{DESK}{enquiry.pk}/step/assign/", {"to": second_staff.pk})
    enquiry.refresh_from_db()
    assert (enquiry.handler, enquiry.state) == (second_staff, "assigned")
    assert [mail.address for mail in mails("enquiry_assigned")] == [second_staff.email]


def test_notes_are_for_staff_alone(client, client_of, staff, supporter):
    enquiry = make_enquiry(by=supporter)
    office = client_of(staff)
    office.post(f"{DESK}{enquiry.pk}/step/note/", {"words": "Ask the treasurer too."})
    assert "Ask the treasurer too." in office.get(f"{DESK}{enquiry.pk}/change/").content.decode()
    assert "Ask the treasurer too." not in client.get(page_of(enquiry)).content.decode()


def test_others_see_nothing_of_it(client, client_of, supporter, member, trustee):
    enquiry = make_enquiry(by=supporter)
    assert list(Enquiry.objects.visible_to(supporter)) == [enquiry]
    assert not Enquiry.objects.visible_to(member).exists()
    assert client.get("/support/enquiries/1-abc/").status_code == 404
    assert enquiry.reference not in client_of(member).get("/support/").content.decode()
    page = client_of(trustee).get("/support/counts/").content.decode()
    assert enquiry.words not in page


def test_counts_by_kind_and_organisation_in_a_year(client_of, staff, trustee, supporter, organisation):
    with time_machine.travel("2026-05-04 10:00", tick=False):
        helped = make_enquiry(by=supporter, kind="funding", organisation=organisation, wants_search=True)
        actions.answer(enquiry=helped, words="So.", without_search=True, by=staff)
        actions.rate(enquiry=helped, helped="partly", by=supporter)
        late = make_enquiry(by=supporter, kind="funding", organisation=organisation)
    with time_machine.travel("2026-06-01 10:00", tick=False):
        actions.answer(enquiry=late, words="So.", by=staff)
        actions.rate(enquiry=late, helped="no", by=supporter)
    with time_machine.travel("2026-03-31 22:30", tick=False):  # 23:30 in London, the year before
        make_enquiry(by=supporter, kind="other")
    found = counts.read(2026, by_organisation=True)
    line = next(line for line in found.lines if line.label == "Funding")
    assert (line.received, line.answered, line.in_time, line.rated, line.helped, line.searches) == (2, 2, 1, 2, 1, 1)
    assert found.total.received == 2 and found.organisations == [(organisation.name, 2)]
    assert counts.read(2025, by_organisation=True).total.received == 1
    page = client_of(staff).get("/support/counts/?year=2026").content.decode()
    assert "1 of 2" in page and organisation.name in page
    page = client_of(trustee).get("/support/counts/?year=2026").content.decode()
    assert "1 of 2" in page and organisation.name not in page
    csv = client_of(trustee).get("/support/counts.csv?year=2026").content.decode()
    assert "Funding,2,2,1,2,1,1" in csv and organisation.name not in csv


def test_what_was_answered_long_ago_is_closed_and_later_only_counts_stay(client, staff, supporter):
    with time_machine.travel("2023-01-10 10:00", tick=False):
        enquiry = make_enquiry(by=supporter)
        actions.note(enquiry=enquiry, words="Hm.", by=staff)
        actions.answer(enquiry=enquiry, words="Like this.", by=staff)
    with time_machine.travel("2023-02-20 03:00", tick=False):
        actions.look_through(now=timezone.now())
        address = page_of(enquiry)
    enquiry.refresh_from_db()
    assert enquiry.state == "closed" and enquiry.words
    for _ in range(2):  # twice without harm
        retention.run(enquiry.settled_at + actions.FORGET_AFTER + timedelta(days=1))
    enquiry.refresh_from_db()
    assert (enquiry.words, enquiry.person, enquiry.caller) == ("", None, "") and not enquiry.messages.exists()
    assert not enquiry.notes.exists() and enquiry.answered_at and client.get(address).status_code == 404
    assert User.objects.filter(pk=supporter.pk).exists()


def test_a_complaint_about_the_organisation_keeps_what_it_asked(staff, supporter, organisation):
    enquiry = make_enquiry(by=supporter)
    with fixture_writes():
        Enquiry.objects.update(organisation=organisation, state=Enquiry.State.CLOSED, settled_at=timezone.now())
    after = timezone.now() + actions.FORGET_AFTER + timedelta(days=1)
    held = hold(target_type="groups.organisation", number=str(organisation.pk), kind="complaint", by=staff)
    retention.run(after)
    enquiry.refresh_from_db()
    assert enquiry.words
    end_hold(hold=held, by=staff)
    retention.run(after)
    enquiry.refresh_from_db()
    assert not enquiry.words


def test_a_state_follows_only_where_the_table_allows_it(staff, supporter):
    enquiry = make_enquiry(by=supporter)
    actions.close(enquiry=enquiry, by=staff)
    for step in (actions.close, actions.ask_back, actions.answer):
        words = {} if step is actions.close else {"words": "x"}
        with pytest.raises((RuleBroken, ValidationError)):
            step(enquiry=enquiry, **words, by=staff)
    actions.say_more(enquiry=enquiry, words="One more thing.", by=supporter)
    assert Enquiry.objects.get().state == "reopened"
