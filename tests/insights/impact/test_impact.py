"""An organisation's impact page: what it raised, what that joined, where it was used, what changed."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from groups.organisations.models import Organisation
from insights.figures.periods import last_years
from insights.issues.actions.voices import withdraw_voice
from insights.issues.models import Issue, IssueMove
from insights.issues.states import IssueState
from insights.pledges.models import Pledge
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_voice
from tests.factories.reports import make_sent_report
from tests.factories.stories import make_story
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def page(organisation: Organisation, name: str = "impact") -> str:
    return reverse(f"insights:{name}", args=[organisation.slug])


def text_of(browser, organisation) -> str:
    return " ".join(browser.get(page(organisation)).text.split())


@pytest.fixture
def told(organisation, coordinator, staff, second_staff):
    """An issue of the organisation in a sent report, answered, promised and done; another that joined a wider one."""
    mine = {"organisation": organisation, "user": coordinator, "words": "Mrs Ahmed of flat 3 waits."}
    used = make_issue(released=True, state="confirmed", lead_wording="No bus after six", **mine)
    unworded = make_issue(**mine)
    wider = make_issue(released=True, lead_wording="Advice is far away")
    joined = make_issue(released=True, state="joined", joined_to=wider, lead_wording="No advice here", **mine)
    make_issue(released=True, lead_wording="Of somebody else")
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=[used], asks=["Run the bus later."])
    with fixture_writes():
        joined.voices.update(issue=wider)
        ask = report.asks.get()
        holder = report.recipients.get().contact
        Pledge.objects.create(ask=ask, words="A bus until nine.", holder=holder, made_at=timezone.now(), state="kept")
        IssueMove.objects.create(issue=used, old_state="pledged", new_state="confirmed", at=timezone.now())
    make_story(published=True, title="The bus runs", issue=used)
    make_story(title="Not published", issue=used)
    return {"used": used, "unworded": unworded, "wider": wider, "joined": joined, "report": report, "holder": holder}


def test_it_tells_what_was_raised_joined_used_and_changed(client_of, coordinator, organisation, told):
    browser = client_of(coordinator)
    text = text_of(browser, organisation)
    for words in (
        "No bus after six",
        "Advice is far away",
        told["report"].number,
        "Run the bus later.",
        "A bus until",
    ):
        assert words in text
    assert "The bus runs" in text and f"not worded for others yet ({told['unworded'].reference})" in text
    for words in ("Of somebody else", "Mrs Ahmed", "Not published", told["holder"].name):
        assert words not in text
    file = browser.get(page(organisation, "impact-csv")).text
    assert "A bus until nine." in file and file.count("\r\n") > 5
    paper = pypdf.PdfReader(io.BytesIO(browser.get(page(organisation, "impact-pdf")).content))
    printed = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    assert "No bus after six" in printed and "The bus runs" in printed and "Mrs Ahmed" not in printed
    assert told["holder"].name not in printed


def test_how_many_others_spoke_is_shown_from_five_on(client_of, coordinator, organisation, told):
    browser = client_of(coordinator)
    assert '<td role="cell" data-l="Behind it, from 5 on">–</td>' in browser.get(page(organisation)).text
    for _ in range(3):
        make_voice(issue=told["wider"], user=make_user())
    assert '<td role="cell" data-l="Behind it, from 5 on">5</td>' in browser.get(page(organisation)).text


def test_what_was_sealed_or_taken_back_is_not_in_it(client_of, coordinator, organisation, told):
    with fixture_writes():
        told["unworded"].voices.update(words="", sealed_at=timezone.now())
        Issue.objects.filter(pk=told["unworded"].pk).update(state=IssueState.SEALED)
    [voice] = told["used"].voices.all()
    withdraw_voice(voice=voice, by=coordinator)
    text = text_of(client_of(coordinator), organisation)
    for words in ("No bus after six", "A bus until nine", told["unworded"].reference, told["report"].number):
        assert words not in text


def test_a_year_holds_what_happened_in_it(client_of, coordinator, organisation, told):
    browser = client_of(coordinator)
    with fixture_writes():
        Issue.objects.filter(pk=told["used"].pk).update(created_at=timezone.now() - timedelta(days=730))
        told["used"].voices.update(created_at=timezone.now() - timedelta(days=730))
    now = browser.get(page(organisation)).text
    assert "A bus until nine." in now  # the promise is of this year, though the issue is not
    year = last_years(timezone.localdate(), 2)[1].code
    before = browser.get(page(organisation), {"year": year})
    assert "A bus until nine." not in before.text
    assert "Choose a year from the list" in browser.get(page(organisation), {"year": "1871"}).text


def test_its_own_people_and_staff_alone_open_it_from_their_pages(
    client_of, coordinator, other_coordinator, trustee, staff, organisation, told
):
    for stranger in (other_coordinator, trustee):
        assert client_of(stranger).get(page(organisation)).status_code == 404
    link = f'href="{page(organisation)}"'
    assert link in client_of(staff).get(organisation.get_absolute_url()).text
    assert client_of(staff).get(page(organisation)).status_code == 200
    browser = client_of(coordinator)
    assert link in browser.get(organisation.get_absolute_url()).text and link in browser.get(reverse("camk:me")).text
