"""Celery's part of answers: each minute waiting lists move on; each night members nobody saw for a year are quiet."""

from celery import shared_task
from django.utils import timezone

from camk.sweeps import safely
from groups.action_groups.actions.deciding import note_quiet, resume
from meetings.meetings.models import Meeting
from meetings.rsvps.actions import waiting
from meetings.rsvps.models import Rsvp
from meetings.rsvps.quiet import back_again, quiet


@shared_task(name="meetings.rsvps.settle")
def settle():
    now = timezone.now()
    for meeting in Meeting.objects.filter(pk__in=Rsvp.objects.unsettled().values("meeting")):
        safely(waiting.settle, meeting=meeting, now=now)


@shared_task(name="meetings.rsvps.note_quiet_members")
def note_quiet_members():
    """A year without coming makes a membership quiet; coming again ends that."""
    now = timezone.now()
    for membership in quiet(now):
        note_quiet(membership=membership, by=None)
    for membership in back_again(now):
        resume(membership=membership, by=None)
