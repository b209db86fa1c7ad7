"""Once a year "Is this still right?", by a clock that the tests move."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from camk.accounts.models import User
from camk.outbox.models import OutboundMail
from groups.organisations.actions import admitting, contacts, records
from groups.organisations.models import Organisation
from groups.yearly import actions, tasks
from groups.yearly.models import YearlyCheck
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
MORNING = datetime(2027, 3, 1, 9, 5, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def asked(organisation, coordinator, member):
    """The first mail of a round went on the morning of 1 March 2027."""
    last_looked_at(organisation, MORNING - timedelta(days=365))
    tasks.run(MORNING)
    return YearlyCheck.objects.get()


def last_looked_at(organisation, moment):
    with fixture_writes():
        Organisation.objects.filter(pk=organisation.pk).update(checked_at=moment)


def mails(kind="groups/still_right"):
    return OutboundMail.objects.filter(kind=kind)


def page_of(user):
    return re.search(r"http\S+(/still-right/\S+/)", mails().filter(user=user).first().text)[1]


def test_nobody_is_asked_before_a_year(organisation, coordinator):
    last_looked_at(organisation, MORNING - timedelta(days=364))
    tasks.run(MORNING)
    assert not YearlyCheck.objects.exists() and not mails().exists()


def test_the_lead_is_asked_then_everybody_then_it_is_quiet(asked, organisation, coordinator, staff):
    assert [mail.user.email for mail in mails()] == ["coordinator@example.org"]
    seen = []
    for day in (29, 30, 59, 60, 89, 90, 91):
        tasks.run(MORNING + day * DAY)
        tasks.run(MORNING + day * DAY)  # twice is once
        organisation.refresh_from_db()
        seen.append((day, mails().count(), organisation.state))
    assert seen == [
        (29, 1, "active"),
        (30, 3, "active"),
        (59, 3, "active"),
        (60, 5, "active"),
        (89, 5, "active"),
        (90, 5, "dormant"),
        (91, 5, "dormant"),
    ]
    assert "Netherfield Lunch Club" in mails("groups/gone_quiet").get(user=staff).text
    assert YearlyCheck.objects.get().state == "silent" and organisation.roles.current().count() == 2


def test_two_years_of_quiet_end_in_the_archive_and_one_press_brings_it_back(asked, organisation, coordinator):
    for day in (30, 60, 90):
        tasks.run(MORNING + day * DAY)
    tasks.run(MORNING + 819 * DAY)
    organisation.refresh_from_db()
    assert organisation.state == "dormant"
    tasks.run(MORNING + 820 * DAY)
    organisation.refresh_from_db()
    assert organisation.state == "archived"
    records.confirm_profile(organisation=organisation, by=coordinator)
    organisation.refresh_from_db()
    assert (organisation.state, organisation.quiet_since) == ("active", None)


def test_what_staff_archived_comes_back_by_staff_alone(organisation, coordinator, staff):
    admitting.archive(organisation=organisation, by=staff)
    records.confirm_profile(organisation=organisation, by=coordinator)
    organisation.refresh_from_db()
    assert organisation.state == "archived"


def test_an_answer_ends_the_round_and_the_next_is_a_year_later(asked, organisation, coordinator):
    last_looked_at(organisation, MORNING + 3 * DAY)
    tasks.run(MORNING + 40 * DAY)
    asked.refresh_from_db()
    assert (asked.state, mails().count()) == ("answered", 1)
    tasks.run(MORNING + 367 * DAY)
    assert YearlyCheck.objects.count() == 1
    tasks.run(MORNING + 368 * DAY)
    assert YearlyCheck.objects.count() == 2


def test_the_link_opens_a_page_whose_button_says_yes(client, asked, organisation, coordinator):
    with fixture_writes():  # the round began yesterday by the real clock
        YearlyCheck.objects.update(asked_at=timezone.now() - DAY)
    address = page_of(coordinator)
    before = Organisation.objects.get(pk=organisation.pk).checked_at
    assert "Is this still right?" in client.get(address).text
    assert Organisation.objects.get(pk=organisation.pk).checked_at == before
    assert "We will ask again in a year." in client.post(address, follow=True).text
    assert Organisation.objects.get(pk=organisation.pk).checked_at > before


def test_a_quiet_organisation_is_back_with_the_button(client, asked, organisation, coordinator):
    for day in (30, 60, 90):
        tasks.run(MORNING + day * DAY)
    address = page_of(coordinator)
    assert "is back" in client.get(address).text
    client.post(address)
    organisation.refresh_from_db()
    assert organisation.state == "active"


def test_the_link_of_somebody_who_left_opens_nothing(client, asked, coordinator):
    address = page_of(coordinator)
    contacts.end_role(role=coordinator.organisation_roles.get(), by=coordinator)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_i_do_not_act_for_it_any_more(client, asked, organisation, coordinator, member):
    assert "asked instead" in client.post(f"{page_of(coordinator)}left/").text
    assert not organisation.roles.current().filter(user=coordinator).exists()
    assert mails("groups/lead_needed").get().user == member


def test_my_page_has_the_yes_button_until_it_is_pressed(client_of, organisation, coordinator):
    now = timezone.now()
    last_looked_at(organisation, now - timedelta(days=400))
    tasks.run(now)
    browser = client_of(coordinator)
    assert "Is Netherfield Lunch Club still right?" in browser.get("/me/").text
    browser.post(f"{organisation.get_absolute_url()}profile/confirm/")
    assert "still right?" not in browser.get("/me/").text


def test_mail_of_the_night_waits_for_the_morning(organisation, coordinator):
    last_looked_at(organisation, MORNING - timedelta(days=400))
    tasks.run(MORNING.replace(hour=22))
    assert mails().get().next_attempt_at == (MORNING + DAY).replace(hour=8, minute=0)


def test_a_record_nobody_claimed_is_not_asked(organisation, coordinator):
    with fixture_writes():
        User.objects.filter(pk=coordinator.pk).update(verified_at=None)
    last_looked_at(organisation, MORNING - timedelta(days=400))
    tasks.run(MORNING)
    assert not mails().exists()


def test_one_bad_organisation_stops_no_other(
    organisation, coordinator, other_organisation, other_coordinator, monkeypatch
):
    real = actions.ask

    def ask(*, organisation, now):
        if organisation.name.startswith("Netherfield"):
            raise ValueError("broken")
        return real(organisation=organisation, now=now)

    monkeypatch.setattr(actions, "ask", ask)
    for one in (organisation, other_organisation):
        last_looked_at(one, MORNING - timedelta(days=400))
    tasks.run(MORNING)
    assert mails().get().user == other_coordinator


def test_only_so_many_are_asked_in_one_morning(
    monkeypatch, organisation, coordinator, other_organisation, other_coordinator
):
    monkeypatch.setattr(actions, "A_DAY", 1)
    make_organisation(name="Nobody acts for it", checked_at=MORNING - timedelta(days=900))
    for one in (organisation, other_organisation):
        last_looked_at(one, MORNING - timedelta(days=400))
    tasks.run(MORNING)
    assert YearlyCheck.objects.count() == 1
    tasks.run(MORNING + DAY)
    assert YearlyCheck.objects.count() == 2
