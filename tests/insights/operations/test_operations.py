"""How things stand: each number is that of the list it leads to."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.outbox.models import OutboundMail
from insights.contributions.models import Contribution
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.enquiries import make_enquiry
from tests.factories.issues import make_issue
from tests.factories.live import make_details
from tests.factories.meetings import make_meeting
from tests.factories.offers import make_volunteer_request
from tests.factories.organisations import make_organisation
from tests.factories.reports import make_contact, make_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
PAGE = reverse("insights:operations")


def listed(page) -> int:
    """How many rows the list of a page has."""
    if "cl" in page.context:
        return page.context["cl"].queryset.count()
    return page.context["page_obj" if "page_obj" in page.context else "page"].paginator.count


@pytest.fixture
def busy(staff):
    """Something in most of the lists."""
    now = timezone.now()
    for n in range(3):
        make_issue(state="submitted", due_on=timezone.localdate() - timedelta(days=n), created_at=now)
    make_issue(state="in_review", owner=staff)
    make_enquiry(by=make_user())
    make_organisation(state="unverified")
    make_membership(action_group=make_action_group(), organisation=make_organisation(), state="applied")
    make_volunteer_request(organisation=make_organisation())
    make_meeting(starts_at=now - timedelta(days=3))
    make_meeting(starts_at=now + timedelta(days=3))
    make_report(stakeholder=make_contact().stakeholder, asks=["Mend it."], state="in_review")
    with fixture_writes():
        for n, state in enumerate(["unknown", "failed", "failed", "queued", "sent"]):
            OutboundMail.objects.create(
                key=f"k{n}",
                kind="camk/x",
                address="a@example.org",
                state=state,
                sent_at=now if state == "sent" else None,
                next_attempt_at=now - timedelta(hours=1),
            )


def test_each_number_is_that_of_the_list_it_leads_to(client_of, staff, busy):
    browser = client_of(staff)
    page = browser.get(PAGE)
    lines = {line.label: line for _, some in page.context["parts"] for line in some}
    assert lines["Refused"].number == 2 and lines["Nobody knows whether it went"].wants_care
    assert lines["Issues: overdue"].number == 2 and lines["Support: our turn"].number == 1
    assert lines["Due for more than a quarter of an hour"].number == 1 and lines["Sent in the last day"].number == 1
    assert lines["Requests for volunteers"].number == 1
    assert lines["Meetings to be written up"].number == 1, "nothing is to be written of one that comes"
    for line in lines.values():
        assert f'href="{line.url.replace("&", "&amp;")}"' in page.text
        answer = browser.get(line.url)
        assert answer.status_code == 200
        if line.url != reverse("insights:pack-list"):
            assert listed(answer) == line.number, line.label
    assert "lines want a look" in page.text and Contribution.objects.count() == 0


def test_it_says_when_all_is_well_and_when_mail_is_held(client_of, staff):
    assert "Nothing is late" in client_of(staff).get(PAGE).text
    make_details(mail_held=True)
    assert "All mail is held" in client_of(staff).get(PAGE).text


def test_it_costs_the_same_however_much_there_is(client_of, staff, busy, django_assert_max_num_queries):
    for _ in range(5):
        make_issue(state="submitted", user=make_user())
    browser = client_of(staff)
    with django_assert_max_num_queries(12):
        assert browser.get(PAGE).status_code == 200
    assert PAGE in browser.get(reverse("admin:index")).text
