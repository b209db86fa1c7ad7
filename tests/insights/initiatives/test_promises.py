"""Promises of assemblies are followed by whoever organises the initiative; how they ended is for staff to judge."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.accounts import offices
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.initiatives.actions import follow_promise
from insights.pledges.actions import renegotiate, settle
from tests.factories.camk import make_user
from tests.factories.initiatives import make_assembly, make_initiative, make_organiser, make_public_promise
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def pledge(initiative):
    long_ago = timezone.now() - timedelta(days=12)
    assembly = make_assembly(initiative=initiative, meeting=make_meeting(title="Our assembly"))
    due_on = timezone.localdate() - timedelta(days=1)
    return make_public_promise(assembly=assembly, words="We will light it.", due_on=due_on, last_word_at=long_ago)


def test_an_organiser_follows_a_promise_and_proposes_how_it_ended(client_of, organiser, staff, initiative, pledge):
    browser, all_of_them = client_of(organiser), reverse("insights:promise-list", args=[initiative.slug])
    assert all_of_them in browser.get(reverse("insights:initiative-work", args=[initiative.slug])).text
    page = browser.get(all_of_them).text
    assert "We will light it." in page and "Last word 12 days ago." in page and "Its day has passed" in page
    one = reverse("insights:promise-follow", args=[initiative.slug, pledge.pk])
    browser.post(one, {"words": "The poles are ordered.", "proposes": ""})
    assert not OutboundMail.objects.exists()
    for _ in range(2):  # pressed twice it is said once
        page = browser.post(one, {"words": "All lamps burn.", "proposes": "kept"}, follow=True).text
    assert "Waits for our office" in page and "Last word today." in page
    assert [(word.words, word.proposes, word.by) for word in pledge.said.all()] == [
        ("All lamps burn.", "kept", organiser),
        ("The poles are ordered.", "", organiser),
    ]
    mail = OutboundMail.objects.get()
    assert mail.user == staff and "All lamps burn." in mail.text
    pledge.refresh_from_db()
    assert pledge.state == "pledged"
    assert "All lamps burn." in client_of(staff).get(reverse("admin:insights_pledge_change", args=[pledge.pk])).text
    settle(pledge=pledge, outcome="kept", by=staff)
    assert "Waits for our office" not in client_of(organiser).get(all_of_them).text


def test_nobody_else_follows_it_and_staff_alone_judge(client_of, organiser, initiative, pledge):
    with pytest.raises(RuleBroken, match="Only staff"):
        settle(pledge=pledge, outcome="kept", by=organiser)
    other = make_initiative()
    elsewhere = make_user(office=offices.ORGANISER)
    make_organiser(initiative=other, user=elsewhere)
    with pytest.raises(RuleBroken, match="Only its organiser"):
        follow_promise(initiative=initiative, pledge=pledge, words="Done.", by=elsewhere)
    with pytest.raises(RuleBroken, match="not made to this initiative"):
        follow_promise(initiative=other, pledge=pledge, words="Done.", by=elsewhere)
    browser = client_of(elsewhere)
    for slug in (initiative.slug, other.slug):
        assert browser.get(reverse("insights:promise-follow", args=[slug, pledge.pk])).status_code == 404


def test_new_words_stand_in_the_place_of_the_old(client_of, organiser, staff, initiative, pledge):
    new = renegotiate(pledge=pledge, words="We will light half of it.", due_on=None, by=staff)
    page = client_of(organiser).get(reverse("insights:promise-list", args=[initiative.slug])).text
    assert "We will light half of it." in page and "We will light it." not in page
    follow_promise(initiative=initiative, pledge=new, words="Half burns.", by=organiser)
    with pytest.raises(RuleBroken, match="not made"):
        follow_promise(initiative=initiative, pledge=pledge, words="Half burns.", by=organiser)
