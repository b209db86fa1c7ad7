"""Who walked in and left no address is forgotten by name; that they came still counts."""

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from camk import audit
from camk.actions import action
from meetings.day.models import Arrival
from meetings.meetings.models import Meeting

FORGET_AFTER = timedelta(days=90)  # after the end of the meeting
FORGOTTEN = "No longer named"


def with_names_to_forget(now: datetime) -> QuerySet[Meeting]:
    """Meetings long over whose list still names somebody who walked in."""
    named = Arrival.objects.walked_in().exclude(name__startswith=FORGOTTEN).filter(meeting=OuterRef("pk"))
    return Meeting.objects.filter(Exists(named), ends_at__lt=now - FORGET_AFTER).order_by("pk")


@action
def forget_walk_ins(*, row: Meeting, now: datetime, by=None) -> None:
    """Names go, organisations and numbers stay."""
    named = Arrival.objects.walked_in().filter(meeting=row).exclude(name__startswith=FORGOTTEN)
    # Each its own number, as nobody is on one list twice.
    gone = named.update(name=Concat(Value(f"{FORGOTTEN} "), Cast("pk", CharField())))
    audit.record("meeting.walk_ins_forgotten", row, by=by, names=gone)
