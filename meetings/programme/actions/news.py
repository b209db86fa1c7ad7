"""When a meeting moves, is called off or goes ahead after all, its speakers hear of it like those who come."""

from datetime import datetime

from camk import audit
from camk.actions import action
from camk.outbox.actions import post
from meetings.meetings.entries import address_of
from meetings.meetings.models import Meeting, Speaker
from meetings.programme.actions.speaking import speaker_url
from meetings.rsvps.models import Rsvp

NOT_TOLD = (Rsvp.State.NO, Rsvp.State.LAPSED)  # whoever gave another answer hears of the change as somebody who comes


@action
def tell_speakers(
    *, meeting: Meeting, change: str, was_start: datetime | None = None, was_place: str = "", by=None
) -> None:
    """One mail for each speaker who was asked or agreed, and does not hear of it already; once for each change."""
    comes = Rsvp.objects.filter(meeting=meeting).exclude(state__in=NOT_TOLD).values("user")
    rows = Speaker.objects.filter(meeting=meeting, user__is_active=True, declined_at=None).exclude(user__in=comes)
    told = 0
    for row in rows.select_related("user"):
        if not (row.asked_at or row.consented_at or row.answered_at):
            continue
        row.meeting = meeting
        context = {"meeting": meeting, "change": change, "was_start": was_start, "was_place": was_place}
        mail = post(
            event="meetings/speaker_change",
            key=f"speaker-change:{row.pk}:s{meeting.sequence}",
            user=row.user,
            context=context | {"link": speaker_url(row), "page_url": address_of(meeting)},
        )
        told += mail is not None
    if told:
        audit.record("speakers.told", meeting, by=by, change=change, people=told)
