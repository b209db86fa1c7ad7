"""The training plan of a survey: who waits for what, and beside it what was delivered."""

from dataclasses import dataclass, field

from camk.accounts.models import User
from insights.surveys.models import Survey, SurveyAnswer, SurveyQuestion, TopicMeeting, TrainingTopic
from meetings.day.figures import attendance_of
from meetings.interests.models import Interest
from meetings.meetings.models import Meeting

Need = SurveyQuestion.Need


@dataclass
class Held:
    """One meeting on a topic, and how many came once it is over."""

    meeting: Meeting
    came: int | None


@dataclass
class Row:
    """One topic: organisations (or people alone) that need it, who waits, what there was."""

    topic: TrainingTopic
    now: int = 0
    later: int = 0
    waiting: list[User] = field(default_factory=list)
    meetings: list[Held] = field(default_factory=list)
    is_drafted: bool = False
    enough: int = 0

    @property
    def is_enough(self) -> bool:
        """So many want it that a session is worth it, and none is drafted yet."""
        return self.now >= self.enough and not self.is_drafted


def topics_of(survey: Survey):
    """What this survey asks about."""
    return TrainingTopic.objects.filter(questions__survey=survey).distinct()


def waiting_for(survey: Survey, topic: TrainingTopic) -> list[User]:
    """Who said "now", agreed to be asked, showed that the address is theirs, and is not invited yet."""
    said = SurveyAnswer.objects.filter(topic=topic, value=Need.NOW, response__in=survey.responses.sent())
    asked = Interest.objects.filter(planned__meeting__survey_topics__in=_drafted(survey, topic))
    people = User.objects.filter(
        is_active=True,
        verified_at__isnull=False,
        pk__in=said.filter(response__may_ask=True).order_by().values("response__user"),
    )
    return list(people.exclude(pk__in=asked.order_by().values("user")).order_by("name", "email"))


def _drafted(survey: Survey, topic: TrainingTopic):
    return TopicMeeting.objects.filter(survey=survey, topic=topic, is_drafted=True)


def read(survey: Survey) -> list[Row]:
    """A row for each topic, the most needed first."""
    rows = {topic.pk: Row(topic, enough=survey.enough) for topic in topics_of(survey)}
    said = SurveyAnswer.objects.filter(topic__in=rows, response__in=survey.responses.sent()).order_by()
    found = said.values_list("topic", "value", "response__contributor").distinct()
    for topic, value, _ in found:
        rows[topic].now += value == Need.NOW
        rows[topic].later += value == Need.LATER
    for tie in survey.topic_meetings.filter(topic__in=rows).select_related("meeting"):
        over = tie.meeting.is_over and tie.meeting.state == Meeting.State.PUBLISHED
        rows[tie.topic_id].meetings.append(Held(tie.meeting, attendance_of(tie.meeting).people if over else None))
        rows[tie.topic_id].is_drafted |= tie.is_drafted
    for row in rows.values():
        row.waiting = waiting_for(survey, row.topic) if row.now else []
    return sorted(rows.values(), key=lambda row: (-row.now, -row.later, row.topic.position))
