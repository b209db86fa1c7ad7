"""Celery's part of connections: each night, who came to the same meeting is written down as having met."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from camk.sweeps import safely
from meetings.connections import actions
from meetings.day.models import Arrival
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

LOOKED_BACK = timedelta(days=366)  # who came may be marked long after the meeting


@shared_task(name="meetings.connections.tie_who_came")
def tie_who_came():
    since = timezone.now() - LOOKED_BACK
    marked = Rsvp.objects.filter(attendance=Rsvp.Attendance.ATTENDED).values("meeting")
    walked_in = Arrival.objects.walked_in().values("meeting")
    held = Meeting.objects.going_ahead().past().filter(ends_at__gte=since)
    held = held.filter(Q(pk__in=marked) | Q(pk__in=walked_in))
    for meeting in held.order_by("starts_at", "pk"):
        safely(actions.tie_who_came, meeting=meeting)
