"""Makers of surveys for tests."""

from datetime import timedelta

from django.utils import timezone

from insights.surveys.actions import close, keep, publish, send, start, store_question, store_survey
from insights.surveys.models import Survey, SurveyQuestion, TrainingTopic
from tests.guard import factory

KINDS = [
    {"kind": "needs", "words": "What do you need?"},
    {"kind": "choice", "words": "When suits you?", "options": "Mornings\nEvenings\nSaturdays"},
    {"kind": "scale", "words": "How sure are you?", "low": "not at all", "high": "very"},
    {"kind": "many", "words": "How do you like to learn?", "options": "In a room\nOnline\nBy reading"},
    {"kind": "text", "words": "What stands in your way?"},
]


def topic(code: str) -> TrainingTopic:
    return TrainingTopic.objects.get_or_create(code=code, defaults={"label": code.capitalize()})[0]


@factory
def make_survey(*, questions=KINDS, topics=("governance", "funding"), published=True, **changes) -> Survey:
    """One that is open since yesterday, with a question of each kind."""
    today = timezone.localdate()
    values = {
        "title": "Community Resilience Survey",
        "intro": "Tell us what training you need.",
        "opens_on": today - timedelta(days=1),
        "closes_on": today + timedelta(days=20),
    }
    survey = store_survey(survey=Survey(**values | changes), by=None)
    for question in questions:
        asked = [topic(code) for code in topics] if question["kind"] == "needs" else []
        store_question(question=SurveyQuestion(survey=survey, **question), topics=asked, by=None)
    if published:
        publish(survey=survey, by=None)
    survey.refresh_from_db()
    return survey


@factory
def make_response(*, survey, needs=None, values=None, words="", sent=True, by=None, email="", **who):
    """Somebody's answers: `needs` is topic code -> value, `values` question kind -> what was chosen."""
    response = start(survey=survey, by=by)
    asked = {question.kind: question for question in survey.questions.all()}
    needs = {"funding": "now"} if needs is None and not values and not words else needs
    if needs:
        said = {topic(code): value for code, value in needs.items()}
        keep(response=response, question=asked["needs"], needs=said, by=by)
    for kind, chosen in (values or {}).items():
        keep(response=response, question=asked[kind], values=chosen, by=by)
    if words:
        keep(response=response, question=asked["text"], words=words, by=by)
    return send(response=response, email=email, by=by, **who) if sent else response


@factory
def make_closed_survey(answers=6, **changes) -> Survey:
    """One that so many organisations answered, all of them needing the same now."""
    survey = make_survey(**{"title": "Last year's survey"} | changes)
    for number in range(answers):
        make_response(survey=survey, organisation_name=f"Club {number}")
    close(survey=survey, by=None)
    survey.refresh_from_db()
    return survey
