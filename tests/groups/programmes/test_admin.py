"""Staff keep the programmes and their funders."""

import pytest

from groups.programmes.models import Programme

pytestmark = pytest.mark.django_db


def test_a_programme_is_stored_and_checked(client_of, staff):
    browser = client_of(staff)
    data = {"name": "Growing Together", "funder": "Example Fund", "year_starts_in_month": "9"}
    page = browser.post("/admin/groups/programme/add/", data | {"starts_on": "2026-09-01", "ends_on": "2026-08-31"})
    assert "It cannot end before it starts." in page.content.decode() and not Programme.objects.exists()
    browser.post("/admin/groups/programme/add/", data)
    assert Programme.objects.get().slug == "growing-together"
