"""Pages of conversation notes: who gets in, what they show, that nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.accounts import offices
from groups.places.models import Place
from insights.dialogue.models import AreaAssignment, Dialogue
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.dialogue import make_assignment, make_note
from tests.factories.issues import make_issue

pytestmark = pytest.mark.django_db
LIST, NEW, AREAS = (reverse(f"insights:dialogue-{name}") for name in ("list", "new", "areas"))


@pytest.fixture
def area(mobiliser):
    return make_assignment(user=mobiliser).place


@pytest.fixture
def typed(area):
    return {
        "words": "A bench by the pond.",
        "kind": "idea",
        "area": area.pk,
        "held_on": timezone.localdate().isoformat(),
        "setting": "street",
        "present": "3",
        "led_by": "residents",
        "consent": "count",
    }


def test_who_gets_in(client_of, visitor, supporter, trustee, staff, mobiliser, superuser, area):
    note = make_note(area=area, by=mobiliser)
    edit = reverse("insights:dialogue-edit", args=[note.pk])
    expected = {
        visitor: (302, 302, 302, 200),
        supporter: (404, 404, 404, 200),
        trustee: (404, 404, 404, 200),
        staff: (200, 200, 404, 200),
        superuser: (200, 200, 404, 200),
        mobiliser: (200, 200, 200, 200),
    }
    for user, statuses in expected.items():
        browser = client_of(user)
        assert tuple(browser.get(url).status_code for url in (LIST, NEW, edit, AREAS)) == statuses, user


def test_a_note_is_written_and_the_next_one_offered(client_of, mobiliser, typed):
    page = client_of(mobiliser).post(NEW, typed | {"another": "1"})
    note = Dialogue.objects.get()
    assert page.status_code == 302 and page.url == f"{NEW}?like={note.pk}"
    assert note.words == "A bench by the pond." and note.by == mobiliser and note.present == 3
    assert client_of(mobiliser).post(NEW, typed).url == LIST


def test_the_next_note_begins_where_the_last_one_was(client_of, mobiliser, area):
    day = timezone.localdate() - timedelta(days=3)
    note = make_note(area=area, by=mobiliser, held_on=day, setting="faith", led_by="partner")
    page = client_of(mobiliser).get(NEW, {"like": note.pk})
    shown = page.context["form"].initial
    assert (shown["held_on"], shown["setting"], shown["led_by"], shown["area"]) == (day, "faith", "partner", area.pk)
    other = make_note(area=area, setting="faith")
    for number in (other.pk, "x", "9" * 30):
        assert "setting" not in client_of(mobiliser).get(NEW, {"like": number}).context["form"].initial


def test_a_note_becomes_a_voice_in_one_step(client_of, mobiliser, area):
    issue = make_issue(released=True, state="accepted", lead_wording="The lamp by the pond is out.")
    note = make_note(area=area, by=mobiliser, words="The lamp by the pond is out again.")
    url = reverse("insights:dialogue-voice", args=[note.pk])
    browser = client_of(mobiliser)
    assert reverse("insights:dialogue-voice", args=[note.pk]) in browser.get(LIST).text
    page = browser.post(url, {"issue": "other", "reference": "MK-1999-00001"}).text
    assert "We know no open issue" in page and "MK-1999-00001" in page
    assert browser.post(url, {"issue": "other", "reference": issue.reference.lower()}).url == LIST
    note.refresh_from_db()
    assert note.voice.issue == issue and issue.reference in browser.get(LIST).text
    assert browser.get(url).status_code == 404
    second = make_note(area=area, by=mobiliser)
    browser.post(reverse("insights:dialogue-voice", args=[second.pk]), {"issue": "new"})
    second.refresh_from_db()
    assert second.voice.first_issue != issue


def test_a_promise_is_settled_on_the_list(client_of, mobiliser, area):
    note = make_note(area=area, promise="To come back on Friday.", promise_state="open")
    make_note(area=area, words="Nothing was promised.")
    browser = client_of(mobiliser)
    page = browser.get(LIST, {"promised": "on"}).text
    assert "To come back on Friday." in page and "Nothing was promised." not in page
    url = reverse("insights:dialogue-promise", args=[note.pk])
    assert browser.get(url).status_code == 405
    browser.post(url, {"kept": "1"})
    note.refresh_from_db()
    assert note.promise_state == "kept"
    assert browser.post(url, {"kept": "1"}).status_code == 404


def test_words_that_may_name_somebody_are_asked_about_and_kept(client_of, mobiliser, typed):
    typed["words"] = "Ring me on 01908 555123 about the bench."
    page = client_of(mobiliser).post(NEW, typed)
    assert page.status_code == 200
    assert "a phone number" in page.text and "Ring me on 01908 555123" in page.text
    assert not Dialogue.objects.exists()
    client_of(mobiliser).post(NEW, typed | {"may_stay": "on"})
    assert Dialogue.objects.get().words.startswith("Ring me")


def test_only_assigned_areas_can_be_chosen(client_of, mobiliser, typed):
    typed["area"] = Place.objects.parishes().last().pk
    page = client_of(mobiliser).post(NEW, typed)
    assert "Choose one of your areas." in page.text and "A bench by the pond." in page.text
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = client_of(mobiliser).post(NEW, typed | {"held_on": tomorrow})
    assert "still to come" in page.text
    assert not Dialogue.objects.exists()


def test_without_an_area_the_page_says_so(client_of, mobiliser):
    assert "You have no area at the moment" in client_of(mobiliser).get(NEW).text


def test_ones_own_note_is_changed_and_others_are_not_found(client_of, mobiliser, area, typed):
    mine, theirs = make_note(area=area, by=mobiliser, consent="publish"), make_note(area=area)
    url = reverse("insights:dialogue-edit", args=[mine.pk])
    assert mine.words in client_of(mobiliser).get(url).text
    assert client_of(mobiliser).post(url, typed | {"words": "Two benches."}).url == LIST
    mine.refresh_from_db()
    assert mine.words == "Two benches." and mine.consent == "count"
    assert client_of(mobiliser).get(reverse("insights:dialogue-edit", args=[theirs.pk])).status_code == 404


def test_the_list_is_narrowed_by_month_and_area(client_of, mobiliser, area):
    other = make_assignment(user=mobiliser, place=Place.objects.parishes().last()).place
    today = timezone.localdate()
    make_note(area=area, words="Said this month.")
    make_note(area=other, words="Said long ago.", held_on=today - timedelta(days=70))
    make_note(area=Place.objects.clusters().first(), words="Not my area.")
    browser = client_of(mobiliser)
    page = browser.get(LIST).text
    assert "Said this month." in page and "Said long ago." in page and "Not my area." not in page
    assert mobiliser.name not in page
    page = browser.get(LIST, {"month": f"{today:%Y-%m}"}).text
    assert "Said this month." in page and "Said long ago." not in page
    page = browser.get(LIST, {"area": other.pk}).text
    assert "Said this month." not in page and "Said long ago." in page
    page = browser.get(LIST, {"area": "x", "month": "1999-01"})
    assert page.status_code == 200 and "Choose a month from the list." in page.text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_whatever_its_length(client_of, mobiliser, area, rows, django_assert_num_queries):
    browser = client_of(mobiliser)
    for _ in range(rows):
        make_note(area=area)
    browser.get(LIST)  # what is read once a process
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(LIST)


LIST_QUERIES = 9


def test_where_we_work_names_places_and_nobody(client, mobiliser, area):
    left = Place.objects.parishes().last()
    make_assignment(user=mobiliser, place=left, starts_on="2020-01-01", ends_on="2021-01-01")
    make_assignment(user=make_user(name="Earlier"), place=area, starts_on="2019-03-01", ends_on="2020-03-01")
    page = client.get(AREAS).text
    assert area.label in page and "March 2019" in page
    assert left.label not in page
    assert mobiliser.name not in page and "Earlier" not in page
    assert f'href="{AREAS}"' in client.get("/").text


def test_a_cag_and_a_place_say_where_we_listen(client, mobiliser):
    estate = Place.objects.filter(kind="estate", cluster__isnull=False).first()
    make_assignment(user=mobiliser, place=estate, starts_on="2020-05-01")
    cag = make_action_group(place=estate.cluster)
    for address in (cag.get_absolute_url(), estate.cluster.get_absolute_url(), estate.get_absolute_url()):
        page = client.get(address).text
        assert "May 2020" in page and AREAS in page and mobiliser.name not in page
    assert "Our community mobilisers" not in client.get(make_action_group().get_absolute_url()).text


def test_staff_give_and_end_an_area_on_the_staff_pages(client_of, staff, mobiliser):
    place = Place.objects.parishes().first()
    today = timezone.localdate()
    browser = client_of(staff)
    values = {"user": mobiliser.pk, "place": place.pk, "starts_on": today.isoformat()}
    browser.post(reverse("admin:insights_areaassignment_add"), values)
    made = AreaAssignment.objects.get()
    assert made.user == mobiliser and made.place == place
    step = reverse("admin:insights_areaassignment_step", args=[made.pk, "end"])
    browser.post(step, {"ends_on": today.isoformat()})
    assert not AreaAssignment.objects.current().exists()


def test_staff_read_notes_and_cannot_rewrite_them(client_of, staff, area):
    note = make_note(area=area)
    browser = client_of(staff)
    assert browser.get(reverse("admin:insights_dialogue_changelist")).status_code == 200
    url = reverse("admin:insights_dialogue_change", args=[note.pk])
    assert note.words in browser.get(url).text
    browser.post(url, {"words": "Other."})
    assert Dialogue.objects.get().words == note.words
    browser.post(reverse("admin:insights_dialogue_step", args=[note.pk, "take-out-words"]))
    assert Dialogue.objects.get().words == ""
    assert browser.get(reverse("admin:insights_dialogue_add")).status_code == 403
    assert offices.MOBILISER not in staff.offices
