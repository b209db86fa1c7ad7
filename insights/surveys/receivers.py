"""What is kept of answers to a survey for how long."""

from django.utils import timezone

from camk.retention.rules import Rule, keep
from insights.surveys import actions
from insights.surveys.models import Survey, SurveyAnswer, SurveyResponse


def _over(now, span):
    return Survey.objects.ended_before(timezone.localdate(now) - span)


def halves(now):
    """Begun and not sent, or a second time from one address, two weeks after the last day."""
    rows = SurveyResponse.objects.exclude(state=SurveyResponse.State.SENT)
    return rows.filter(survey__in=_over(now, actions.DROP_HALF_AFTER)).order_by("pk")


def people(now):
    """Who answered, a year after the last day; those of one organisation after one another."""
    rows = SurveyResponse.objects.filter(forgotten_at=None, survey__in=_over(now, actions.FORGET_WHO_AFTER))
    return rows.order_by("survey", "contributor", "pk")


def words(now):
    """Words written in surveys that ended two years ago."""
    rows = SurveyAnswer.objects.exclude(words="")
    return rows.filter(response__survey__in=_over(now, actions.FORGET_WORDS_AFTER)).order_by("pk")


keep(
    Rule(
        code="survey-halves",
        what="answers to surveys that were begun and not sent",
        kept="14 days after its last day",
        model=SurveyResponse,
        due=halves,
        forget=actions.drop_half,
        tied=("survey", "user"),
    )
)
keep(
    Rule(
        code="survey-people",
        what="who answered a survey",
        kept="12 months after its last day",
        model=SurveyResponse,
        due=people,
        forget=actions.forget_who,
        tied=("survey", "user", "organisation"),
    )
)
keep(
    Rule(
        code="survey-words",
        what="words written in a survey",
        kept="24 months after its last day",
        model=SurveyAnswer,
        due=words,
        forget=actions.forget_words,
        tied=("response", "response__survey", "response__user"),
    )
)
