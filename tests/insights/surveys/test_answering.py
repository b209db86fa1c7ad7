"""A survey is composed, opened, answered without an account in a few steps, kept, changed and never counted twice."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from camk.retention import tasks
from insights.surveys import actions
from insights.surveys.models import Survey, SurveyAnswer, SurveyQuestion, SurveyResponse
from insights.surveys.tasks import look_through
from tests.factories.surveys import make_response, make_survey, topic
from tests.insights.surveys.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return make_survey()


def at(survey, name="survey", *more):
    return reverse(f"insights:{name}", args=[survey.slug, *more])


def needs(**said):
    return {f"topic_{topic(code).pk}": value for code, value in said.items()}


def mails(kind):
    return OutboundMail.objects.filter(kind=f"insights/{kind}")


def test_a_first_time_visitor_answers_it_in_nine_steps(client, survey):
    """From home: to the survey, begin, five questions, send; nothing but the needs has to be answered."""
    assert survey.title in client.get("/").text
    steps = [client.get(at(survey))]
    steps.append(client.post(at(survey), follow=True))
    pages = [
        needs(governance="now", funding="later"),
        {"answer": "Evenings"},
        {"answer": "4"},
        {"answer": ["Online", "By reading"]},
        {"answer": "We have no evenings free."},
    ]
    for number, said in enumerate(pages, 1):
        steps.append(client.post(at(survey, "survey-page", number), said, follow=True))
    steps.append(client.post(at(survey, "survey-who"), {"organisation_name": "Lakes Club"}, follow=True))
    assert len(steps) + 1 == 9 and "Thank you" in steps[-1].text
    assert '<legend class="vh">' in steps[3].text and "<legend>" in steps[1].text, "the question stands once"
    response = SurveyResponse.objects.get()
    assert (
        response.state == "sent" and response.organisation_name == "Lakes Club" and not OutboundMail.objects.exists()
    )
    assert sorted(response.answers.values_list("value", flat=True)) == sorted(
        ["now", "later", "Evenings", "4", "Online", "By reading", ""]
    )


def test_a_half_filled_one_is_kept_and_gone_on_with(client, survey):
    client.post(at(survey))
    client.post(at(survey, "survey-page", 1), needs(governance="now"))
    assert "Go on with my answers" in client.get(at(survey)).text
    client.post(at(survey))
    assert SurveyResponse.objects.count() == 1
    assert client.get(at(survey, "survey-page", 1)).context["form"].initial == needs(governance="now")


def test_said_again_the_newer_stands_and_it_is_one_answer(client, survey):
    client.post(at(survey))
    for said in ("now", "no"):
        client.post(at(survey, "survey-page", 1), needs(governance=said))
        client.post(at(survey, "survey-who"), {})
        client.post(at(survey))
    assert SurveyResponse.objects.sent().count() == 1 and SurveyAnswer.objects.get().value == "no"


def test_somebody_signed_in_has_one_whatever_the_device(client_of, member, survey):
    for _ in range(2):
        browser = client_of(member)
        browser.post(at(survey))
        browser.post(at(survey, "survey-page", 1), needs(governance="now"))
        browser.post(at(survey, "survey-who"), {"may_ask": "on"})
        browser.logout()
    response = SurveyResponse.objects.get()
    assert response.user == member and response.may_ask


def test_a_second_one_from_the_same_address_does_not_count(survey):
    first = make_response(survey=survey, email="Kim@example.org", may_ask=True)
    second = make_response(survey=survey, email="kim@example.org")
    assert (first.state, second.state) == ("sent", "again")
    assert list(SurveyResponse.objects.sent()) == [first]
    assert mails("survey_thanks").count() == mails("survey_again").count() == 1


def test_the_link_in_the_mail_proves_the_address_and_leads_back(client, survey):
    response = make_response(survey=survey, email="kim@example.org", may_ask=True)
    link = SecretLink.objects.get(purpose=actions.PURPOSE)
    page = reverse("insights:survey-back", args=[link.token])
    assert "this is your address" in client.get(page).text
    response.refresh_from_db()
    assert response.user is None  # looking proves nothing
    assert client.post(page).url == at(survey, "survey-page", 1)
    response.refresh_from_db()
    assert response.user.email == "kim@example.org" and response.user.verified_at


def test_who_has_answered_with_an_account_goes_on_with_that_one(survey, member):
    own = make_response(survey=survey, by=member)
    make_response(survey=survey, email=member.email, sent=False)
    actions.keep_address(response=SurveyResponse.objects.get(user=None), email=member.email)
    assert actions.come_back(link=SecretLink.objects.get(purpose=actions.PURPOSE)) == own
    assert SurveyResponse.objects.count() == 1


def test_going_on_later_sends_the_link_once_an_hour(client, survey):
    client.post(at(survey))
    got = client.post(at(survey, "survey-page", 1), needs(governance="now") | {"later": "1"})
    assert got.url == at(survey, "survey-later")
    for _ in range(2):
        client.post(at(survey, "survey-later"), {"email": "kim@example.org"})
    assert mails("survey_continue").get().address == "kim@example.org"


def test_a_device_in_a_room_keeps_nothing_for_the_next_person(client, survey):
    page = at(survey, "survey-kiosk")
    for name in ("One Club", "Two Club"):
        client.post(page)
        shown = client.get(at(survey, "survey-page", 1))
        assert shown.context["form"].initial == {} and "kiosk" in shown.headers["Refresh"]
        assert shown.headers["Cache-Control"] == "private, no-store"
        client.post(at(survey, "survey-page", 1), needs(governance="now"))
        sent = client.post(at(survey, "survey-who"), {"organisation_name": name}, follow=True)
        assert "Next person" in sent.text and "kiosk" in sent.headers["Refresh"]
        assert client.get(at(survey, "survey-who")).url == at(survey)
    assert SurveyResponse.objects.sent().filter(by_kiosk=True).count() == 2
    client.post(page)
    client.post(at(survey, "survey-page", 1), needs(governance="now"))
    client.post(page)  # somebody walked away; the next person starts again
    assert client.get(at(survey, "survey-page", 1)).context["form"].initial == {}


def test_a_device_in_a_room_answers_for_nobody_who_is_signed_in(client_of, staff, survey):
    browser = client_of(staff)
    browser.post(at(survey, "survey-kiosk"))
    assert SurveyResponse.objects.get().user is None


def test_words_are_looked_at_before_they_are_kept(client, survey):
    client.post(at(survey))
    page = at(survey, "survey-page", 5)
    harm = client.post(page, {"answer": "A girl in our club told me that her stepfather hits her."})
    assert 'name="general_concern"' in harm.text and "999" in harm.text
    named = client.post(page, {"answer": "Ring Mrs Miller on 01908 661623."})
    assert 'name="may_stay"' in named.text and "01908 661623" in named.text
    assert not SurveyAnswer.objects.exists()
    client.post(page, {"answer": "Ring our office on 01908 661623.", "may_stay": "on"})
    assert SurveyAnswer.objects.get().words


def test_what_was_not_offered_is_not_taken(survey):
    response = make_response(survey=survey, sent=False)
    question = survey.questions.get(kind="choice")
    with pytest.raises(RuleBroken):
        actions.keep(response=response, question=question, values=["Never"])
    other = make_survey(title="Another").questions.get(kind="choice")
    with pytest.raises(RuleBroken):
        actions.keep(response=response, question=other, values=["Evenings"])


def test_no_answers_before_its_first_day_nor_after_its_last(client, survey):
    response = make_response(survey=survey, sent=False)
    with time_machine.travel(NOW) as clock:
        clock.shift(timedelta(days=30))
        with pytest.raises(RuleBroken):
            actions.send(response=response)
        assert "closed" in client.get(at(survey)).text
    later = make_survey(title="Later", opens_on=timezone.localdate() + timedelta(days=1))
    assert client.get(at(later)).status_code == 404
    with pytest.raises(RuleBroken):
        actions.start(survey=later, by=None)


def test_who_began_and_left_an_address_is_reminded_once(survey, member):
    make_response(survey=survey, by=member, sent=False)
    make_response(survey=survey, by=None, sent=False)  # no address
    make_response(survey=survey, email="done@example.org")
    for days in (1, 4, 8):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            look_through()
    assert mails("survey_reminder").get().user == member


def test_a_draft_is_composed_and_stands_once_it_is_open():
    survey = make_survey(questions=[], published=False)
    with pytest.raises(RuleBroken):
        actions.publish(survey=survey, by=None)

    def add(**values):
        made = SurveyQuestion(survey=survey, **values)
        return actions.store_question(question=made, topics=[], by=None)

    with pytest.raises(RuleBroken):
        add(kind="needs", words="Which?")
    with pytest.raises(RuleBroken):
        add(kind="choice", words="Which?", options="One")
    rows = [add(kind="text", words=f"Question {n}") for n in range(10)]
    with pytest.raises(RuleBroken):
        add(kind="text", words="One too many")
    actions.move_up(question=rows[1], by=None)
    assert survey.questions.first() == rows[1]
    actions.drop_question(question=rows[9], by=None)
    actions.publish(survey=survey, by=None)
    with pytest.raises(RuleBroken):
        actions.drop_question(question=SurveyQuestion.objects.first(), by=None)
    actions.close(survey=survey, by=None)
    assert Survey.objects.get().is_over
    actions.change_days(survey=survey, closes_on=timezone.localdate() + timedelta(days=3), by=None)
    assert Survey.objects.get().is_open


def test_staff_compose_it_in_the_staff_pages(client_of, staff):
    browser = client_of(staff)
    values = {"title": "What we need", "intro": "Tell us.", "opens_on": "2026-11-25", "closes_on": "2026-12-24"}
    browser.post(reverse("admin:insights_survey_add"), values | {"enough": "5"})
    survey = Survey.objects.get()
    asked = {"survey": survey.pk, "kind": "needs", "words": "What?", "topics": [topic("funding").pk]}
    browser.post(reverse("admin:insights_surveyquestion_add"), asked)
    page = browser.get(reverse("admin:insights_survey_change", args=[survey.pk])).text
    assert "1 of 10 questions" in page and at(survey, "survey-kiosk") in page and at(survey, "survey-poster") in page
    browser.post(reverse("admin:insights_survey_step", args=[survey.pk, "publish"]))
    survey.refresh_from_db()
    assert survey.is_open and "<svg" in browser.get(at(survey, "survey-poster")).text


def test_who_answered_and_what_they_wrote_is_forgotten_when_it_is_time(survey):
    for n, name in enumerate(("Lakes Club", "lakes  club", "Other Club")):
        make_response(survey=survey, organisation_name=name, words="No time.", email=f"{n}@example.org")
    make_response(survey=survey, sent=False)
    marks = set(SurveyResponse.objects.sent().values_list("contributor", flat=True))
    assert len(marks) == 2  # two of one organisation
    ends = timezone.now() + timedelta(days=20)
    for days, halves, people, words in ((10, 1, 3, 3), (16, 0, 3, 3), (370, 0, 0, 3), (740, 0, 0, 0)):
        for _ in range(2):  # twice without harm
            with time_machine.travel(ends + timedelta(days=days)):
                tasks.run(timezone.now())
            sent = SurveyResponse.objects.sent()
            assert SurveyResponse.objects.exclude(state="sent").count() == halves
            assert sent.exclude(organisation_name="").count() == people
            assert SurveyAnswer.objects.exclude(words="").count() == words
    assert sent.values("contributor").distinct().count() == 2 and SurveyAnswer.objects.count() == 3
    with time_machine.travel(ends + timedelta(days=2)):
        assert not SecretLink.objects.live().exists()  # the links ended with the survey
