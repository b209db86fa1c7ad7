"""The return to a funder: the same goals, figures, stories and promises on a page, as a PDF and in a spreadsheet."""

import csv
import io
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from groups.programmes.models import Programme
from insights.figures import definitions as d
from insights.figures.counts import Counts
from insights.figures.scope import Scope
from insights.pledges.models import Pledge
from insights.returns.building import build, own_years
from tests.factories.action_groups import make_action_group
from tests.factories.initiatives import make_conversation, make_initiative
from tests.factories.issues import make_issue
from tests.factories.reports import make_contact, make_report
from tests.factories.stories import make_story
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def funded():
    """A programme with a report, a promise and a story; and another one that has nothing to do with them."""
    today = timezone.localdate()
    with fixture_writes():
        about = {
            "funder": "The Lottery",
            "goals": "Reach every estate\n\nAnswer in ten days",
            "outcomes": "People take part",
            "purpose": "To be heard.",
        }
        ours = Programme.objects.create(name="Ours", slug="ours", year_starts_in_month=today.month, **about)
        Programme.objects.create(name="Theirs", slug="theirs")
    frozen = {
        "approved_at": timezone.now(),
        "snapshot": {"asks": []},
        "snapshot_sha256": "0" * 64,
        "page_html": "<p>",
    }
    report = make_report(
        stakeholder=make_contact().stakeholder, asks=["Mend it."], programme=ours, state="sent",
        sent_at=timezone.now(), goals="People take part", **frozen,
    )  # fmt: skip
    issue = make_issue(released=True)
    make_issue()
    with fixture_writes():
        report.items.create(issue=issue)
        Pledge.objects.create(ask=report.asks.get(), words="=We mend it by May.", made_at=timezone.now())
    make_story(published=True, title="The lights are back", issue=issue)
    make_story(published=True, title="Of somebody else")
    make_story(title="Not published", issue=issue)
    return ours


def page(name: str) -> str:
    return reverse(f"insights:{name}", args=["ours"])


def test_page_pdf_and_spreadsheets_say_the_same(client_of, trustee, funded):
    browser = client_of(trustee)
    text = browser.get(page("return")).text
    for words in ("Reach every estate", "Paid for by The Lottery", "The lights are back", "=We mend it by May."):
        assert words in text
    assert "Of somebody else" not in text and "Not published" not in text
    paper = pypdf.PdfReader(io.BytesIO(browser.get(page("return-pdf")).content))
    printed = " ".join(sheet.extract_text() for sheet in paper.pages).replace("\n", " ")
    assert "The lights are back" in printed and "Answer in ten days" in printed and "Counted at" in printed
    book = load_workbook(io.BytesIO(browser.get(page("return-xlsx")).content))
    assert book["In short"]["B2"].value == 1 and book["Promises in their words"]["A2"].value == "'=We mend it by May."
    rows = list(csv.reader(io.StringIO(browser.get(page("return-csv")).text.removeprefix("\ufeff"))))
    assert ["In short", "Issues told to us", "1", "0"] in rows
    assert "Ours" in browser.get(reverse("insights:return-list")).text
    assert browser.get(reverse("insights:return", args=["theirs"])).text.count("The lights are back") == 0


def test_the_figures_are_those_of_the_trustees_page(funded):
    today = timezone.localdate()
    period = own_years(funded, today)[0]
    made = {part.title: part for part in build(funded, period, today).parts}
    counts = Counts(Scope(period, today, programmes=(funded,)))
    for figure in (d.OUTCOME, d.THEMES, d.ANSWERS, d.PROMISES, d.REACH, d.TIES):
        assert (made[figure.title].head, made[figure.title].rows) == figure.table(counts)
    assert made["In short"].rows == [row for figure in d.LEADING for row in figure.table(counts)[1]]


def test_targets_of_its_initiatives_in_their_own_years_of_this_time(client_of, trustee, funded):
    """From the page of the initiative to the return: the same number, of the years that lie in this time."""
    today = timezone.localdate()
    period = own_years(funded, today)[0]
    cag = make_action_group(programme=funded)
    begun = {"action_group": cag, "starts_on": period.first_day}
    ours = make_initiative(name="Our estate", **begun)
    others = make_initiative(name="Elsewhere"), make_initiative(name="A draft", is_published=False, **begun)
    with fixture_writes():
        for row in (ours, *others):
            row.targets.create(measure="talks", year=1, number=12)
            row.targets.create(measure="talks", year=2, number=99)
    make_conversation(initiative=ours, held_on=period.first_day)
    (part,) = (part for part in build(funded, period, today).parts if part.title == "Targets of its initiatives")
    ((name, what, year, target, done, words),) = part.rows
    assert (name, what, target, done) == ("Our estate", "One-to-one conversations", 12, 1)
    assert year.startswith(f"{period.first_day:%B %Y}") and words.startswith("1 so far")
    for page_or_file in ("return", "return-csv"):
        assert "Our estate" in client_of(trustee).get(page(page_or_file)).text


def test_its_own_years_and_none_before_it_began(client_of, trustee, funded):
    today = timezone.localdate()
    assert [year.first_day.month for year in own_years(funded, today)] == [today.month] * 3
    with fixture_writes():
        funded.starts_on = today - timedelta(days=2)
        funded.save()
    assert len(own_years(funded, today)) <= 2
    answer = client_of(trustee).get(page("return"), {"year": "1871"})
    assert answer.status_code == 200 and "Choose a year from the list" in answer.text


def test_goals_and_outcomes_say_which_reports_bear_on_them(client_of, trustee, funded):
    (report,) = funded.reports.all()
    with fixture_writes():
        report.asks.update(state="part_accepted")
    parts = {part.title: part for part in client_of(trustee).get(page("return")).context["made"].parts}
    assert parts["Aims in our reports"].rows == [
        ("Reach every estate", 0, 0),
        ("Answer in ten days", 0, 0),
        ("People take part", 1, 1),
    ]
