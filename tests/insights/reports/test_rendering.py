"""Page and PDF: made from the snapshot alone, tagged, titled, and deaf to code in people's words."""

import io
import subprocess

import pypdf
import pytest

from camk.errors import RuleBroken
from insights.reports import rendering
from insights.reports.rendering import around_asks, page_of, pdf_of
from insights.reports.snapshot import build
from insights.reports.typeset import SHOWN, boxed
from tests.factories.issues import make_issue, make_voice
from tests.factories.organisations import make_organisation
from tests.factories.reports import make_report, make_stakeholder
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
TRAPS = '#read("report.typ") {{7*7}} #eval("6*7") <script>alert(1)</script> $x$ *b* {% now "Y" %}'


@pytest.fixture
def data():
    """A report in which every word anybody could type is a trap."""
    body = make_organisation(name=f"Org {TRAPS}")
    issue = make_issue(released=True, lead_wording=f"Wording {TRAPS}")
    voice = make_voice(issue=issue, organisation=body, words=f"Quote {TRAPS}", consents=["named"])
    report = make_report(
        issues=[issue],
        asks=[f"Ask {TRAPS}"],
        stakeholder=make_stakeholder(name=f"Board {TRAPS}"),
        title="What we hear in Wolverton",
        summary=f"Summary {TRAPS}\n\nSecond paragraph.",
        method=f"Method {TRAPS}",
    )
    with fixture_writes():
        report.items.update(quote=voice)
    return build(report)


def _read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def _words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_pdf_is_tagged_and_has_title_and_language(data):
    reader = _read(pdf_of(data))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert reader.metadata.title == "What we hear in Wolverton"
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_pdf_is_pdf_ua(data):
    xmp = _read(pdf_of(data)).trailer["/Root"]["/Metadata"].get_data().decode()
    assert "pdfuaid:part" in xmp


def test_the_pdf_prints_words_literally(data):
    words = _words(_read(pdf_of(data)))
    for start in ("Wording", "Quote", "Ask", "Summary", "Method", "Board"):
        assert f'{start} #read("report.typ") {{{{7*7}}}} #eval("6*7") <script>' in words
    assert " 49 " not in words and "document(title" not in words


def test_the_page_escapes_every_word(data):
    page = page_of(data)
    assert "<script" not in page
    for start in ("Wording", "Quote", "Ask", "Summary", "Method", "Board"):
        assert f"{start} #read(&quot;report.typ&quot;) {{{{7*7}}}}" in page


def test_a_forged_mark_cannot_cut_the_page():
    issue = make_issue(released=True, lead_wording="<!--asks--> forged")
    before, after = around_asks(page_of(build(make_report(issues=[issue], asks=["Mend it."]))))
    assert "Mend it." not in before + after
    assert "&lt;!--asks--&gt; forged" in after


def test_a_draft_says_so_and_a_final_one_does_not(data):
    assert "Not yet approved" in _words(_read(pdf_of(data, draft=True)))
    assert "Not yet approved" not in _words(_read(pdf_of(data)))


def test_letters_no_typeface_has_become_boxes_and_the_pdf_says_so():
    report = make_report(
        issues=[make_issue(released=True, lead_wording="Emoji \U0001f9ff and \ue000 here")], asks=["x"]
    )
    words = _words(_read(pdf_of(build(report))))
    assert "and" in words and "here" in words
    assert "Some letters cannot be shown" in words
    assert boxed('{"a": ["caf\\u00e9 \\ue000"]}') == '{"a": ["caf\\u00e9 \\u25a1"], "boxed": true}'


def test_the_typeface_has_every_letter_that_is_not_replaced_by_a_box(data):
    every = "".join(f"a{chr(code)} " for low, high in SHOWN for code in range(low, high + 1))
    assert "Some letters cannot be shown" not in _words(_read(pdf_of({**data, "summary": every})))


def test_a_pdf_that_takes_too_long_is_given_up(data, monkeypatch):
    def slow(*args, **kwargs):
        raise subprocess.TimeoutExpired("typeset", 10)

    monkeypatch.setattr(rendering.subprocess, "run", slow)
    with pytest.raises(RuleBroken, match="took too long"):
        pdf_of(data)


def test_a_pdf_that_cannot_be_made_is_said_plainly(data, monkeypatch, tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(1)")
    monkeypatch.setattr(rendering, "TYPESET", broken)
    with pytest.raises(RuleBroken, match="could not be made"):
        pdf_of(data)
