"""The second pair of eyes: nobody approves their own report."""

import pytest

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.reports.actions.approving import approve, ask_for_approval, want_changes
from insights.reports.snapshot import fingerprint
from tests.factories.camk import make_user
from tests.factories.issues import make_issue
from tests.factories.reports import make_approved_report, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(staff):
    return make_report(issues=[make_issue(released=True)], asks=["Open the hall."], created_by=staff)


def test_the_other_connectors_are_asked(draft, staff, second_staff, trustee):
    ask_for_approval(report=draft, by=staff)
    draft.refresh_from_db()
    assert (draft.state, draft.asked_review_by) == ("in_review", staff)
    mails = OutboundMail.objects.filter(kind="insights/report_for_approval")
    assert [mail.user for mail in mails] == [second_staff]


def test_an_empty_report_is_not_ready(staff):
    report = make_report(created_by=staff)
    with pytest.raises(RuleBroken, match="at least one issue.*at least one ask"):
        ask_for_approval(report=report, by=staff)


def test_an_issue_whose_wording_is_not_released_is_not_ready(staff):
    issue = make_issue()
    report = make_report(issues=[issue], asks=["Open the hall."], created_by=staff)
    with pytest.raises(RuleBroken, match=issue.reference):
        ask_for_approval(report=report, by=staff)


def test_who_began_it_cannot_approve(draft, staff, second_staff):
    ask_for_approval(report=draft, by=second_staff)
    with pytest.raises(RuleBroken, match="second person"):
        approve(report=draft, by=staff)
    draft.refresh_from_db()
    assert draft.state == "in_review"


def test_who_asked_for_approval_cannot_approve(draft, second_staff):
    ask_for_approval(report=draft, by=second_staff)
    with pytest.raises(RuleBroken, match="second person"):
        approve(report=draft, by=second_staff)


def test_a_superuser_cannot_approve_their_own(draft, superuser):
    ask_for_approval(report=draft, by=superuser)
    with pytest.raises(RuleBroken, match="second person"):
        approve(report=draft, by=superuser)


def test_a_trustee_or_member_cannot_approve(draft, staff, trustee, member):
    ask_for_approval(report=draft, by=staff)
    for user in (trustee, member):
        with pytest.raises(RuleBroken):
            approve(report=draft, by=user)


def test_a_second_person_approves_and_the_figures_are_fixed(draft, staff, second_staff):
    ask_for_approval(report=draft, by=staff)
    approve(report=draft, by=second_staff)
    draft.refresh_from_db()
    assert (draft.state, draft.approved_by) == ("approved", second_staff)
    assert draft.snapshot["figures"]["issues"] == 1
    assert draft.snapshot_sha256 == fingerprint(draft.snapshot)
    assert OutboundMail.objects.filter(kind="insights/report_approved", user=staff).count() == 1


def test_changes_wanted_opens_the_report_and_drops_the_approval(staff, second_staff):
    report = make_approved_report(staff=staff, second_staff=second_staff, issues=[make_issue(released=True)])
    want_changes(report=report, words="Shorter, please.", by=second_staff)
    report.refresh_from_db()
    assert (report.state, report.review_words) == ("changes_wanted", "Shorter, please.")
    assert (report.approved_by, report.snapshot, report.snapshot_sha256) == (None, None, "")
    assert OutboundMail.objects.filter(kind="insights/report_changes_wanted", user=staff).count() == 1
    ask_for_approval(report=report, by=staff)
    approve(report=report, by=make_user(office="staff connector"))


def test_changes_need_words(draft, staff, second_staff):
    ask_for_approval(report=draft, by=staff)
    with pytest.raises(RuleBroken, match="Say what should change"):
        want_changes(report=draft, words=" ", by=second_staff)


def test_a_draft_is_not_approved_unasked(draft, second_staff):
    with pytest.raises(RuleBroken, match="cannot become"):
        approve(report=draft, by=second_staff)
