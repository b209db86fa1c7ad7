"""Surveys, what is asked, what was answered, and what was sealed of it."""

from insights.surveys.models.sealed import SealedAnswer
from insights.surveys.models.surveys import (
    MOST_OPTIONS,
    MOST_QUESTIONS,
    SCALE,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyResponse,
    TopicMeeting,
    TrainingTopic,
)

__all__ = [
    "MOST_OPTIONS",
    "MOST_QUESTIONS",
    "SCALE",
    "SealedAnswer",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyResponse",
    "TopicMeeting",
    "TrainingTopic",
]
