"""Secret links: what opens them, and everything that does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.actions import action
from camk.links import SecretLink, find_link, link_for, note_link_seen, revoke_links
from tests.guard import fixture_writes

PURPOSES = ["answer", "told", "report", "feed", "confirm"]


@action
def make(*, purpose="answer", target, user=None, expires_at=None):
    return link_for(purpose=purpose, target=target, user=user, expires_at=expires_at)


def test_the_token_opens_the_link(supporter, organisation):
    link = make(target=organisation, user=supporter)
    assert find_link("answer", link.token) == link


def test_every_flipped_character_closes_it(supporter, organisation):
    token = make(target=organisation, user=supporter).token
    start = token.index("-") + 1
    for place in range(start, len(token)):
        other = "0" if token[place] != "0" else "1"
        assert find_link("answer", token[:place] + other + token[place + 1 :]) is None


@pytest.mark.parametrize("made_for", PURPOSES)
def test_a_link_opens_its_own_purpose_only(supporter, organisation, made_for):
    token = make(purpose=made_for, target=organisation, user=supporter).token
    opened = [purpose for purpose in PURPOSES if find_link(purpose, token)]
    assert opened == [made_for]


def test_one_persons_mac_does_not_open_anothers_link(supporter, coordinator, organisation):
    mine, theirs = (make(target=organisation, user=user) for user in (supporter, coordinator))
    assert mine.pk != theirs.pk
    assert find_link("answer", f"{theirs.pk}-{mine.token.split('-')[1]}") is None


@pytest.mark.parametrize(
    "token", ["", "-", "1", "1-", "-1", "x-y", "1-é", "²-1", "9" * 40 + "-1", "1-\x00", "1%00-a", "\ud800"]
)
def test_rubbish_opens_nothing(db, token):
    assert find_link("answer", token) is None


def test_a_link_ends_at_its_hour(supporter, organisation):
    link = make(target=organisation, user=supporter, expires_at=timezone.now() + timedelta(hours=1))
    token = link.token
    assert find_link("answer", token)
    for seconds, opens in ((2, True), (-1, False)):
        with fixture_writes():
            SecretLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() + timedelta(seconds=seconds))
        assert bool(find_link("answer", token)) is opens


def test_a_revoked_link_is_dead_and_a_new_one_has_another_token(supporter, organisation, superuser):
    link = make(target=organisation, user=supporter)
    assert revoke_links(target=organisation, purpose="answer", by=superuser) == 1
    assert find_link("answer", link.token) is None
    again = make(target=organisation, user=supporter)
    assert again.token != link.token
    assert find_link("answer", again.token) == again


def test_asking_twice_gives_the_same_link(supporter, organisation):
    assert make(target=organisation, user=supporter) == make(target=organisation, user=supporter)


def test_a_later_meeting_makes_the_link_last_longer(supporter, organisation):
    soon, later = timezone.now() + timedelta(days=1), timezone.now() + timedelta(days=9)
    make(target=organisation, user=supporter, expires_at=soon)
    assert make(target=organisation, user=supporter, expires_at=later).expires_at == later


def test_another_key_closes_every_link(supporter, organisation, settings):
    token = make(target=organisation, user=supporter).token
    settings.SECRET_KEY = "another key entirely, as after a leak"
    assert find_link("answer", token) is None


def test_openings_are_counted(supporter, organisation):
    link = make(target=organisation, user=supporter)
    note_link_seen(link=link)
    note_link_seen(link=link)
    link.refresh_from_db()
    assert link.seen == 2
    assert link.first_seen_at is not None
