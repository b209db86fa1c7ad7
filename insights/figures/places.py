"""How many released issues a place has, as everybody may read it: small numbers hidden (decision 12).

Counted until the end of the last quarter, so that one new issue does not show by the difference. A count with fewer
than five contributors is hidden; where it alone is hidden among its neighbours the smallest of them goes with it,
so that it does not follow from the total; inside a hidden area nothing is shown.
"""

from collections import defaultdict

from django.db.models import BigIntegerField, Case, Count, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from camk.suppression import MINIMUM
from groups.places.models import Place
from insights.figures.counts import contributor, counted, start_of
from insights.figures.periods import Quarter
from insights.issues.models import Issue

Cell = tuple[int, int]  # how many issues, and contributors behind them


def issues_in_place(place: Place) -> tuple[int | None, Quarter]:
    """The number that may be shown for this place (an estate: for its parish), None when it may not; until when."""
    until = Quarter.of(timezone.localdate()).previous()
    place = place.public_place
    areas = _cells("area", until)
    if place.kind == Place.Kind.CITY:
        return sum(n for n, _ in areas.values()), until
    area = place.pk if place.kind == Place.Kind.CLUSTER else place.cluster_id
    shown = safe(areas).get(area, 0)
    if place.kind == Place.Kind.CLUSTER or shown is None:
        return shown, until
    return safe(_cells("parish", until, area=area)).get(place.pk, 0), until


def safe(cells: dict[int, Cell]) -> dict[int, int | None]:
    """The counts of neighbours that add up to a known total, without those from which a small one would follow."""
    hidden = {key for key, (n, people) in cells.items() if n and people < MINIMUM}
    others = sorted((n, key) for key, (n, _) in cells.items() if n and key not in hidden)
    if len(hidden) == 1 and others:
        hidden.add(others[0][1])
    return {key: None if key in hidden else n for key, (n, _) in cells.items()}


def _cells(level: str, until: Quarter, area: int | None = None) -> dict[int, Cell]:
    number = BigIntegerField()
    itself = Case(When(main_place__kind=Place.Kind.CLUSTER, then=F("main_place_id")), output_field=number)
    issues = counted().filter(pk__in=Issue.objects.released().leads().order_by().values("pk"))
    issues = issues.filter(created_at__lt=start_of(until.next().first_day)).annotate(
        area=Coalesce(F("main_place__cluster_id"), itself, Value(0), output_field=number),
        parish=Coalesce(F("main_place__parish_id"), F("main_place_id"), Value(0), output_field=number),
    )
    if area is not None:
        issues = issues.filter(area=area)
    rows = issues.values(level).annotate(
        n=Count("pk", distinct=True),
        k=Count(contributor(), distinct=True, filter=Q(first_voices__withdrawn_at__isnull=True)),
    )
    found: dict[int, Cell] = defaultdict(lambda: (0, 0))
    found.update({row[level]: (row["n"], row["k"]) for row in rows})
    return found
