"""The first page of the staff pages, and the menu beside each: every list once, under the work it belongs to."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.urls import reverse

from camk.accounts.offices import ADMINISTRATOR
from camk.staff_pages import SECTIONS
from insights.issues.actions import add_us_too
from insights.triage.actions import accept
from tests.factories.camk import make_user
from tests.factories.issues import make_issue

pytestmark = pytest.mark.django_db


class Links(HTMLParser):
    """Where the links of a page lead."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append(dict(attrs)["href"])


@pytest.mark.guard
def test_every_list_of_the_staff_pages_stands_in_one_section():
    reverse("admin:index")  # the addresses also take out what may not be edited past our actions
    named = Counter(label for section in SECTIONS for label in section.lists)
    assert named == Counter(model._meta.label for model in admin.site._registry)


def test_staff_find_their_lists_by_the_work_they_belong_to(client_of, staff):
    page = client_of(staff).get(reverse("admin:index"))
    links = Links(page.text).found
    for name in ("insights_issue_workbench", "meetings_meeting_add", "insights_stakeholderreport_add"):
        assert reverse(f"admin:{name}") in links
    assert "Who is in the network, and who might be" in page.text
    assert reverse("admin:groups_organisation_changelist") in links
    menu = client_of(staff).get(reverse("admin:groups_organisation_changelist")).text
    assert 'href="/admin/#organisations"' in menu
    assert menu.count('aria-current="page">Organisations') == 1


def test_each_office_is_led_only_to_what_it_may_open(client_of, safeguarding_lead):
    for person in (safeguarding_lead, make_user("admin@example.org", name="Ada Admin", office=ADMINISTRATOR)):
        browser = client_of(person)
        links = [link for link in Links(browser.get(reverse("admin:index")).text).found if link.startswith("/admin/")]
        assert len(links) > 2
        assert {browser.get(link).status_code for link in set(links)} == {200}


def test_the_history_of_a_record_says_what_was_done_and_names_colleagues_only(
    client_of, staff, superuser, coordinator
):
    issue = make_issue(released=True, state="in_review")
    accept(issue=issue, by=staff)
    add_us_too(issue=issue, user=coordinator, by=coordinator)
    address = reverse("admin:insights_issue_history", args=[issue.pk])
    page = client_of(staff).get(address).text
    assert "Moved" in page and "Us too" in page and str(staff) in page
    assert str(coordinator) not in page and "from in review to accepted" in page and "Us too:" not in page
    assert "Us too: voice" in client_of(superuser).get(address).text
