"""The order of rows that staff move up and down, without dragging."""

from django.db.models import QuerySet


def step(rows: QuerySet, row, *, up: bool) -> bool:
    """Put `row` one place before or after, among `rows` (all of one meeting). False at either end.

    Call inside an action. All rows are numbered anew, because older ones may share a number.
    """
    order = list(rows.select_for_update().order_by("position", "pk"))
    here = next(n for n, one in enumerate(order) if one.pk == row.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return False
    order[here], order[there] = order[there], order[here]
    for number, one in enumerate(order):
        if one.position != number:
            rows.filter(pk=one.pk).update(position=number)
    return True
