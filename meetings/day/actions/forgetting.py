"""Who walked in and left no address is forgotten by name; that they came still counts."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from camk import audit
from camk.actions import action
from meetings.day.models import Arrival
from meetings.meetings.models import Meeting

FORGET_AFTER = timedelta(days=90)  # after the end of the meeting
FORGOTTEN = "No longer named"


@action
def forget_walk_ins(*, now: datetime, by=None) -> int:
    """Names go, organisations and numbers stay; returns how many names."""
    rows = Arrival.objects.walked_in().filter(meeting__ends_at__lt=now - FORGET_AFTER)
    rows = rows.exclude(name__startswith=FORGOTTEN)
    numbers = Counter(rows.order_by().values_list("meeting", flat=True))
    for meeting in Meeting.objects.filter(pk__in=numbers):
        audit.record("meeting.walk_ins_forgotten", meeting, by=by, names=numbers[meeting.pk])
    # Each its own number, as nobody is on one list twice.
    return rows.update(name=Concat(Value(f"{FORGOTTEN} "), Cast("pk", CharField())))
