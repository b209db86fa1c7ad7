"""Tasks from meetings: given, nudged, answered by link, shown where they are looked for."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.links import SecretLink, link_for
from camk.outbox.models import OutboundMail
from camk.outbox.sending import send_batch
from groups.organisations.models import OrganisationRole
from meetings.outcomes.actions import to_dos as actions
from meetings.outcomes.missed import five_lines
from meetings.outcomes.models import ToDo
from meetings.outcomes.tasks import nudge
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation, make_role
from tests.factories.outcomes import make_past, make_record, make_to_do
from tests.guard import fixture_writes
from tests.meetings.outcomes.test_views import page

pytestmark = pytest.mark.django_db
DUE = date(2027, 3, 19)


def kinds():
    return sorted(OutboundMail.objects.values_list("kind", flat=True))


def link_of(row, user):
    return reverse("meetings:to-do-link", args=[link_for(purpose="to-do", target=row, user=user).token])


@pytest.fixture
def task(coordinator, organisation):
    """A task of the coordinator's organisation, its link, and nothing mailed yet."""
    row = make_to_do(meeting=make_past(title="Lunch"), organisation=organisation)
    with fixture_writes():
        row.url = link_of(row, coordinator)
    return row


def test_the_lead_contact_gets_one_mail_when_a_task_is_given(staff, coordinator, organisation):
    make_role(user=make_user(), organisation=organisation)
    due_on = timezone.localdate() + timedelta(days=9)
    given = {"meeting": make_past(host=staff), "words": "Ring the  hall", "due_on": due_on, "by": staff}
    row = actions.give(organisation=organisation, **given)
    mail = OutboundMail.objects.get(kind="meetings/to_do_given")
    assert mail.user == coordinator and "Ring the hall" in mail.text and row.words == "Ring the hall"
    with pytest.raises(RuleBroken, match="who does it"):
        actions.give(**given)
    with pytest.raises(RuleBroken, match="still to come"):
        actions.give(organisation=organisation, **given | {"due_on": date(2020, 1, 1)})
    with pytest.raises(RuleBroken, match="within a year"):
        actions.give(organisation=organisation, **given | {"due_on": date(2099, 1, 1)})


def test_a_task_is_nudged_once_before_and_once_after_its_day_and_anew_for_another_day(coordinator, staff):
    created = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
    with time_machine.travel(created, tick=False):
        row = make_to_do(meeting=make_past(), user=coordinator, due_on=DUE, created_at=created)

    def run(day, month=3):
        with time_machine.travel(datetime(2027, month, day, 9, 20, tzinfo=UTC), tick=False):
            nudge()
        return kinds()

    due, late = "meetings/to_do_due", "meetings/to_do_overdue"
    assert run(16) == []
    assert run(17) == [due] and run(18) == [due] and run(19) == [due]
    assert run(20) == [due, late] and run(25) == [due, late]
    with time_machine.travel(datetime(2027, 3, 25, 12, 0, tzinfo=UTC), tick=False):
        actions.need_longer(to_do=row, due_on=date(2027, 4, 9), by=coordinator)
    assert run(8, month=4) == [due, due, late]
    with time_machine.travel(datetime(2027, 4, 8, 12, 0, tzinfo=UTC), tick=False):
        actions.finish(to_do=row, by=coordinator)
    assert run(12, month=4) == [due, due, late]


def test_several_tasks_of_one_person_are_one_mail_and_each_stands_in_it_once(coordinator, mailoutbox):
    today = timezone.localdate()
    for words in ("Ring the | hall", "Book the van"):
        row = make_to_do(meeting=make_past(), user=coordinator, words=words, due_on=today + timedelta(days=1))
        with fixture_writes():
            ToDo.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=3))
    nudge()
    with fixture_writes():
        OutboundMail.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    send_batch()
    [mail] = mailoutbox
    assert mail.subject == "2 tasks: say how they go"
    assert mail.body.count("the day is near") == 2 and mail.body.count("/to-do/link/") == 2


def test_nobody_is_nudged_the_day_after_they_got_it(coordinator):
    today = timezone.localdate()
    make_to_do(meeting=make_past(), user=coordinator, due_on=today + timedelta(days=1), created_at=timezone.now())
    nudge()
    assert kinds() == []


def test_opening_the_link_changes_nothing_and_one_press_says_done(client, task):
    assert "It is done" in page(client, task.url)
    task.refresh_from_db()
    assert task.state == "open"
    response = client.post(task.url, {"say": "done"}, follow=True)
    assert "We have written that down" in response.content.decode()
    task.refresh_from_db()
    assert task.state == "done" and task.ended_at
    assert response["Cache-Control"] == "private, no-store"


def test_needing_longer_takes_a_later_day_and_cannot_takes_a_reason(client, task, staff):
    with fixture_writes():
        task.meeting.host = staff
        task.meeting.save()
    for data, sentence in [
        ({"say": "longer"}, "Choose the day"),
        ({"say": "longer", "due_on": "31 February"}, "Enter a valid date"),
        ({"say": "longer", "due_on": timezone.localdate().isoformat()}, "later day"),
        ({"say": "longer", "due_on": "2999-01-01"}, "within a year"),
        ({"say": "cannot", "reason": " "}, "Say why"),
        ({"say": "fly"}, "Choose one of the answers"),
        ({}, "Choose one of the answers"),
    ]:
        response = client.post(task.url, data)
        assert response.status_code == 409 and sentence in response.content.decode(), data
    later = timezone.localdate() + timedelta(days=30)
    client.post(task.url, {"say": "longer", "due_on": later.isoformat()})
    task.refresh_from_db()
    assert (task.due_on, task.state) == (later, "open")
    client.post(task.url, {"say": "cannot", "reason": "The hall is shut."})
    task.refresh_from_db()
    assert (task.state, task.reason) == ("dropped", "The hall is shut.")
    mail = OutboundMail.objects.get(kind="meetings/to_do_cannot")
    assert mail.user == staff and "The hall is shut" not in mail.text


def test_who_no_longer_acts_for_the_organisation_finds_nothing_behind_the_link(client, task, coordinator):
    with fixture_writes():
        OrganisationRole.objects.filter(user=coordinator).update(state="ended", ended_at=timezone.now())
    page(client, task.url, 404)
    assert client.post(task.url, {"say": "done"}).status_code == 404
    with pytest.raises(RuleBroken, match="not yours"):
        actions.finish(to_do=task, by=coordinator)


def test_a_dropped_task_without_a_reason_is_refused_by_the_database_too(task):
    with pytest.raises(IntegrityError), transaction.atomic(), fixture_writes():
        ToDo.objects.filter(pk=task.pk).update(state="dropped", ended_at=timezone.now())


def test_my_page_shows_what_is_open_and_leads_to_it(client_of, coordinator, task):
    words = page(client_of(coordinator), "/me/")
    assert task.words in words and f"/to-do/{task.pk}/" in words
    assert 'class="back" href="/me/"' in page(client_of(coordinator), f"/to-do/{task.pk}/")
    with fixture_writes():
        ToDo.objects.update(state="done", ended_at=timezone.now())
    assert task.words not in page(client_of(coordinator), "/me/")


def test_the_page_of_the_meeting_says_who_does_what_and_names_persons_to_members_only(
    client, client_of, member, action_group
):
    meeting = make_past(title="Lunch", action_groups=[action_group])
    make_to_do(meeting=meeting, organisation=make_organisation(name="Bench Makers"))
    make_to_do(meeting=meeting, user=make_user(name="Priya Person"))
    assert "Bench Makers" not in page(client, "/meetings/lunch/")
    make_record(meeting=meeting)
    words = page(client, "/meetings/lunch/")
    assert "Bench Makers" in words and "somebody who was there" in words and "Priya Person" not in words
    assert "Priya Person" in page(client_of(member), "/meetings/lunch/")


def test_what_is_open_is_carried_to_the_next_meeting_of_the_cag_only(client, action_group):
    old = make_past(action_groups=[action_group])
    make_record(meeting=old)
    make_to_do(meeting=old, words="Mend the gate", organisation=make_organisation())
    make_to_do(meeting=old, words="Paint it", state="done", ended_at=timezone.now())
    make_meeting(title="Next", action_groups=[action_group], starts_at=timezone.now() + timedelta(days=5))
    make_meeting(title="Later", action_groups=[action_group], starts_at=timezone.now() + timedelta(days=50))
    make_meeting(title="Others", action_groups=[make_action_group()])
    words = page(client, "/meetings/next/")
    assert "Still to do from last time" in words and "Mend the gate" in words and "Paint it" not in words
    assert "Mend the gate" not in page(client, "/meetings/later/") + page(client, "/meetings/others/")


def test_the_workspace_shows_what_is_open(client_of, member, action_group):
    meeting = make_past(action_groups=[action_group])
    make_record(meeting=meeting, audience="members")
    make_to_do(meeting=meeting, words="Mend the gate", organisation=make_organisation())
    assert "Mend the gate" in page(client_of(member), f"/action-groups/{action_group.slug}/workspace/")


def test_the_five_lines_name_what_is_to_be_done():
    meeting = make_past()
    make_to_do(meeting=meeting, words="Mend the gate", organisation=make_organisation(name="Club"))
    make_to_do(meeting=meeting, words="Ring the hall", user=make_user(name="Priya Person"))
    assert five_lines(meeting).splitlines() == ["To do: Mend the gate (Club)", "To do: Ring the hall"]


def test_staff_give_a_task_and_see_what_is_overdue(client_of, staff, organisation, coordinator):
    client, meeting = client_of(staff), make_past()
    step = reverse("admin:meetings_outcome_step", args=[meeting.pk, "task"])
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    sing = {"words": "Sing", "due_on": day, "email": "a@example.org", "name": "Al"}
    assert "Say who does it" in client.post(step, {"words": "Ring", "due_on": day}).content.decode()
    assert client.post(step, {"words": "Ring", "due_on": day, "organisation": organisation.pk}).status_code == 302
    assert client.post(step, sing).status_code == 302
    assert ToDo.objects.get(words="Sing").user.name == "Al"
    make_to_do(meeting=meeting, words="Long ago", due_on=date(2026, 1, 5), user=coordinator)
    listed = page(client, reverse("admin:meetings_todo_changelist") + "?overdue=yes")
    assert "Long ago" in listed and "Sing" not in listed
    row = ToDo.objects.get(words="Long ago")
    client.post(reverse("admin:meetings_todo_step", args=[row.pk, "drop"]), {"reason": "Not needed."})
    row.refresh_from_db()
    assert row.state == "dropped"
    client.post(reverse("admin:meetings_todo_step", args=[row.pk, "again"]))
    row.refresh_from_db()
    assert (row.state, row.reason, row.ended_at) == ("open", "", None)


def test_each_owner_has_one_link_however_many_mails(coordinator):
    row = make_to_do(meeting=make_past(), user=coordinator, due_on=timezone.localdate() + timedelta(days=1))
    nudge()
    with fixture_writes():
        ToDo.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    nudge()
    assert kinds() == ["meetings/to_do_due", "meetings/to_do_overdue"]
    assert SecretLink.objects.filter(purpose="to-do", target_id=str(row.pk)).count() == 1
