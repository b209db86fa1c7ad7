"""Announcements: looked at with the list of people, held for five minutes, each person once, as they wish."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.action_groups.models import ActionGroupWatch
from groups.workspace.actions import announcements
from groups.workspace.audience import recipients
from groups.workspace.models import Announcement
from groups.workspace.tasks import send_announcements
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.organisations import make_organisation, make_role
from tests.factories.workspace import make_announcement, make_choice, make_wish
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
NOON = "2026-03-03 12:00+00:00"


def step(announcement, name):
    return reverse("admin:groups_announcement_step", args=[announcement.pk, name])


def names(announcement):
    return [user.email for user in recipients(announcement)]


def send(announcement, by):
    """Hold it, let the five minutes pass, sweep."""
    announcements.hold(announcement=announcement, people=recipients(announcement).count(), by=by)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        send_announcements()
    announcement.refresh_from_db()


def test_staff_write_look_at_the_list_and_send_after_five_minutes(client_of, staff, member, colleague, action_group):
    browser = client_of(staff)
    typed = {"kind": "news", "partner_name": "", "title": "The hall", "words": "It is closed.\n\nSorry."}
    with time_machine.travel(NOON) as clock:
        browser.force_login(staff, backend="camk.accounts.backends.OfficeBackend")
        browser.post(reverse("admin:groups_announcement_add"), typed | {"action_groups": [action_group.pk]})
        announcement = Announcement.objects.get()
        page = browser.get(step(announcement, "send")).text
        assert "2 people" in page and "member@example.org" in page and "colleague@example.org" in page
        assert browser.post(step(announcement, "send"), {"people": "2"}).status_code == 200, "the box is not ticked"
        assert browser.post(step(announcement, "send"), {"people": "2", "looked": "on"}).status_code == 302
        clock.shift(timedelta(minutes=4))
        send_announcements()
        assert not OutboundMail.objects.exists()
        clock.shift(timedelta(minutes=2))
        send_announcements()
        send_announcements()
    assert sorted(OutboundMail.objects.values_list("address", flat=True)) == [
        "colleague@example.org",
        "member@example.org",
    ]
    announcement.refresh_from_db()
    assert (announcement.state, announcement.people) == ("sent", 2)
    mail = OutboundMail.objects.first()
    assert mail.category == "news" and mail.about == f"announcement:{announcement.pk} cag:{action_group.pk}"
    assert "It is closed." in mail.text and mail.unsubscribe_url in mail.text
    shown = client_of(member).get(announcement.get_absolute_url()).text
    assert "It is closed." in shown
    assert "The hall" in client_of(member).get(reverse("groups:workspace", args=[action_group.slug])).text
    proof = client_of(staff).get(reverse("admin:groups_announcement_change", args=[announcement.pk])).text
    assert f"?q=announcement:{announcement.pk}" in proof and "2 mails in the outbox" in proof


def test_each_person_once_even_in_several_cags(staff, member, organisation, action_group):
    other = make_action_group()
    make_membership(action_group=other, organisation=organisation)
    make_membership(action_group=other, user=member)
    announcement = make_announcement(action_groups=[action_group, other])
    assert names(announcement) == ["member@example.org"]
    send(announcement, staff)
    assert OutboundMail.objects.count() == 1


def test_contact_choices_are_respected(member, colleague, lone_member, action_group):
    announcement = make_announcement(action_groups=[action_group])
    assert len(names(announcement)) == 3
    make_choice(member, announcements=False)
    make_choice(colleague, away_until=timezone.localdate() + timedelta(days=2))
    assert names(announcement) == [lone_member.email]
    make_wish(lone_member, action_group=action_group)
    assert names(announcement) == []
    other = make_action_group()
    make_membership(action_group=other, user=lone_member)
    with fixture_writes():
        announcement.action_groups.add(other)
    assert names(announcement) == [lone_member.email], "one muted CAG does not silence the other"


def test_watchers_get_public_news_only(supporter, member, action_group):
    with fixture_writes():
        ActionGroupWatch.objects.create(user=supporter, action_group=action_group)
    private = make_announcement(action_groups=[action_group])
    public = make_announcement(action_groups=[action_group], is_public=True)
    assert names(private) == [member.email]
    assert sorted(names(public)) == sorted([member.email, supporter.email])


def test_the_whole_network_is_everybody_in_it_and_nobody_else(
    member, colleague, lone_member, other_coordinator, trustee
):
    waiting = make_organisation(name="Waiting", state="unverified", admitted_at=None)
    make_role(user=make_user("waiting@example.org"), organisation=waiting)
    make_user("guest@example.org")
    asked = make_role(user=make_user("asked@example.org"), organisation=make_organisation(), state="asked")
    make_role(user=make_user("unproved@example.org", verified=False), organisation=asked.organisation)
    found = names(make_announcement(whole_network=True))
    assert sorted(found) == sorted(u.email for u in (member, colleague, lone_member, other_coordinator))


def test_it_can_be_taken_back_while_it_is_held(client_of, staff, member, action_group):
    announcement = make_announcement(action_groups=[action_group])
    announcements.hold(announcement=announcement, people=1, by=staff)
    with pytest.raises(RuleBroken):
        announcements.save_announcement(announcement=announcement, by=staff)
    client_of(staff).post(step(announcement, "take-back"))
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        send_announcements()
    announcement.refresh_from_db()
    assert announcement.state == "draft" and not OutboundMail.objects.exists()


def test_it_cannot_be_taken_back_when_the_time_is_over(staff, member, action_group):
    announcement = make_announcement(action_groups=[action_group])
    announcements.hold(announcement=announcement, people=1, by=staff)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        with pytest.raises(RuleBroken, match="five minutes are over"):
            announcements.take_back(announcement=announcement, by=staff)
        send_announcements()
        with pytest.raises(RuleBroken):
            announcements.take_back(announcement=announcement, by=staff)


def test_who_left_meanwhile_gets_nothing_and_a_changed_list_is_looked_at_again(
    staff, member, colleague, action_group
):
    announcement = make_announcement(action_groups=[action_group])
    with pytest.raises(RuleBroken, match="now go to 2 people, not 3"):
        announcements.hold(announcement=announcement, people=3, by=staff)
    announcements.hold(announcement=announcement, people=2, by=staff)
    with fixture_writes():
        action_group.memberships.filter(organisation__roles__user=colleague).update(state="left")
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        send_announcements()
    assert OutboundMail.objects.get().user == member


def test_a_worker_cut_off_in_the_middle_doubles_nothing(
    staff, member, colleague, lone_member, action_group, monkeypatch
):
    monkeypatch.setattr("groups.workspace.tasks.BATCH", 1)
    announcement = make_announcement(action_groups=[action_group])
    announcements.hold(announcement=announcement, people=3, by=staff)
    real, calls = announcements.mail_some, []

    def dies(**kwargs):
        if len(calls) == 2:
            raise KeyboardInterrupt
        calls.append(real(**kwargs))

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        monkeypatch.setattr("groups.workspace.tasks.announcements.mail_some", dies)
        with pytest.raises(KeyboardInterrupt):
            send_announcements()
        assert OutboundMail.objects.count() == 2
        monkeypatch.setattr("groups.workspace.tasks.announcements.mail_some", real)
        send_announcements()
    announcement.refresh_from_db()
    assert OutboundMail.objects.count() == announcement.people == 3


def test_nobody_chosen_or_nobody_there_is_said_so(staff, action_group):
    with pytest.raises(RuleBroken, match="Choose the CAGs"):
        announcements.hold(announcement=make_announcement(), people=0, by=staff)
    with pytest.raises(RuleBroken, match="Nobody would get it"):
        announcements.hold(announcement=make_announcement(action_groups=[action_group]), people=0, by=staff)


def test_a_briefing_names_its_partner_on_page_and_in_mail(client_of, staff, member, action_group):
    typed = {"kind": "briefing", "title": "Bins", "words": "New days.", "action_groups": [action_group.pk]}
    answer = client_of(staff).post(reverse("admin:groups_announcement_add"), typed | {"partner_name": " "})
    assert "Say whose briefing it is" in answer.text
    with pytest.raises(IntegrityError), transaction.atomic():
        make_announcement(kind="briefing")
    client_of(staff).post(reverse("admin:groups_announcement_add"), typed | {"partner_name": "The Borough"})
    announcement = Announcement.objects.get()
    send(announcement, staff)
    mail = OutboundMail.objects.get()
    assert mail.subject == "Briefing from The Borough: Bins"
    assert "Briefing from The Borough" in client_of(member).get(announcement.get_absolute_url()).text


def test_who_may_read_which(client_of, visitor, member, other_coordinator, staff, action_group):
    rows = {
        "private": make_announcement(action_groups=[action_group], sent=True),
        "public": make_announcement(action_groups=[action_group], sent=True, is_public=True),
        "network": make_announcement(whole_network=True, sent=True),
        "draft": make_announcement(action_groups=[action_group], is_public=True),
    }
    readers = {"visitor": visitor, "member": member, "other": other_coordinator, "staff": staff}
    guest = make_user("guest@example.org")
    found = {
        name: {key for key, row in rows.items() if client_of(user).get(row.get_absolute_url()).status_code == 200}
        for name, user in (readers | {"guest": guest}).items()
    }
    assert found == {
        "visitor": {"public"},
        "guest": {"public"},
        "member": {"private", "public", "network"},
        "other": {"public", "network"},
        "staff": {"private", "public", "network"},
    }
    shown = client_of(visitor).get(action_group.get_absolute_url()).text
    assert rows["public"].title in shown and f">{rows['private'].title}<" not in shown


def test_at_night_it_waits_for_the_morning(staff, member, action_group):
    announcement = make_announcement(action_groups=[action_group])
    with time_machine.travel("2026-03-03 22:00+00:00"):
        send(announcement, staff)
    assert OutboundMail.objects.get().next_attempt_at.isoformat() == "2026-03-04T08:00:00+00:00"


def test_one_that_breaks_stops_no_other(staff, member, action_group, monkeypatch, caplog):
    broken, good = (make_announcement(action_groups=[action_group]) for _ in range(2))
    for announcement in (broken, good):
        announcements.hold(announcement=announcement, people=1, by=staff)
    real = announcements.mail_some

    def breaks(*, announcement, **kwargs):
        return real(announcement=announcement, **kwargs) if announcement == good else 1 / 0

    monkeypatch.setattr("groups.workspace.tasks.announcements.mail_some", breaks)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        send_announcements()
    assert OutboundMail.objects.get().key == f"announcement:{good.pk}:{member.pk}"
    assert f"announcement {broken.pk} could not be sent" in caplog.text


def test_staff_begin_one_from_the_workspace_with_its_cag_ticked(client_of, staff, member, action_group):
    place = reverse("groups:workspace-announcements", args=[action_group.slug])
    assert "Announce something" not in client_of(member).get(place).text
    browser = client_of(staff)
    add = f"{reverse('admin:groups_announcement_add')}?action_groups={action_group.pk}"
    assert f'href="{add}"' in browser.get(place).text
    page = browser.get(add)
    assert page.context["adminform"].form["action_groups"].value() == [str(action_group.pk)]
