"""Milton Keynes at a glance: squares and table say the same, and nothing small."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.templatetags.ui import LONDON
from groups.places.models import Place
from insights.figures.glance import Glance, last_quarter
from insights.figures.periods import Quarter
from tests.factories.camk import make_user
from tests.factories.issues import make_issue

pytestmark = pytest.mark.django_db
SUMMER = Quarter(2026, 3)


def told(place, number, *, on=None, user=None):
    for _ in range(number):
        at = on or datetime(2026, 8, 3, 12, tzinfo=LONDON)
        make_issue(created_at=at, places=[place], user=user or make_user())


def numbers() -> dict:
    return {parish.label: parish.number for parish in Glance.read(SUMMER).parishes}


def test_small_numbers_are_hidden_and_do_not_follow():
    one, two, three = Place.objects.parishes().order_by("label")[:3]
    estate = Place.objects.filter(kind=Place.Kind.ESTATE, parish=one).first() or one
    told(estate, 6)
    told(two, 9)
    told(two, 1, on=datetime(2026, 10, 1, 0, tzinfo=LONDON))
    assert numbers() | {one.label: 6, two.label: 9} == numbers() and numbers()[three.label] == 0
    told(three, 8, user=make_user())  # eight issues of one person: hidden, and the smallest other one with it
    assert numbers()[three.label] is None and numbers()[one.label] is None and numbers()[two.label] == 9


def test_an_issue_with_two_estates_of_a_parish_counts_once():
    parish = Place.objects.parishes().order_by("label").first()
    estate = Place.objects.filter(kind=Place.Kind.ESTATE, parish=parish).first() or parish
    for _ in range(5):
        make_issue(created_at=datetime(2026, 8, 3, tzinfo=LONDON), places={estate, parish}, user=make_user())
    assert numbers()[parish.label] == 5


def test_each_parish_has_its_square_and_its_line(client_of, trustee):
    quarter = last_quarter(timezone.localdate())
    parish = Place.objects.parishes().order_by("label").first()
    told(parish, 7, on=datetime.combine(quarter.last_day, datetime.min.time(), tzinfo=LONDON))
    page = client_of(trustee).get(reverse("insights:figures-glance")).text
    places = Place.objects.parishes().count()
    assert page.count('<rect class="heat-') == places == 48 and page.count('scope="row"') == places
    assert "heat-4" in page and f"Most was told about {parish.label}" in page and 'role="img"' in page
    file = client_of(trustee).get(reverse("insights:figure-csv", args=["glance"])).text
    assert f'{parish.label},"{parish.cluster.label}",7' in file


def test_squares_do_not_lie_on_one_another():
    spots = [(parish.column, parish.row) for parish in Glance.read(SUMMER).parishes]
    assert len(set(spots)) == len(spots) == 48
    short = [parish.short for parish in Glance.read(SUMMER).parishes]
    assert all(2 <= len(words) <= 3 for words in short)
    assert last_quarter(date(2027, 1, 1)) == Quarter(2026, 4)
