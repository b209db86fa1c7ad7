"""What is written down of a partner as time goes by."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.stakeholders.actions import dealings
from insights.stakeholders.models import PartnerMeeting
from tests.factories.reports import make_contact, make_stakeholder

pytestmark = pytest.mark.django_db


def test_the_yearly_check_names_a_partner_once_and_again_a_year_later(staff, second_staff):
    now = timezone.now()
    year_ago = timezone.localdate(now) - timedelta(days=365)
    old = make_stakeholder(name="Forgotten Board", checked_on=year_ago)
    make_stakeholder(name="Fresh Board", checked_on=year_ago + timedelta(days=1))
    assert dealings.ask_for_checks(now=now) == 1
    assert dealings.ask_for_checks(now=now) == 0
    mails = OutboundMail.objects.filter(kind="insights/partners_to_check")
    assert {mail.user for mail in mails} == {staff, second_staff}
    assert "Forgotten Board" in mails[0].text and "Fresh Board" not in mails[0].text
    old.refresh_from_db()
    dealings.confirm_contacts(stakeholder=old, by=staff)
    later = now + timedelta(days=366)
    assert dealings.ask_for_checks(now=later) == 2
    assert mails.all().count() == 4


def test_meetings_that_papers_can_still_reach(staff):
    body, today = make_stakeholder(), timezone.localdate()

    def meets(days, papers=None):
        due = papers is not None and today + timedelta(days=papers) or None
        return dealings.set_meeting(
            stakeholder=body, held_on=today + timedelta(days=days), papers_due_on=due, by=staff
        )

    meets(5, -1), meets(0)
    today_is_the_day, no_deadline = meets(10, 0), meets(3)
    assert list(PartnerMeeting.objects.reachable(today)) == [no_deadline, today_is_the_day]


def test_the_log_is_of_what_happened_and_the_trail_keeps_no_words(staff, member):
    contact, other, today = make_contact(), make_contact(), timezone.localdate()
    values = {"stakeholder": contact.stakeholder, "how": "phone", "words": "Said yes to plums."}
    dealings.note(on=today, contact=contact, by=staff, **values)
    assert "plums" not in str(AuditEvent.objects.get(verb="stakeholder.noted").__dict__)
    with pytest.raises(RuleBroken, match="has happened"):
        dealings.note(on=today + timedelta(days=1), by=staff, **values)
    with pytest.raises(RuleBroken, match="is not a contact"):
        dealings.note(on=today, contact=other.stakeholder.contacts.get(), by=staff, **values)
    with pytest.raises(RuleBroken, match="Only staff"):
        dealings.note(on=today, by=member, **values)
    with pytest.raises(RuleBroken, match="Only staff"):
        dealings.confirm_contacts(stakeholder=contact.stakeholder, by=member)
