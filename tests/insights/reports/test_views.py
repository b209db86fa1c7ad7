"""The private page of a recipient, and the pages of staff and trustees."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.links import SecretLink
from insights.reports.actions.answering import answer
from insights.reports.actions.approving import approve, ask_for_approval
from insights.reports.actions.correcting import correct, take_back
from insights.reports.actions.sending import close_link, send
from insights.reports.models import Response
from tests.factories.issues import make_issue
from tests.factories.reports import make_contact, make_report, make_sent_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(staff, second_staff):
    return make_sent_report(
        staff=staff,
        second_staff=second_staff,
        issues=[make_issue(released=True, state="accepted", words="CANARY")],
        asks=["Mend it.", "Open it."],
    )


@pytest.fixture
def recipient(report):
    return report.recipients.get()


@pytest.fixture
def link_page(recipient):
    return reverse("insights:report-link", args=[recipient.link.token])


@pytest.fixture
def ask_page(recipient, report):
    return reverse("insights:report-ask", args=[recipient.link.token, report.asks.first().pk])


def test_the_private_page_shows_the_frozen_report_and_its_asks(client, report, link_page, ask_page):
    with fixture_writes():
        report.asks.update(words="Changed")
    text = client.get(link_page).content.decode()
    assert report.snapshot["items"][0]["wording"] in text
    assert text.count("Mend it.") == 1 and "Changed" not in text
    assert ask_page in text
    assert "2 asks wait for your answer" in " ".join(text.split())
    assert "CANARY" not in text


def test_private_pages_are_kept_from_caches_and_search_engines(client, recipient, link_page, ask_page):
    pdf = reverse("insights:report-link-pdf", args=[recipient.link.token])
    for url in (link_page, ask_page, pdf):
        response = client.get(url)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "same-origin"
        response.close()


def test_an_opening_is_counted_on_the_link(client, recipient, link_page):
    client.get(link_page)
    client.get(link_page)
    link = SecretLink.objects.get(pk=recipient.link_id)
    assert link.seen == 2 and link.first_seen_at


def test_the_private_page_takes_the_same_queries_for_any_number_of_answers(
    client, report, recipient, link_page, django_assert_max_num_queries
):
    client.get(link_page)
    for ask in report.asks.all():
        for _ in range(3):
            answer(ask=ask, answer="accepted", contact=recipient.contact, by=recipient.contact.user)
    with django_assert_max_num_queries(12):
        client.get(link_page)


@pytest.mark.parametrize("way", ["closed", "expired", "out of office", "forged", "other purpose"])
def test_a_dead_link_opens_nothing(client, staff, report, recipient, way):
    token = recipient.link.token
    with fixture_writes():
        if way == "closed":
            close_link(recipient=recipient, by=staff)
        if way == "expired":
            SecretLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        if way == "out of office":
            type(recipient.contact).objects.update(term_end=timezone.localdate() - timedelta(days=1))
        if way == "forged":
            token = token[:-1] + ("0" if token[-1] != "0" else "1")
        if way == "other purpose":
            token = SecretLink.objects.create(purpose="rsvp", target_type="x", target_id=str(recipient.pk)).token
    ask = report.asks.first().pk
    for url in (f"/reports/{token}/", f"/reports/{token}/report.pdf", f"/reports/{token}/asks/{ask}/"):
        assert client.get(url).status_code == 404
    assert client.post(f"/reports/{token}/asks/{ask}/", {"answer": "accepted"}).status_code == 404
    assert not Response.objects.exists()


def test_an_answer_is_given_and_changed(client, report, link_page, ask_page, recipient):
    data = {"answer": "accepted", "words": "In the spring.", "owner_name": "Estates", "due_on": "2099-04-01"}
    response = client.post(ask_page, data, follow=True)
    assert response.redirect_chain == [(link_page, 302)]
    text = response.content.decode()
    assert "We have your answer" in text and "In the spring." in text and "Change the answer" in text
    client.post(ask_page, {"answer": "refused", "words": "No money after all."})
    text = client.get(link_page).content.decode()
    assert text.index("No money after all.") < text.index("Earlier answers") < text.index("In the spring.")
    assert [r.contact for r in Response.objects.all()] == [recipient.contact] * 2


def test_a_wrong_answer_says_why_and_loses_nothing(client, ask_page):
    data = {"answer": "refused", "words": "", "owner_name": "Estates team", "due_on": "2001-04-01"}
    text = client.post(ask_page, data).content.decode()
    assert "Please say why" in text and "This date has passed" in text
    assert "Estates team" in text and "2001-04-01" in text
    assert "Choose one of the four answers." in client.post(ask_page, {}).content.decode()
    assert not Response.objects.exists()


def test_an_ask_of_another_report_is_not_answered_here(client, staff, second_staff, recipient):
    other = make_sent_report(
        staff=staff, second_staff=second_staff, issues=[make_issue(released=True, state="accepted")]
    )
    url = reverse("insights:report-ask", args=[recipient.link.token, other.asks.get().pk])
    assert client.get(url).status_code == 404
    assert client.post(url, {"answer": "accepted"}).status_code == 404


def test_colleagues_of_one_body_see_each_others_answers(client, staff, second_staff):
    report = make_report(created_by=staff, issues=[make_issue(released=True, state="accepted")], asks=["Mend it."])
    contacts = [make_contact(stakeholder=report.stakeholder) for _ in range(2)]
    ask_for_approval(report=report, by=staff)
    approve(report=report, by=second_staff)
    send(report=report, contacts=contacts, by=staff)
    one, two = report.recipients.all()
    client.post(
        reverse("insights:report-ask", args=[one.link.token, report.asks.get().pk]),
        {"answer": "part_accepted", "words": "Half of it."},
    )
    text = client.get(reverse("insights:report-link", args=[two.link.token])).content.decode()
    assert "Half of it." in text and contacts[0].name in text


def test_the_pdf_is_the_stored_one(client, report, recipient):
    response = client.get(reverse("insights:report-link-pdf", args=[recipient.link.token]))
    with report.pdf.file.open("rb") as stored:
        assert b"".join(response.streaming_content) == stored.read()


def test_an_old_link_leads_to_the_newer_version(client, staff, second_staff, report, recipient, link_page, ask_page):
    new = correct(report=report, why="A number was wrong.", by=staff)
    assert "What we heard" in client.get(link_page).content.decode()
    ask_for_approval(report=new, by=staff)
    approve(report=new, by=second_staff)
    send(report=new, contacts=[recipient.contact], by=staff)
    text = client.get(link_page).content.decode()
    assert "A newer version" in text and "A number was wrong." in text
    assert reverse("insights:report-link", args=[new.recipients.get().link.token]) in text
    assert "What we heard" not in text
    assert client.get(ask_page).status_code == 404


def test_a_version_that_was_taken_back_says_so_and_nothing_else(client, staff, report, link_page):
    wording = report.snapshot["items"][0]["wording"]
    take_back(report=report, reason="Somebody could be recognised.", by=staff)
    text = client.get(link_page).content.decode()
    assert "We took this report back" in text and "Somebody could be recognised." in text
    assert wording not in text
    assert client.get(link_page + "report.pdf").status_code == 404


# -- staff and trustees ----------------------------------------------------------------------------------


def test_staff_and_trustees_read_what_was_sent(client_of, staff, trustee, report):
    draft = make_report(title="Only a draft")
    for user in (staff, trustee):
        client = client_of(user)
        text = client.get(reverse("insights:report-list")).content.decode()
        assert report.title in text and "Only a draft" not in text
        text = client.get(report.get_absolute_url()).content.decode()
        assert report.snapshot_sha256 in text and "Mend it." in text and "not opened yet" in text
        pdf = client.get(reverse("insights:report-pdf", args=[report.number, report.version]))
        assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
        pdf.close()
        assert client.get(draft.get_absolute_url()).status_code == 404


def test_others_find_no_reports(client_of, visitor, member, mobiliser, report):
    urls = [
        reverse("insights:report-list"),
        report.get_absolute_url(),
        reverse("insights:report-pdf", args=[report.number, report.version]),
    ]
    for user in (member, mobiliser):
        assert [client_of(user).get(url).status_code for url in urls] == [404, 404, 404]
    assert [client_of(visitor).get(url).status_code for url in urls] == [302, 302, 302]


def test_the_list_takes_the_same_queries_for_one_report_and_for_twelve(
    client_of, trustee, report, django_assert_max_num_queries
):
    with fixture_writes():
        for number in range(11):
            report.pk, report.number = None, f"R-2025-{number:03d}"
            report.save(force_insert=True)
    client = client_of(trustee)
    client.get(reverse("insights:report-list"))
    with django_assert_max_num_queries(7):
        assert client.get(reverse("insights:report-list")).content.decode().count("R-2025-") == 11 * 2


def test_a_report_taken_back_still_has_its_page(client_of, trustee, staff, report):
    take_back(report=report, reason="Somebody could be recognised.", by=staff)
    text = client_of(trustee).get(report.get_absolute_url()).content.decode()
    assert "Somebody could be recognised." in text and report.snapshot_sha256 in text
    assert client_of(trustee).get(report.get_absolute_url() + "report.pdf").status_code == 404
