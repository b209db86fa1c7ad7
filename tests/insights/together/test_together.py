"""Ideas for an issue, and coordinated responses with tasks that have owners and days."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.actions.bundling import bundle_due
from camk.outbox.models import BundlePart, OutboundMail
from insights.safeguarding.actions import open_record, put_back, seal_issue
from insights.together import actions
from insights.together.models import CoordinatedResponse, Idea
from meetings.outcomes.models import ToDo
from meetings.outcomes.tasks import nudge
from tests.factories.issues import make_issue
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
WORDS = "The scouts' hut stands empty on Tuesdays and could be used."


def day(number):
    return timezone.localdate() + timedelta(days=number)


def idea_url(issue):
    return reverse("insights:idea-new", args=[issue.reference])


@pytest.fixture
def issue(supporter):
    return make_issue(released=True, state="accepted", user=supporter, words="Raw words nobody may read.")


@pytest.fixture
def response(issue, staff, organisation):
    return actions.form_response(
        issue=issue, title="Warm Tuesdays", aim="A warm room.", lead_organisation=organisation, by=staff
    )


def mails(kind):
    return OutboundMail.objects.filter(kind=kind)


def test_a_member_adds_an_idea_members_read_it_and_everybody_once_staff_have_looked(
    client, client_of, member, staff, trustee, issue
):
    page = client_of(member).get(issue.get_absolute_url())
    assert idea_url(issue) in page.text
    (
        client_of(member).post(idea_url(issue), {"words": WORDS}),
        client_of(member).post(idea_url(issue), {"words": WORDS}),
    )
    idea = Idea.objects.get()
    assert "scouts" in client_of(member).get(issue.get_absolute_url()).text
    assert "scouts" not in client_of(trustee).get(issue.get_absolute_url()).text
    client_of(staff).post(reverse("admin:insights_idea_step", args=[idea.pk, "show"]), {"go": "1"})
    client.logout()
    assert "scouts" in client.get(issue.get_absolute_url()).text
    client_of(staff).post(reverse("admin:insights_idea_step", args=[idea.pk, "hide"]), {"reason": "Not kind."})
    assert "scouts" not in client_of(member).get(issue.get_absolute_url()).text


def test_whoever_told_us_may_add_an_idea_and_strangers_may_not(client_of, supporter, trustee, issue):
    client_of(supporter).post(idea_url(issue), {"words": WORDS})
    assert Idea.objects.get().by == supporter
    assert client_of(trustee).post(idea_url(issue), {"words": WORDS}).status_code == 404


def test_an_idea_that_shows_somebody_is_sent_back_with_all_that_was_typed(client_of, member, issue):
    words = "Ask Mrs Miggins on 07700 900123, she has a key to the hut."
    page = client_of(member).post(idea_url(issue), {"words": words})
    assert page.status_code == 200 and "Take it out" in page.text and "Miggins" in page.text
    assert not Idea.objects.exists()


def test_its_author_takes_an_idea_back_and_its_words_are_gone(client_of, member, coordinator, issue):
    idea = actions.add_idea(issue=issue, words=WORDS, by=member)
    url = reverse("insights:idea-take-back", args=[idea.pk])
    assert client_of(coordinator).post(url).status_code == 404
    client_of(member).post(url)
    idea.refresh_from_db()
    assert idea.words == "" and idea.withdrawn_at


def test_a_sealed_issue_takes_the_words_of_its_ideas_along(member, staff, safeguarding_lead, issue):
    actions.add_idea(issue=issue, words=WORDS, by=member)
    record = seal_issue(issue=issue, by=staff)
    assert Idea.objects.get().words == ""
    assert WORDS in open_record(record=record, by=safeguarding_lead)["elsewhere"]


def test_it_takes_the_words_of_tasks_and_their_mails_along_and_gives_them_back(
    staff, coordinator, organisation, safeguarding_lead, response
):
    given = {"response": response, "due_on": day(1), "organisation": organisation, "by": staff}
    row, other = actions.give_task(words=WORDS, **given), actions.give_task(words="Tell the scouts", **given)
    with fixture_writes():
        ToDo.objects.update(created_at=timezone.now() - timedelta(days=3))
    nudge()
    with fixture_writes():
        OutboundMail.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    bundle_due(now=timezone.now())
    assert OutboundMail.objects.filter(text__contains=WORDS, parts__isnull=False).exists()
    record = seal_issue(issue=response.issue, by=staff)
    held = str([list(model.objects.values()) for model in (ToDo, OutboundMail, BundlePart, CoordinatedResponse)])
    assert not any(words in held for words in (WORDS, "Tell the scouts", "Warm Tuesdays"))
    assert not OutboundMail.objects.filter(kind__startswith="meetings/to_do", state="queued").exists()
    assert WORDS in open_record(record=record, by=safeguarding_lead)["elsewhere"]
    put_back(record=record, by=safeguarding_lead)
    row.refresh_from_db(), other.refresh_from_db()
    assert (row.words, row.origin, row.reason, row.state) == (WORDS, "Warm Tuesdays", "", "open")
    assert (other.words, other.state) == ("Tell the scouts", "open")


def test_staff_form_a_response_give_tasks_and_the_people_behind_it_are_told(
    client, client_of, staff, coordinator, organisation, supporter, issue
):
    step = reverse("admin:insights_issue_step", args=[issue.pk, "respond-together"])
    sent = {"title": "Warm Tuesdays", "aim": "A warm room.", "lead_organisation": organisation.pk}
    page = client_of(staff).post(step, sent, follow=True)
    response = CoordinatedResponse.objects.get()
    assert page.redirect_chain[-1][0] == reverse("admin:insights_coordinatedresponse_change", args=[response.pk])
    told = mails("insights/issue_response_formed").get()
    assert told.user == supporter and "Raw words" not in told.text
    task = reverse("admin:insights_coordinatedresponse_step", args=[response.pk, "task"])
    given = {"words": "Ask the scouts", "organisation": organisation.pk, "due_on": f"{day(9):%Y-%m-%d}"}
    client_of(staff).post(task, given)
    to_do = ToDo.objects.get()
    assert to_do.source == "Warm Tuesdays" and mails("meetings/to_do_given").get().user == coordinator
    assert "Ask the scouts" in client_of(coordinator).get(to_do.get_absolute_url()).text
    shown = client_of(coordinator).get(response.get_absolute_url())
    assert "Say how it goes" in shown.text and "0 of 1 task done" in shown.text
    client.logout()
    public = client.get(response.get_absolute_url())
    assert "Warm Tuesdays" in public.text and "Say how it goes" not in public.text
    assert "Warm Tuesdays" in client.get(issue.get_absolute_url()).text


def test_owners_of_its_tasks_are_nudged_before_and_after(staff, organisation, coordinator, response):
    row = actions.give_task(
        response=response, words="Ask the scouts", due_on=day(2), organisation=organisation, by=staff
    )
    with fixture_writes():
        ToDo.objects.update(created_at=timezone.now() - timedelta(days=3))
    nudge(), nudge()
    assert mails("meetings/to_do_due").get().user == coordinator
    with fixture_writes():
        ToDo.objects.filter(pk=row.pk).update(due_on=day(-1))
    nudge(), nudge()
    assert mails("meetings/to_do_overdue").count() == 1


def test_a_task_given_back_is_told_to_who_gave_it(staff, organisation, coordinator, response):
    row = actions.give_task(response=response, words="Ask", due_on=day(5), organisation=organisation, by=staff)
    actions.to_dos.let_go(to_do=row, reason="The scouts said no.", by=coordinator)
    assert mails("meetings/to_do_cannot").get().user == staff


def test_it_ends_with_what_came_of_it_and_the_people_are_told(client_of, staff, supporter, response):
    step = reverse("admin:insights_coordinatedresponse_step", args=[response.pk, "end"])
    row = actions.give_task(response=response, words="Ask", due_on=day(5), user=supporter, by=staff)
    page = client_of(staff).post(step, {"done": "1", "outcome": " "})
    assert page.status_code == 200 and not mails("insights/issue_response_ended").exists()
    client_of(staff).post(step, {"done": "1", "outcome": "The hut is warm each Tuesday."})
    response.refresh_from_db()
    assert response.state == "done" and mails("insights/issue_response_ended").get().user == supporter
    row.refresh_from_db()
    assert (row.state, row.reason) == ("dropped", "Warm Tuesdays has ended."), "nobody is nudged for what is over"
    with pytest.raises(RuleBroken):
        actions.give_task(response=response, words="More", due_on=day(5), by=staff)


def test_a_response_to_what_others_cannot_read_is_seen_by_who_takes_part(
    client, client_of, staff, coordinator, trustee, organisation
):
    hidden = make_issue(state="in_review")
    response = actions.form_response(
        issue=hidden, title="Quiet", aim="Help.", lead_organisation=organisation, by=staff
    )
    url = response.get_absolute_url()
    assert client.get(url).status_code == 404 and client_of(trustee).get(url).status_code == 404
    assert client_of(coordinator).get(url).status_code == 200
    seal_issue(issue=hidden, by=staff)
    response.refresh_from_db()
    assert response.aim == ""
    assert client_of(coordinator).get(url).status_code == 404
