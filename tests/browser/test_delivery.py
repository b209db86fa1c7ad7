"""A real worker and a real beat deliver a reminder to a real SMTP server, once."""

import pytest

from tests.browser.portal import celery, manage, ready, wait_until
from tests.services.smtp import mail_server

pytestmark = pytest.mark.browser

MAKE = """
from datetime import timedelta
from django.utils import timezone
from meetings.reminders.models import ReminderRule
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.guard import fixture_writes
soon = timezone.now() + timedelta(minutes=45)
with fixture_writes():
    ReminderRule.objects.update(created_at=timezone.now() - timedelta(days=9))
meeting = make_meeting(title="Lunch for organisers", starts_at=soon)
make_rsvp(meeting=meeting, user=make_user("going@example.org"), answered_at=timezone.now() - timedelta(days=2))
make_rsvp(meeting=meeting, user=make_user("not@example.org"), state="no")
"""


def test_beat_and_worker_deliver_a_reminder_once(tmp_path):
    with mail_server() as server:
        env = ready(tmp_path, "delivery", EMAIL_URL=server.url)
        manage(env, "shell", "-v0", "-c", MAKE)
        with celery(env, tmp_path) as said:
            wait_until(lambda: server.to("going@example.org"), 150, lambda: said.read_text()[-3000:])
            # The same sweep again, by hand: nothing is due any more.
            manage(env, "shell", "-v0", "-c", "from meetings.reminders.tasks import sweep; sweep()")
            manage(env, "shell", "-v0", "-c", "from camk.outbox.tasks import send_due; send_due()")
        (mail,) = server.to("going@example.org")
        assert "Lunch for organisers" in mail.text
        assert mail.html
        assert not server.to("not@example.org")
