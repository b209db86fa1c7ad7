"""Somebody answers: page by page, kept as they go, sent once and changed until the last day."""

from datetime import datetime, time

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from camk import audit
from camk.accounts.actions import person_for, prove_address
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.links import SecretLink, link_for
from camk.outbox.actions import post
from camk.templatetags.ui import LONDON
from insights.surveys.models import Survey, SurveyAnswer, SurveyQuestion, SurveyResponse

PURPOSE = "survey"
Kind, State = SurveyQuestion.Kind, SurveyResponse.State
OVER = "This survey is closed. Thank you for wanting to answer."


@action
def start(*, survey: Survey, kiosk: bool = False, by: User | None) -> SurveyResponse:
    """New answers, or for somebody signed in those they began before; a device in a room belongs to nobody."""
    if not survey.is_open:
        raise RuleBroken(OVER)
    if by and not kiosk:
        response, _ = SurveyResponse.objects.get_or_create(survey=survey, user=by)
        return response
    return SurveyResponse.objects.create(survey=survey, by_kiosk=kiosk)


@action
def keep(
    *, response: SurveyResponse, question: SurveyQuestion, needs: dict | None = None, values: list[str] = (),
    words: str = "", by: User | None = None,
) -> None:  # fmt: skip
    """Keep what was said to one question; said again, the newer stands. `needs` is topic -> now, later or no."""
    response = _open(response)
    allowed = dict(question.choices)
    wanted = [*(needs or {}).values(), *values]
    if question.survey_id != response.survey_id or any(value not in allowed for value in wanted):
        raise RuleBroken("Choose one of the answers shown.")
    response.answers.filter(question=question).delete()
    rows = [SurveyAnswer(topic=topic, value=value) for topic, value in (needs or {}).items()]
    rows += [SurveyAnswer(value=value) for value in dict.fromkeys(values)]
    if words.strip():
        rows.append(SurveyAnswer(words=words.strip()))
    for row in rows:
        row.response, row.question = response, question
    SurveyAnswer.objects.bulk_create(rows)
    response.changed_at = timezone.now()
    response.save(update_fields=["changed_at"])


@action
def keep_address(*, response: SurveyResponse, email: str, by: User | None = None) -> None:
    """They stop half-way: the link to go on goes to their mailbox."""
    response = _open(response)
    response.email = email.strip().lower()
    response.save(update_fields=["email"])
    _post(response, "survey_continue", key=f"{timezone.now():%Y%m%d%H}")


@action
def send(
    *, response: SurveyResponse, organisation=None, organisation_name: str = "", email: str = "",
    may_ask: bool = False, by: User | None = None,
) -> SurveyResponse:  # fmt: skip
    """The answers count from now on. Sent again they are changed; from an address that has answered they do not."""
    response = _open(response)
    if not response.answers.exists():
        raise RuleBroken("Answer at least one question first.")
    response.organisation, response.organisation_name = organisation, organisation_name.strip()
    response.email = email.strip().lower() or response.email
    if may_ask and not (response.user_id or response.email):
        raise RuleBroken("Leave an address so that we can ask you.")
    response.may_ask = may_ask
    response.contributor = _contributor(response)
    first = _of_the_same(response)
    response.state = State.AGAIN if first else State.SENT
    response.sent_at, response.changed_at = response.sent_at or timezone.now(), timezone.now()
    response.save()
    audit.record("survey.answered", response.survey, by=by, kiosk=response.by_kiosk)
    if response.email and not response.user_id:
        _post(first or response, "survey_again" if first else "survey_thanks", key=f"{timezone.now():%Y%m%d%H}")
    return response


def _of_the_same(response: SurveyResponse) -> SurveyResponse | None:
    """Answers to the same survey that somebody with this address has sent before."""
    if not response.email:
        return None
    same = Q(email=response.email) | Q(user__email=response.email)
    rows = SurveyResponse.objects.sent().filter(same, survey=response.survey_id).exclude(pk=response.pk)
    return rows.order_by("sent_at", "pk").first()


def _contributor(response: SurveyResponse) -> str:
    """A mark that is the same for everybody of one organisation, within one survey."""
    name = " ".join(response.organisation_name.casefold().split())
    own = f"organisation {response.organisation_id}" if response.organisation_id else f"name {name}" if name else ""
    own = own or f"answers {response.pk}"
    return salted_hmac("camk.survey", f"{response.survey_id}:{own}", algorithm="sha256").hexdigest()[:32]


@action
def come_back(*, link: SecretLink) -> SurveyResponse:
    """The button behind the link in the mailbox: the address is proved, and they go on where they were.

    When they have answered with their account already, that is the one they go on with.
    """
    response = _open(SurveyResponse.objects.get(pk=link.target_id))
    if response.user_id is None:
        person = person_for(email=response.email)
        prove_address(user=person, by=person)
        earlier = SurveyResponse.objects.filter(survey=response.survey_id, user=person).first()
        if earlier:
            response.delete()
            return earlier
        response.user = person
        response.save(update_fields=["user"])
    return response


def _open(response: SurveyResponse) -> SurveyResponse:
    row = SurveyResponse.objects.select_for_update(of=("self",)).select_related("survey", "user").get(pk=response.pk)
    if not row.survey.is_open:
        raise RuleBroken(OVER)
    return row


def way_back(response: SurveyResponse) -> str:
    """The full address of the page behind a link of its own, until the survey closes. Call inside an action."""
    until = datetime.combine(response.survey.closes_on, time(23, 59), tzinfo=LONDON)
    link = link_for(purpose=PURPOSE, target=response, expires_at=until)
    return settings.SITE_URL + reverse("insights:survey-back", args=[link.token])


def _post(response: SurveyResponse, event: str, *, key: str) -> None:
    post(
        event=f"insights/{event}",
        key=f"survey:{response.pk}:{event}:{key}",
        user=response.user,
        address=response.email,
        context={"survey": response.survey, "may_ask": response.may_ask, "url": way_back(response)},
    )
