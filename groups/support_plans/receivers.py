"""What is kept of support notes for how long."""

from datetime import timedelta

from django.utils import timezone

from camk.retention.rules import Rule, keep
from groups.support_plans.actions import forget_note
from groups.support_plans.models import SupportNote

NOTES_KEPT = timedelta(days=1095)


def due(now):
    """Notes of three years ago."""
    return SupportNote.objects.filter(on__lt=timezone.localdate(now) - NOTES_KEPT).order_by("pk")


keep(
    Rule(
        code="support-notes",
        what="our office’s notes about support to an organisation",
        kept="3 years after their day",
        model=SupportNote,
        due=due,
        forget=forget_note,
        tied=("organisation",),
    )
)
