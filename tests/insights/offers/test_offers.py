"""Help is offered to people behind issues, taken up as a count, and ends; volunteers are asked for and found."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.offers import actions
from insights.offers.models import Offer, VolunteerRequest
from insights.offers.tasks import look_through
from tests.factories.issues import make_issue
from tests.factories.offers import make_offer, make_volunteer_request
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + timedelta(days=number)


def filled(organisation, **changes):
    values = {"organisation": organisation.pk, "title": "Calm evenings", "format": "both", "how_to": "Ring us"}
    return values | {"places": "12", "until": f"{days(60):%Y-%m-%d}"} | changes


def mails(kind):
    return OutboundMail.objects.filter(kind=f"insights/{kind}")


def test_an_organisation_offers_help_beside_an_issue_and_its_people_hear_of_it(
    client_of, coordinator, organisation, supporter
):
    issue = make_issue(released=True, state="accepted", user=supporter, words="Raw words nobody may read.")
    page = client_of(coordinator).get(issue.get_absolute_url())
    new = f"{reverse('insights:offer-new')}?issue={issue.reference}"
    assert new in page.text and "Nobody has offered help" in page.text
    client_of(coordinator).post(new, filled(organisation), follow=True)
    offer = Offer.objects.get()
    assert offer.places == 12 and list(offer.issues.all()) == [issue] and offer.by == coordinator
    page = client_of(supporter).get(issue.get_absolute_url())
    assert "Calm evenings" in page.text and "12 places left" in page.text
    mail = mails("issue_help_offered").get()
    assert mail.user == supporter and "Calm evenings" in mail.text and "Raw words" not in mail.text
    actions.link(offer=offer, issue=issue, by=coordinator)
    assert mails("issue_help_offered").count() == 1


def test_bad_input_gets_a_sentence_and_loses_nothing(client_of, coordinator, organisation):
    wrong = filled(organisation, places="0", until="2001-01-01", words="Every evening")
    page = client_of(coordinator).post(reverse("insights:offer-new"), wrong)
    assert page.status_code == 200 and "With no place there is nothing to offer" in page.text
    assert "between today and a year from now" in page.text and "Every evening" in page.text
    assert not Offer.objects.exists()


def test_take_up_is_a_number_within_the_places(client_of, coordinator, organisation):
    offer = make_offer(organisation=organisation, places=3)
    url = reverse("insights:offer-taken", args=[offer.pk])
    client = client_of(coordinator)
    client.post(url, {"taken": "3"})
    offer.refresh_from_db()
    assert offer.is_full and "Full at present" in client.get(reverse("insights:offer-list")).text
    wrong = client.post(url, {"taken": "4"})
    assert "There are 3 places" in wrong.text and 'value="4"' in wrong.text
    with pytest.raises(IntegrityError), transaction.atomic(), fixture_writes():
        Offer.objects.filter(pk=offer.pk).update(taken=4)


def test_an_offer_of_somebody_who_rests_or_is_over_is_not_shown(client, organisation, other_organisation):
    issue = make_issue(released=True, state="accepted")
    make_offer(organisation=organisation, issues=[issue], title="Still on")
    make_offer(organisation=organisation, issues=[issue], title="Long over", until=days(-1))
    with fixture_writes():
        other_organisation.state = "dormant"
        other_organisation.save()
    make_offer(organisation=other_organisation, issues=[issue], title="At rest")
    for url in (issue.get_absolute_url(), reverse("insights:offer-list")):
        page = client.get(url).text
        assert "Still on" in page and "Long over" not in page and "At rest" not in page


def test_a_week_before_its_contacts_are_asked_once_and_then_it_is_over(coordinator, organisation):
    offer = make_offer(organisation=organisation, until=days(7))
    look_through(), look_through()
    assert mails("offer_ends").get().user == coordinator
    with fixture_writes():
        Offer.objects.filter(pk=offer.pk).update(until=days(-1))
    look_through()
    offer.refresh_from_db()
    assert offer.state == "over"
    values = {"title": offer.title, "words": "", "format": "group", "place": None, "places": None, "how_to": "Ring"}
    actions.change_offer(offer=offer, values=values | {"until": days(30)}, by=coordinator)
    offer.refresh_from_db()
    assert offer.is_open


def test_staff_link_an_offer_to_an_issue_and_hide_one(client_of, staff, coordinator, organisation):
    issue = make_issue(released=True, state="accepted", user=coordinator)
    offer = make_offer(organisation=organisation, by=coordinator)
    step = "admin:insights_offer_step"
    client_of(staff).post(reverse(step, args=[offer.pk, "link"]), {"reference": issue.reference.lower()})
    assert list(offer.issues.all()) == [issue]
    client_of(staff).post(reverse(step, args=[offer.pk, "hide"]), {"reason": "The number is wrong."})
    offer.refresh_from_db()
    assert offer.state == "hidden" and "The number is wrong." in mails("offer_hidden").get().text


def test_nothing_is_offered_to_what_others_cannot_read(coordinator, organisation):
    offer = make_offer(organisation=organisation)
    for issue in (make_issue(), make_issue(state="sealed")):
        with pytest.raises(RuleBroken):
            actions.link(offer=offer, issue=issue, by=coordinator)


def test_nobody_offers_for_somebody_else(client_of, other_coordinator, organisation):
    client_of(other_coordinator).post(reverse("insights:offer-new"), filled(organisation))
    assert not Offer.objects.exists()
    offer = make_offer(organisation=organisation)
    for name in ("offer-change", "offer-taken", "offer-withdraw"):
        assert client_of(other_coordinator).post(reverse(f"insights:{name}", args=[offer.pk])).status_code == 404


def test_volunteers_are_asked_for_and_what_became_of_it_is_a_number(client_of, coordinator, organisation, staff):
    url = reverse("insights:volunteers")
    asked = {"organisation": organisation.pk, "role": "Drive the minibus", "wanted": "3", "until": f"{days(30)}"}
    client_of(coordinator).post(url, asked), client_of(coordinator).post(url, asked)
    row = VolunteerRequest.objects.get()
    assert row in VolunteerRequest.objects.waiting()
    queue = client_of(staff).get(reverse("admin:insights_volunteerrequest_changelist"))
    assert "Drive the minibus" in queue.text
    step = reverse("admin:insights_volunteerrequest_step", args=[row.pk, "settle"])
    client_of(staff).post(step, {"found": "2", "outcome": "Two drivers start in May."})
    row.refresh_from_db()
    assert (row.state, row.found) == ("part_met", 2)
    assert "Found: 2" in mails("volunteers_settled").get().text
    assert "Two drivers start in May." in client_of(coordinator).get(url).text


def test_what_waits_stands_first_and_everybody_reads_the_counts_beside_the_issue(
    client, client_of, organisation, staff
):
    issue = make_issue(released=True, state="accepted")
    make_volunteer_request(organisation=organisation, issue=issue, role="Long found", wanted=3, found=3, state="met")
    make_volunteer_request(organisation=organisation, issue=issue, role="Still looked for", wanted=4, found=1)
    make_volunteer_request(organisation=organisation, issue=issue, role="Taken back", wanted=9, state="withdrawn")
    shown = client.get(issue.get_absolute_url()).text
    assert "looked for 7 volunteers because of this: 4 people found so far" in shown and "Still looked" not in shown
    queue = client_of(staff).get(reverse("admin:insights_volunteerrequest_changelist")).text
    assert queue.index("Still looked for") < queue.index("Long found")


def test_an_organisation_takes_its_request_back(client_of, coordinator, organisation, other_coordinator):
    row = make_volunteer_request(organisation=organisation)
    url = reverse("insights:volunteers-withdraw", args=[row.pk])
    assert client_of(other_coordinator).post(url).status_code == 404
    client_of(coordinator).post(url)
    row.refresh_from_db()
    assert row.state == "withdrawn"
