"""Who told us never reaches somebody the consent does not name: planted names, looked for wherever others look."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from camk.errors import RuleBroken
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from insights.agenda.actions import put_on_agenda
from insights.issues.actions import add_evidence, follow
from insights.reports.actions.approving import approve, ask_for_approval
from insights.reports.actions.drafting import choose_quote
from insights.reports.actions.sending import send
from insights.triage import actions as triage
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_us_too
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation
from tests.factories.reports import make_contact, make_report

PLANTED = ("Zuleika Okapi", "okapi@example.org", "Okapi Kitchen", "the okapi is cold")
PAGES = [
    "/",
    "/issues/",
    "/issues/?kind=issue",
    "/figures/",
    "/figures/issues.csv",
    "/stories/",
    "/places/",
    "/help/",
    "/published-reports/",
    "/admin/autocomplete/?app_label=insights&model_name=voice&field_name=issue&term=okapi",
    "/admin/insights/issue/?q=okapi",
]


@pytest.fixture
def told(db):
    """An issue with a released wording, told by somebody with planted names, who agreed to being counted only."""
    person = make_user(PLANTED[1], name=PLANTED[0])
    organisation = make_organisation(name=PLANTED[2])
    issue = make_issue(released=True, state="in_review", user=person, organisation=organisation, words=PLANTED[3])
    add_evidence(voice=issue.voices.get(), words=PLANTED[3], by=person)
    make_us_too(issue=issue, user=make_user("gnu@example.org", name="Gnu"), words=PLANTED[3])
    return issue


@pytest.mark.parametrize("who", ["visitor", "supporter", "member", "trustee"])
def test_no_page_file_or_list_names_whoever_told_us(told, client, client_of, request, who):
    reader = client if who == "visitor" else client_of(request.getfixturevalue(who))
    similar = reader.post(reverse("insights:issue-similar-words"), {"words": f"{told.lead_wording} okapi is cold"})
    shown = [similar.text]
    pages = [*PAGES, told.get_absolute_url(), reverse("insights:issue-us-too", args=[told.reference])]
    for page in pages:
        answer = reader.get(page)
        shown.append(b"".join(answer).decode() if answer.streaming else answer.text)
    for text in shown:
        assert not [name for name in PLANTED if name.lower() in text.lower().replace("?q=okapi", "")]


def test_no_mail_to_others_names_whoever_told_us(told, supporter, staff):
    follow(issue=told, user=supporter, by=supporter)
    triage.accept(issue=told, words="On our list.", by=staff)
    mails = OutboundMail.objects.exclude(user__email=PLANTED[1])
    assert mails.filter(user=supporter).exists()
    for mail in mails:
        text = f"{mail.subject} {mail.text} {mail.html}".lower()
        assert not [name for name in PLANTED if name.lower() in text]


# -- what each consent opens, and for whom --------------------------------------------------------------

QUOTABLE = ("anonymous", "named", "partners", "publish")
PERSON, ORGANISATION, WORDS = PLANTED[:2], PLANTED[2], PLANTED[3]


@pytest.fixture
def reported(request, staff, second_staff):
    """A report to a partner, sent, that quotes those words as far as their consent allows; and its issue."""

    def make(consent):
        person, organisation = make_user(PLANTED[1], name=PLANTED[0]), make_organisation(name=ORGANISATION)
        issue = make_issue(released=True, state="accepted", words="The hall is cold.")
        make_us_too(issue=issue, user=person, organisation=organisation, words=WORDS, consents={"count", consent})
        report = make_report(issues=[issue], asks=["Open the hall."], created_by=staff)
        item, voice = report.items.get(), issue.voices.get(user=person)
        if consent in QUOTABLE:
            choose_quote(item=item, voice=voice, by=staff)
        else:
            with pytest.raises(RuleBroken):
                choose_quote(item=item, voice=voice, by=staff)
        ask_for_approval(report=report, by=staff)
        approve(report=report, by=second_staff)
        report.refresh_from_db()
        send(report=report, contacts=[make_contact(stakeholder=report.stakeholder)], by=staff)
        report.refresh_from_db()
        return report, issue

    return make


def texts_of(report, browser) -> list[str]:
    """The report as its partner reads it: page, PDF (its words and what is written about the file), snapshot."""
    link = SecretLink.objects.get(purpose="report")
    page = browser.get(reverse("insights:report-link", args=[link.token]))
    assert page.status_code == 200
    with report.pdf.file.open("rb") as file:
        pdf = PdfReader(file)
        printed = " ".join(page.extract_text() for page in pdf.pages) + str(pdf.metadata)
    return [page.text, " ".join(printed.split()), str(report.snapshot), report.page_html]


@pytest.mark.parametrize("consent", ["count", *QUOTABLE])
def test_a_report_quotes_and_names_as_far_as_the_consent_goes(reported, client, consent):
    report, _ = reported(consent)
    for text in texts_of(report, client):
        assert not [name for name in PERSON if name.lower() in text.lower()], "a person is never named"
        assert (WORDS in text) == (consent in QUOTABLE)
        assert (ORGANISATION in text) == (consent == "named")
    mails = OutboundMail.objects.exclude(user__email=PLANTED[1])
    assert mails.exists()
    for mail in mails:
        text = f"{mail.subject} {mail.text} {mail.html}".lower()
        assert not [name for name in PLANTED if name.lower() in text]


@pytest.fixture
def shown_widely(reported, staff, second_staff):
    """The same issue on the agenda of a CAG's meeting too."""

    def make(consent):
        _, issue = reported(consent)
        cag = make_action_group()
        meeting = make_meeting(action_groups=[cag])
        put_on_agenda(issue=issue, meeting=meeting, title="The cold hall", by=staff)
        feeds = [reverse("meetings:meetings-feed"), reverse("meetings:action-group-feed", args=[cag.slug])]
        return [*feeds, meeting.get_absolute_url(), cag.get_absolute_url(), issue.get_absolute_url()]

    return make


@pytest.mark.parametrize("who", ["visitor", "supporter", "member", "trustee"])
@pytest.mark.parametrize("consent", ["count", *QUOTABLE])
def test_feeds_and_pages_name_nobody_whatever_was_agreed(shown_widely, client, client_of, request, consent, who):
    pages = shown_widely(consent)
    reader = client if who == "visitor" else client_of(request.getfixturevalue(who))
    for page in pages:
        answer = reader.get(page)
        assert answer.status_code == 200, page
        body = body_of(answer)
        assert not [name for name in PLANTED if name.lower() in body.lower()], page


@pytest.mark.parametrize("consent", ["count", "named"])
def test_what_staff_save_as_a_file_names_nobody(shown_widely, client_of, staff, consent):
    shown_widely(consent)
    for what in ("issues", "updates"):
        for form in ("csv", "xlsx"):
            answer = client_of(staff).get(reverse("admin:insights_issue_table", args=[what, form]) + "?queue=all")
            assert answer.status_code == 200
            body = body_of(answer)
            assert "MK-2026-" in body and not [name for name in PLANTED if name.lower() in body.lower()]


def body_of(answer) -> str:
    """What a reader gets, a spreadsheet cell by cell."""
    body = b"".join(answer) if answer.streaming else answer.content
    if not body.startswith(b"PK"):
        return body.decode()
    return str(list(load_workbook(io.BytesIO(body)).active.iter_rows(values_only=True)))
