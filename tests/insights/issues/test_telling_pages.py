"""Telling us, page by page: kept as one goes, nothing typed lost, and nothing kept when somebody is at risk."""

import io
import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from camk.drafts import Draft
from camk.files import StoredFile
from camk.outbox.models import OutboundMail
from groups.themes.models import Beneficiary
from insights.issues.models import Issue, SafeguardingAlert
from meetings.who_can_help.actions import hold_for_guest
from meetings.who_can_help.actions.asking import Question
from tests.factories.issues import make_issue, place, theme
from tests.forgetting import forgotten

CANARY = "The zebra house has no heating this winter"


def url(step=""):
    return reverse(f"insights:issue-tell{step}")


def begin(client, **what):
    """The first three pages, filled in."""
    client.post(url(), {"kind": "issue"})
    client.post(url("-where"), {"place": place("Netherfield").pk})
    return client.post(url("-what"), {"words": CANARY, **what})


def a_photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return SimpleUploadedFile("photo.png", out.getvalue())


def everything_stored() -> str:
    """Every value of every table, as text."""
    return "\n".join(str(list(model._base_manager.values_list())) for model in apps.get_models())


def test_a_second_press_that_comes_before_the_first_was_answered_leads_to_the_same_page(client, db):
    """The first press has sent it, but its answer has not reached the browser, nor its session the database."""
    begin(client)
    client.post(url("-who"), {"name": "Ann", "email": "ann@example.org", "consents": ["count"]})
    before = dict(client.session)
    first = client.post(url("-check"))
    session = client.session
    session.clear()
    session.update(before)
    session.save()
    assert client.post(url("-check")).url == first.url
    assert Issue.objects.count() == 1


def test_a_visitor_without_an_account_tells_us(client, db):
    page = begin(client)
    assert page.url == url("-words") and client.get(page.url).url == url("-similar")
    assert client.get(url("-similar")).url == url("-more")
    older = Beneficiary.objects.get(code="older_people")
    more = {"affected": "30", "lived_experience": "yes", "what_would_help": "A boiler", "suggested_action": "funding"}
    page = client.post(url("-more"), more | {"beneficiaries": [older.pk]})
    assert page.url == url("-more-words") and client.get(page.url).url == url("-who")
    client.post(url("-who"), {"name": "Ann", "email": "Ann@Example.org", "consents": ["count", "anonymous"]})
    check = client.get(url("-check"))
    assert CANARY in check.text and "Netherfield" in check.text and "Older people" in check.text
    assert "You left out" in check.text and "Not said" not in check.text, "the button is not below rows of nothing"
    sent = client.post(url("-check"))
    issue = Issue.objects.get()
    voice = issue.voices.get()
    assert voice.user.email == "ann@example.org" and voice.words == CANARY and voice.affected == 30
    assert voice.place.label == "Netherfield" and voice.lived_experience is True
    assert (voice.what_would_help, voice.suggested_action) == ("A boiler", "funding")
    assert list(voice.beneficiaries.all()) == list(issue.beneficiaries.all()) == [older]
    done = client.get(sent.url)
    assert issue.reference in done.text and "Tell us about another" in done.text
    assert done["Referrer-Policy"] == "same-origin" and "no-store" in done["Cache-Control"]
    assert not Draft.objects.filter(kind="tell").exists()
    assert OutboundMail.objects.get().user == voice.user


def test_a_coordinator_is_known_and_her_organisation_comes_ticked(client_of, coordinator, organisation):
    client = client_of(coordinator)
    begin(client)
    page = client.get(url("-who"))
    assert "Cora Coordinator" in page.text and 'name="email"' not in page.text
    assert page.context["form"].initial["organisation"] == organisation.pk
    client.post(url("-who"), {"organisation": "", "consents": ["count"]})
    assert "Only for myself" in page.text and organisation.name not in client.get(url("-check")).text
    client.post(url("-who"), {"organisation": organisation.pk, "consents": ["count"]})
    client.post(url("-check"))
    voice = Issue.objects.get().voices.get()
    assert (voice.user, voice.organisation) == (coordinator, organisation)


def test_somebody_stays_unknown_and_comes_back_by_the_address(client, db):
    begin(client)
    client.post(url("-who"), {"consents": ["count"]})
    sent = client.post(url("-check"))
    page = client.get(sent.url)
    assert "no e-mail address" in page.text
    told = client.get(sent.url.removesuffix("sent/"))
    assert CANARY in told.text and Issue.objects.get().voices.get().user is None


def test_a_name_needs_an_address_and_nothing_typed_is_lost(client, db):
    begin(client)
    page = client.post(url("-who"), {"name": "Ann"})
    assert page.status_code == 200 and "leave your name out" in page.text and 'value="Ann"' in page.text


def test_each_page_sent_is_kept(client, db):
    begin(client)
    data = Draft.objects.get().data
    assert data["kind"] == "issue" and data["words"] == CANARY
    assert CANARY in client.get(url("-what")).text
    assert "You have begun" in client.get(url()).text


def test_a_draft_waits_for_its_person_on_another_device(client_of, coordinator):
    begin(client_of(coordinator))
    assert CANARY in client_of(coordinator).get(url("-what")).text


def test_starting_again_throws_it_away(client, db):
    begin(client)
    client.post(reverse("insights:issue-start-again"))
    assert not Draft.objects.exists() and client.get(url("-what")).url == url()


def test_the_kind_can_come_ticked(client, db):
    assert client.get(url() + "?kind=gap").context["form"].initial["kind"] == "gap"
    assert "kind" not in client.get(url() + "?kind=nonsense").context["form"].initial


def test_pages_out_of_order_lead_to_the_first(client, db):
    for step in ("-where", "-what", "-words", "-similar", "-more", "-more-words", "-who", "-check"):
        assert client.get(url(step)).url == url()


def test_a_postcode_suggests_and_the_person_picks(client, db):
    client.post(url(), {"kind": "issue"})
    page = client.post(url("-where"), {"postcode": "mk6 4hs", "place": ""})
    assert page.status_code == 200 and page.context["found"].kind == "cluster"
    assert f'<option value="{page.context["found"].pk}" selected' in page.text
    # The whole postcode: its last three letters alone may stand in the random key of a session.
    assert "places" not in Draft.objects.get().data and not re.search("mk6 ?4hs", everything_stored().lower())
    page = client.post(url("-where"), {"postcode": "ZZ99 9ZZ"})
    assert "do not know this postcode" in page.text


def test_a_place_is_found_by_another_name_or_nearly_spelt_and_several_are_taken(client, db):
    client.post(url(), {"kind": "issue"})
    page = client.post(url("-where"), {"postcode": "neatherfeild"})
    assert page.context["found"].label == "Netherfield"
    netherfield, olney = page.context["found"], place("Olney")
    assert client.post(url("-where"), {"place": netherfield.pk, "more": "1"}).url == url("-where")
    assert client.post(url("-where"), {"place": olney.pk}).url == url("-what")
    assert Draft.objects.get().data["places"] == [netherfield.pk, olney.pk]
    page = client.get(url("-where"))
    assert "You have chosen" in page.text and page.text.index("Netherfield") < page.text.index("Olney")
    client.post(url("-where"), {"remove": str(netherfield.pk)})
    client.post(url("-what"), {"words": CANARY})
    client.post(url("-who"), {"consents": ["count"]})
    client.post(url("-check"))
    assert [p.label for p in Issue.objects.get().places.all()] == ["Olney"]
    page = client.post(url(), {"kind": "issue"}) and client.post(url("-where"), {"postcode": "Xyzzy"})
    assert "do not know a place of this name" in page.text and 'value="Xyzzy"' in page.text


def test_whoever_comes_back_reads_every_place_and_what_they_agreed_to(client, db):
    client.post(url(), {"kind": "issue"})
    client.post(url("-where"), {"place": place("Netherfield").pk, "more": "1"})
    client.post(url("-where"), {"place": place("Olney").pk})
    client.post(url("-what"), {"words": CANARY})
    client.post(url("-who"), {"consents": ["count", "anonymous"]})
    told = client.get(client.post(url("-check")).url.removesuffix("sent/")).text
    assert "Netherfield, Olney" in told
    assert "You agreed to: use my words without any name." in told


def test_several_places_of_that_name_are_shown_and_the_person_picks(client, db):
    client.post(url(), {"kind": "issue"})
    assert "That is “Bradwell”" in client.post(url("-where"), {"postcode": "Bradwell"}).text
    page = client.post(url("-where"), {"postcode": "Bradwe"})
    assert "There are several" in page.text and "Places like “Bradwe”" in page.text


def test_place_and_theme_are_offered_with_the_reason_and_taken_only_when_ticked(client, db):
    client.post(url(), {"kind": "issue"})
    client.post(url("-where"), {})
    client.post(url("-what"), {"words": "The lunch club in Netherfield is lonely without its cook"})
    page = client.get(url("-more"))
    assert "You name a place" in page.text and "Because you wrote “Netherfield”" in page.text
    assert "Because you wrote “lonely”" in page.text
    client.post(url("-more"), {})
    assert not Draft.objects.get().data.get("places") and not Draft.objects.get().data["themes"]
    client.post(url("-more"), {"places": [place("Netherfield").pk], "themes": [theme("isolation").pk]})
    client.post(url("-who"), {"consents": ["count"]})
    client.post(url("-check"))
    issue = Issue.objects.get()
    assert [p.label for p in issue.places.all()] == ["Netherfield"]
    assert [t.code for t in issue.themes.all()] == ["isolation"] and issue.main_theme is None


def test_somebody_who_comes_back_goes_on_where_they_were(client, db):
    begin(client)
    page = client.get(url())
    assert f'href="{url("-more")}"' in page.text and "kept for 14 days" in page.text


def test_what_was_begun_and_not_sent_goes_after_fourteen_days_with_its_photo(
    client, db, time_machine, django_capture_on_commit_callbacks
):
    begin(client, photo=a_photo())
    stored = StoredFile.objects.get()
    time_machine.move_to(timezone.now() + timedelta(days=13))
    forgotten("drafts")
    assert Draft.objects.exists()
    time_machine.shift(timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):  # bytes go once it is certain
        forgotten("drafts")
        forgotten("drafts")
    assert not Draft.objects.exists() and not StoredFile.objects.exists()
    assert not stored.file.storage.exists(stored.file.name)


def test_a_half_sent_form_of_any_other_kind_goes_as_well(client, db, time_machine):
    client.post(reverse("groups:join"), {"name": "Ann Half", "email": "half@example.org"})
    hold_for_guest(email="guest@example.org", name="Gus", question=Question(words="Who has a van for Mrs Half?"))
    assert sorted(Draft.objects.values_list("kind", flat=True)) == ["help", "join"]
    time_machine.move_to(timezone.now() + timedelta(days=15))
    forgotten("drafts")
    assert not Draft.objects.exists() and "mrs half" not in everything_stored().lower()


def test_where_may_be_left_out(client, db):
    client.post(url(), {"kind": "issue"})
    assert client.post(url("-where"), {"place": "", "postcode": ""}).url == url("-what")


def test_personal_data_is_pointed_at_once(client, db):
    client.post(url(), {"kind": "issue"})
    client.post(url("-what"), {"words": "Ring my neighbour on 07700 900123"})
    page = client.get(url("-words"))
    assert "a phone number" in page.text and "Change the words" in page.text
    assert client.post(url("-words")).url == url("-similar")
    assert client.get(url("-words")).url == url("-similar")
    client.post(url("-what"), {"words": "Ring my other neighbour on 07700 900124"})
    assert client.get(url("-words")).status_code == 200


def test_a_released_likeness_is_offered_and_never_in_the_way(client, db):
    issue = make_issue(released=True, lead_wording="No heating in old houses this winter", state="accepted")
    begin(client)
    page = client.get(url("-similar"))
    assert issue.lead_wording in page.text and reverse("insights:issue-us-too", args=[issue.reference]) in page.text
    assert url("-more") in page.text


def test_us_too_from_the_page_one_writes_on_takes_the_words_along(client_of, supporter):
    issue = make_issue(released=True, lead_wording="No heating in old houses this winter", state="accepted")
    client = client_of(supporter)
    shown = client.post(reverse("insights:issue-similar-words"), {"words": "no heating in our old house at all"})
    assert f'name="us_too" value="{issue.reference}"' in shown.text
    page = begin(client, us_too=issue.reference)
    assert page.url == reverse("insights:issue-us-too", args=[issue.reference]) + "?mine=1"
    assert CANARY in client.get(page.url).text
    assert begin(client, us_too="MK-1-1").url == url("-words")


def test_us_too_takes_what_was_typed_with_it(client_of, supporter):
    issue = make_issue(released=True, lead_wording="No heating in old houses this winter", state="accepted")
    client = client_of(supporter)
    begin(client, photo=a_photo())
    us_too = reverse("insights:issue-us-too", args=[issue.reference]) + "?mine=1"
    assert CANARY in client.get(us_too).text
    client.post(us_too, {"words": CANARY, "affected": "30", "place": place("Netherfield").pk, "consents": ["count"]})
    voice = issue.voices.get(is_us_too=True)
    assert (voice.words, voice.affected, voice.user) == (CANARY, 30, supporter)
    assert voice.photo == StoredFile.objects.get() and not Draft.objects.exists()


def test_likenesses_while_typing_come_by_post_only(client, db):
    make_issue(released=True, lead_wording="No heating in old houses this winter", state="accepted")
    address = reverse("insights:issue-similar-words")
    assert client.get(address).status_code == 405
    page = client.post(address, {"words": "there is no heating in our old house"})
    assert "No heating in old houses" in page.text


def test_a_place_named_in_full_needs_no_second_press(client, db):
    client.post(url(), {"kind": "issue"})
    assert client.post(url("-where"), {"postcode": "netherfield"}).url == url("-what")
    client.post(url("-what"), {"words": CANARY})
    client.post(url("-who"), {})
    client.post(url("-check"))
    assert Issue.objects.get().voices.get().place == place("Netherfield")


def test_a_photo_loses_where_it_was_made(client, db):
    picture, out = Image.new("RGB", (40, 30), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Zebra camera"
    picture.save(out, "JPEG", exif=exif)
    begin(client, photo=SimpleUploadedFile("photo.jpg", out.getvalue()))
    client.post(url("-who"), {})
    sent = client.post(url("-check"))
    assert "Your photo or file came with it" in client.get(sent.url.removesuffix("sent/")).text
    stored = Issue.objects.get().voices.get().photo
    with stored.file.open() as kept:
        assert stored.content_type == "image/jpeg" and b"Zebra" not in kept.read()


def test_words_are_changed_after_a_photo_was_sent_and_the_photo_stays(client, db):
    begin(client, photo=a_photo())
    stored = StoredFile.objects.get()
    assert "We have your photo" in client.get(url("-what")).text
    assert client.post(url("-what"), {"words": "Another zebra"}).url == url("-words")
    assert Draft.objects.get().data["photo"] == stored.pk and Draft.objects.get().data["words"] == "Another zebra"


def test_what_is_no_picture_gets_a_sentence_and_the_words_stay(client, db):
    page = begin(client, photo=SimpleUploadedFile("photo.jpg.exe", b"not a picture"))
    assert "damaged" in str(page.context["form"].errors["photo"]) and CANARY in page.text


def test_too_long_a_text_is_never_cut_off_by_the_browser(client, db):
    page = begin(client, words=f"{CANARY} {'zebra ' * 700}the end")
    assert "and at most 4000 fit" in page.text and "the end</textarea>" in page.text
    assert "maxlength" not in page.text


def test_a_document_is_taken_too_and_comes_as_a_download(client_of, coordinator):
    client = client_of(coordinator)
    report = SimpleUploadedFile("list.csv", b"a,b\n1,2\n")
    begin(client, photo=report)
    client.post(url("-who"), {"consents": ["count"]})
    client.post(url("-check"))
    page = client.get(reverse("insights:issue-photo", args=[Issue.objects.get().voices.get().pk]))
    assert page["Content-Disposition"].startswith("attachment") and b"".join(page.streaming_content) == b"a,b\n1,2\n"


def test_only_those_who_may_read_the_words_see_the_photo(client_of, coordinator, supporter, staff, trustee):
    client = client_of(coordinator)
    begin(client, photo=a_photo())
    client.post(url("-who"), {"consents": ["count"]})
    client.post(url("-check"))
    photo = reverse("insights:issue-photo", args=[Issue.objects.get().voices.get().pk])
    for person in (coordinator, staff):
        page = client_of(person).get(photo)
        assert b"".join(page.streaming_content)[:2] == b"\xff\xd8"
    for person in (supporter, trustee):
        assert client_of(person).get(photo).status_code == 404


@pytest.mark.parametrize("already", [False, True])
def test_somebody_at_risk_nothing_is_kept(client, safeguarding_lead, already):
    if already:
        begin(client)
    else:
        client.post(url(), {"kind": "issue"})
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    page = client.post(
        url("-what"),
        {"at_risk": "on", "words": CANARY, "what_would_help": "zebra", "photo": io.BytesIO(out.getvalue())},
    )
    assert page.url.startswith(reverse("insights:issue-safeguarding"))
    shown = client.get(page.url)
    assert "kept nothing" in shown.text and "999" in shown.text and "zebra" not in shown.text
    client.post(reverse("insights:issue-safeguarding"), {"name": "Ann Caller", "phone": "01908 000000"})
    alert = SafeguardingAlert.objects.get()
    assert (alert.name, alert.phone, alert.email) == ("Ann Caller", "01908 000000", "")
    assert not Issue.objects.exists() and not Draft.objects.exists()
    assert "zebra" not in everything_stored() and "zebra" not in json.dumps(dict(client.session))


def test_the_alert_form_has_no_box_for_what_it_is_about(client, db):
    assert "<textarea" not in client.get(reverse("insights:issue-safeguarding")).text
    page = client.post(reverse("insights:issue-safeguarding"), {"name": "Ann"})
    assert "phone number or an e-mail" in page.text and 'value="Ann"' in page.text
