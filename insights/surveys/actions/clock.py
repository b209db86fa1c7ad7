"""By the clock: one reminder to who began, and who answered is forgotten when it is time (domain C7)."""

from datetime import datetime, timedelta

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.links import revoke_links
from camk.outbox.actions import post
from insights.surveys.actions.answering import PURPOSE, way_back
from insights.surveys.models import Survey, SurveyAnswer, SurveyResponse

REMIND_AFTER = timedelta(days=3)  # since they last touched it
DROP_HALF_AFTER = timedelta(days=14)  # after the last day
FORGET_WHO_AFTER = timedelta(days=365)
FORGET_WORDS_AFTER = timedelta(days=730)


@action
def remind(*, response: SurveyResponse, now: datetime, by=None) -> bool:
    """Once, to somebody who began, left an address and did not send it, while it can still be answered."""
    response = SurveyResponse.objects.select_for_update(of=("self",)).get(pk=response.pk)
    address = response.email or (response.user.email if response.user else "")
    wanted = response.state == SurveyResponse.State.BEGUN and response.reminded_at is None and address
    if not wanted or not response.survey.is_open or response.changed_at > now - REMIND_AFTER:
        return False
    response.reminded_at = now
    response.save(update_fields=["reminded_at"])
    signed_in = response.user is not None
    url = way_back(response)
    post(
        event="insights/survey_reminder",
        key=f"survey:{response.pk}:reminder",
        user=response.user,
        address=address,
        context={"survey": response.survey, "url": url, "signed_in": signed_in},
    )
    return True


@action
def forget(*, survey: Survey, now: datetime, by=None) -> dict[str, int]:
    """What is due of a survey that is over: halves, who answered, then the words; twice does no harm."""
    today, done = timezone.localdate(now), {"halves": 0, "people": 0, "words": 0}
    if not survey.is_over:
        return done
    since = today - survey.ended_on
    if since > DROP_HALF_AFTER:
        halves = survey.responses.exclude(state=SurveyResponse.State.SENT)
        done["halves"] = _let_go(halves, by=by)
    if since > FORGET_WHO_AFTER:
        done["people"] = _forget_who(survey, now, by=by)
    if since > FORGET_WORDS_AFTER:
        words = SurveyAnswer.objects.filter(response__survey=survey).exclude(words="")
        done["words"] = words.update(words="")
    if any(done.values()):
        audit.record("survey.forgotten", survey, by=by, **done)
    return done


def _let_go(rows, *, by) -> int:
    """Halves go with their answers and links."""
    count = 0
    for row in rows:
        revoke_links(target=row, purpose=PURPOSE, by=by)
        row.delete()
        count += 1
    return count


def _forget_who(survey: Survey, now: datetime, *, by) -> int:
    """Counts stay: a number in the place of each mark still tells one organisation from another."""
    rows = survey.responses.filter(forgotten_at__isnull=True)
    marks: dict[str, str] = {}
    count = 0
    for row in rows.order_by("contributor"):
        revoke_links(target=row, purpose=PURPOSE, by=by)
        row.contributor = marks.setdefault(row.contributor, str(len(marks) + 1))
        row.user, row.email, row.organisation, row.organisation_name = None, "", None, ""
        row.may_ask, row.forgotten_at = False, now
        row.save()
        count += 1
    return count
