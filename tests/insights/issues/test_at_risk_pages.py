"""Words that sound as if somebody were at risk stop the saving, wherever residents' words are typed."""

import pytest
from django.urls import reverse

from camk.drafts import Draft
from insights.issues.models import Issue, Voice
from tests.factories.issues import make_issue
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
