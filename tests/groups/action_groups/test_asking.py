"""Anybody asks about a CAG and is answered; others read it only if staff publish it."""

import pytest

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.action_groups.actions import asking
from groups.action_groups.models import ActionGroupQuestion
from tests.factories.action_groups import make_action_group, make_question

pytestmark = pytest.mark.django_db
BASE = "/admin/groups/actiongroupquestion/"


def test_a_visitor_says_how_it_could_run_better_and_is_answered(client, client_of, staff):
    cag = make_action_group(name="Fridges", staff_contact=staff)
    url = f"{cag.get_absolute_url()}ask/"
    page = client.get(url).content.decode()
    assert "Is someone at risk?" in page
    typed = {"words": "Meet in the evening.", "name": "Gus", "email": "not an address"}
    again = client.post(url, typed).content.decode()
    assert "Meet in the evening." in again and "looks like" in again
    sent = client.post(url, typed | {"email": "gus@example.org"}, follow=True).content.decode()
    assert "We write to you when we have an answer" in sent
    question = ActionGroupQuestion.objects.get()
    note = OutboundMail.objects.get(kind="groups/question_received")
    assert note.user == staff and "evening" not in note.text, "no words of a visitor in a mail"
    browser = client_of(staff)
    assert "Meet in the evening." in browser.get(f"{BASE}{question.pk}/change/").content.decode()
    browser.post(f"{BASE}{question.pk}/step/answer/", {"answer": "From May we do."})
    mail = OutboundMail.objects.get(kind="groups/question_answered")
    assert mail.address == "gus@example.org" and "From May we do." in mail.text


def test_only_what_is_published_stands_on_the_page(client, client_of, staff, action_group):
    question = make_question(action_group=action_group, words="Ring Sue, she is never there.")
    browser, url = client_of(staff), action_group.get_absolute_url()
    step = f"{BASE}{question.pk}/step/"
    with pytest.raises(RuleBroken, match="Answer it first"):
        asking.publish(question=question, public_question="Who can I ring?", by=staff)
    browser.post(f"{step}answer/", {"answer": "Ring the office."})
    assert "Ring the office." not in client.get(url).content.decode()
    browser.post(f"{step}publish/", {"public_question": "Who can I ring?"})
    page = client.get(url).content.decode()
    assert "Who can I ring?" in page and "Ring the office." in page and "Sue" not in page
    browser.post(f"{step}unpublish/")
    assert "Who can I ring?" not in client.get(url).content.decode()


def test_more_about_what_it_has_found(client_of, member, staff, action_group):
    url = f"{action_group.get_absolute_url()}insights/"
    page = client_of(member).get(url).content.decode()
    assert "What would you like to know?" in page and 'name="email"' not in page
    for _ in range(2):
        client_of(member).post(url, {"words": "What helps lunch clubs?"})
    question = ActionGroupQuestion.objects.get()
    assert (question.kind, question.asked_by, question.asked_name) == ("insights", member, "")
    asking.answer(question=question, answer="Two helpers more.", by=staff)
    assert "You would like to know more" in OutboundMail.objects.get(kind="groups/question_answered").text
    page = client_of(staff).get(f"/admin/groups/actiongroup/{action_group.pk}/change/").content.decode()
    assert "1 times, 0 waiting" in page


def test_the_queue_holds_what_waits(client_of, staff, action_group):
    waits, done = make_question(action_group=action_group), make_question(action_group=action_group, words="Ad")
    asking.close(question=done, by=staff)
    with pytest.raises(RuleBroken):
        asking.close(question=done, by=staff)
    page = client_of(staff).get(BASE, {"waiting": "yes"}).content.decode()
    assert f"{BASE}{waits.pk}/" in page and f"{BASE}{done.pk}/" not in page
    assert not asking.answer(question=waits, answer="Yes.", by=staff), "nobody to write to"


def test_floods_are_stopped(client, action_group):
    url = f"{action_group.get_absolute_url()}ask/"
    answers = [client.post(url, {"words": f"Words {number}"}).status_code for number in range(21)]
    assert answers == [302] * 20 + [429]
