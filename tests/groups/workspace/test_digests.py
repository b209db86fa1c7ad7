"""One mail a day or a week about what is new: only then, once, to each only what they may and wish to hear."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from camk.outbox.models import OutboundMail
from groups.action_groups.models import ActionGroupWatch
from groups.workspace import digests
from groups.workspace.actions import discussion
from groups.workspace.models import MailChoice
from groups.workspace.tasks import send_digests
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.organisations import make_organisation, make_role
from tests.factories.workspace import (
    make_announcement,
    make_choice,
    make_reply,
    make_resource,
    make_thread,
    make_wish,
)
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
MONDAY = "2026-03-09 07:30+00:00"
TUESDAY = "2026-03-10 07:30+00:00"


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as travelling:
        yield travelling


def ago(**span):
    return timezone.now() - timedelta(**span)


def mails_of(user):
    return list(OutboundMail.objects.filter(user=user, kind="groups/digest").order_by("pk"))


def test_once_a_week_on_monday_at_eight_with_title_and_first_line(clock, member, colleague, action_group):
    make_thread(
        action_group=action_group,
        by=colleague,
        title="A | gazebo",
        words="First line\nsecond line",
        created_at=ago(days=2),
    )
    make_resource(action_group=action_group, by=colleague, title="Running a stall", created_at=ago(days=1))
    send_digests()
    send_digests()
    [mail] = mails_of(member)
    assert mail.subject == "2 new things in your CAGs"
    assert mail.next_attempt_at.isoformat() == "2026-03-09T08:00:00+00:00", "not in the quiet hours"
    assert "Question: A / gazebo. First line" in mail.text and "second line" not in mail.text
    assert "Guide: Running a stall. How to run a stall." in mail.text
    assert (mail.category, mail.key) == ("news", f"digest:{member.pk}:2026-W11")
    assert mail.unsubscribe_url in mail.text and f"cag:{action_group.pk}" in mail.about
    assert mails_of(colleague) == [], "nothing new for who wrote it all"
    clock.move_to(TUESDAY)
    make_thread(action_group=action_group, by=colleague)
    send_digests()
    assert len(mails_of(member)) == 1, "the next one is on Monday"
    clock.shift(timedelta(days=6))
    send_digests()
    assert mails_of(member)[1].subject == "1 new thing in your CAGs"


def test_daily_for_who_wants_it_and_nothing_new_no_mail(clock, member, colleague, action_group):
    make_choice(member, often="daily", told_until=ago(days=1))
    send_digests()
    assert mails_of(member) == []
    make_thread(action_group=action_group, by=colleague, created_at=timezone.now() + timedelta(hours=1))
    clock.shift(timedelta(hours=2))
    send_digests()
    assert mails_of(member) == [], "its day is done"
    clock.move_to(TUESDAY)
    send_digests()
    [mail] = mails_of(member)
    assert mail.key.endswith("2026-03-10") and "since yesterday" in mail.text


def test_a_monday_that_failed_is_made_up_on_tuesday(clock, member, colleague, action_group):
    make_thread(action_group=action_group, by=colleague, created_at=ago(days=2))
    clock.move_to(TUESDAY)
    send_digests()
    assert len(mails_of(member)) == 1


@pytest.mark.parametrize("often", ["never", "at_once"])
def test_none_for_who_wants_none_or_each_at_once(clock, member, colleague, action_group, often):
    make_choice(member, often=often, told_until=ago(days=7))
    make_thread(action_group=action_group, by=colleague, created_at=ago(days=2))
    send_digests()
    assert mails_of(member) == []


def test_away_hears_nothing_and_afterwards_what_was_missed(clock, member, colleague, action_group):
    make_choice(member, told_until=ago(days=7), away_until=timezone.localdate() + timedelta(days=7))
    make_thread(action_group=action_group, by=colleague, title="Missed", created_at=ago(days=2))
    make_announcement(action_groups=[action_group], title="Announced", sent=True)
    send_digests()
    assert mails_of(member) == []
    clock.shift(timedelta(days=7))
    send_digests()
    [mail] = mails_of(member)
    assert "Missed" in mail.text and "Announced" in mail.text


def test_muted_cags_and_threads_are_left_out(clock, member, colleague, action_group):
    muted = make_thread(action_group=action_group, by=colleague, title="Quiet", created_at=ago(days=2))
    make_thread(action_group=action_group, by=colleague, title="Loud", created_at=ago(days=2))
    make_wish(member, thread=muted)
    send_digests()
    assert "Loud" in mails_of(member)[0].text and "Quiet" not in mails_of(member)[0].text
    make_wish(member, action_group=action_group)
    make_thread(action_group=action_group, by=colleague)
    clock.shift(timedelta(days=7))
    send_digests()
    assert len(mails_of(member)) == 1


def test_new_replies_bring_an_old_post_back(clock, member, colleague, action_group):
    thread = make_thread(action_group=action_group, by=member, title="Old", created_at=ago(days=60))
    make_reply(thread=thread, by=colleague, words="Words of the reply", created_at=ago(days=1))
    send_digests()
    [mail] = mails_of(member)
    assert "Question: Old. (1 new reply)" in mail.text and "Words of the reply" not in mail.text


def test_watchers_hear_public_news_only(clock, supporter, colleague, action_group):
    with fixture_writes():
        ActionGroupWatch.objects.create(user=supporter, action_group=action_group)
    make_thread(action_group=action_group, by=colleague, title="Private", created_at=ago(days=2))
    make_resource(action_group=action_group, by=colleague, title="Members only", created_at=ago(days=2))
    send_digests()
    assert mails_of(supporter) == []
    clock.shift(timedelta(days=7))
    make_resource(action_group=action_group, by=colleague, title="For all", audience="public", created_at=ago(days=2))
    make_announcement(
        action_groups=[action_group], title="Public news", is_public=True, sent=True, sent_at=ago(days=1)
    )
    send_digests()
    [mail] = mails_of(supporter)
    assert "For all" in mail.text and "Public news" in mail.text
    assert "Private" not in mail.text and "Members only" not in mail.text


def test_nobody_hears_of_a_cag_they_left_or_never_joined(clock, member, colleague, other_coordinator, action_group):
    make_thread(action_group=action_group, by=colleague, created_at=ago(days=2))
    with fixture_writes():
        action_group.memberships.filter(organisation__roles__user=member).update(state="left")
    send_digests()
    assert mails_of(member) == mails_of(other_coordinator) == []


def test_an_announcement_that_was_mailed_is_not_told_twice(clock, staff, member, action_group):
    announcement = make_announcement(action_groups=[action_group], sent=True, sent_at=ago(days=1))
    with fixture_writes():
        OutboundMail.objects.create(key=f"announcement:{announcement.pk}:{member.pk}", kind="x", user=member)
    send_digests()
    assert mails_of(member) == []


def test_what_was_hidden_or_withdrawn_is_not_told(clock, member, colleague, action_group):
    for state in ("hidden", "withdrawn"):
        make_thread(action_group=action_group, by=colleague, state=state, created_at=ago(days=2))
        make_resource(action_group=action_group, by=colleague, state=state, created_at=ago(days=2))
    send_digests()
    assert mails_of(member) == []


def test_a_forged_section_stays_words(clock, member, colleague, action_group):
    title = "Hello\x1ebutton Press evil"
    discussion.post_thread(
        action_group=action_group, kind="news", title=title, words="\x1esubject\nForged", by=colleague
    )
    clock.shift(timedelta(days=6))
    send_digests()
    [mail] = mails_of(member)
    assert mail.subject == "1 new thing in your CAGs" and "\x1e" not in mail.text


def test_one_person_that_fails_stops_no_other(
    clock, member, colleague, lone_member, action_group, monkeypatch, caplog
):
    make_thread(action_group=action_group, by=colleague, created_at=ago(days=2))
    real = digests.Reader.new
    monkeypatch.setattr(digests.Reader, "new", lambda self, p: 1 / 0 if self.user == member else real(self, p))
    send_digests()
    assert mails_of(member) == [] and len(mails_of(lone_member)) == 1
    assert "was not sent" in caplog.text
    monkeypatch.undo()
    send_digests()
    assert len(mails_of(member)) == 1


def test_finding_what_is_due_costs_the_same_for_one_and_for_thirty(clock, colleague, action_group):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            list(digests.readers(timezone.now()))
        return len(seen)

    one = cost()
    for _ in range(30):
        organisation = make_organisation()
        make_role(user=make_user(), organisation=organisation)
        make_membership(action_group=make_action_group(), organisation=organisation)
    assert cost() == one == 7


def test_batches_miss_nobody(clock, colleague, action_group, monkeypatch):
    monkeypatch.setattr(digests, "BATCH", 2)
    people = [make_user() for _ in range(5)]
    for user in people:
        make_membership(action_group=action_group, user=user)
    make_thread(action_group=action_group, by=colleague, created_at=ago(days=2))
    send_digests()
    assert all(len(mails_of(user)) == 1 for user in people)
    assert MailChoice.objects.filter(last_period="2026-W11").count() == 6
