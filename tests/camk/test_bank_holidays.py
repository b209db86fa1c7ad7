"""The bank holidays are complete for the years the list says it knows."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from camk.bank_holidays import BANK_HOLIDAYS, LAST_KNOWN

SOURCE = Path(__file__).resolve().parents[2].parent / "shared/data/bank_holidays"


def test_every_day_is_a_real_weekday_in_order():
    days = [date.fromisoformat(day) for day in BANK_HOLIDAYS]
    assert days == sorted(days)
    assert [day for day in days if day.weekday() > 4] == []


def test_each_year_has_its_eight_days():
    years = Counter(date.fromisoformat(day).year for day in BANK_HOLIDAYS)
    assert years == {2025: 8, 2026: 8, 2027: 8}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-12-25", "Christmas Day"),
        ("2026-12-28", "Boxing Day (substitute day)"),
        ("2027-03-26", "Good Friday"),
        ("2027-12-28", "Boxing Day (substitute day)"),
    ],
)
def test_a_known_holiday_has_its_name(day, name):
    assert BANK_HOLIDAYS[day] == name


def test_the_list_says_where_it_ends():
    assert LAST_KNOWN == max(date.fromisoformat(day) for day in BANK_HOLIDAYS)


def test_days_are_those_of_the_source_list():
    path = SOURCE / "england-and-wales_2019-2027.json"
    if not path.exists():
        pytest.skip("the source list is not beside this copy of the project")
    source = json.loads(path.read_text(encoding="utf-8"))
    events = source if isinstance(source, list) else source["events"]
    assert set(BANK_HOLIDAYS) == {event["date"] for event in events if event["date"] >= "2025"}
