"""Makers of boards and their packs for tests."""

from datetime import timedelta

from django.utils import timezone

from camk import files
from insights.packs.models import BoardMeeting
from tests.guard import factory


@factory
def make_board(**changes):
    """A board in two weeks."""
    return BoardMeeting.objects.create(**{"held_on": timezone.localdate() + timedelta(days=14)} | changes)


@factory
def make_sent_board(**changes):
    """A board of last week whose pack went to one trustee."""
    now = timezone.now()
    pdf = files.store(name="two-pages.pdf", content=b"%PDF-1.7", content_type="application/pdf")
    values = {"held_on": timezone.localdate(now) - timedelta(days=7), "sent_at": now - timedelta(days=10), "pdf": pdf}
    values |= {"about": "July to September 2026", "in_short": "2 things need a decision", "people": 1}
    return BoardMeeting.objects.create(**values | changes)
