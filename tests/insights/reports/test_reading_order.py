"""The PDF for people who hear it: tags, titles, language and alternative text, read by another library."""

import io
from html.parser import HTMLParser

import pypdf
import pytest
from django.utils import timezone

from groups.programmes.models import Programme
from groups.themes.models import Theme
from insights.reports.rendering import page_of, pdf_of
from insights.reports.snapshot import build
from tests.factories.issues import make_issue, make_voice, place
from tests.factories.reports import make_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def data():
    """A report with everything in it that a report can hold."""
    one, two = Theme.objects.order_by("pk")[:2]
    where = [place("Wolverton"), place("Bletchley")]
    issues = [make_issue(released=True, main_theme=t, main_place=p, kind="gap") for t in (one, two) for p in where]
    quote = make_voice(issue=issues[0], words="It is too dark to walk.", consents=["partners"])
    with fixture_writes():
        programme = Programme.objects.create(name="CAGs", slug="cags", goals="People meet")
    report = make_report(
        issues=issues,
        asks=["Mend the lamps.", "Open the hall."],
        programme=programme,
        summary="In short it is dark.",
        doing="Residents walk together.",
        goals="People meet",
        period_start=timezone.localdate().replace(day=1),
        period_end=timezone.localdate(),
    )
    with fixture_writes():
        report.items.filter(issue=issues[0]).update(quote=quote)
    return build(report)


class Tags:
    """The structure tree of a PDF in reading order: (role, alternative text) of each element."""

    def __init__(self, content: bytes):
        self.reader = pypdf.PdfReader(io.BytesIO(content))
        self.root = self.reader.trailer["/Root"]
        self.found: list[tuple[str, str]] = []
        self.marked: dict[int, list[int]] = {}
        self._walk(self.root["/StructTreeRoot"])

    def _walk(self, node) -> None:
        node = node.get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            for child in node:
                self._walk(child)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if "/S" in node:
                self.found.append((str(node["/S"]).lstrip("/"), str(node.get("/Alt", ""))))
            if "/K" in node:
                self._walk(node["/K"])

    def count(self, role: str) -> int:
        return sum(name == role for name, _ in self.found)


def headings(page: str) -> list[tuple[str, str]]:
    """Level and words of each heading of the web page, in order."""
    found: list[tuple[str, str]] = []

    class Reader(HTMLParser):
        inside = ""

        def handle_starttag(self, tag, attrs):
            if tag in ("h1", "h2", "h3"):
                self.inside = tag
                found.append((tag, ""))

        def handle_endtag(self, tag):
            self.inside = "" if tag == self.inside else self.inside

        def handle_data(self, words):
            if self.inside:
                found[-1] = (found[-1][0], found[-1][1] + words)

    Reader().feed(page)
    return found


def test_headings_have_the_levels_and_the_order_of_the_web_page(data):
    tags, wanted = Tags(pdf_of(data)), headings(page_of(data))
    levels = [name.lower() for name, _ in tags.found if name in ("H1", "H2", "H3", "Title")]
    assert [level.replace("title", "h1") for level in levels] == [level for level, _ in wanted]
    assert levels[0] in ("h1", "title") and len(wanted) > 10


def test_the_words_come_in_the_order_of_the_web_page(data):
    text = " ".join(" ".join(p.extract_text() for p in Tags(pdf_of(data)).reader.pages).split())
    at = -1
    for _, words in headings(page_of(data)):
        found = text.find(" ".join(words.split()), at + 1)
        assert found > at, words
        at = found


def test_charts_have_words_and_their_table_tables_have_headings_and_lists_are_lists(data):
    tags = Tags(pdf_of(data))
    figures = [alt for name, alt in tags.found if name == "Figure"]
    assert len(figures) == 1 and figures[0].startswith("Bar chart") and data["themes"][0]["label"] in figures[0]
    assert tags.count("Table") == 3
    # The counts, the themes, and the areas with their themes: each column is named.
    assert tags.count("TH") == 3 + 5 + 2 + len(data["areas"]["themes"])
    assert tags.count("BlockQuote") == 1 and tags.count("L") == 1 and tags.count("LI") == 1


def test_title_language_and_marks_are_set(data):
    tags = Tags(pdf_of(data))
    assert tags.root["/Lang"] == "en-GB"
    assert tags.reader.metadata.title == data["title"] and tags.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert tags.root["/MarkInfo"]["/Marked"]
    assert all(page.get("/Tabs") == "/S" for page in tags.reader.pages)


def test_the_control_a_tree_without_its_headings_is_seen(data):
    tags = Tags(pdf_of(data))
    tags.found = [tag for tag in tags.found if tag[0] != "H2"]
    assert [n for n, _ in tags.found if n in ("H1", "H2", "H3")] != [h.upper() for h, _ in headings(page_of(data))]
