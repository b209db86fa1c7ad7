"""Small numbers: which counts of a table of areas and themes are hidden, so that none can be worked out.

Decision 12: a count with fewer than five different contributors behind it is hidden, and with it as many
others as are needed so that no hidden count follows from what is shown. Totals by theme are always shown
(they cross no place), an area's total only when it is safe.

The table is a flow from "all of Milton Keynes" through the areas into the themes: an area's total flows in,
its cells flow out, and each theme takes in its known total. A hidden count has exactly one possible value
when no circular re-routing of the flow passes through it; hiding the cheapest such circle protects it.
"""

import heapq
from dataclasses import dataclass

MINIMUM = 5
TOTAL = -1  # stands for "all themes" in the place of a column


@dataclass(frozen=True)
class SafeTable:
    """A table that may be shown: None stands for a hidden count."""

    cells: list[list[int | None]]
    row_totals: list[int | None]
    column_totals: list[int]
    total: int

    @property
    def hidden(self) -> int:
        """How many counts are hidden, area totals included."""
        return sum(n is None for row in self.cells for n in row) + sum(n is None for n in self.row_totals)


def protect(
    counts: list[list[int]], people: list[list[int]], row_people: list[int], *, minimum: int = MINIMUM
) -> SafeTable:
    """The table with every count hidden that has fewer than `minimum` contributors, and its company.

    `counts[area][theme]` is what is shown, `people` how many different contributors stand behind it,
    `row_people` the same for an area's total. A hidden zero that follows from the rest is shown as zero:
    nobody stands behind it.
    """
    flows = _flows(counts)
    small = {
        (row, column)
        for (row, column) in flows
        if (row_people[row] if column == TOTAL else people[row][column]) < minimum
    }
    hidden = with_company(flows, small)
    deducible = {arc for arc in hidden if flows[arc] == 0 and _way_round(flows, hidden, arc)[0] != 0}
    hidden -= deducible

    def show(arc):
        return None if arc in hidden else flows[arc]

    rows, columns = range(len(counts)), range(len(counts[0]) if counts else 0)
    return SafeTable(
        cells=[[show((row, column)) for column in columns] for row in rows],
        row_totals=[show((row, TOTAL)) for row in rows],
        column_totals=[sum(counts[row][column] for row in rows) for column in columns],
        total=sum(map(sum, counts)),
    )


def with_company(flows: dict, small: set) -> set:
    """The hidden counts `small` and the further ones without which one of them could be worked out."""
    hidden = set(small)
    for arc in sorted(small, key=lambda arc: (-flows[arc], arc)):
        if flows[arc]:
            hidden |= _way_round(flows, hidden, arc)[1]
    return hidden


def _flows(counts: list[list[int]]) -> dict[tuple[int, int], int]:
    """Every count that could be hidden: the cells, and the areas' totals under the column TOTAL."""
    flows = {(row, column): n for row, line in enumerate(counts) for column, n in enumerate(line)}
    return flows | {(row, TOTAL): sum(line) for row, line in enumerate(counts)}


def _ends(arc: tuple[int, int]) -> tuple[str, str]:
    row, column = arc
    return ("all", f"area {row}") if column == TOTAL else (f"area {row}", f"theme {column}")


def _way_round(flows: dict, hidden: set, arc: tuple[int, int]) -> tuple[float, set]:
    """The cheapest circle through `arc`: what it costs in counts not yet hidden (0: it is safe), and its counts."""
    tail, head = _ends(arc)
    more = _cheapest(flows, hidden, head, tail, arc)
    less = _cheapest(flows, hidden, tail, head, arc) if flows[arc] else (float("inf"), set())
    return min(more, less, key=lambda found: found[0])


def _cheapest(flows: dict, hidden: set, start: str, goal: str, without: tuple[int, int]) -> tuple[float, set]:
    """The cheapest way from `start` to `goal` on which one more could flow, not using the count `without`."""
    steps: dict[str, list] = {}
    for arc, n in flows.items():
        if arc == without:
            continue
        tail, head = _ends(arc)
        cost = 0 if arc in hidden else 1 + n
        steps.setdefault(tail, []).append((head, cost, arc))
        if n:  # a count can only become less when it is not zero
            steps.setdefault(head, []).append((tail, cost, arc))
    queue, best, came = [(0, start)], {start: 0}, {}
    while queue:
        cost, node = heapq.heappop(queue)
        if node == goal:
            return cost, _path(came, goal)
        if cost > best[node]:
            continue
        for after, price, arc in steps.get(node, []):
            if cost + price < best.get(after, float("inf")):
                best[after] = cost + price
                came[after] = (node, arc)
                heapq.heappush(queue, (cost + price, after))
    return float("inf"), set()


def _path(came: dict, goal: str) -> set:
    arcs, node = set(), goal
    while node in came:
        node, arc = came[node]
        arcs.add(arc)
    return arcs
