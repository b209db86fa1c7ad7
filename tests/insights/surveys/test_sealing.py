"""Words of an answer that show somebody at risk go the safeguarding lane, as an issue's do."""

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.models import AuditEvent
from camk.outbox.models import OutboundMail
from insights.surveys import actions
from insights.surveys.models import SealedAnswer
from tests.factories.surveys import make_response, make_survey
from tests.insights.safeguarding.test_sealing import dump

pytestmark = pytest.mark.django_db
WORDS = "Zebraquartz is hit at home."


@pytest.fixture
def answer():
    response = make_response(survey=make_survey(), words=WORDS, organisation_name="Club")
    return response.answers.exclude(words="").get()


def pages(browser, survey):
    names = ("survey-results", "survey-results-csv", "survey-plan")
    addresses = [reverse(f"insights:{name}", args=[survey.slug]) for name in names]
    found = [browser.get(url) for url in (*addresses, reverse("admin:insights_surveyanswer_changelist"))]
    assert {page.status_code for page in found} == {200}
    return "".join(page.text for page in found)


def test_sealed_words_are_nowhere_until_they_are_put_back(answer, staff, safeguarding_lead, client_of, settings):
    survey, browser = answer.question.survey, client_of(staff)
    assert WORDS in pages(browser, survey) and WORDS in dump(settings)
    step = reverse("admin:insights_surveyanswer_step", args=[answer.pk, "seal"])
    assert "nobody else can read it now" in browser.post(step, follow=True).text
    assert WORDS not in pages(browser, survey) and WORDS not in dump(settings)
    mail = OutboundMail.objects.get(kind="insights/survey_words_sealed")
    assert mail.user == safeguarding_lead and WORDS not in mail.text
    with pytest.raises(RuleBroken, match="No words"):
        actions.seal_answer(answer=answer, by=staff)
    actions.keep(response=answer.response, question=answer.question, words="And a hall.")
    actions.put_back_answer(record=SealedAnswer.objects.get(), by=safeguarding_lead)
    answer = answer.response.answers.get(question=answer.question)
    assert answer.words == f"{WORDS}\n\nAnd a hall." and WORDS in pages(client_of(staff), survey)
    assert SealedAnswer.objects.get().cipher == ""


def test_the_lead_alone_reads_them_and_that_is_written_down(answer, staff, superuser, safeguarding_lead, client_of):
    record = actions.seal_answer(answer=answer, by=staff)
    page = reverse("admin:insights_sealedanswer_change", args=[record.pk])
    step = reverse("admin:insights_sealedanswer_step", args=[record.pk, "open"])
    for other in (staff, superuser):
        browser = client_of(other)
        assert WORDS not in browser.get(page, follow=True).text and WORDS not in browser.post(step, follow=True).text
        with pytest.raises(RuleBroken, match="Only the safeguarding lead"):
            actions.destroy_answer(record=record, by=other)
    browser = client_of(safeguarding_lead)
    assert WORDS not in browser.get(page).text
    assert WORDS in browser.post(step).text
    assert AuditEvent.objects.get(verb="safeguarding.opened").by == safeguarding_lead
    actions.drop_half(row=answer.response, now=timezone.now())  # what was sealed stays with the lead
    record.refresh_from_db()
    with pytest.raises(RuleBroken, match="no place"):
        actions.put_back_answer(record=record, by=safeguarding_lead)
    actions.destroy_answer(record=record, by=safeguarding_lead)
    with pytest.raises(RuleBroken, match="Nothing is kept"):
        actions.open_sealed(record=record, by=safeguarding_lead)
