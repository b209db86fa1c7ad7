"""Discussion: members write and answer, mend for two days, take back; staff hide; nobody else reads a word."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.action_groups.actions import joining
from groups.workspace.actions import discussion
from groups.workspace.models import Reply, Resource, Thread
from groups.workspace.tasks import pass_on_questions
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.workspace import make_choice, make_reply, make_thread, make_wish
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
NEW = {"kind": "question", "title": "A gazebo", "words": "Has anybody\na gazebo?"}


def page(name, action_group, *more):
    return reverse(f"groups:{name}", args=[action_group.slug, *more])


def test_a_member_asks_and_another_answers(client_of, member, colleague, action_group, organisation):
    posted = client_of(member).post(page("thread-new", action_group), NEW | {"follow": "on"})
    thread = Thread.objects.get()
    assert posted.url == thread.get_absolute_url()
    assert (thread.by, thread.organisation, thread.kind) == (member, organisation, "question")
    browser = client_of(colleague)
    assert "A gazebo" in browser.get(page("thread-list", action_group)).text
    assert "A gazebo" in browser.get(page("workspace", action_group)).text
    answered = browser.post(thread.get_absolute_url(), {"words": "We have one."})
    assert answered.url == f"{thread.get_absolute_url()}#reply-{Reply.objects.get().pk}"
    shown = browser.get(thread.get_absolute_url()).text
    assert "We have one." in shown and "Cleo Colleague, Cleo&#x27;s Café" in shown and "1 reply" in shown
    mail = OutboundMail.objects.get(user=member)
    assert mail.kind == "groups/new_reply" and "We have one." in mail.text and mail.category == "news"


def test_the_list_narrows_by_kind(client_of, member, action_group):
    make_thread(action_group=action_group, by=member, kind="idea", title="A shared van")
    make_thread(action_group=action_group, by=member, title="A gazebo")
    browser = client_of(member)
    shown = browser.get(page("thread-list", action_group), {"kind": "idea"}).text
    assert "A shared van" in shown and "A gazebo" not in shown
    assert "A gazebo" in browser.get(page("thread-list", action_group), {"kind": "nonsense"}).text


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client_of, member, action_group):
    answer = client_of(member).post(page("thread-new", action_group), NEW | {"kind": ""})
    assert "Choose what it is." in answer.text and "A gazebo" in answer.text
    assert not Thread.objects.exists()
    assert 'ring <a href="tel:999">999</a>' in answer.text, "the notice stands beside the box"


def test_leaving_ends_access_with_the_next_click(client_of, member, action_group, organisation):
    thread = make_thread(action_group=action_group, by=member)
    browser = client_of(member)
    pages = [page(name, action_group) for name in ("workspace", "thread-list", "workspace-people", "thread-new")]
    pages.append(thread.get_absolute_url())
    assert {browser.get(address).status_code for address in pages} == {200}
    joining.leave(membership=action_group.memberships.get(organisation=organisation), by=member)
    assert {browser.get(address).status_code for address in pages} == {404}
    assert browser.post(thread.get_absolute_url(), {"words": "Still here?"}).status_code == 404
    with pytest.raises(RuleBroken):
        discussion.post_reply(thread=thread, words="Still here?", by=member)


@pytest.mark.parametrize("state", ["applied", "paused", "rejected", "removed"])
def test_only_active_membership_opens_the_door(client_of, supporter, action_group, state):
    make_membership(action_group=action_group, user=supporter, state=state)
    assert client_of(supporter).get(page("workspace", action_group)).status_code == 404


def test_a_post_of_one_cag_is_not_reached_through_another(client_of, member, action_group, organisation):
    other = make_action_group(name="Secret CAG")
    thread = make_thread(action_group=other, by=member)
    browser = client_of(member)
    for name in ("thread-detail", "thread-edit", "thread-withdraw"):
        assert browser.get(page(name, action_group, thread.pk)).status_code == 404
    assert browser.post(page("thread-follow", action_group, thread.pk), {"wish": "mute"}).status_code == 404


def test_words_are_mended_for_two_days(client_of, member, action_group):
    now = timezone.now()
    thread = make_thread(action_group=action_group, by=member)
    address = page("thread-edit", action_group, thread.pk)
    browser = client_of(member)
    with time_machine.travel(now + timedelta(days=1, hours=23)):
        browser.force_login(member, backend="camk.accounts.backends.OfficeBackend")
        assert browser.post(address, {"title": "Two  gazebos", "words": "Two, please"}).status_code == 302
    thread.refresh_from_db()
    assert (thread.title, thread.words) == ("Two gazebos", "Two, please") and thread.edited_at
    with time_machine.travel(now + timedelta(days=2, minutes=1)):
        answer = browser.post(address, {"title": "Ten", "words": "Ten"})
        assert "for two days" in answer.text
    thread.refresh_from_db()
    assert thread.title == "Two gazebos"


def test_nobody_mends_or_takes_back_words_of_somebody_else(client_of, member, colleague, action_group):
    reply = make_reply(thread=make_thread(action_group=action_group, by=member), by=member)
    browser = client_of(colleague)
    for name in ("reply-edit", "reply-withdraw"):
        assert browser.get(page(name, action_group, reply.pk)).status_code == 404
        assert browser.post(page(name, action_group, reply.pk), {"words": "Mine"}).status_code == 404
    for run in (discussion.mend, discussion.take_back):
        with pytest.raises(RuleBroken):
            run(words=reply, by=colleague, **({"text": "Mine"} if run is discussion.mend else {}))


def test_the_author_takes_back_a_reply_and_a_post(client_of, member, colleague, action_group):
    thread = make_thread(action_group=action_group, by=member)
    reply = make_reply(thread=thread, by=member, words="Hasty words")
    browser = client_of(member)
    assert "Yes, take it back" in browser.get(page("reply-withdraw", action_group, reply.pk)).text
    browser.post(page("reply-withdraw", action_group, reply.pk))
    assert "Hasty words" not in browser.get(thread.get_absolute_url()).text
    assert "Taken back by its author" in browser.get(thread.get_absolute_url()).text
    browser.post(page("thread-withdraw", action_group, thread.pk))
    assert client_of(colleague).get(thread.get_absolute_url()).status_code == 404
    assert thread.title not in client_of(colleague).get(page("thread-list", action_group)).text
    with pytest.raises(RuleBroken):
        discussion.post_reply(thread=thread, words="Late", by=colleague)


def test_staff_hide_with_a_reason_and_show_again(client_of, staff, member, colleague, action_group):
    thread = make_thread(action_group=action_group, by=member)
    step = reverse("admin:groups_thread_step", args=[thread.pk, "hide"])
    browser = client_of(staff)
    assert browser.post(step, {"reason": ""}).status_code == 200
    assert browser.post(step, {"reason": "It names a child."}).status_code == 302
    thread.refresh_from_db()
    assert (thread.state, thread.state_reason) == ("hidden", "It names a child.")
    assert client_of(colleague).get(thread.get_absolute_url()).status_code == 404
    assert "Hidden by staff" in client_of(member).get(thread.get_absolute_url()).text
    assert "names a child" not in str(AuditEvent.objects.values_list("data", flat=True))
    client_of(staff).post(reverse("admin:groups_thread_step", args=[thread.pk, "show"]))
    assert client_of(colleague).get(thread.get_absolute_url()).status_code == 200


def test_a_closed_cag_is_read_by_staff_and_written_by_nobody(client_of, staff, member, action_group):
    thread = make_thread(action_group=action_group, by=member)
    with fixture_writes():
        action_group.state = "closed"
        action_group.save()
    assert client_of(member).get(thread.get_absolute_url()).status_code == 404
    assert client_of(staff).get(thread.get_absolute_url()).status_code == 200
    with pytest.raises(RuleBroken):
        discussion.post_thread(action_group=action_group, kind="news", title="A", words="B", by=staff)


def test_each_post_comes_at_once_to_who_wants_that_and_never_at_night(member, colleague, lone_member, action_group):
    make_choice(colleague, often="at_once")
    with time_machine.travel("2026-03-03 23:30+00:00"):
        discussion.post_thread(action_group=action_group, kind="news", title="Lights", words="They work.", by=member)
    mail = OutboundMail.objects.get()
    assert (mail.user, mail.kind, mail.next_attempt_at.hour) == (colleague, "groups/new_post", 8)
    assert "Lights" in mail.subject and mail.unsubscribe_url in mail.text


def test_who_muted_the_cag_or_is_away_hears_nothing_at_once(member, colleague, lone_member, action_group):
    make_choice(colleague, often="at_once", away_until=timezone.localdate() + timedelta(days=3))
    make_choice(lone_member, often="at_once")
    make_wish(lone_member, action_group=action_group)
    discussion.post_thread(action_group=action_group, kind="news", title="Lights", words="They work.", by=member)
    assert not OutboundMail.objects.exists()


def test_following_ends_with_leaving(member, colleague, action_group):
    thread = make_thread(action_group=action_group, by=member)
    make_wish(member, wish="follow", thread=thread)
    joining.leave(membership=action_group.memberships.get(organisation__roles__user=member), by=member)
    discussion.post_reply(thread=thread, words="Private words of the CAG", by=colleague)
    assert not OutboundMail.objects.exists()


def test_follow_and_mute_are_one_press(client_of, member, colleague, action_group):
    thread = make_thread(action_group=action_group, by=colleague)
    browser, address = client_of(member), page("thread-follow", action_group, thread.pk)
    for wish, said in (("follow", "We mail you each reply."), ("mute", "We send you nothing of it.")):
        browser.post(address, {"wish": wish})
        browser.post(address, {"wish": wish})
        assert said in browser.get(thread.get_absolute_url()).text
        assert thread.followings.get().wish == wish
    browser.post(address, {"wish": ""})
    assert not thread.followings.exists()
    browser.post(address, {"wish": "nonsense"})
    assert not thread.followings.exists()


# -- questions nobody answered ----------------------------------------------------------------------------


def test_a_question_unanswered_for_three_working_days_goes_to_the_named_staff_once(member, staff, action_group):
    with fixture_writes():
        action_group.staff_contact = staff
        action_group.save()
    asked = timezone.datetime(2026, 3, 5, 11, tzinfo=timezone.get_current_timezone())  # a Thursday
    thread = make_thread(action_group=action_group, by=member, title="A gazebo", words="private", created_at=asked)
    make_reply(thread=thread, by=member, words="Nobody?")
    with time_machine.travel("2026-03-10 10:00+00:00"):
        pass_on_questions()
        assert not OutboundMail.objects.exists(), "Friday and Monday are two working days"
    with time_machine.travel("2026-03-10 11:01+00:00"):
        pass_on_questions()
        pass_on_questions()
    mail = OutboundMail.objects.get()
    assert (mail.user, mail.kind, mail.category) == (staff, "groups/question_unanswered", "service")
    assert "A gazebo" in mail.subject and "private" not in mail.text
    thread.refresh_from_db()
    assert thread.passed_on_at is not None


@pytest.mark.parametrize("what", ["answered", "news", "withdrawn", "fresh"])
def test_nothing_else_is_passed_on(member, colleague, staff, action_group, what):
    kinds = {"news": {"kind": "news"}, "withdrawn": {"state": "withdrawn"}}
    old = timezone.now() - timedelta(days=0 if what == "fresh" else 30)
    thread = make_thread(action_group=action_group, by=member, created_at=old, **kinds.get(what, {}))
    if what == "answered":
        make_reply(thread=thread, by=colleague)
    pass_on_questions()
    assert not OutboundMail.objects.exists()


def test_without_a_named_contact_all_staff_hear_of_it(client_of, member, staff, second_staff, action_group):
    make_thread(action_group=action_group, by=member, created_at=timezone.now() - timedelta(days=30))
    pass_on_questions()
    assert set(OutboundMail.objects.values_list("user", flat=True)) == {staff.pk, second_staff.pk}
    listed = client_of(staff).get(reverse("admin:groups_thread_changelist"), {"unanswered": "yes"})
    assert listed.context["cl"].result_count == 1


def test_a_form_sent_twice_makes_one_row_and_shows_the_first_result(client_of, member, action_group):
    browser = client_of(member)
    first, second = (browser.post(page("thread-new", action_group), NEW).url for _ in range(2))
    assert first == second and Thread.objects.count() == 1
    for _ in range(2):
        browser.post(first, {"words": "Nobody?"})
    assert Reply.objects.count() == 1
    browser.post(first, {"words": "Really nobody?"})
    assert Reply.objects.count() == 2
    new = reverse("groups:resource-new", args=[action_group.slug])
    typed = {"title": "A guide", "purpose": "For all.", "kind": "guide", "audience": "members"}
    places = [browser.post(new, typed | {"url": "https://example.org/"}).url for _ in range(2)]
    assert places[0] == places[1] and Resource.objects.count() == 1
