"""Each morning: who began is reminded once; sessions that enough want are drafted."""

from celery import shared_task
from django.utils import timezone

from camk.sweeps import safely
from insights.surveys import actions
from insights.surveys.models import Survey, SurveyResponse


@shared_task(name="insights.surveys.look_through")
def look_through():
    now = timezone.now()
    running = Survey.objects.open(timezone.localdate(now))
    begun = SurveyResponse.objects.filter(survey__in=running, state=SurveyResponse.State.BEGUN, reminded_at=None)
    for response in begun.filter(changed_at__lte=now - actions.REMIND_AFTER):
        safely(actions.remind, response=response, now=now)
    for survey in Survey.objects.over(timezone.localdate(now)):
        safely(actions.draft_what_is_wanted, survey=survey, now=now)
