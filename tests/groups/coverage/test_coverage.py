"""Where the network has nobody yet: one definition, on the page and in the file, for staff and trustees."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from groups.coverage.counts import NO_FAMILY, read
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def an_estate(number=0):
    rows = Place.objects.filter(kind="estate", parish__isnull=False, cluster__isnull=False)
    return rows.select_related("parish", "cluster").order_by("parish__label", "label")[number]


def line_of(parish):
    (line,) = [line for line in read(timezone.now()).lines if line.label == parish.label]
    return line


def test_an_organisation_counts_where_it_is_and_works_and_not_all_over_its_area():
    estate, food = an_estate(), Theme.objects.get(code="food")
    long_ago = timezone.now() - timedelta(days=500)
    before = line_of(estate.parish)
    assert (before.total, estate.label in before.empty_estates) == (0, True)
    make_organisation(home=estate, places=[estate, estate.parish], themes=[food], admitted_at=long_ago)
    make_organisation(places=[estate.parish])
    make_organisation(places=[estate.cluster], themes=[food])
    make_organisation(home=Place.objects.get(kind="city"), reach="city")
    make_organisation(home=estate, state="archived")
    make_organisation(home=estate, state="unverified")
    line = line_of(estate.parish)
    cells = dict(line.cells)
    assert (line.total, cells[food.family.label], cells[NO_FAMILY], line.is_new) == (2, 1, 1, False)
    assert estate.label not in line.empty_estates and len(line.empty_estates) == line.estates - 1


def test_a_place_that_had_none_a_year_ago_is_marked():
    estate = an_estate()
    make_organisation(home=estate, admitted_at=timezone.now() - timedelta(days=20))
    coverage = read(timezone.now())
    assert [line.label for line in coverage.new] == [estate.parish.label]
    assert len(coverage.empty) == len(coverage.lines) - 1


def test_themes_and_who_benefits_with_none_stand_first():
    theme, who = Theme.objects.offered().first(), Beneficiary.objects.offered().first()
    organisation = make_organisation(themes=[theme], admitted_at=timezone.now() - timedelta(days=3))
    with fixture_writes():
        organisation.beneficiaries.add(who)
    coverage = read(timezone.now())
    assert coverage.themes[0][1] == coverage.beneficiaries[0][1] == 0
    assert coverage.themes[-1] == (theme.label, 1, True) and coverage.beneficiaries[-1] == (who.label, 1, True)


def test_page_and_file_say_the_same_to_staff_and_trustees(client_of, visitor, coordinator, staff, trustee):
    estate = an_estate()
    make_organisation(home=estate)
    for path in ("/coverage/", "/coverage/table.csv"):
        statuses = [client_of(who).get(path).status_code for who in (visitor, coordinator, staff, trustee)]
        assert statuses == [302, 404, 200, 200]
    page = client_of(trustee).get("/coverage/").content.decode()
    assert "not counted for each parish" in page and f'href="/places/{estate.parish.code}/"' in page
    assert f"{len(read(timezone.now()).empty)} parishes with no organisation" in page
    rows = list(csv.reader(io.StringIO(client_of(trustee).get("/coverage/table.csv").content.decode("utf-8-sig"))))
    found = {row[0]: row for row in rows[1:]}
    assert len(found) == Place.objects.offered().parishes().count()
    assert found[estate.parish.label][rows[0].index("All organisations")] == "1"
    assert sum(int(row[rows[0].index("All organisations")]) for row in rows[1:]) == 1


def test_it_is_linked_from_where_staff_and_trustees_look(client_of, staff, trustee):
    assert 'href="/coverage/"' in client_of(trustee).get("/figures/").content.decode()
    assert 'href="/coverage/"' in client_of(staff).get("/admin/groups/organisation/").content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_it_costs_the_same_however_many_there_are(rows, django_assert_num_queries):
    for number in range(rows):
        make_organisation(home=an_estate(number), themes=[Theme.objects.get(code="food")])
    with django_assert_num_queries(8):
        assert read(timezone.now()).organisations == rows
