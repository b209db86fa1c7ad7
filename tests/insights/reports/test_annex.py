"""The files of a report and what is written in it: frozen with it, and harmless whatever anybody typed."""

import csv
import hashlib
import io
import xml.etree.ElementTree as tree
from email import message_from_bytes
from html.parser import HTMLParser

import openpyxl
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camk.files import StoredFile
from camk.outbox.letters import write
from camk.outbox.models import OutboundMail
from camk.outbox.rendering import render_mail
from groups.themes.models import Beneficiary
from insights.reports.actions.correcting import take_back
from insights.reports.annex import csv_of, xlsx_of
from insights.reports.charts import theme_chart
from insights.reports.models import StakeholderReport
from insights.reports.rendering import page_of, pdf_of
from insights.reports.snapshot import build
from insights.together.models import CoordinatedResponse
from tests.factories.issues import make_issue
from tests.factories.organisations import make_organisation
from tests.factories.reports import make_report, make_sent_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠A1", '=HYPERLINK("http://x")']
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60)
NASTY = st.one_of(
    WORDS,
    st.sampled_from(
        [*FORMULAS, '#read("report.typ")', "#eval(1)", "]]>", "</text><script>alert(1)</script>", "$x^2$", "{{7*7}}"]
    ),
)
pages = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
pdfs = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def tags(page: str) -> set[str]:
    """The names of all tags on a page."""
    found = set()
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: found.add(tag)
    reader.feed(page)
    return found


@pytest.fixture
def data():
    return build(make_report(issues=[make_issue(released=True)], asks=["Mend it."]))


def typed(data: dict, words: str) -> dict:
    """A snapshot in which every word that anybody can type is `words`."""
    return {
        **data,
        "title": words,
        "stakeholder": words,
        "summary": words,
        "method": words,
        "doing_words": words,
        "gaps_words": words,
        "goals": [words],
        "who": [words],
        "doing": [{"title": words, "aim": words, "who": words, "state": "Done", "came": words, "item": 1}],
        "themes": [{**data["themes"][0], "label": words, "told": 3, "before": 1}],
        "areas": {**data["areas"], "areas": [words], "themes": [words]},
        "items": [{**data["items"][0], "wording": words, "theme": words, "quote": {"words": words, "who": words}}],
        "asks": [{**data["asks"][0], "words": words, "owner": words}],
    }


@pages
@given(words=NASTY)
def test_no_word_becomes_a_formula_or_breaks_the_annex(data, words):
    nasty = typed(data, words)
    for line in csv.reader(io.StringIO(csv_of(nasty).decode("utf-8-sig"), newline="")):
        assert len(line) == 4
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) for cell in line)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(nasty)))
    for sheet in book:
        for line in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n", "inlineStr") for cell in line), sheet.title


@pages
@given(words=NASTY)
def test_no_word_becomes_a_tag_of_the_page(data, words):
    assert tags(page_of(typed(data, words))) <= tags(page_of(typed(data, "x"))) | {"br"}


@pdfs
@given(words=NASTY)
def test_no_word_breaks_or_is_run_by_the_typesetter(data, words):
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(typed(data, words))))
    assert len(reader.pages) >= 1
    assert "document(title" not in "".join(page.extract_text() for page in reader.pages)


@pages
@given(words=NASTY)
def test_no_label_breaks_the_picture_of_a_chart(words):
    root = tree.fromstring(theme_chart([{"label": words, "told": 2, "before": 1}]))
    assert {child.tag.rpartition("}")[2] for child in root.iter()} == {"svg", "text", "rect"}


@pages
@given(words=NASTY)
def test_no_title_reaches_the_headers_of_a_mail(words):
    """The title stands in the subject of the mail that brings the report."""
    report = StakeholderReport(number="R-2026-001", title=f"{words}\r\nBcc: all@example.org\x1ebutton\nGo\nhttps://x")
    said = {"report": report, "contact": "Ann", "asks": 1, "issues": 1, "url": "https://own.example/reports/1/"}
    mail = render_mail("insights/report_sent", said)
    row = OutboundMail(
        address="a@example.org", subject=mail.subject, text=mail.text, html=mail.html, message_id="<1@x>"
    )
    message = message_from_bytes(write(row, "office@example.org"))
    assert not {"bcc", "cc"} & {name.lower() for name in message}
    assert message["To"] == "a@example.org"
    assert 'href="https://x"' not in mail.html


def test_everything_a_report_says_stands_in_its_pdf_as_on_its_page(staff, second_staff):
    """What organisations do, what is missing, the goals, who and where."""
    issue = make_issue(released=True, state="accepted", kind="gap")
    carers = Beneficiary.objects.first()
    with fixture_writes():
        issue.beneficiaries.set([carers])
        lead = make_organisation(name="Helping Hands")
        CoordinatedResponse.objects.create(issue=issue, title="A warm room", aim="Open it.", lead_organisation=lead)
    words = {"doing": "Two choirs sing.", "gaps": "Nobody drives at night.", "goals": "People meet\nPeople are heard"}
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=[issue], **words)
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(report.snapshot)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    parts = ("A warm room", "Led by Helping Hands. Being planned.", "Two choirs sing.", "Nobody drives at night.")
    for part in (*parts, "Issue 1 above is about something that is missing.", "People are heard", carers.label):
        assert part in report.page_html and part in text, part


def test_the_annex_is_kept_with_the_report_and_served_to_who_has_the_link(client, client_of, staff, second_staff):
    report = make_sent_report(
        staff=staff, second_staff=second_staff, issues=[make_issue(released=True, state="accepted")]
    )
    token = report.recipients.get().link.token
    own = f"/reports/{report.number}/v1"
    for ending, stored in (("annex.xlsx", report.annex_xlsx), ("annex.csv", report.annex_csv)):
        for reader, address in ((client, f"/reports/{token}/{ending}"), (client_of(staff), f"{own}/{ending}")):
            response = reader.get(address)
            assert hashlib.sha256(response.getvalue()).hexdigest() == stored.sha256
            assert "attachment" in response["Content-Disposition"]
    assert report.annex_csv.sha256 in client_of(staff).get(f"{own}/").text
    assert client.get(f"/reports/{token}x/annex.csv").status_code == 404


def test_the_annex_goes_when_the_words_are_taken_back(staff, second_staff):
    report = make_sent_report(
        staff=staff, second_staff=second_staff, issues=[make_issue(released=True, state="accepted")]
    )
    token, files = report.recipients.get().link.token, report.kept_files
    assert len(files) == 3
    take_back(report=report, reason="A name stood in it.", by=staff)
    report.refresh_from_db()
    assert report.kept_files == [] and not StoredFile.objects.filter(pk__in=[f.pk for f in files]).exists()
    assert token
