"""Between promise and end: word of it, another holder, new words, a dispute, and staff who are nudged once."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.hours import wall
from camk.outbox.models import OutboundMail
from insights.pledges.actions import check_in, dispute, give_evidence, hand_over, record, renegotiate, settle
from insights.pledges.models import Pledge
from insights.pledges.tasks import look_through
from insights.reports.actions.answering import answer
from tests.factories.issues import make_issue
from tests.factories.reports import make_contact, make_sent_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def pledge(staff, second_staff, supporter):
    issue = make_issue(released=True, state="accepted", user=supporter)
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=[issue])
    contact, ask = report.recipients.get().contact, report.asks.get()
    answer(ask=ask, answer="accepted", contact=contact, by=contact.user)
    ask.refresh_from_db()
    told = {"asked_by": "The food CAG", "where": "Annual assembly", "witnesses": "Forty people"}
    return record(ask=ask, words="A warden by May.", holder=contact, by=staff, **told)


def change(pledge, **values):
    with fixture_writes():
        Pledge.objects.filter(pk=pledge.pk).update(**values)
    pledge.refresh_from_db()


def nudges():
    return OutboundMail.objects.filter(kind="insights/pledge_wants_a_look")


def test_who_asked_where_and_who_heard_it_stand_on_its_page(client_of, staff, pledge):
    text = client_of(staff).get(reverse("admin:insights_pledge_change", args=[pledge.pk])).content.decode()
    assert all(words in text for words in ("A warden by May.", "The food CAG", "Annual assembly", "Forty people"))


def test_new_words_are_a_promise_of_their_own_and_the_old_ones_stay(client_of, staff, pledge):
    step = reverse("admin:insights_pledge_step", args=[pledge.pk, "renegotiate"])
    page = client_of(staff).post(step, {"words": "Two wardens by June."}, follow=True).content.decode()
    pledge.refresh_from_db()
    new = pledge.replaced_by
    assert (pledge.words, pledge.state) == ("A warden by May.", "renegotiated")
    assert (new.words, new.state, new.asked_by, new.holder) == (
        "Two wardens by June.",
        "pledged",
        "The food CAG",
        pledge.holder,
    )
    assert "A warden by May." in page and "Two wardens by June." in page
    issue = pledge.issues.get()
    assert issue.moves.last().words.endswith("now promises instead: “Two wardens by June.”")
    with pytest.raises(RuleBroken):
        renegotiate(pledge=pledge, words="Three.", due_on=None, by=staff)


def test_a_promise_goes_on_with_who_follows_in_office(staff, member, pledge):
    old, next_one = pledge.holder, make_contact(stakeholder=pledge.holder.stakeholder)
    with pytest.raises(RuleBroken, match="holds no office"):
        hand_over(pledge=pledge, holder=make_contact(), by=staff)
    with pytest.raises(RuleBroken, match="already"):
        hand_over(pledge=pledge, holder=old, by=staff)
    with pytest.raises(RuleBroken, match="Only staff"):
        hand_over(pledge=pledge, holder=next_one, by=member)
    hand_over(pledge=pledge, holder=next_one, by=staff)
    pledge.refresh_from_db()
    assert (pledge.holder, pledge.words, pledge.said.get().holder_before) == (next_one, "A warden by May.", old)
    mail = OutboundMail.objects.get(kind="insights/pledge_handed_over")
    assert mail.user == next_one.user and "A warden by May." in mail.text


def test_a_judgement_is_disputed_and_judged_anew(staff, pledge):
    give_evidence(pledge=pledge, evidence="She started.", by=staff)
    settle(pledge=pledge, outcome="kept", by=staff)
    with pytest.raises(RuleBroken, match="Say who"):
        dispute(pledge=pledge, words=" ", by=staff)
    dispute(pledge=pledge, words="The tenants see no warden.", by=staff)
    assert pledge.issues.get().moves.last().words.endswith("“A warden by May.” The tenants see no warden.")
    settle(pledge=pledge, outcome="partly_kept", words="Only on Mondays.", by=staff)
    assert pledge.state == "partly_kept"
    with pytest.raises(RuleBroken, match="Kept in part"):
        check_in(pledge=pledge, words="She rings back.", by=staff)


def test_staff_are_nudged_once_when_it_is_late_silent_or_its_holder_left(staff, pledge):
    look_through()
    assert not nudges().exists()
    today = timezone.localdate()
    spoken = wall(today - timedelta(days=61), time(12))
    change(pledge, due_on=today - timedelta(days=1), last_word_at=spoken)
    with fixture_writes():
        pledge.holder.term_end = today - timedelta(days=1)
        pledge.holder.save()
    look_through(), look_through()
    assert {mail.key.split(":")[0] for mail in nudges()} == {"pledge-left", "pledge-overdue", "pledge-silent"}
    assert nudges().count() == 3 and {mail.user for mail in nudges()} == {staff}
    assert pledge.days_silent == 61
    check_in(pledge=pledge, words="She starts on Monday.", by=staff)
    pledge.refresh_from_db()
    assert pledge.days_silent == 0
    look_through()
    assert nudges().count() == 3
