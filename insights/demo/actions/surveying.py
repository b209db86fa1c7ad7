"""Surveys of the demonstration: last year's, closed, with its results and sessions; and one that is open now."""

from datetime import timedelta

from insights.demo.actions.stage import Stage
from insights.demo.data import surveys as told
from insights.surveys import actions
from insights.surveys.models import Survey, SurveyQuestion, SurveyResponse, TrainingTopic
from meetings.meetings.models import Meeting

Kind = SurveyQuestion.Kind


def make_surveys(stage: Stage) -> None:
    """The first is answered and closed; the second has been open for a week."""
    for number, (title, opened, days, answers) in enumerate(told.SURVEYS):
        survey = _composed(stage, title, opened, days)
        begun = Survey.objects.filter(pk=survey.pk)
        if days < opened:  # it is open while it is answered, and over afterwards
            begun.update(closes_on=stage.today)
            survey.refresh_from_db()
        _answered(stage, survey, answers, first=number * 7)
        begun.update(closes_on=survey.opens_on + timedelta(days=days))
        survey.refresh_from_db()
        if survey.is_over:
            _delivered(stage, survey)


def _composed(stage: Stage, title: str, opened: int, days: int) -> Survey:
    by = stage.people["staff"]
    begins = stage.today - timedelta(days=opened)
    dates = {"opens_on": begins, "closes_on": max(begins + timedelta(days=days), stage.today)}
    made = Survey(title=title, intro=told.INTRO, programme=stage.programmes["infrastructure"], enough=5, **dates)
    survey = actions.store_survey(survey=made, by=by)
    topics = {topic.code: topic for topic in TrainingTopic.objects.all()}
    for kind, words, more, codes in told.QUESTIONS:
        question = SurveyQuestion(survey=survey, kind=kind, words=words, **more)
        actions.store_question(question=question, topics=[topics[code] for code in codes.split()], by=by)
    actions.publish(survey=survey, by=by)
    survey.refresh_from_db()
    return survey


def _answered(stage: Stage, survey: Survey, answers: int, *, first: int) -> None:
    """Lead contacts answer, each in a way of their own that is the same every time."""
    questions = list(survey.questions.prefetch_related("topics"))
    pairs = sorted((key, person) for key, person in stage.contacts.items())
    seen = set()
    for number, (key, person) in enumerate(pairs[first:], first):
        if person.pk in seen or len(seen) >= answers:
            continue
        seen.add(person.pk)
        response = actions.start(survey=survey, by=person)
        for question in questions:
            actions.keep(response=response, question=question, **_said(question, number), by=person)
        at = stage.ago((stage.today - survey.opens_on).days - number % 6)
        who = {"organisation": stage.organisations[key], "may_ask": number % 4 != 0}
        actions.send(response=response, **who, by=person)
        SurveyResponse.objects.filter(pk=response.pk).update(started_at=at, changed_at=at, sent_at=at)


def _said(question: SurveyQuestion, number: int) -> dict:
    if question.kind == Kind.NEEDS:
        return {"needs": {topic: _need(topic.position, number) for topic in question.topics.all()}}
    if question.kind == Kind.TEXT:
        return {"words": told.WORDS[number % len(told.WORDS)]}
    values = [value for value, _ in question.choices]
    picked = [values[(number * number) % len(values)]]
    return {"values": picked + [values[number % len(values)]] if question.kind == Kind.MANY else picked}


def _need(topic: int, number: int) -> str:
    """Some topics are wanted by many, some by few."""
    share, lot = 3 + topic * 5 % 6, (number * 5 + topic * 3) % 12
    return "now" if lot < share else "later" if lot < share + 3 else "no"


def _delivered(stage: Stage, survey: Survey) -> None:
    """A meeting since then was about one of its topics; a session is drafted for the next."""
    held = Meeting.objects.filter(state=Meeting.State.PUBLISHED, ends_at__lt=stage.now).order_by("-starts_at").first()
    by = stage.people["staff"]
    topics = {topic.code: topic for topic in TrainingTopic.objects.all()}
    if held:
        actions.name_meeting(survey=survey, topic=topics["funding"], meeting=held, by=by)
    starts_at = actions.first_date(stage.now)
    actions.draft_session(survey=survey, topic=topics["recruiting"], starts_at=starts_at, by=by)
