"""No hidden count of a published table can be worked out: tried by brute force on a thousand random tables."""

import random
from itertools import product

import pytest

from camk import suppression
from camk.suppression import SafeTable, protect


def columns_of(total: int, shown: list[int | None]):
    """Every way to fill one column so that it fits what is shown and its total."""
    if not shown:
        return [()] if total == 0 else []
    first = range(total + 1) if shown[0] is None else [shown[0]]
    return [(n, *rest) for n in first if n <= total for rest in columns_of(total - n, shown[1:])]


def recoverable(safe: SafeTable) -> list[tuple[int, int]]:
    """Hidden counts that have one possible value only, by trying all tables that fit; column -1 is the total."""
    rows, columns = len(safe.cells), len(safe.column_totals)
    places = [(r, c) for r in range(rows) for c in range(columns) if safe.cells[r][c] is None]
    places += [(r, -1) for r in range(rows) if safe.row_totals[r] is None]
    seen: dict[tuple[int, int], set[int]] = {place: set() for place in places}
    fillings = [columns_of(safe.column_totals[c], [line[c] for line in safe.cells]) for c in range(columns)]
    for table in product(*fillings):
        sums = [sum(column[r] for column in table) for r in range(rows)]
        if any(shown is not None and shown != n for shown, n in zip(safe.row_totals, sums, strict=True)):
            continue
        for r, c in places:
            seen[r, c].add(sums[r] if c == -1 else table[c][r])
        if all(len(values) > 1 for values in seen.values()):
            return []
    return [place for place, values in seen.items() if len(values) == 1]


def random_table(dice: random.Random):
    """Counts, contributors and contributors by area of a small table, with empty and small cells."""
    rows, columns = dice.choice([(2, 2), (2, 3), (3, 2), (3, 3), (4, 2)])
    counts = [[dice.choice([0, 0, 1, 1, 2, 3, 4]) for _ in range(columns)] for _ in range(rows)]
    people = [[dice.randint(1, n) if n else 0 for n in line] for line in counts]
    return counts, people, [dice.randint(max(line), sum(line)) for line in people]


def published(seed: int) -> SafeTable:
    return protect(*random_table(random.Random(seed)), minimum=3)


@pytest.mark.parametrize("batch", range(10))
def test_no_hidden_count_can_be_worked_out(batch):
    for seed in range(batch * 100, batch * 100 + 100):
        assert recoverable(published(seed)) == [], seed


def test_without_the_company_hidden_counts_can_be_worked_out(monkeypatch):
    """The control: with the guard off, the solver finds what it is there to find."""
    monkeypatch.setattr(suppression, "with_company", lambda flows, small: set(small))
    assert sum(bool(recoverable(published(seed))) for seed in range(100)) > 10


@pytest.mark.parametrize("seed", range(50))
def test_what_is_shown_is_exact_and_has_enough_people_behind_it(seed):
    counts, people, row_people = random_table(random.Random(seed))
    safe = protect(counts, people, row_people, minimum=3)
    for r, line in enumerate(safe.cells):
        for c, n in enumerate(line):
            assert n is None or n == counts[r][c]
            assert n is None or n == 0 or people[r][c] >= 3
        total = safe.row_totals[r]
        assert total is None or (total == sum(counts[r]) and (total == 0 or row_people[r] >= 3))
    assert safe.column_totals == [sum(column) for column in zip(*counts, strict=True)]
    assert safe.total == sum(map(sum, counts))


def test_one_small_count_takes_company_with_it():
    """One organisation in Ravenstone about faith (domain I12) among numbers that could all be shown."""
    counts = [[1, 20, 30], [12, 25, 30], [15, 22, 40]]
    people = [[1, 9, 9], [9, 9, 9], [9, 9, 9]]
    safe = protect(counts, people, [9, 9, 9])
    assert safe.cells[0][0] is None
    assert safe.hidden >= 4
    assert safe.cells[1:][0].count(None) + safe.cells[1:][1].count(None) < 6


def test_a_large_table_without_small_counts_is_shown_whole():
    counts = [[6 + r + c for c in range(10)] for r in range(8)]
    safe = protect(counts, counts, [sum(line) for line in counts])
    assert safe.hidden == 0
    assert safe.cells == counts


def test_a_theme_nobody_spoke_of_is_shown_as_nought_everywhere():
    safe = protect([[0, 9], [0, 8]], [[0, 9], [0, 8]], [9, 8])
    assert [line[0] for line in safe.cells] == [0, 0]
    assert safe.hidden == 0


def test_the_real_size_is_quick_and_hides_no_more_than_it_must():
    dice = random.Random(7)
    counts = [[dice.randint(0, 30) for _ in range(11)] for _ in range(9)]
    people = [[min(n, dice.randint(0, 25)) for n in line] for line in counts]
    safe = protect(counts, people, [40] * 9)
    small = sum(k < 5 for line in people for k in line)
    assert small <= safe.hidden <= small + 12
