"""From a record's staff page one goes to the page that people see of it."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.factories.action_groups import make_action_group
from tests.factories.issues import make_issue
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_action_group, make_organisation, make_meeting, make_issue])
def test_staff_pages_lead_to_the_page_on_the_site(client_of, staff, make):
    row = make()
    browser = client_of(staff)
    page = browser.get(reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]))
    [way] = re.findall(r'href="([^"]+)" class="viewsitelink"', page.text)
    answer = browser.get(unescape(way))
    assert answer.url == f"http://testserver{row.get_absolute_url()}"
    assert browser.get(row.get_absolute_url()).status_code == 200
