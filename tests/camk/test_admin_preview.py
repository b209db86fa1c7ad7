"""A step is rehearsed: its mails are seen, nothing of it stays, and nobody's own link is shown."""

import pytest
from django.conf import settings

from camk.admin_preview import Preview, rehearse
from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from camk.outbox.noting import noted_mails
from meetings.meetings import actions
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp

pytestmark = pytest.mark.django_db


def mail(address, text, subject="News"):
    return OutboundMail(address=address, subject=subject, text=text)


def test_everything_is_taken_back_and_the_mails_are_those_that_would_go(staff):
    meeting = make_meeting()
    make_rsvp(meeting=meeting, user=make_user("ann@example.org"))
    before = AuditEvent.objects.count()

    def run():
        actions.cancel(meeting=meeting, reason="Ice.", by=staff)

    preview = rehearse(run, changes=[("State", "a", "b")])
    meeting.refresh_from_db()
    assert (preview.people, preview.changes) == (1, (("State", "a", "b"),))
    assert (meeting.state, OutboundMail.objects.count(), AuditEvent.objects.count()) == ("published", 0, before)
    run()
    sent = OutboundMail.objects.get()
    assert (sent.subject, sent.address) == (preview.mails[0].subject, "ann@example.org")


def test_what_a_rule_forbids_is_heard_in_the_rehearsal_too(staff):
    meeting = make_meeting()
    with pytest.raises(RuleBroken, match="Say why"):
        rehearse(lambda: actions.cancel(meeting=meeting, reason=" ", by=staff))


def test_mails_are_noted_only_while_somebody_looks(staff):
    meeting = make_meeting()
    make_rsvp(meeting=meeting, user=make_user())
    with noted_mails() as mails:
        assert mails == []
    actions.cancel(meeting=meeting, reason="Ice.", by=staff)
    assert mails == [] and OutboundMail.objects.count() == 1


def test_one_wording_stands_once_however_many_get_it():
    site = settings.SITE_URL
    words = "See {0}/answers/{1}/ or {0}/meetings/a-very-long-name-of-a-meeting-december-2026/"
    mails = [mail(f"p{n}@example.org", words.format(site, f"{n}-{'aB_-9' * 8}")) for n in range(3)]
    preview = Preview(mails=(*mails, mail("q@example.org", "Other words."), mail("q@example.org", "Twice.")))
    first = preview.letters[0]
    assert first.people == 3 and "(their own link)" in first.text and "/answers/" not in first.text
    assert "a-very-long-name-of-a-meeting" in first.text
    assert (preview.people, len(preview.readers), len(preview.letters)) == (4, 5, 3)
