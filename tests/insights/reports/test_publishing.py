"""The public edition: what staff chose to show, frozen, without a name or word whose owner does not agree."""

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.files import StoredFile
from insights.reports.actions.answering import key_in_answer
from insights.reports.actions.approving import approve, ask_for_approval
from insights.reports.actions.correcting import correct, take_back
from insights.reports.actions.publishing import publish, take_down
from insights.reports.actions.sending import send
from insights.reports.models import PublicEdition
from tests.factories.issues import make_issue, make_voice
from tests.factories.organisations import make_organisation
from tests.factories.reports import make_contact, make_report, make_sent_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(staff, second_staff):
    """Two issues, one quoted for partners alone, one for everybody; a person in office is asked."""
    issues = [make_issue(released=True, state="accepted") for _ in range(2)]
    body = make_organisation(name="Choir of Mill Lane")
    quotes = [
        make_voice(issue=issues[0], words="For partners alone.", consents=["partners"]),
        make_voice(issue=issues[1], words="For everybody.", organisation=body, consents=["publish", "named"]),
    ]
    draft = make_report(issues=issues, asks=["Open the hall."], created_by=staff)
    chair = make_contact(stakeholder=draft.stakeholder, name="Ada Chair")
    with fixture_writes():
        for item, quote in zip(draft.items.all(), quotes, strict=True):
            item.quote = quote
            item.save()
        draft.asks.update(owner=chair)
    ask_for_approval(report=draft, by=staff)
    approve(report=draft, by=second_staff)
    send(report=draft, contacts=[chair], by=staff)
    draft.refresh_from_db()
    return draft


def step(report, name):
    return reverse("admin:insights_stakeholderreport_step", args=[report.pk, name])


def test_staff_publish_it_and_everybody_reads_and_saves_it(report, staff, client, client_of):
    address = f"/published-reports/{report.number}/v1/"
    assert client.get(address).status_code == 404
    assert client_of(staff).post(step(report, "publish"), {}).status_code == 302
    client.logout()
    assert report.title in client.get("/published-reports/").text
    text = client.get(address).text
    assert "Open the hall." in text and "For everybody." in text and "Choir of Mill Lane" in text
    assert "For partners alone." not in text and "Ada Chair" not in text
    edition = PublicEdition.objects.get()
    assert edition.snapshot_sha256 in text
    for ending, stored in (
        ("report.pdf", edition.pdf),
        ("annex.xlsx", edition.annex_xlsx),
        ("annex.csv", edition.annex_csv),
    ):
        content = client.get(address + ending).getvalue()
        assert len(content) == stored.size
        assert b"Ada Chair" not in content and b"For partners alone" not in content
    assert '<a href="/published-reports/">' in client.get("/").text
    assert "/published-reports/" in client.get("/stories/").text
    assert report.recipients.get().link.token not in text


def test_answers_stand_there_only_where_staff_choose(report, staff, client):
    key_in_answer(ask=report.asks.get(), answer="refused", words="There is no money.", by=staff)
    address = publish(report=report, by=staff).get_absolute_url()
    assert "There is no money." not in client.get(address).text
    publish(report=report, with_answers=True, by=staff)
    assert "There is no money." in client.get(address).text
    assert PublicEdition.objects.count() == 1 and StoredFile.objects.filter(name__contains="-public").count() == 3


def test_who_takes_consent_back_takes_the_page_down_at_once(report, staff, client, client_of):
    address = publish(report=report, by=staff).get_absolute_url()
    with fixture_writes():
        report.items.last().quote.consents.filter(audience="publish").update(withdrawn_at=timezone.now())
    assert client.get(address).status_code == 410
    assert client.get(address + "report.pdf").status_code == 404
    assert report.title not in client.get("/published-reports/").text
    page = client_of(staff).get(reverse("admin:insights_stakeholderreport_change", args=[report.pk])).text
    assert "took their consent back" in page
    publish(report=report, by=staff)
    client.logout()
    text = client.get(address).text
    assert "For everybody." not in text and "Open the hall." in text


def test_a_name_goes_when_only_the_name_was_taken_back(report, staff, client):
    with fixture_writes():
        report.items.last().quote.consents.filter(audience="named").update(withdrawn_at=timezone.now())
    text = client.get(publish(report=report, by=staff).get_absolute_url()).text
    assert "For everybody." in text and "Choir of Mill Lane" not in text


def test_taken_down_or_taken_back_its_words_are_gone_and_its_number_stays(report, staff, client):
    edition = publish(report=report, by=staff)
    files = [edition.pdf_id, edition.annex_xlsx_id, edition.annex_csv_id]
    take_down(report=report, by=staff)
    with pytest.raises(RuleBroken, match="not published"):
        take_down(report=report, by=staff)
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 410 and edition.snapshot_sha256 in response.text
    assert not StoredFile.objects.filter(pk__in=files).exists()
    publish(report=report, by=staff)
    take_back(report=report, reason="A name stood in it.", by=staff)
    edition.refresh_from_db()
    assert edition.snapshot is None and edition.page_html == "" and edition.pdf is None
    assert client.get(edition.get_absolute_url()).status_code == 410


def test_a_correction_takes_the_place_of_what_was_published(report, staff, second_staff, client):
    old = publish(report=report, by=staff).get_absolute_url()
    new = correct(report=report, why="A number was wrong.", by=staff)
    ask_for_approval(report=new, by=staff)
    approve(report=new, by=second_staff)
    send(report=new, contacts=[report.recipients.get().contact], by=staff)
    assert client.get(old).status_code == 410
    newer = publish(report=new, by=staff).get_absolute_url()
    assert f'href="{newer}"' in client.get(old).text
    assert newer.endswith("/v2/")


def test_only_staff_publish_and_only_what_is_out(report, staff, trustee, second_staff):
    with pytest.raises(RuleBroken, match="Only staff"):
        publish(report=report, by=trustee)
    with pytest.raises(RuleBroken, match="that is out"):
        publish(report=make_report(), by=staff)


def test_an_issue_whose_wording_was_taken_back_stands_as_a_count(staff, second_staff, client):
    issue = make_issue(released=True, state="accepted", lead_wording="Lamps are out in the lane.")
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=[issue])
    with fixture_writes():
        issue.released_at = None
        issue.save()
    text = client.get(publish(report=report, by=staff).get_absolute_url()).text
    assert "Lamps are out" not in text and issue.reference not in text and "1 voice" in text
