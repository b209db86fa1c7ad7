"""Staff put a survey together, open it and close it; once it is open its questions stand."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.addresses import free_slug
from camk.erasing import empty_the_log
from camk.errors import RuleBroken
from camk.retention.rules import RULES
from insights.surveys.models import MOST_OPTIONS, MOST_QUESTIONS, Survey, SurveyAnswer, SurveyQuestion

Kind = SurveyQuestion.Kind


@action
def store_survey(*, survey: Survey, by: User) -> Survey:
    """Keep a new survey, or what was changed of a draft."""
    before = Survey.objects.select_for_update().filter(pk=survey.pk).first()
    if before is None:
        survey.slug, survey.created_by = free_slug(Survey, survey.title), by
    else:
        _draft(before)
        survey.slug, survey.created_by = before.slug, before.created_by
    _check_days(survey.opens_on, survey.closes_on)
    survey.save()
    audit.record("survey.changed" if before else "survey.made", survey, by=by)
    return survey


@action
def store_question(*, question: SurveyQuestion, topics: list, by: User) -> SurveyQuestion:
    """Keep a new question at the end of its survey, or what was changed of one; in a draft alone."""
    survey = _draft(Survey.objects.select_for_update().get(pk=question.survey_id))
    if question.pk is None:
        if survey.questions.count() >= MOST_QUESTIONS:
            raise RuleBroken(f"Ask {MOST_QUESTIONS} questions at most: it is to take five minutes.")
        question.position = (survey.questions.aggregate(last=Max("position"))["last"] or 0) + 1
    _check(question, topics)
    question.save()
    question.topics.set(topics if question.kind == Kind.NEEDS else [])
    audit.record("survey.question_kept", survey, by=by, question=question.pk, kind=question.kind)
    return question


def _check(question: SurveyQuestion, topics: list) -> None:
    if question.kind == Kind.NEEDS and not topics:
        raise RuleBroken("Choose what is asked about: at least one topic.")
    if question.kind in (Kind.CHOICE, Kind.MANY):
        lines = question.lines
        if not 2 <= len(lines) <= MOST_OPTIONS or len(set(lines)) != len(lines) or max(map(len, lines)) > 100:
            raise RuleBroken(f"Give 2 to {MOST_OPTIONS} different answers, one a line, of 100 letters at most each.")


@action
def drop_question(*, question: SurveyQuestion, by: User) -> None:
    """Ask it no more; in a draft alone."""
    survey = _draft(Survey.objects.select_for_update().get(pk=question.survey_id))
    audit.record("survey.question_dropped", survey, by=by, question=question.pk)
    question.delete()


@action
def move_up(*, question: SurveyQuestion, by: User) -> None:
    """Ask it one place earlier."""
    survey = _draft(Survey.objects.select_for_update().get(pk=question.survey_id))
    before = survey.questions.filter(position__lt=question.position).last()
    if before is None:
        raise RuleBroken("It is the first question already.")
    here, there = question.position, before.position
    for row, position in ((before, 1000), (question, there), (before, here)):
        row.position = position
        row.save(update_fields=["position"])
    audit.record("survey.question_moved", survey, by=by, question=question.pk)


@action
def publish(*, survey: Survey, by: User) -> None:
    """It can be answered from its first day on; its questions stand from now."""
    survey = _draft(Survey.objects.select_for_update().get(pk=survey.pk))
    if not survey.questions.exists():
        raise RuleBroken("Add at least one question first.")
    if survey.closes_on < timezone.localdate():
        raise RuleBroken("Its last day is over. Choose a later one.")
    survey.published_at = timezone.now()
    survey.save(update_fields=["published_at"])
    audit.record("survey.published", survey, by=by, opens=survey.opens_on, closes=survey.closes_on)


@action
def change_days(*, survey: Survey, closes_on: date, by: User) -> None:
    """Another last day; a survey that is over is open again with it."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    _check_days(survey.opens_on, closes_on)
    if closes_on < timezone.localdate():
        raise RuleBroken("Choose a day that is still to come.")
    old, survey.closes_on, survey.closed_at = survey.closes_on, closes_on, None
    survey.save(update_fields=["closes_on", "closed_at"])
    audit.record("survey.days_changed", survey, by=by, old=old, new=closes_on)


@action
def close(*, survey: Survey, by: User) -> None:
    """No answers are taken any more, before its last day."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if not survey.is_open:
        raise RuleBroken("It is not open.")
    survey.closed_at = timezone.now()
    survey.save(update_fields=["closed_at"])
    audit.record("survey.closed", survey, by=by)


@action
def take_words_out(*, answer: SurveyAnswer, by: User) -> None:
    """The words of one answer go, for they name somebody or do not belong here; that something was said stays."""
    if RULES["survey-words"].held(SurveyAnswer.objects.filter(pk=answer.pk)).exists():
        raise RuleBroken("It is held because of a complaint or a matter of law: nothing of it may go.")
    answer.words = ""
    answer.save(update_fields=["words"])
    empty_the_log()
    audit.record("survey.words_taken_out", answer.response, by=by, question=answer.question_id)


def _draft(survey: Survey) -> Survey:
    if not survey.is_draft:
        raise RuleBroken("It has been opened: its questions stand, so that all answers are to the same ones.")
    return survey


def _check_days(opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        raise RuleBroken("The last day must not be before the first.")
