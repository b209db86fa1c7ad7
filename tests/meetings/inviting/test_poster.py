"""The poster of a meeting: printed, scanned, answered, and only then is joining offered."""

import pytest

from groups.action_groups.models import ActionGroupMembership
from meetings.rsvps.models import Rsvp
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db


def test_from_the_posters_code_to_an_answer_and_then_to_joining(client, action_group):
    meeting = make_meeting(title="Soup and talk", action_groups=[action_group])
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert f"{meeting.get_absolute_url()}poster/" in page
    poster = client.get(f"{meeting.get_absolute_url()}poster/").content.decode()
    assert "Soup and talk" in poster
    assert '<svg class="qr"' in poster or "<svg" in poster
    assert f"/m/{meeting.pk}/" in poster
    assert client.get(f"/m/{meeting.pk}/")["Location"] == meeting.get_absolute_url()
    data = {"name": "Gita Guest", "email": "gita@example.org", "answer": "yes", "party_size": "1"}
    done = client.post(f"{meeting.get_absolute_url()}guest/", data, follow=True).content.decode()
    assert Rsvp.objects.get().user.email == "gita@example.org"
    assert "Want to hear about the next one?" in done
    assert action_group.get_absolute_url() in done
    assert not ActionGroupMembership.objects.filter(user=Rsvp.objects.get().user).exists(), (
        "nobody is joined silently"
    )


@pytest.mark.parametrize("state", ["draft", "cancelled", "postponed"])
def test_no_poster_for_a_meeting_that_does_not_go_ahead(client, state):
    meeting = make_meeting(state=state)
    assert client.get(f"{meeting.get_absolute_url()}poster/").status_code == 404


def test_the_short_address_of_a_draft_or_of_nothing_opens_nothing(client):
    for pk in (make_meeting(state="draft").pk, 10**17, 10**30):
        assert client.get(f"/m/{pk}/").status_code == 404
