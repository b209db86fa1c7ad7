"""Said round the table: kept line by line, and each line becomes one thing in one step."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.links import link_for
from groups.suggestions.models import Suggestion
from insights.contributions import actions
from insights.contributions.models import Contribution
from insights.issues.actions import withdraw_voice
from insights.issues.models import Issue
from meetings.exchange.models import Listing
from tests.factories.day import make_door, make_line, make_today
from tests.factories.meetings import make_meeting
from tests.forgetting import forgotten
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
HARM = "My neighbour's husband hits her."


@pytest.fixture
def meeting(db):
    return make_today()


@pytest.fixture
def line(meeting, coordinator, organisation):
    return make_line(meeting, user=coordinator, organisation=organisation, consents=["count", "anonymous"])


def own_page(meeting, user) -> str:
    with fixture_writes():
        link = link_for(purpose="answer", target=meeting, user=user)
    return f"/answers/{link.token}/round-the-table/"


# -- capturing -------------------------------------------------------------------------------------------


def test_a_person_writes_it_on_the_page_for_the_day(client, meeting, coordinator, organisation):
    address = own_page(meeting, coordinator)
    assert "../round-the-table/" in client.get(address.replace("round-the-table", "day")).text
    said = {"partners": "The youth bus\nTwo schools", "need": "A hall on Sundays", "organisation": organisation.pk}
    answer = client.post(address, said | {"consents": ["count", "named"]})
    assert answer.status_code == 302 and answer["Location"] == "../day/"
    rows = Contribution.objects.order_by("pk")
    assert [(row.kind, row.words) for row in rows] == [
        ("partners", "The youth bus"),
        ("partners", "Two schools"),
        ("need", "A hall on Sundays"),
    ]
    assert {(row.user, row.organisation, tuple(row.consents)) for row in rows} == {
        (coordinator, organisation, ("count", "named"))
    }
    client.post(address, said)
    assert rows.count() == 3, "sent twice it is kept once"
    assert "hall" not in str(AuditEvent.objects.filter(verb="contributions.kept").first().data)


def test_nobody_writes_for_an_organisation_that_is_not_theirs(client, meeting, coordinator, other_organisation):
    page = client.post(own_page(meeting, coordinator), {"need": "A hall", "organisation": other_organisation.pk})
    assert page.status_code == 200 and not Contribution.objects.exists() and "A hall" in page.text


def test_two_write_down_at_once_and_nothing_is_lost(client, client_of, meeting, staff, organisation):
    door = make_door(meeting)
    typed = {"organisation_name": "netherfield lunch club", "invite": "The choir of St Mary"}
    assert client.post(f"/door/{door.token}/round-the-table/", typed).status_code == 302
    desk = reverse("insights:table-desk", args=[meeting.slug])
    assert client_of(staff).post(desk, {"organisation_name": "A new choir", "need": "Chairs"}).status_code == 302
    by_helper, by_staff = Contribution.objects.order_by("pk")
    assert (by_helper.organisation, by_helper.door, by_helper.by) == (organisation, door.door, None)
    assert (by_staff.organisation, by_staff.organisation_name, by_staff.by) == (None, "A new choir", staff)


def test_personal_data_is_pointed_at_and_kept_only_on_a_second_yes(client, meeting, coordinator):
    address = own_page(meeting, coordinator)
    typed = {"partners": "Sue, 01908 123456"}
    page = client.post(address, typed)
    assert "a phone number" in page.text and "Sue, 01908 123456" in page.text and not Contribution.objects.exists()
    mark = page.context["form"].mark
    assert client.post(address, {"partners": "Sue, 01908 654321", "fine": mark}).status_code == 200, (
        "for these words alone"
    )
    assert client.post(address, typed | {"fine": mark}).status_code == 302
    assert Contribution.objects.count() == 1


def test_words_that_sound_as_if_somebody_were_at_risk_are_not_kept(client, meeting, coordinator):
    page = client.post(own_page(meeting, coordinator), {"doing": HARM})
    assert "somebody may be at risk" in page.text and "/issues/safeguarding/" in page.text
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"need": " \n "}, {"need": "x" * 501}, {"partners": "a\n" * 11}])
def test_nothing_or_too_much_is_said_in_words(client, meeting, coordinator, typed):
    page = client.post(own_page(meeting, coordinator), typed)
    assert page.status_code == 200 and ("at least one line" in page.text or "letters at most" in page.text)
    assert not Contribution.objects.exists()


def test_before_the_day_nothing_is_kept(client, coordinator):
    page = client.post(own_page(make_meeting(), coordinator), {"need": "A hall"})
    assert page.status_code == 200 and "on the day" in page.text and not Contribution.objects.exists()


# -- what becomes of it ------------------------------------------------------------------------------------


def decide(client, line, **data):
    return client.post(line.get_absolute_url(), data, follow=True)


def test_a_line_becomes_an_issue_with_the_consent_given_in_the_room(
    client_of, staff, coordinator, organisation, line
):
    browser = client_of(staff)
    assert line.words in browser.get("/contributions/").text
    page = decide(browser, line, do="gap", next="list")
    issue = Issue.objects.get()
    voice = issue.voices.get()
    line.refresh_from_db()
    assert (line.voice, line.words, line.state) == (voice, "", "used")
    assert (issue.kind, voice.words, voice.channel) == ("gap", "A minibus on Fridays", "room")
    assert (voice.user, voice.organisation, voice.keyed_in_by) == (coordinator, organisation, staff)
    assert {consent.audience for consent in voice.consents.all()} == {"count", "anonymous"}
    assert "It is in the queue" in page.text and "A minibus" not in browser.get("/contributions/").text
    admin = reverse("admin:insights_issue_change", args=[issue.pk])
    assert admin in browser.get(line.get_absolute_url()).text and line.get_absolute_url() in browser.get(admin).text
    with fixture_writes():
        withdraw_voice(voice=voice, by=coordinator)
    assert "A minibus" not in browser.get(line.get_absolute_url()).text, "taken back, the words are nowhere"


def test_a_line_becomes_a_need_of_its_organisation(client_of, staff, organisation, line):
    browser = client_of(staff)
    decide(browser, line, do="need")
    listing = Listing.objects.get()
    assert (listing.kind, listing.title, listing.organisation) == ("need", "A minibus on Fridays", organisation)
    assert listing.audience == "members"
    assert listing.get_absolute_url() in browser.get(line.get_absolute_url()).text
    assert line.get_absolute_url() in browser.get(listing.get_absolute_url()).text


def test_a_need_of_nobody_in_the_network_asks_for_whom(client_of, staff, meeting, organisation):
    line, browser = make_line(meeting), client_of(staff)
    assert "Say which one" in decide(browser, line, do="offer").text and not Listing.objects.exists()
    decide(browser, line, do="offer", organisation_name="Netherfield Lunch Club", title="A bus on Fridays")
    assert Listing.objects.get().title == "A bus on Fridays" and Listing.objects.get().kind == "offer"


def test_a_line_becomes_a_suggestion_that_staff_look_at_first(client_of, staff, meeting):
    line, browser = make_line(meeting, kind="invite", words="The choir of St Mary"), client_of(staff)
    page = decide(browser, line, do="suggest", name="Choir of St Mary", why="They sing.")
    assert "we need an e-mail address" in page.text and "They sing." in page.text
    decide(browser, line, do="suggest", name="Choir of St Mary", why="They sing.", email="choir@example.org")
    suggestion = Suggestion.objects.get()
    line.refresh_from_db()
    assert (line.suggestion, line.words, suggestion.state) == (suggestion, "", "checking")
    admin = reverse("admin:groups_suggestion_change", args=[suggestion.pk])
    assert admin in browser.get(line.get_absolute_url()).text and line.get_absolute_url() in browser.get(admin).text


def test_a_line_becomes_one_thing_only(staff, line):
    actions.become_issue(line=line, kind="issue", by=staff)
    for again in (
        lambda: actions.become_issue(line=line, kind="issue", by=staff),
        lambda: actions.become_listing(line=line, kind="need", by=staff),
        lambda: actions.set_aside(line=line, by=staff),
    ):
        with pytest.raises(RuleBroken, match="quicker"):
            again()
    assert Issue.objects.count() == 1 and not Listing.objects.exists()


def test_set_aside_and_taken_up_again(client_of, staff, line):
    browser = client_of(staff)
    decide(browser, line, do="aside")
    assert line.words not in browser.get("/contributions/").text
    assert line.words in browser.get("/contributions/?state=aside").text
    decide(browser, line, do="back")
    assert line.words in browser.get("/contributions/").text
    assert decide(browser, line, do="nonsense").status_code == 200


def test_what_was_set_aside_is_forgotten_after_three_months_and_nothing_else(staff, line, meeting):
    kept = make_line(meeting, words="To look at")
    actions.set_aside(line=line, by=staff)
    line.refresh_from_db()
    late = line.decided_at + actions.ASIDE_KEPT
    assert forgotten("lines-set-aside", now=late - timedelta(minutes=1)) == 0
    assert forgotten("lines-set-aside", now=late + timedelta(minutes=1)) == 1
    assert list(Contribution.objects.all()) == [kept]


def test_the_list_costs_the_same_with_one_line_and_with_thirty(client_of, staff, coordinator, organisation):
    browser = client_of(staff)

    def cost() -> int:
        browser.get("/contributions/")
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/contributions/").status_code == 200
        return len(seen)

    def add(number):
        for turn in range(number):
            words = {"words": f"Line {turn}", "user": coordinator, "organisation": organisation}
            make_line(make_today(), **words)

    add(1)
    one = cost()
    add(29)
    assert cost() == one == 4
