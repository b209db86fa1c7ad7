"""Staff keep the list of places."""

import pytest

from camk.errors import RuleBroken
from groups.places import actions
from groups.places.models import Place, PostcodeSector

pytestmark = pytest.mark.django_db


def test_a_new_estate_knows_its_parish_and_cluster(client_of, staff):
    parish = Place.objects.parishes().filter(cluster__isnull=False).first()
    data = {"code": "new-estate", "label": "New Estate", "position": 0, "kind": "estate", "parent": parish.pk}
    page = client_of(staff).post("/admin/groups/place/add/", data | {"other_names": "Newe Estate\n\nThe New One"})
    assert page.status_code == 302, page.context["adminform"].form.errors
    made = Place.objects.get(code="new-estate")
    assert (made.parish, made.cluster) == (parish, parish.cluster)
    assert Place.objects.named_like("newe").get() == made


def test_a_parish_that_moves_takes_its_estates_along(staff):
    estate = Place.objects.filter(kind="estate", parish__isnull=False).select_related("parish").first()
    other = Place.objects.clusters().exclude(pk=estate.cluster_id).first()
    parish = estate.parish
    parish.parent = other
    actions.save_place(place=parish, other_names=[], by=staff)
    estate.refresh_from_db()
    assert estate.cluster == other and estate.parish == parish


def test_a_place_cannot_lie_inside_itself(staff):
    parish = Place.objects.parishes().first()
    parish.parent = parish.children.first() or parish
    with pytest.raises(RuleBroken, match="inside itself"):
        actions.save_place(place=parish, other_names=[], by=staff)


def test_other_names_are_exactly_those_given(staff):
    place = Place.objects.filter(kind="estate").first()
    actions.save_place(place=place, other_names=["One", "Two "], by=staff)
    actions.save_place(place=place, other_names=["Two", ""], by=staff)
    assert [alias.name for alias in place.aliases.all()] == ["Two"]


def test_a_place_is_retired_and_its_code_is_fixed(client_of, staff):
    place = Place.objects.filter(kind="estate").first()
    browser = client_of(staff)
    browser.post(f"/admin/groups/place/{place.pk}/step/retire/")
    assert place not in Place.objects.offered()
    data = {"code": "changed", "label": "Other label", "position": 0, "kind": "estate", "other_names": ""}
    browser.post(f"/admin/groups/place/{place.pk}/change/", data | {"parent": place.parent_id})
    changed = Place.objects.get(pk=place.pk)
    assert (changed.code, changed.label) == (place.code, "Other label")
    assert changed.retired_at is not None


def test_a_sector_suggests_another_area(client_of, staff):
    sector = PostcodeSector.objects.first()
    other = Place.objects.clusters().exclude(pk=sector.cluster_id).first()
    data = {"sector": sector.sector.lower(), "cluster": other.pk}
    client_of(staff).post(f"/admin/groups/postcodesector/{sector.pk}/change/", data)
    before = sector.sector
    sector.refresh_from_db()
    assert (sector.sector, sector.cluster) == (before, other)
