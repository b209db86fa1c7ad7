"""Small numbers of a report: text, tables and files keep back the same, and nothing kept back can be worked out."""

import csv
import io
import random
from datetime import datetime

import openpyxl
import pytest
from django.utils import timezone

from camk.suppression import SafeTable
from groups.themes.models import Theme
from insights.reports.annex import csv_of, xlsx_of
from insights.reports.counting import NO_AREA, Heard, crossed, is_shown
from insights.reports.rendering import page_of, said
from insights.reports.snapshot import build
from tests.camk.test_suppression import recoverable
from tests.factories.issues import make_issue, make_voice, place
from tests.factories.reports import make_report
from tests.guard import fixture_writes


def random_report(seed: int) -> list[Heard]:
    """A few issues in up to three areas or in none, about two or three themes, one to four people behind each."""
    dice = random.Random(seed)
    areas, themes = range(dice.randint(1, 3)), range(dice.randint(2, 3))
    return [
        Heard(
            dice.choice([*(f"area {n}" for n in areas), NO_AREA]),
            f"theme {dice.choice(themes)}",
            frozenset(dice.sample(range(12), dice.randint(1, 4))),
        )
        for _ in range(dice.randint(2, 9))
    ]


def as_read(rows: list[Heard]) -> tuple[SafeTable, list[tuple[str, str]]]:
    """What a reader has: the table as it is printed, and of each issue its theme and, where it stands, its place."""
    table = crossed(rows, minimum=3)
    lines = [(row.area if is_shown(table, row) else "", row.theme) for row in rows]
    return SafeTable(table["cells"], table["area_totals"], table["theme_totals"], sum(table["theme_totals"])), lines


@pytest.mark.parametrize("batch", range(10))
def test_nothing_kept_back_follows_from_table_and_text_together(batch):
    for seed in range(batch * 100, batch * 100 + 100):
        rows = random_report(seed)
        safe, lines = as_read(rows)
        assert recoverable(safe) == [], seed
        table = crossed(rows, minimum=3)
        assert table["named"] or {area for area, _ in lines} == {""}
        for a, area in enumerate(table["areas"]):
            for t, theme in enumerate(table["themes"]):
                told = lines.count((area, theme)) if table["named"] else safe.cells[a][t]
                # The issues named in the text count up to the cell, or none of them names its place.
                assert told == (safe.cells[a][t] or 0), seed


def test_the_control_naming_every_place_gives_cells_away():
    """With the guard of the text off, the reader counts the lines and has the hidden cells."""
    given_away = 0
    for seed in range(50):
        rows = random_report(seed)
        table = crossed(rows, minimum=3)
        given_away += any(not is_shown(table, row) for row in rows)
    assert given_away > 25


@pytest.mark.django_db
def test_page_workbook_and_csv_keep_the_same_back():
    themes = Theme.objects.order_by("pk")[:2]
    near, far = place("Wolverton"), place("Bletchley")
    few = make_issue(released=True, main_theme=themes[0], main_place=near)
    for where, theme in ((near, themes[1]), (far, themes[0]), (far, themes[1])):
        issue = make_issue(released=True, main_theme=theme, main_place=where)
        for _ in range(6):
            make_voice(issue=issue)
    report = make_report(issues=[few, *make_more(themes, near, far)], asks=["Mend it."])
    data = build(report)
    item = data["items"][0]
    assert item["place_kept_back"] and not item["place"]
    assert "Place kept back" in said(data)["issues"][0]["line"]
    page = page_of(data)
    assert page.count(">kept back<") >= 2
    rows = list(csv.reader(io.StringIO(csv_of(data).decode("utf-8-sig"))))
    sheets = openpyxl.load_workbook(io.BytesIO(xlsx_of(data)))
    in_csv = [row[3] for row in rows if row[0] == "Areas and themes"]
    in_book = [str(c.value) for line in sheets["Areas and themes"].iter_rows(min_row=2) for c in line[1:]]
    printed = [cell.replace(",", "") for row in said(data)["areas"]["rows"] for cell in row["cells"]]
    assert in_csv == in_book == printed
    assert "kept back" in in_csv
    assert ["Issues", "1", "Place", "kept back"] in rows


def make_more(themes, near, far):
    """Issues that many stand behind, in each other cell."""
    made = []
    for where, theme in ((near, themes[1]), (far, themes[0]), (far, themes[1])):
        issue = make_issue(released=True, main_theme=theme, main_place=where)
        for _ in range(6):
            make_voice(issue=issue)
        made.append(issue)
    return made


@pytest.mark.django_db
def test_the_trend_compares_with_as_many_days_before():
    theme = Theme.objects.first()
    inside = make_issue(released=True, main_theme=theme)
    days = {"2026-07-01": 1, "2026-09-30": 1, "2026-10-01": 1, "2026-06-30": 1, "2026-03-31": 1, "2026-03-30": 1}
    with fixture_writes():
        type(inside).objects.filter(pk=inside.pk).update(created_at=noon("2026-08-01"))
        for day, number in days.items():
            for _ in range(number):
                other = make_issue(main_theme=theme)
                type(other).objects.filter(pk=other.pk).update(created_at=noon(day))
        sealed = make_issue(main_theme=theme, state="sealed")
        type(sealed).objects.filter(pk=sealed.pk).update(created_at=noon("2026-08-02"))
    data = build(make_report(issues=[inside], asks=["x"]))
    assert [(t["told"], t["before"]) for t in data["themes"]] == [(3, 2)]
    assert said(data)["trends"][0]["trend"] == "more now"


def noon(day: str):
    return timezone.make_aware(datetime.fromisoformat(f"{day}T12:00"))
