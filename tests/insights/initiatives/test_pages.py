"""Initiatives on the site and in the staff pages: set up, published, logged in a minute, copied."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camk.accounts import offices
from camk.errors import RuleBroken
from groups.places.models import Place
from insights.initiatives import actions
from insights.initiatives.models import Conversation, Initiative, Organiser
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.initiatives import make_campaign, make_conversation, make_initiative, make_organiser
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
LIST = reverse("insights:initiative-list")


@pytest.fixture
def organiser():
    return make_user("organiser@example.org", office=offices.ORGANISER)


@pytest.fixture
def initiative(organiser):
    made = make_initiative()
    make_organiser(initiative=made, user=organiser)
    return made


def new_url(initiative):
    return reverse("insights:conversation-new", args=[initiative.slug])


def test_staff_set_an_initiative_up_and_everybody_reads_it(client_of, staff, organiser):
    client = Client()
    desk, host, member = client_of(staff), make_organisation(name="Host House"), make_organisation(name="St Somebody")
    values = {"name": "Estate Alliance", "place": Place.objects.get(code="fishermead").pk, "host": host.pk}
    values |= {"purpose": "Win changes together.", "aims": "Light\nTrees", "starts_on": "2025-09-01", "years": 3}
    values |= {"parent": "The city alliance", "evaluation": "The university looks at it."}
    desk.post(reverse("admin:insights_initiative_add"), values)
    made = Initiative.objects.get()
    address = made.get_absolute_url()
    assert client.get(address).status_code == 404

    def step(name, /, **data):
        answer = desk.post(reverse("admin:insights_initiative_step", args=[made.pk, name]), data)
        assert answer.status_code == 302, answer.text

    empty = {
        f"{m}-{y}": "" for m in ("one_day", "three_day", "six_day", "talks", "workshop", "account") for y in (1, 2, 3)
    }
    step("targets", **empty, **{"delegates-1": 40, "delegates-2": 60, "delegates-3": ""})
    step("note", target=made.targets.get(year=1).pk, note="It was held online.")
    step("backer", name="Some Foundation", role="funder")
    step("member", organisation=member.pk, kind="faith", joined_on="2025-10-01")
    step("seats", resident=6, member=3, partner=1, funder=1, host=0)
    step("organiser", user=organiser.pk, hours="7.5", starts_on=timezone.localdate().isoformat())
    step("meeting", meeting=make_meeting(title="Delegates").pk, measure="delegates")
    step("publish")
    page = client.get(address).text
    for words in ("Light", "Trees", "Some Foundation", "St Somebody", "Faith", "Residents: 6", "7.5 hours a week"):
        assert words in page, words
    assert "It was held online." in page and "The city alliance" in page and "The university looks at it." in page
    assert organiser.name not in page
    assert "Estate Alliance" in client.get(LIST).text
    step("organiser-ends", organiser=made.organisers.get().pk, day=timezone.localdate().isoformat())
    step("member-left", member=made.members.get().pk, day="2026-01-01")
    step("unpublish")
    assert client.get(address).status_code == 404
    assert not Organiser.objects.current().exists()


def test_a_conversation_is_written_down_in_a_minute(client_of, organiser, initiative):
    browser, today = client_of(organiser), timezone.localdate()
    assert new_url(initiative) in browser.get(initiative.get_absolute_url()).text
    listening = make_campaign(initiative=initiative)
    typed = {"held_on": today.isoformat(), "about": "idea", "words": "Mrs Canary wants a light."}
    typed |= {"campaign": listening.pk, "place": initiative.place_id}
    page = browser.post(new_url(initiative), typed).text
    assert "somebody you help or know" in page and "Mrs Canary" in page
    assert not Conversation.objects.exists()
    typed["words"] = "A light by the shops."
    assert browser.post(new_url(initiative), typed | {"another": "1"}).url == new_url(initiative)
    browser.post(new_url(initiative), typed)
    row = Conversation.objects.get()  # a second press is no second conversation
    assert (row.by, row.campaign, row.place, row.meet_again) == (organiser, listening, initiative.place, False)
    edit = reverse("insights:conversation-edit", args=[initiative.slug, row.pk])
    browser.post(edit, typed | {"meet_again": "on"})
    row.refresh_from_db()
    assert row.meet_again
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert "still to come" in browser.post(new_url(initiative), typed | {"held_on": tomorrow}).text
    assert "A light by the shops." in browser.get(reverse("insights:conversation-list", args=[initiative.slug])).text


def test_several_conversations_without_words_are_several(initiative, organiser):
    for _ in range(3):
        actions.log_conversation(initiative=initiative, held_on=timezone.localdate(), about="injustice", by=organiser)
    assert Conversation.objects.count() == 3


def test_only_its_organiser_of_today_and_staff_write_there(
    client_of, staff, mobiliser, trustee, initiative, organiser
):
    other = make_user("other@example.org", office=offices.ORGANISER)
    make_organiser(initiative=make_initiative(), user=other)
    row = make_conversation(initiative=initiative)
    pages = [
        new_url(initiative),
        reverse("insights:conversation-list", args=[initiative.slug]),
        reverse("insights:conversation-edit", args=[initiative.slug, row.pk]),
        reverse("insights:training-new", args=[initiative.slug]),
    ]
    for user, status in ((organiser, 200), (staff, 200), (other, 404), (mobiliser, 404), (trustee, 404)):
        assert {client_of(user).get(page).status_code for page in pages} == {status}, user
    with pytest.raises(RuleBroken, match="Only its organiser"):
        actions.log_conversation(initiative=initiative, held_on=timezone.localdate(), about="idea", by=other)
    actions.end_organiser(organiser=initiative.organisers.get(), ends_on=timezone.localdate(), by=staff)
    assert client_of(organiser).get(pages[0]).status_code == 404


def test_a_training_held_elsewhere_is_written_down(client_of, organiser, initiative):
    url = reverse("insights:training-new", args=[initiative.slug])
    typed = {"level": "three_day", "ended_on": "2026-02-14", "people": "5", "where": "Another city"}
    assert client_of(organiser).post(url, typed).url == initiative.get_absolute_url()
    assert initiative.trainings.get().people == 5


def test_an_initiative_is_copied_for_another_estate(client_of, staff, initiative):
    actions.set_targets(initiative=initiative, numbers={("talks", 1): 100, ("talks", 2): 150}, by=staff)
    make_conversation(initiative=initiative)
    url = reverse("admin:insights_initiative_step", args=[initiative.pk, "copy"])
    place = Place.objects.get(code="netherfield")
    client_of(staff).post(url, {"name": initiative.name, "place": place.pk, "starts_on": "2027-09-01"})
    new = Initiative.objects.exclude(pk=initiative.pk).get()
    assert new.slug != initiative.slug and not new.is_published and new.place == place
    assert sorted(new.targets.values_list("year", "number")) == [(1, 100), (2, 150)]
    assert not new.conversations.exists() and not new.organisers.exists()
    assert new.own_years()[0].first == date(2027, 9, 1)


def test_drafts_are_for_staff_and_their_organiser(client_of, staff, organiser, supporter):
    client = Client()
    draft = make_initiative(is_published=False)
    make_organiser(initiative=draft, user=organiser)
    address = draft.get_absolute_url()
    assert client.get(address).status_code == client_of(supporter).get(address).status_code == 404
    assert client_of(staff).get(address).status_code == client_of(organiser).get(address).status_code == 200
    assert LIST in client_of(organiser).get("/").text


def test_a_cag_leads_to_its_initiative(client, initiative, staff):
    cag = make_action_group(focus="initiative")
    actions.save_initiative(initiative=initiative, action_group=cag, by=staff)
    assert initiative.get_absolute_url() in client.get(cag.get_absolute_url()).text
    assert LIST in client.get(reverse("groups:action-group-list")).text


def test_the_yearly_targets_can_be_taken_as_a_file():
    initiative = make_initiative(is_published=True)
    year = initiative.own_years()[0]
    with fixture_writes():
        initiative.targets.create(measure="talks", year=year.number, number=60, note="=planned")
    text = Client().get(reverse("insights:initiative-csv", args=[initiative.slug])).text
    [line] = [line for line in text.splitlines() if ",60," in line]
    assert line.split(",")[2:5] == [year.label, "60", "0"] and line.endswith(",'=planned")
    hidden = make_initiative(is_published=False)
    assert Client().get(reverse("insights:initiative-csv", args=[hidden.slug])).status_code == 404
