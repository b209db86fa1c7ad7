"""Words that sound as if somebody were at risk stop the saving, wherever residents' words are typed."""

import pytest
from django.urls import reverse

from camk.documents import Document
from camk.drafts import Draft
from insights.issues.actions import add_evidence
from insights.issues.models import Issue, Voice
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.issues import make_issue
from tests.factories.organisations import make_organisation, make_role
from tests.insights.issues.test_telling_pages import everything_stored, url

HARM = "A girl in our zebra club told us that her stepfather hits her."


def test_telling_us_stops_before_anything_is_kept_and_goes_on_for_a_general_concern(client, db):
    client.post(url(), {"kind": "issue"})
    page = client.post(url("-what"), {"words": HARM})
    assert page.status_code == 200 and "sounds as if somebody may be at risk" in page.text and HARM in page.text
    assert "999" in page.text and reverse("insights:issue-safeguarding") in page.text
    assert "zebra" not in everything_stored()
    page = client.post(url("-what"), {"words": HARM, "general_concern": "on"})
    assert page.status_code == 302 and Draft.objects.get().data["words"] == HARM


def test_us_too_stops_the_same_way(client_of, coordinator):
    issue = make_issue(released=True)
    before = Voice.objects.count()
    address = reverse("insights:issue-us-too", args=[issue.reference])
    page = client_of(coordinator).post(address, {"words": HARM, "consents": ["count"]})
    assert page.status_code == 200 and "general_concern" in page.text
    assert Voice.objects.count() == before and "zebra" not in everything_stored()


def test_staff_who_key_in_are_asked_too(client_of, staff):
    page = client_of(staff).post(
        reverse("admin:insights_issue_add"),
        {"kind": "issue", "words": HARM, "channel": "phone", "consents": ["count"]},
    )
    assert page.status_code == 200 and "may be at risk" in page.text and not Issue.objects.exists()


def test_a_free_box_anywhere_on_the_site_says_where_to_turn(client_of, coordinator):
    page = client_of(coordinator).get(reverse("meetings:listing-new")).text
    assert "<textarea" in page and 'href="/issues/safeguarding/"' in page.split("<textarea", 1)[1]


@pytest.mark.parametrize("words", ["There is more domestic abuse locally.", "The budget cuts hit our club."])
def test_a_general_concern_is_not_stopped(client, db, words):
    client.post(url(), {"kind": "issue"})
    assert client.post(url("-what"), {"words": words}).status_code == 302


PHONE = "Ring the zebra house on 01908 123456."


def places_of_words(issue, cag):
    """Each page that takes words about others, with what else its form wants."""
    yield reverse("insights:issue-us-too", args=[issue.reference]), {"consents": ["count"]}
    yield reverse("insights:issue-add", args=[issue.reference]), {}
    yield reverse("groups:thread-new", args=[cag.slug]), {"kind": "question", "title": "Cold"}


def test_personal_data_is_pointed_out_wherever_people_tell_of_others(client_of, coordinator):
    cag = make_action_group()
    own = make_organisation()
    make_role(user=coordinator, organisation=own)
    make_membership(action_group=cag, organisation=own)
    issue = make_issue(released=True, state="needs_information", user=coordinator)
    client = client_of(coordinator)
    for address, more in places_of_words(issue, cag):
        page = client.post(address, {**more, "words": PHONE})
        assert page.status_code == 200, address
        assert "a phone number" in page.text and 'name="may_stay"' in page.text and PHONE in page.text, address
        assert "zebra" not in everything_stored(), address
    answer = reverse("insights:issue-answer", args=[issue.reference])
    assert 'name="may_stay"' in client.post(answer, {"words": PHONE}).text
    assert client.post(answer, {"words": PHONE, "may_stay": "on"}).status_code == 302
    assert "zebra" in everything_stored()


def test_triage_points_it_out_again_with_the_way_to_take_it_out(client_of, staff):
    issue = make_issue(words="The hall is cold.")
    add_evidence(voice=issue.voices.get(), words=PHONE)
    page = client_of(staff).get(reverse("admin:insights_issue_change", args=[issue.pk])).text
    assert "This may hold a phone number." in page
    assert reverse("admin:insights_issue_step", args=[issue.pk, "redact"]) in page


def test_a_file_name_that_tells_who_somebody_is_is_not_kept(coordinator):
    issue = make_issue(user=coordinator)
    letter = Document("Mrs Smith 01908 123456.pdf", b"%PDF-1.4", "application/pdf")
    row = add_evidence(voice=issue.voices.get(), words="A letter", document=letter, by=coordinator)
    assert row.file.name == "file.pdf"


def test_whoever_says_whether_it_is_done_is_asked_too_and_keeps_their_answer(client_of, coordinator):
    issue = make_issue(state="they_say_done", user=coordinator)
    client, address = client_of(coordinator), reverse("insights:issue-confirm", args=[issue.reference])
    page = client.post(address, {"done": "yes", "words": HARM})
    assert page.status_code == 200 and "general_concern" in page.text and 'value="yes"' in page.text
    assert client.post(address, {"done": "yes", "words": HARM, "general_concern": "on"}).status_code == 302
    issue.refresh_from_db()
    assert issue.state == "confirmed"
