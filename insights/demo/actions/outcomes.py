"""What came of the past meetings: most are written up and closed, one with everything, the last one still waits."""

from datetime import timedelta

from insights.demo.actions.stage import Stage
from insights.demo.data import outcomes as data
from insights.discussions.models import Discussion
from insights.issues.models import Issue
from meetings.meetings.models import Meeting
from meetings.outcomes.models import Decision, Feedback, Material, Minutes, Record, ToDo
from meetings.rsvps.models import Rsvp


def make_outcomes(stage: Stage) -> None:
    """Records of all past meetings with notes; the rich one in full."""
    staff = stage.people["staff"]
    held = Meeting.objects.going_ahead().past(stage.now).filter(notes_published_at__isnull=False)
    Record.objects.bulk_create(
        Record(
            meeting=meeting,
            published_at=meeting.notes_published_at,
            closed_at=meeting.notes_published_at + timedelta(days=1),
            closed_by=staff,
        )
        for meeting in held
    )
    title, ordinal = data.COUNTED
    for meeting in Meeting.objects.upcoming(stage.now).filter(title=title):
        Record.objects.create(meeting=meeting, ordinal=ordinal)
    _write_one_up(stage, Record.objects.select_related("meeting").get(meeting__title=data.WRITTEN), staff)


def _write_one_up(stage: Stage, record: Record, staff) -> None:
    meeting, shown = record.meeting, record.published_at
    meeting.notes = data.NOTES
    meeting.save(update_fields=["notes"])
    record.closed_at = record.closed_by = None
    record.save(update_fields=["closed_at", "closed_by"])
    Minutes.objects.create(record=record, number=1, words=data.MINUTES, by=staff, at=shown, published_at=shown)
    Decision.objects.bulk_create(
        Decision(record=record, position=position, words=words) for position, words in enumerate(data.DECISIONS)
    )
    cora = stage.people["coordinator"]
    own = next(stage.organisations[key] for key, user in stage.contacts.items() if user == cora)
    today = stage.now.date()
    for words, days, state in data.TASKS:
        ended = None if state == "open" else stage.ago(4)
        due_on = today + timedelta(days=days)
        task = {"organisation": own, "state": state, "created_at": shown, "ended_at": ended, "by": staff}
        ToDo.objects.create(meeting=meeting, words=words, due_on=due_on, **task)
    parts = {part.title: part for part in meeting.agenda.all()}
    for kind, title, about, url, words, captions, credit, licence in data.MATERIALS:
        terms = {"captions": captions, "credit": credit, "licence": licence, "by": staff, "created_at": shown}
        terms["part"] = parts.get(data.BELONGS_TO.get(kind))
        Material.objects.create(meeting=meeting, kind=kind, title=title, about=about, url=url, words=words, **terms)
    came = Rsvp.objects.filter(meeting=meeting, attendance=Rsvp.Attendance.ATTENDED).order_by("pk")
    for rsvp, (worth, less_alone, change, quote, quote_as) in zip(came, data.FEEDBACK, strict=False):
        said = {
            "worth": worth,
            "less_alone": less_alone,
            "change": change,
            "quote": quote,
            "quote_as": quote_as,
            "at": shown,
        }
        Feedback.objects.create(meeting=meeting, user_id=rsvp.user_id, consented_at=shown if quote else None, **said)
    issues = Issue.objects.released().leads().in_place(stage.places["central"]).order_by("pk")[:2]
    Discussion.objects.bulk_create(Discussion(meeting=meeting, issue=issue, by=staff, at=shown) for issue in issues)
