"""An issue on the agenda of a meeting: in one step, linked both ways as far as each may be seen, its people told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from camk.errors import RuleBroken
from camk.links import link_for
from camk.outbox.models import OutboundMail
from insights.agenda.actions import put_on_agenda
from insights.agenda.models import AgendaIssue
from insights.issues.models import Issue
from insights.safeguarding.actions import put_back, seal_issue
from meetings.meetings.actions import publish
from meetings.meetings.models import Speaker
from meetings.programme.actions import remove_part, store_part
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_us_too, theme
from tests.factories.meetings import make_meeting, make_venue
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def food():
    return make_action_group(themes=[theme("food")])


@pytest.fixture
def meeting(food):
    make_meeting(title="Somebody else")
    return make_meeting(title="Food CAG", action_groups=[food])


def step(issue):
    return f"/admin/insights/issue/{issue.pk}/step/agenda/"


def told():
    return OutboundMail.objects.filter(kind="insights/issue_on_agenda")


def test_one_step_from_the_issue_to_the_next_meeting_of_its_cag(client_of, client, staff, meeting):
    raiser, other = make_user(), make_user()
    issue = make_issue(released=True, state="accepted", user=raiser, themes=[theme("food")], words="secret words")
    make_us_too(issue=issue, user=other)
    words = client_of(staff).get(step(issue)).text
    assert f'value="{meeting.pk}" selected' in words and issue.lead_wording in words
    client_of(staff).post(step(issue), {"meeting": meeting.pk, "title": "Empty shelves on Mondays"})
    assert meeting.agenda.get().raised.issue == issue
    programme = client_of(staff).get(f"/admin/meetings/agendaitem/of/{meeting.pk}/").text
    assert issue.reference in programme and f"/admin/insights/issue/{issue.pk}/change/" in programme
    assert issue.reference in client_of(staff).get("/admin/insights/agendaissue/").text
    assert {mail.user for mail in told()} == {raiser, other}
    for mail in told():
        assert meeting.get_absolute_url() in mail.text
        assert "secret words" not in mail.text and issue.lead_wording not in mail.text
    client.logout()
    page = client.get(meeting.get_absolute_url()).text
    assert "Empty shelves on Mondays" in page and issue.get_absolute_url() in page
    words = client.get(issue.get_absolute_url()).text
    assert "It will be talked about" in words and meeting.get_absolute_url() in words


def test_an_issue_that_is_not_released_is_not_given_away(client, client_of, staff, meeting):
    raiser = make_user()
    issue = make_issue(state="accepted", user=raiser, themes=[theme("food")])
    assert "Something we heard about" in client_of(staff).get(step(issue)).text
    put_on_agenda(issue=issue, meeting=meeting, title="Food at the weekend", by=staff)
    client.logout()
    page = client.get(meeting.get_absolute_url()).text
    assert "Food at the weekend" in page and issue.reference not in page
    with fixture_writes():
        link = link_for(purpose="told", target=issue, user=raiser)
    own = client.get(reverse("insights:told", args=[link.token])).text
    assert meeting.get_absolute_url() in own, "whoever told us sees where"


def test_a_wording_taken_back_takes_the_link_with_it(client, staff, meeting):
    issue = make_issue(released=True, state="accepted")
    put_on_agenda(issue=issue, meeting=meeting, title="x", by=staff)
    with fixture_writes():
        issue.released_at = None
        issue.save()
    assert issue.reference not in client.get(meeting.get_absolute_url()).text


def test_people_hear_of_a_draft_once_it_is_published(client, staff, food):
    draft = make_meeting(title="Plan", state="draft", venue=make_venue(), action_groups=[food])
    issue = make_issue(released=True, state="accepted", user=make_user())
    put_on_agenda(issue=issue, meeting=draft, title="x", by=staff)
    assert not told().exists()
    assert "Plan" not in client.get(issue.get_absolute_url()).text
    publish(meeting=draft, by=staff)
    assert told().count() == 1
    assert "Plan" in client.get(issue.get_absolute_url()).text


@pytest.mark.parametrize("state", ["sealed", "withdrawn", "joined"])
def test_what_is_sealed_withdrawn_or_joined_stays_away(client_of, staff, meeting, state):
    issue = make_issue(state=state)
    assert client_of(staff).get(step(issue)).status_code in (302, 404)
    with pytest.raises(RuleBroken, match="not talked about"):
        put_on_agenda(issue=issue, meeting=meeting, title="x", by=staff)
    assert not meeting.agenda.exists()


def test_what_is_routed_as_safeguarding_leaves_the_agenda(client, staff, meeting):
    issue = make_issue(released=True, state="accepted", words="Somebody is always hungry in the zebra house.")
    put_on_agenda(issue=issue, meeting=meeting, title="The zebra house", by=staff)
    seal_issue(issue=issue, by=staff)
    assert not meeting.agenda.exists()
    assert "zebra" not in client.get(meeting.get_absolute_url()).text


def test_what_was_no_matter_of_safeguarding_stands_on_its_agendas_again(staff, safeguarding_lead, meeting):
    with fixture_writes():
        speaker = Speaker.objects.create(meeting=meeting, name="Ada")
    issues = [make_issue(released=True, state="accepted", user=make_user()) for _ in range(3)]
    for number, issue in enumerate(issues):
        part = put_on_agenda(issue=issue, meeting=meeting, title=f"Part {number}", by=staff).part
        if number == 1:
            part.minutes, part.speaker = 15, speaker
            store_part(part=part, by=staff)
    again = make_meeting()
    put_on_agenda(issue=issues[1], meeting=again, title="Gone with its meeting", by=staff)
    mails = told().count()
    record = seal_issue(issue=issues[1], by=staff)
    with fixture_writes():
        again.delete()
    assert [part.title for part in meeting.agenda.all()] == ["Part 0", "Part 2"]
    put_back(record=record, by=safeguarding_lead)
    assert [part.title for part in meeting.agenda.all()] == ["Part 0", "Part 1", "Part 2"]
    part = meeting.agenda.get(title="Part 1")
    assert (part.minutes, part.speaker, part.raised.issue) == (15, speaker, issues[1])
    assert told().count() <= mails and AgendaIssue.objects.count() == 3


def test_a_part_stays_away_where_its_people_took_it_back_meanwhile(staff, safeguarding_lead, meeting):
    issue = make_issue(released=True, state="accepted", user=make_user())
    put_on_agenda(issue=issue, meeting=meeting, title="x", by=staff)
    record = seal_issue(issue=issue, by=staff)
    with fixture_writes():
        issue.voices.update(withdrawn_at=issue.created_at)
        Issue.objects.filter(pk=issue.pk).update(voice_count=0)
    put_back(record=record, by=safeguarding_lead)
    assert not meeting.agenda.exists()


def test_once_a_meeting_and_gone_with_its_part(staff, meeting):
    issue = make_issue(state="accepted")
    row = put_on_agenda(issue=issue, meeting=meeting, title="x", by=staff)
    with pytest.raises(RuleBroken, match="already"):
        put_on_agenda(issue=issue, meeting=meeting, title="y", by=staff)
    remove_part(part=row.part, by=staff)
    assert not AgendaIssue.objects.exists()
    put_on_agenda(issue=issue, meeting=make_meeting(), title="x", by=staff)


def test_the_page_of_a_meeting_asks_once_for_all_its_issues(client, staff, meeting):
    counts = []
    for _ in range(3):
        put_on_agenda(issue=make_issue(released=True, state="accepted"), meeting=meeting, title="x", by=staff)
        with CaptureQueriesContext(connection) as asked:
            client.get(meeting.get_absolute_url())
        # PostgreSQL plans a question once, and then asks by its name.
        sent = [one["sql"] for one in asked.captured_queries if not one["sql"].startswith("PREPARE")]
        counts.append(sum("insights_agendaissue" in sql or "EXECUTE released_behind" in sql for sql in sent))
    assert counts == [1, 1, 1]
