"""From what is needed to a session: a draft meeting with those who wait invited once staff publish it."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.details import site_details
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.templatetags.ui import LONDON
from insights.surveys.models import Survey, TopicMeeting, TrainingTopic
from insights.surveys.plan import read, topics_of, waiting_for
from meetings.interests.actions import be_interested, give_date, store_planned
from meetings.interests.models import PlannedMeeting
from meetings.meetings.models import Meeting

AHEAD = timedelta(weeks=6)  # a first date to change; people need notice
LASTS = timedelta(hours=2)
DRAFT_UNTIL = timedelta(days=90)  # after the last day


@action
def draft_session(
    *, survey: Survey, topic: TrainingTopic, starts_at: datetime, mode: str = Meeting.Mode.ROOM, by
) -> Meeting:
    """A draft of a training about `topic`; when staff publish it, everybody who waits for it is invited, once."""
    Survey.objects.select_for_update().get(pk=survey.pk)
    if not topics_of(survey).filter(pk=topic.pk).exists():
        raise RuleBroken("This survey does not ask about that.")
    words = {
        "title": f"Training: {topic.label}",
        "summary": "Planned because organisations told us they need it now.",
    }
    planned = store_planned(planned=PlannedMeeting(**words), themes=[], dates=[], by=by)
    waiting = waiting_for(survey, topic)
    for person in waiting:
        be_interested(planned=planned, user=person, by=by)
    meeting = give_date(
        planned=planned, starts_at=starts_at, ends_at=starts_at + LASTS, mode=mode, type=Meeting.Type.TRAINING, by=by
    )
    TopicMeeting.objects.create(survey=survey, topic=topic, meeting=meeting, is_drafted=True)
    audit.record("survey.session_drafted", survey, by=by, topic=topic.code, meeting=meeting.pk, people=len(waiting))
    return meeting


@action
def draft_what_is_wanted(*, survey: Survey, now: datetime, by=None) -> int:
    """Once a survey is over: a draft for each topic that enough organisations want; our office is told of each."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if not survey.is_over or timezone.localdate(now) - survey.ended_on > DRAFT_UNTIL:
        return 0
    wanted = [row for row in read(survey) if row.is_enough]
    for row in wanted:
        people = len(row.waiting)
        meeting = draft_session(survey=survey, topic=row.topic, starts_at=first_date(now), by=by)
        _tell_office(survey, row, meeting, people)
    return len(wanted)


def _tell_office(survey, row, meeting, people: int) -> None:
    address = site_details().email
    if address:
        url = settings.SITE_URL + reverse("admin:meetings_meeting_change", args=[meeting.pk])
        context = {"survey": survey, "row": row, "meeting": meeting, "people": people, "url": url}
        key = f"survey:{survey.pk}:session:{meeting.pk}"
        post(event="insights/survey_session", key=key, user=None, address=address, context=context)


def first_date(now: datetime) -> datetime:
    """A Tuesday at 10am in six weeks, not on a bank holiday."""
    day = timezone.localdate(now) + AHEAD
    while day.weekday() != 1 or day.isoformat() in site_details().days_off:
        day += timedelta(days=1)
    return datetime.combine(day, time(10), tzinfo=LONDON)


@action
def name_meeting(*, survey: Survey, topic: TrainingTopic, meeting: Meeting, by) -> TopicMeeting:
    """This meeting was about that topic: it stands beside the need. Named twice it is one."""
    if not topics_of(survey).filter(pk=topic.pk).exists():
        raise RuleBroken("This survey does not ask about that.")
    tie, made = TopicMeeting.objects.get_or_create(survey=survey, topic=topic, meeting=meeting)
    if made:
        audit.record("survey.meeting_named", survey, by=by, topic=topic.code, meeting=meeting.pk)
    return tie
