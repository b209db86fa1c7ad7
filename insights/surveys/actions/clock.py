"""By the clock: one reminder to who began; who answered, then the words, are let go (domain C7)."""

from datetime import datetime, timedelta

from django.db.models import Min

from camk.actions import action
from camk.links import revoke_links
from camk.outbox.actions import post
from insights.surveys.actions.answering import PURPOSE, way_back
from insights.surveys.models import SurveyAnswer, SurveyResponse

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
def drop_half(*, row: SurveyResponse, now: datetime, by=None) -> None:
    """What was begun and not sent, or sent again from the same address, goes with its answers and link."""
    revoke_links(target=row, purpose=PURPOSE, by=by)
    row.delete()


@action
def forget_who(*, row: SurveyResponse, now: datetime, by=None) -> None:
    """Counts stay: a number in the place of the mark still tells one organisation from another."""
    same = row.survey.responses.filter(contributor=row.contributor)
    number = str(same.aggregate(first=Min("pk"))["first"])
    if row.contributor != number:
        same.update(contributor=number)
    revoke_links(target=row, purpose=PURPOSE, by=by)
    row.contributor, row.may_ask, row.forgotten_at = number, False, now
    row.user, row.email, row.organisation, row.organisation_name = None, "", None, ""
    row.save()


@action
def forget_words(*, row: SurveyAnswer, now: datetime, by=None) -> None:
    """A few words that were written go; what was chosen stays."""
    row.words = ""
    row.save(update_fields=["words"])
