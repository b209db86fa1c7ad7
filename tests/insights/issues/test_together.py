"""What comes at about the same time goes as one mail, each issue once; nothing is lost, nothing goes twice."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from camk.outbox.actions import bundling
from camk.outbox.actions.bundling import TOGETHER, bundle_due
from camk.outbox.models import BundlePart, OutboundMail
from camk.outbox.sending import send_batch
from groups.workspace.models import MailChoice
from insights.issues.actions import (
    add_evidence,
    answer_question,
    follow,
    forget_copies,
    stop_following,
    withdraw_voice,
)
from insights.loop.models import owed
from insights.triage import actions as triage
from tests.factories.camk import make_user
from tests.factories.issues import make_issue
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
State = OutboundMail.State
LATER = TOGETHER + timedelta(minutes=1)


def news(user):
    return OutboundMail.objects.filter(user=user, kind__startswith="insights/").order_by("pk")


def time_goes_on():
    """A quarter of an hour later."""
    with fixture_writes():
        OutboundMail.objects.filter(state=State.QUEUED).update(next_attempt_at=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def two(coordinator):
    """Two issues of one person."""
    return [make_issue(released=True, state="in_review", user=coordinator) for _ in range(2)]


def test_two_issues_are_one_mail_and_each_stands_in_it_once(two, staff, coordinator, mailoutbox):
    for issue in two:
        triage.accept(issue=issue, by=staff)
    triage.answer(issue=two[0], words="New lamps.", by=staff)
    assert send_batch() == 0, "they wait for each other"
    time_goes_on()
    send_batch()
    [mail] = mailoutbox
    assert mail.subject == "News about 2 issues"
    said = OutboundMail.objects.get(kind="insights/news_of_issues").text
    first, second = (next(line for line in said.splitlines() if i.reference in line and "now" in line) for i in two)
    assert 0 < first.find("On our list") < first.find("Answered") and "On our list" in second, "oldest first"
    assert news(coordinator).filter(state=State.BUNDLED).count() == 3
    assert owed().get().standing == "mail"


def test_one_alone_goes_as_it_was_written(two, staff, coordinator, mailoutbox):
    triage.accept(issue=two[0], by=staff)
    time_goes_on()
    send_batch()
    assert [mail.subject for mail in mailoutbox] == [f"{two[0].reference}: On our list"]


def test_what_comes_later_is_the_next_mail(two, staff, mailoutbox):
    for issue in two:
        triage.accept(issue=issue, by=staff)
    time_goes_on()
    send_batch()
    for issue in two:
        triage.answer(issue=issue, words="New lamps.", by=staff)
    assert send_batch() == 0
    time_goes_on()
    send_batch()
    assert [mail.subject for mail in mailoutbox] == ["News about 2 issues"] * 2


def test_whoever_only_follows_gets_one_too_and_nobody_elses_news(two, staff, coordinator, mailoutbox):
    follower = make_user()
    for issue in two:
        follow(issue=issue, user=follower, by=follower)
        triage.accept(issue=issue, by=staff)
    time_goes_on()
    send_batch()
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([coordinator.email, follower.email])
    for mail in OutboundMail.objects.filter(kind="insights/news_of_issues"):
        links = {part.url for part in BundlePart.objects.filter(mail__part_of=mail)}
        assert all(link in mail.text for link in links) and len(links) == 2


def test_a_question_does_not_wait(two, staff, mailoutbox):
    triage.ask(issue=two[0], words="Since when?", by=staff)
    send_batch()
    assert len(mailoutbox) == 1


def test_what_another_worker_has_claimed_goes_alone(two, staff, coordinator):
    """And what is left of it is not made a bundle of one."""
    for issue in two:
        triage.accept(issue=issue, by=staff)
    time_goes_on()
    first = news(coordinator).first()
    with fixture_writes():
        OutboundMail.objects.filter(pk=first.pk).update(state=State.SENDING, claimed_at=timezone.now())
    assert bundle_due(now=timezone.now()) == 0
    assert not bundling._bundle("insights/news_of_issues", coordinator.pk)
    assert set(news(coordinator).values_list("state", flat=True)) == {State.SENDING, State.QUEUED}


def test_what_must_leave_leaves_a_waiting_bundle_and_the_rest_still_goes(two, staff, coordinator, mailoutbox):
    for issue in two:
        triage.accept(issue=issue, by=staff)
    time_goes_on()
    assert bundle_due(now=timezone.now()) == 1
    forget_copies(texts=set(), references={two[0].reference})
    send_batch()
    [mail] = mailoutbox
    assert two[1].reference in mail.subject and two[0].reference not in mail.body + mail.subject
    assert not OutboundMail.objects.filter(text__contains=two[0].reference).exists()
    assert not BundlePart.objects.filter(title=two[0].reference).exists()


def test_who_takes_their_words_back_or_stops_hears_no_more_of_it(two, staff, coordinator, mailoutbox):
    for issue in two:
        triage.accept(issue=issue, by=staff)
    time_goes_on()
    assert bundle_due(now=timezone.now()) == 1
    withdraw_voice(voice=two[0].voices.get(), by=coordinator)
    send_batch()
    [mail] = mailoutbox
    assert two[1].reference in mail.subject and two[0].reference not in mail.body + mail.subject
    triage.answer(issue=two[1], words="New lamps.", by=staff)
    stop_following(issue=two[1], user=coordinator, by=coordinator)
    time_goes_on()
    assert send_batch() == 0 and len(mailoutbox) == 1


def test_whoever_stops_the_news_gets_nothing_that_still_waits(client, client_of, two, staff, coordinator, mailoutbox):
    other = make_issue(released=True, state="in_review", user=make_user("other@example.org"))
    for issue in (*two, other):
        triage.accept(issue=issue, by=staff)
    time_goes_on()
    with fixture_writes():
        bundle_due(now=timezone.now())
    stop = OutboundMail.objects.get(kind="insights/news_of_issues").unsubscribe_url
    assert client.post(urlsplit(stop).path).status_code in (200, 302)
    send_batch()
    assert [mail.to for mail in mailoutbox] == [["other@example.org"]]
    triage.answer(issue=other, words="New lamps.", by=staff)
    typed = {"often": "weekly", "announcements": "on", "issues": "never"}
    client_of(other.voices.get().user).post("/me/mails/", typed)
    time_goes_on()
    assert send_batch() == 0


def test_a_bundle_that_has_gone_is_not_taken_apart(two, staff, coordinator, mailoutbox):
    for issue in two:
        triage.accept(issue=issue, by=staff)
    time_goes_on()
    send_batch()
    stop_following(issue=two[0], user=coordinator, by=coordinator)
    assert send_batch() == 0 and len(mailoutbox) == 1
    assert set(news(coordinator).filter(part__isnull=False).values_list("state", flat=True)) == {State.BUNDLED}


def test_what_comes_while_a_bundle_waits_is_not_put_into_it(two, staff, coordinator):
    for issue in two:
        triage.accept(issue=issue, by=staff)
    time_goes_on()
    bundle_due(now=timezone.now())
    triage.answer(issue=two[0], words="New lamps.", by=staff)
    time_goes_on()
    assert bundle_due(now=timezone.now()) == 0
    assert [mail.state for mail in news(coordinator)] == [State.BUNDLED] * 2 + [State.QUEUED] * 2


def test_whoever_looks_after_it_hears_what_people_do_with_it(client_of, staff, second_staff, coordinator, mailoutbox):
    issue = make_issue(released=True, state="in_review", user=coordinator)
    triage.assign(issue=issue, owner=staff, by=second_staff)
    triage.ask(issue=issue, words="Since when?", by=staff)
    answer_question(issue=issue, words="Since May.", by=coordinator)
    add_evidence(voice=issue.voices.get(), words="Here is the timetable.", by=coordinator)
    mails = news(staff).filter(kind="insights/desk_news")
    assert mails.count() == 2 and not news(second_staff).exists()
    time_goes_on()
    send_batch()
    mail = next(mail for mail in mailoutbox if mail.to == [staff.email])
    assert mail.subject == "News of 1 issue that you look after"
    assert "question was answered" in mail.body and "timetable" not in mail.body and "May" not in mail.body
    browser = client_of(staff)
    assert "issues that I look after" in browser.get("/me/mails/").text
    browser.post("/me/mails/", {"often": "weekly", "issues": "each"})
    assert not MailChoice.objects.get(user=staff).desk
    add_evidence(voice=issue.voices.get(), words="And a photo of it.", by=coordinator)
    assert mails.count() == 2
    assert "issues that I look after" not in client_of(coordinator).get("/me/mails/").text


def test_a_mail_to_the_desk_is_stopped_with_one_press(client, staff, second_staff, coordinator):
    issue = make_issue(released=True, state="in_review", user=coordinator)
    triage.assign(issue=issue, owner=staff, by=second_staff)
    add_evidence(voice=issue.voices.get(), words="Here is the timetable.", by=coordinator)
    address = news(staff).get(kind="insights/desk_news").unsubscribe_url
    path = "/" + address.split("//")[1].split("/", 1)[1]
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not MailChoice.objects.get(user=staff).desk
