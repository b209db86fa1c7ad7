"""Interest before there is a date: said in one tap or by a link, counted for staff, answered by one invitation."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from meetings.interests import actions
from meetings.interests.models import MOST_DATES, Interest, PlannedMeeting
from meetings.meetings.actions import cancel, move, publish, revise
from meetings.meetings.models import Meeting
from meetings.rsvps.actions import answer
from tests.factories.action_groups import make_proposal
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
BASE = "/admin/meetings/plannedmeeting"


def in_days(days, hour=10):
    return (timezone.localtime() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


@pytest.fixture
def planned(staff, action_group):
    row = PlannedMeeting(title="Winter lunch", summary="Eat and talk.", action_group=action_group)
    return actions.store_planned(planned=row, themes=[], dates=[in_days(20), in_days(27)], by=staff)


@pytest.fixture
def plain(staff):
    return actions.store_planned(planned=PlannedMeeting(title="Paying for halls"), themes=[], dates=[], by=staff)


def interest(planned):
    return reverse("meetings:planned-interest", args=[planned.slug])


def mails(kind):
    return OutboundMail.objects.filter(kind=f"meetings/{kind}")


def test_one_tap_and_not_any_more(client_of, client, supporter, planned, plain):
    assert "Winter lunch" in client.get("/meetings/planned/").text
    assert "/meetings/planned/" in client.get("/meetings/").text
    assert "Winter lunch" in client.get(planned.action_group.get_absolute_url()).text
    browser = client_of(supporter)
    assert "I’d be interested" in browser.get(plain.get_absolute_url()).text
    for _ in range(2):
        browser.post(interest(plain))
    assert Interest.objects.get().user == supporter
    assert "You would come." in browser.get(plain.get_absolute_url()).text
    browser.post(interest(plain), {"stop": "1"})
    assert not Interest.objects.exists()
    assert browser.get(interest(plain)).status_code == 405


def test_which_dates_suit(client_of, supporter, planned, plain, staff):
    first, second = planned.dates.all()
    browser = client_of(supporter)
    browser.post(interest(planned), {"dates": [first.pk, second.pk]})
    assert list(Interest.objects.get().suits.all()) == [first, second]
    assert browser.get(planned.get_absolute_url()).text.count("checked") == 2
    browser.post(interest(planned), {"dates": [second.pk]})
    assert list(Interest.objects.get().suits.all()) == [second]
    other = actions.store_planned(planned=PlannedMeeting(title="X"), themes=[], dates=[in_days(9)], by=staff)
    for wrong in (other.dates.get().pk, "x", 10**30):
        said = browser.post(interest(planned), {"dates": [wrong]}, follow=True).text
        assert "Choose from the dates that stand here." in said
    assert list(Interest.objects.get().suits.all()) == [second]


def test_a_guest_is_interested_once_the_link_was_pressed(client, planned):
    page = reverse("meetings:interest-guest", args=[planned.slug])
    bad = client.post(page, {"name": "Gil", "email": "nobody"})
    assert "name@example.org" in bad.text and 'value="Gil"' in bad.text
    assert client.post(page, {"name": "Gil", "email": "Gil@example.org"}).url.endswith("/guest/sent/")
    assert "look at your e-mail" in client.get(reverse("meetings:interest-guest-sent", args=[planned.slug])).text
    mail = mails("interest_confirm").get()
    link = mail.text[mail.text.index("/interest/") :].split()[0]
    opened = client.get(link)
    assert "I’d be interested" in opened.text and opened["Cache-Control"] == "private, no-store"
    assert not Interest.objects.exists(), "opening it changes nothing"
    wrong = client.post(link, {"dates": ["99999"]})
    assert wrong.status_code == 200 and "Choose from the" in wrong.text and not Interest.objects.exists()
    client.post(link, {"dates": [planned.dates.first().pk]})
    row = Interest.objects.get()
    assert row.user.email == "gil@example.org" and row.user.verified_at and row.suits.count() == 1
    client.post(link, {"stop": "1"})
    assert not Interest.objects.exists()
    assert client.get("/interest/1-x/").status_code == 404


def test_a_guest_cannot_speak_for_somebody_else(client, client_of, planned, supporter):
    """The page after the form is the same for known addresses, and nothing is written for them."""
    page = reverse("meetings:interest-guest", args=[planned.slug])
    client.post(page, {"name": "Evil", "email": supporter.email, "user": supporter.pk, "planned": 1})
    assert not Interest.objects.exists()
    client_of(supporter).post(interest(planned), {"user": make_user().pk, "planned": 99, "at": "2001-01-01"})
    assert Interest.objects.get().user == supporter


def test_staff_show_it_with_dates_to_ask_about(client_of, staff):
    day, client = in_days(30), client_of(staff)
    form = {"title": "Paying for halls", "summary": "What a hall costs.", "date_1_0": f"{day:%Y-%m-%d}"}
    assert "Enter a valid" in client.post(f"{BASE}/add/", form | {"date_1_0": "soon", "date_1_1": "10:00"}).text
    answer = client.post(f"{BASE}/add/", form | {"date_1_1": "10:00"})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    planned = PlannedMeeting.objects.get()
    assert planned.slug == "paying-for-halls" and planned.dates.get().starts_at == day
    page = client.get(f"{BASE}/{planned.pk}/change/").text
    assert f'value="{day:%d/%m/%Y}"' in page
    client.post(f"{BASE}/{planned.pk}/change/", {"title": "Paying for a hall"})
    assert not planned.dates.exists()
    planned.refresh_from_db()
    assert planned.title == "Paying for a hall" and planned.slug == "paying-for-halls", "links in mails go on working"


def test_five_dates_at_most_and_none_that_is_over(staff, plain):
    with pytest.raises(RuleBroken, match="5 dates at most"):
        dates = [in_days(n) for n in range(1, MOST_DATES + 2)]
        actions.store_planned(planned=plain, themes=[], dates=dates, by=staff)
    with pytest.raises(RuleBroken, match="still to come"):
        actions.store_planned(planned=plain, themes=[], dates=[in_days(-1)], by=staff)


def test_staff_see_who_would_come_and_give_it_the_date_that_suits_most(client_of, staff, planned):
    first, second = planned.dates.all()
    ann, bo = make_user(name="Ann Aldous"), make_user(name="Bo Best")
    actions.be_interested(planned=planned, user=ann, dates=[first, second], by=ann)
    actions.be_interested(planned=planned, user=bo, dates=[second], by=bo)
    client = client_of(staff)
    words = client.get(f"{BASE}/{planned.pk}/change/").text
    assert "Ann Aldous" in words and ": 2" in words and ": 1" in words
    assert (
        f'value="{timezone.localtime(second.starts_at):%d/%m/%Y}"'
        in client.get(f"{BASE}/{planned.pk}/step/date/").text
    )
    day = f"{timezone.localtime(second.starts_at):%Y-%m-%d}"
    form = {"starts_at_0": day, "starts_at_1": "10:00", "ends_at_0": day, "mode": "room", "type": "cag"}
    backwards = client.post(f"{BASE}/{planned.pk}/step/date/", form | {"ends_at_1": "09:00"})
    assert "must come after" in backwards.text and not Meeting.objects.exists()
    client.post(f"{BASE}/{planned.pk}/step/date/", form | {"ends_at_1": "12:00"})
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.title, meeting.summary) == ("draft", "Winter lunch", "Eat and talk.")
    assert list(meeting.action_groups.all()) == [planned.action_group]
    assert not mails("date_set").exists(), "a draft is nobody's business"
    client.logout()
    assert client.get(planned.get_absolute_url()).status_code == 404, "and neither is that it has one"


def test_everybody_interested_is_invited_once_when_it_is_published(client, staff, planned):
    ann, bo, gone = make_user(), make_user(), make_user(is_active=False)
    for user in (ann, bo, gone):
        actions.be_interested(planned=planned, user=user, by=user)
    when = {"starts_at": in_days(20), "ends_at": in_days(20, hour=12)}
    meeting = actions.give_date(planned=planned, **when, mode="online", type="cag", by=staff)
    publish(meeting=meeting, by=staff)
    assert {mail.user for mail in mails("date_set")} == {ann, bo}
    mail = mails("date_set").get(user=ann)
    link = mail.text[mail.text.index("/answers/") :].split()[0]
    assert "We’ll be there" in client.get(link).text
    actions.tell_interested(meeting=meeting, by=staff)
    assert mails("date_set").count() == 2
    assert meeting.get_absolute_url() in client.get(planned.get_absolute_url()).text


def test_it_becomes_a_meeting_we_have_and_who_answered_is_not_invited(client_of, staff, planned):
    meeting, ann, bo = make_meeting(venue=make_venue()), make_user(), make_user()
    make_rsvp(meeting=meeting, user=bo)
    for user in (ann, bo):
        actions.be_interested(planned=planned, user=user, by=user)
    client_of(staff).post(f"{BASE}/{planned.pk}/step/becomes/", {"meeting": meeting.pk})
    assert mails("date_set").get().user == ann
    other = PlannedMeeting(title="Y")
    actions.store_planned(planned=other, themes=[], dates=[], by=staff)
    with pytest.raises(RuleBroken, match="already"):
        actions.becomes(planned=other, meeting=meeting, by=staff)
    with pytest.raises(RuleBroken, match="still to come"):
        actions.becomes(planned=other, meeting=make_meeting(state="cancelled"), by=staff)
    with pytest.raises(RuleBroken, match="not in planning"):
        actions.be_interested(planned=planned, user=make_user(), by=staff)


def test_dropped_they_hear_why(client_of, client, staff, planned):
    ann = make_user()
    actions.be_interested(planned=planned, user=ann, by=ann)
    base = f"{BASE}/{planned.pk}/step"
    assert "required" in client_of(staff).post(f"{base}/drop/", {"reason": ""}).text
    client_of(staff).post(f"{base}/drop/", {"reason": "No hall is free."})
    assert "No hall is free." in mails("planned_dropped").get().text
    client.logout()
    assert client.get(planned.get_absolute_url()).status_code == 404
    client_of(staff).post(f"{base}/pick-up/")
    client.logout()
    assert client.get(planned.get_absolute_url()).status_code == 200


def test_a_proposal_is_shown_to_find_out_who_would_come(client_of, client, staff, member, action_group):
    proposal = make_proposal(action_group=action_group, proposed_by=member, title="Winter lunch")
    address = f"/admin/groups/actiongroupproposal/{proposal.pk}/step/interest/"
    client_of(staff).post(address, {"title": "A winter lunch", "summary": "", "note": "Let us see."})
    planned = PlannedMeeting.objects.get()
    mail = OutboundMail.objects.get(kind="groups/proposal_decided")
    assert planned.get_absolute_url() in mail.text and "Let us see." in mail.text
    client.logout()
    assert "A winter lunch" in client.get("/meetings/planned/").text


def test_the_database_keeps_one_interest_a_person(planned, supporter):
    with fixture_writes():
        Interest.objects.create(planned=planned, user=supporter)
    with pytest.raises(IntegrityError), fixture_writes(), transaction.atomic():
        Interest.objects.create(planned=planned, user=supporter)
    with pytest.raises(IntegrityError), fixture_writes(), transaction.atomic():
        PlannedMeeting.objects.filter(pk=planned.pk).update(state="dated")


def test_who_was_told_the_date_and_has_not_answered_hears_of_what_changes_once(staff, planned):
    ann, bo, off = make_user(), make_user(), make_user()
    for user in (ann, bo, off):
        actions.be_interested(planned=planned, user=user, by=user)
    actions.take_back(planned=planned, user=off, by=off)
    when = {"starts_at": in_days(20), "ends_at": in_days(20, hour=12)}
    meeting = actions.give_date(planned=planned, **when, mode="online", type="cag", by=staff)
    publish(meeting=meeting, by=staff)
    answer(meeting=meeting, user=bo, answer="no", by=bo)
    with fixture_writes():
        mails("date_set").update(state="sent")
    move(meeting=meeting, starts_at=in_days(21), ends_at=in_days(21, hour=12), by=staff)
    mail = mails("invited_news").get()
    assert mail.user == ann and mail.subject.startswith("New time: Winter lunch") and "?answer=yes" in mail.text
    cancel(meeting=meeting, reason="No heating.", by=staff)
    (mail,) = mails("invited_news").filter(state="queued")
    assert mail.user == ann and "The reason: No heating." in mail.text


def test_a_date_kept_back_until_morning_does_not_follow_a_cancellation(staff, planned, supporter):
    actions.be_interested(planned=planned, user=supporter, by=supporter)
    when = {"starts_at": in_days(20), "ends_at": in_days(20, hour=12)}
    meeting = actions.give_date(planned=planned, **when, mode="online", type="cag", by=staff)
    publish(meeting=meeting, by=staff)
    cancel(meeting=meeting, reason="No heating.", by=staff)
    assert mails("date_set").get().state == "dropped" and mails("invited_news").get().user == supporter


def test_a_date_kept_back_until_morning_is_written_anew_when_it_changes_without_a_word(staff, planned):
    ann, bo = make_user(), make_user()
    for user in (ann, bo):
        actions.be_interested(planned=planned, user=user, by=user)
    when = {"starts_at": in_days(20), "ends_at": in_days(20, hour=12)}
    meeting = actions.give_date(planned=planned, **when, mode="online", type="cag", by=staff)
    publish(meeting=meeting, by=staff)
    with fixture_writes():
        mails("date_set").filter(user=bo).update(state="sent")
    meeting.refresh_from_db()
    meeting.starts_at, meeting.ends_at = in_days(21), in_days(21, hour=12)
    revise(meeting=meeting, tell_people=False, by=staff)
    assert [mail.state for mail in mails("date_set").filter(user=ann).order_by("pk")] == ["dropped", "queued"]
    assert f"{in_days(21).day} {in_days(21):%B}" in mails("date_set").get(user=ann, state="queued").text
    assert mails("date_set").get(user=bo).state == "sent" and not mails("invited_news").exists()
