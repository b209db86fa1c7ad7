"""Staff keep the list of themes and their keywords."""

import pytest

from groups.themes.models import Beneficiary, Theme

pytestmark = pytest.mark.django_db


def test_keywords_are_exactly_those_given(client_of, staff):
    food = Theme.objects.get(code="food")
    data = {
        "label": "Food and cooking",
        "position": 1,
        "family": food.family_id,
        "keywords": "Fridge\nlunch\n\nlunch",
    }
    page = client_of(staff).post(f"/admin/groups/theme/{food.pk}/change/", data)
    assert page.status_code == 302, page.context["adminform"].form.errors
    food.refresh_from_db()
    assert food.label == "Food and cooking" and food.code == "food"
    assert sorted(row.word for row in food.keywords.all()) == ["fridge", "lunch"]


def test_who_benefits_gets_a_new_entry(client_of, staff):
    data = {
        "code": "night_workers",
        "label": "People who work at night",
        "position": 30,
        "charity_commission_code": "",
    }
    client_of(staff).post("/admin/groups/beneficiary/add/", data)
    assert Beneficiary.objects.offered().get(code="night_workers").label == "People who work at night"
