"""Which themes to pair: what is open, whom they share, when they last met; each point has its reason in words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from insights.agenda.pairs import pairs
from tests.factories.issues import make_issue, theme
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
PAGE = "/admin/insights/agendaissue/pairs/"


def told(*codes, number=1, **more):
    for _ in range(number):
        make_issue(**{"state": "accepted", "themes": [theme(code) for code in codes], **more})


def best():
    pair = pairs()[0]
    return {pair.one.code, pair.other.code}, pair


def test_what_is_open_on_both_sides_counts_most():
    told("food", number=3)
    told("money", number=3)
    told("young_people", number=1)
    told("carers", number=9, state="closed")
    codes, pair = best()
    assert codes == {"food", "money"} and pair.issues == (3, 3)
    assert not any("carers" in (p.one.code, p.other.code) for p in pairs()), "nothing is open there"


def test_some_in_common_and_others_to_meet():
    told("food", number=2)
    told("money", number=2)
    told("young_people", number=2)
    make_organisation(themes=[theme("food"), theme("young_people")])
    make_organisation(themes=[theme("food")])
    codes, pair = best()
    assert codes == {"food", "young_people"}
    assert "Organisations that work on both: 1; on one of them only: 1." in pair.reasons


def test_a_pair_that_met_lately_rests():
    told("food", "money", number=2)
    told("young_people", number=2)
    lately = make_meeting(themes=[theme("food"), theme("money")], starts_at=timezone.now() - timedelta(days=20))
    pair = next(p for p in pairs() if {p.one.code, p.other.code} == {"food", "money"})
    assert pair.last == lately.starts_at and pair.days == 20 and pair.both == 2
    assert any("20 days ago" in reason for reason in pair.reasons)
    other = next(p for p in pairs() if {p.one.code, p.other.code} == {"food", "young_people"})
    assert "No meeting has been about both." in other.reasons
    make_meeting(themes=[theme("food"), theme("young_people")], state="draft")
    assert other.points == next(p for p in pairs() if p.other == other.other and p.one == other.one).points


def test_staff_plan_a_meeting_from_a_pair(client_of, staff, trustee):
    told("food", number=2)
    told("money", number=2)
    client = client_of(staff)
    assert PAGE in client.get("/admin/meetings/meeting/").text
    words = client.get(PAGE).text
    assert "Open issues: 2 about" in words
    link = words[words.index("/admin/meetings/meeting/add/?") :].split('"')[0].replace("&amp;", "&")
    form = client.get(link).text
    assert form.count("checked") >= 2 and 'value="themed" selected' in form
    assert client_of(trustee).get(PAGE).status_code in (302, 403)


def test_nothing_open_says_so(client_of, staff):
    assert "Nothing is open about two themes" in client_of(staff).get(PAGE).text


def test_it_asks_the_same_however_many_there_are(django_assert_max_num_queries):
    told("food", "money", "young_people", number=3)
    with django_assert_max_num_queries(7):
        pairs()
