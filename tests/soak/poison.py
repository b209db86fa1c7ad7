"""F14: reminders for many, some of which cannot be written, worked out or sent; runs inside `manage.py shell`."""

import json
from collections import Counter
from datetime import timedelta

from django.utils import timezone

from camk.outbox.models import OutboundMail
from camk.outbox.tasks import send_due
from meetings.reminders import actions
from meetings.reminders.models import ReminderDispatch, ReminderRule
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.guard import fixture_writes
from tests.soak.here import sweep

# Of each hundred people: one whose template breaks, one whose address no mail can be built for, one who is refused.
BROKEN, UNBUILT = 7, 57


def prepare(*, meetings: int, people: int) -> None:
    """Meetings in three quarters of an hour, and one more whose time zone there is not."""
    now = timezone.now()
    with fixture_writes():
        ReminderRule.objects.update(created_at=now - timedelta(days=99))
        ReminderRule.objects.exclude(minutes_before=60).exclude(days_before=1).update(is_active=False)
    for number in range(meetings + 1):
        meeting = make_meeting(title=f"Lunch {number}", starts_at=now + timedelta(minutes=45))
        for person in range(people if number < meetings else 5):
            user = make_user(f"p{person}-{number}@example.org", name=f"Person {person % 100}")
            make_rsvp(meeting=meeting, user=user, answered_at=now - timedelta(days=2))
    with fixture_writes():
        type(meeting).objects.filter(pk=meeting.pk).update(tz="Nowhere/Land")


def run(*, careless: bool = False) -> None:
    """Three sweeps and the sending after each, with poison among them; says what became of all."""
    whole = actions.draft_mail

    def draft(**kwargs):
        if kwargs["user"].name == f"Person {BROKEN}":
            raise ValueError("a broken template")
        mail = whole(**kwargs)
        if kwargs["user"].name == f"Person {UNBUILT}":
            mail.subject = "Two\nlines"
        return mail

    actions.draft_mail = draft
    if careless:
        actions._mails = _plainly
    for _ in range(3):
        sweep()
        send_due()
    print(json.dumps(found()))


def _plainly(meeting, rule, user_ids) -> dict:
    """What is often done instead: one after the other, and the first that fails ends it."""
    rsvps = meeting.rsvps.filter(user__in=user_ids).select_related("user")
    links = actions.answer_urls(meeting, [rsvp.user for rsvp in rsvps])
    more = {"speaker": None, "feedback_url": ""}
    return {
        rsvp.user_id: actions._mail(meeting, rsvp_rule, rsvp.user, rsvp, {"answer_url": links[rsvp.user_id], **more})
        for rsvp_rule in [rule]
        for rsvp in rsvps
    }


def found() -> dict:
    """States of reminders and mails, and how many of them staff are shown."""
    return {
        "reminders": Counter(ReminderDispatch.objects.values_list("state", flat=True)),
        "mails": Counter(OutboundMail.objects.values_list("state", flat=True)),
        "shown": ReminderDispatch.objects.needing_care().count(),
    }
