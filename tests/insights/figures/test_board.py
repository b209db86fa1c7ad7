"""The trustees' page: verdicts, partners, promises, who came, who was not heard, by time, programme and funder."""

import csv
import io
from datetime import date, datetime, time, timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from camk.templatetags.ui import LONDON
from groups.organisations.models import Organisation, OrganisationKind
from groups.places.models import Place
from groups.programmes.models import Programme
from insights.figures import definitions as d
from insights.figures.counts import Counts
from insights.figures.forms import FigureFilter
from insights.figures.pages import Board
from insights.figures.periods import Months, Quarter
from insights.figures.printing import pdf_of
from insights.figures.scope import Scope
from insights.figures.verdicts import ACT, MEASURES, NOT_YET, ON_TRACK, WATCH, verdicts
from insights.pledges.models import Pledge
from insights.reports.models import AnswerPause
from meetings.connections.models import Connection
from tests.factories.camk import make_user
from tests.factories.issues import make_issue
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation
from tests.factories.reports import make_contact, make_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
SUMMER, TODAY = Quarter(2026, 3), date(2026, 11, 26)
PAGE = reverse("insights:figures")


def at(month: int, day: int) -> datetime:
    return datetime.combine(date(2026, month, day), time(10), tzinfo=LONDON)


def read(period=SUMMER, **narrowed) -> Counts:
    return Counts(Scope(period, TODAY, **narrowed))


def programme(name: str, funder: str = "", month: int = 4) -> Programme:
    with fixture_writes():
        slug = name.lower().replace(" ", "-")
        return Programme.objects.create(name=name, slug=slug, funder=funder, year_starts_in_month=month)


def sent(*, on: datetime, asks=("Mend the lights.",), **changes):
    """A report that went out then."""
    frozen = {"approved_at": on, "snapshot": {"asks": []}, "snapshot_sha256": "0" * 64, "page_html": "<p>So</p>"}
    return make_report(
        stakeholder=make_contact().stakeholder, asks=list(asks), state="sent", sent_at=on, **frozen | changes
    )


def pledge(ask, **changes) -> Pledge:
    with fixture_writes():
        return Pledge.objects.create(**{"ask": ask, "words": "We will.", "made_at": at(7, 1)} | changes)


def lines(figure, counts) -> dict:
    return {row[0]: row[1:] for row in figure.compute(counts, counts.period)}


def word(counts, figure) -> str:
    return next(verdict.word for verdict in verdicts(counts) if verdict.measure.figure is figure)


# -- promises, answers, silence --------------------------------------------------------------------------


def test_promises_stand_in_one_line_each_by_the_day_they_are_due():
    asks = list(sent(on=at(7, 1), asks=["One", "Two"]).asks.all())
    pledge(asks[0], due_on=date(2026, 7, 1), state="kept")
    pledge(asks[0], due_on=date(2026, 9, 30), state="broken")
    pledge(asks[0], due_on=date(2026, 8, 1))  # its day has passed
    pledge(asks[0], due_on=date(2026, 8, 1), state="disputed")
    pledge(asks[0])  # no day: by the day it was made
    pledge(asks[1], due_on=date(2026, 6, 30), state="partly_kept")
    pledge(asks[1], due_on=date(2026, 10, 1), state="kept")
    pledge(asks[1], due_on=date(2026, 8, 1), state="renegotiated")
    assert lines(d.PROMISES, read()) == {
        "Kept": (1, 0),
        "Kept in part": (0, 1),
        "Not kept": (1, 0),
        "They disagree with us": (1, 0),
        "Overdue": (1, 0),
        "Not due yet, or no day was named": (1, 0),
    }
    assert word(read(), d.PROMISES) == ACT


def test_what_partners_answered_and_who_owes_us_an_answer():
    report = sent(on=at(9, 1), asks=["One", "Two", "Three"])
    one, two, _ = report.asks.all()
    with fixture_writes():
        one.state, two.state = "accepted", "refused"
        one.save()
        two.save()
        report.stakeholder.answer_days = 20
        report.stakeholder.save()
    assert lines(d.ANSWERS, read()) == {
        "They agreed, in whole or in part": (1, 0),
        "They declined": (1, 0),
        "Waiting for an answer": (1, 0),
    }
    (line,) = read().silence
    assert (line.partner, line.asks, line.waited, line.late) == (report.stakeholder.name, 1, 62, 42)
    assert word(read(), d.SILENCE) == ACT
    with fixture_writes():  # two weeks were agreed not to count
        AnswerPause.objects.create(
            report=report, started_on=date(2026, 9, 4), ended_on=date(2026, 9, 18), reason="Elections"
        )
    assert (read().silence[0].waited, read().silence[0].late) == (52, 32)


def test_nothing_to_judge_is_said_so():
    found = {verdict.measure.figure.code: verdict.word for verdict in verdicts(read())}
    assert found["told" if "told" in found else "first_look"] == NOT_YET
    assert found["silence"] == found["waiting"] == ON_TRACK and found["promises"] == NOT_YET


# -- reach and ties --------------------------------------------------------------------------------------


def came(meeting, organisation, people=1):
    make_rsvp(meeting=meeting, user=make_user(), organisation=organisation, attendance="attended", party_size=people)


def test_who_came_and_for_whom_it_was_the_first_time():
    old, new = make_organisation(), make_organisation()
    spring, july = make_meeting(starts_at=at(5, 5)), make_meeting(starts_at=at(7, 5))
    august, called_off = make_meeting(starts_at=at(8, 5)), make_meeting(starts_at=at(8, 6), state="cancelled")
    came(spring, old, 2)
    came(july, old, 3)
    came(august, new)
    came(august, old)
    came(called_off, make_organisation())
    make_rsvp(meeting=august, user=make_user(), organisation=make_organisation())  # said yes, and nobody marked them
    assert lines(d.REACH, read()) == {
        "Meetings that were held": (2, 1),
        "People who came": (5, 2),
        "Organisations that came": (2, 1),
        "Organisations that came for the first time": (1, 1),
    }
    assert word(read(), d.REACH) == ON_TRACK


def test_new_ties_by_the_day_they_met():
    pairs = [sorted([make_organisation(), make_organisation()], key=lambda row: row.pk) for _ in range(3)]
    with fixture_writes():
        club, council = (OrganisationKind.objects.filter(sector=one).first() for one in ("voluntary", "public"))
        for low, high in pairs[1:]:  # the one that talks, and the one of the time before
            Organisation.objects.filter(pk=low.pk).update(kind=club)
            Organisation.objects.filter(pk=high.pk).update(kind=council)
        for (low, high), state, on in zip(pairs, ("joint_work", "talking", "ended"), (7, 8, 5), strict=True):
            Connection.objects.create(low=low, high=high, state=state, origin="staff", tied_at=at(on, 3))
    counts = read()
    assert (counts.ties.new, counts.ties.together, counts.ties.before) == (2, 1, 1)
    assert (counts.ties.across, counts.ties.across_before) == (1, 1)
    assert lines(d.TIES, counts)["Of these, between two sectors"] == (1, 1)
    assert word(counts, d.TIES) == ON_TRACK and word(read(Quarter(2026, 4)), d.TIES) == ACT


def test_parishes_and_themes_that_were_not_heard():
    estate = Place.objects.filter(kind=Place.Kind.ESTATE, parish__isnull=False).first()
    make_issue(created_at=at(7, 1), places=[estate])
    counts = read()
    heard = {label for _, label in d.PARISHES.compute(counts, SUMMER)}
    assert estate.parish.label not in heard and len(heard) == len(counts.heard.parishes) - 1
    assert word(counts, d.PARISHES) == ACT
    make_issue(created_at=at(7, 1), places=[Place.objects.parishes().last()], state="sealed")
    assert len(read().heard.parishes_heard) == 1


# -- filters ---------------------------------------------------------------------------------------------


def test_a_programme_and_its_funder_narrow_every_figure():
    ours, theirs = programme("Ours", "Lottery"), programme("Theirs", "Trust")
    report = sent(on=at(7, 2), programme=ours)
    issue = make_issue(created_at=at(7, 1))
    make_issue(created_at=at(7, 1))
    with fixture_writes():
        report.items.create(issue=issue)
    pledge(report.asks.get(), due_on=date(2026, 8, 1), state="kept")
    came(make_meeting(starts_at=at(7, 5), programme=ours), make_organisation(), 4)
    for rows, n in (((ours,), 1), ((theirs,), 0), (None, 1)):
        counts = read(programmes=rows)
        assert d.TOLD.compute(counts, SUMMER) == (2 if rows is None else n)
        assert lines(d.PROMISES, counts)["Kept"] == (n, 0)
        assert lines(d.ANSWERS, counts)["Waiting for an answer"] == (n, 0)
        assert lines(d.REACH, counts)["People who came"] == (4 * n, 0)
        assert len(counts.silence) == n
    form = FigureFilter({"funder": "Lottery"}, today=TODAY)
    assert form.chosen().programmes == (ours,) and "Ours" in form.chosen().narrowed_words[0]


def test_a_programmes_own_year_needs_the_programme():
    programme("Alliance", month=9)
    programme("Another", "Trust")
    scope = FigureFilter({"programme": "alliance", "period": "own"}, today=TODAY).chosen()
    assert scope.period == Months(date(2026, 9, 1)) and "period=own" in scope.query
    before = FigureFilter({"programme": "alliance", "period": "own-before"}, today=TODAY).chosen()
    assert before.period.label == "September 2025 to August 2026"
    lone = FigureFilter({"period": "own"}, today=TODAY)
    assert lone.chosen().period == Quarter(2026, 4)
    assert lone.errors["programme"] == ["Choose a programme, to see its own year."]
    year = FigureFilter({"period": "year-2026-04"}, today=TODAY).chosen()
    assert year.period.holds(date(2027, 3, 31)) and not year.period.holds(date(2027, 4, 1))
    other = FigureFilter({"programme": "alliance", "funder": "Trust"}, today=TODAY)
    assert not other.is_valid() and "has another funder" in other.errors["funder"][0]


# -- pages -----------------------------------------------------------------------------------------------


@pytest.fixture
def full():
    """Something in every figure, and more than two pages could hold."""
    food = make_issue(released=True, state="raised", created_at=timezone.now() - timedelta(days=400))
    for number in range(15):
        report = sent(on=timezone.now() - timedelta(days=60))
        with fixture_writes():
            report.items.create(issue=food)
            report.stakeholder.name = f"A board with a name that goes on and on until it fills the line {number}"
            report.stakeholder.save()
        pledge(report.asks.get(), due_on=timezone.localdate())
        make_issue(released=True, lead_wording="Wording " * 30)


def test_every_figure_opens_its_rule_its_filter_and_its_file(client_of, trustee, staff, full):
    page = client_of(trustee).get(PAGE, {"kind": "issue"}).text
    for figure in (measure.figure for measure in MEASURES):
        assert f'href="{reverse("insights:figure", args=[figure.code])}?' in page
    for figure in d.FIGURES:
        one = client_of(trustee).get(reverse("insights:figure", args=[figure.code]), {"kind": "issue"})
        assert figure.rule in one.text and "Counted" in one.text and "The list behind it" not in one.text
        assert "one kind only" in one.text.lower()
        file = client_of(trustee).get(reverse("insights:figure-csv", args=[figure.code]), {"kind": "issue"})
        rows = list(csv.reader(io.StringIO(file.text.removeprefix("\ufeff"))))
        assert rows[0][0] == one.context["section"].head[0]
        assert len({len(row) for row in rows}) == 1
    assert client_of(trustee).get("/figures/nothing/").status_code == 404


def test_staff_go_on_to_the_list_behind_a_figure(client_of, staff, full):
    browser = client_of(staff)
    for figure in d.FIGURES:
        page = browser.get(reverse("insights:figure", args=[figure.code]))
        assert ("The list behind it" in page.text) is (figure.staff_list is not None)
        if page.context["behind"]:
            assert browser.get(page.context["behind"]).status_code == 200
    told = browser.get(reverse("insights:figure", args=["told"])).context
    listed = browser.get(told["behind"]).context["cl"].queryset.count()
    assert listed == told["section"].rows[0][1] == 15


def test_the_pdf_has_two_sides_whatever_there_is_to_say(full):
    counts = Counts(FigureFilter({}, today=timezone.localdate()).chosen())
    comments = {figure.code: "A sentence by our office about this figure. " * 3 for figure in d.FIGURES}
    content = pdf_of(Board.read(counts), comments)
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    assert len(pages) == 2
    words = " ".join(page.extract_text() for page in pages).replace("\n", " ")
    assert "And 8 more on the page." in words and "A sentence by our office" in words
    assert "Act" in words and "Who has not been heard" in words


def test_empty_figures_make_two_pages_too():
    content = pdf_of(Board.read(read()))
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 2


def test_the_verdicts_that_need_a_decision_stand_first():
    make_issue(created_at=at(1, 5), state="accepted")
    found = [verdict.word for verdict in verdicts(read())]
    order = [ACT, WATCH, ON_TRACK, NOT_YET]
    assert found[0] == ACT and found == sorted(found, key=order.index)
    board = Board.read(read())
    assert board.in_short == f"{found.count(ACT)} things need a decision"
    assert board.others == f"{found.count(ON_TRACK)} on track, {found.count(NOT_YET)} with nothing to judge yet."


def test_a_promise_that_is_not_due_yet_is_neither_kept_nor_broken():
    ask = sent(on=at(7, 1)).asks.get()
    pledge(ask)
    found = next(verdict for verdict in verdicts(read()) if verdict.measure.figure is d.PROMISES)
    assert found.word == NOT_YET and found.sentence.endswith("1 promise is not due yet, or named no day.")
    pledge(ask, due_on=date(2026, 8, 1), state="kept")
    found = next(verdict for verdict in verdicts(read()) if verdict.measure.figure is d.PROMISES)
    assert found.word == ON_TRACK and found.sentence == "1 of 1 kept, 0 not kept, 0 overdue."
