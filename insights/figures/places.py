"""How many released issues a place has, as everybody may read it: small numbers hidden (decision 12).

An issue counts in each place that it names and in what lies above it: a parish with its estates, an area with all of
them. Counted until the end of the last quarter, so that one new issue does not show by the difference. A count with
fewer than five contributors is hidden, and with it as many of its neighbours as are needed so that it does not follow
from the total; inside a hidden area nothing is shown.
"""

from collections.abc import Iterable

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from camk.suppression import MINIMUM
from groups.places.models import Place
from insights.figures.facts import contributor, counted
from insights.figures.periods import Quarter, start_of
from insights.issues.models import Issue

Cell = tuple[int, int]  # how many issues, and contributors behind them


def issues_in_place(place: Place) -> tuple[int | None, Quarter]:
    """The number that may be shown for this place (an estate: for its parish), None when it may not; until when."""
    until = Quarter.of(timezone.localdate()).previous()
    place, issues = place.public_place, _released(until)
    if place.kind == Place.Kind.CITY:
        return issues.count(), until
    area = place.pk if place.kind == Place.Kind.CLUSTER else place.cluster_id
    near = Place.objects.filter(Q(kind=Place.Kind.CLUSTER) | Q(kind=Place.Kind.PARISH, cluster=area)).order_by()
    kinds = dict(near.values_list("pk", "kind"))
    shown = safe(cells(issues, "area"), [pk for pk, kind in kinds.items() if kind == Place.Kind.CLUSTER]).get(area, 0)
    if place.kind == Place.Kind.CLUSTER or shown is None:
        return shown, until
    parishes = [pk for pk, kind in kinds.items() if kind == Place.Kind.PARISH]
    return safe(cells(issues, "parish", area=area), parishes).get(place.pk, 0), until


def safe(found: dict[int, Cell], shown: Iterable[int]) -> dict[int, int | None]:
    """The counts of the places `shown`, which add up to a known total with the rest, and none that follows from it.

    Who reads "hidden" knows that it is one at least, and not how many name none of these places: hidden ones that
    with those add up to no more than their number would be known as well. Where nothing else can be hidden with
    them, the zeros are.
    """
    counts = {key: found.get(key, (0, 0)) for key in shown}
    rest = sum(n for key, (n, _) in found.items() if key not in counts)
    hidden = {key for key, (n, people) in counts.items() if n and people < MINIMUM}
    others = sorted((n, key) for key, (n, _) in counts.items() if n and key not in hidden)

    def follows() -> bool:
        spare = sum(counts[key][0] for key in hidden) + rest - len(hidden)
        return bool(hidden) and (spare < 1 or (len(hidden) == 1 and bool(others)))

    while follows() and others:
        hidden.add(others.pop(0)[1])
    # Were each place shown to have one of as many issues as there are places, "all hidden" would say so.
    if follows() or (hidden and sum(n for n, _ in counts.values()) + rest == len(counts)):
        hidden = set(counts)
    return {key: None if key in hidden else n for key, (n, _) in counts.items()}


def _released(until: Quarter) -> QuerySet:
    """The issues everybody may read that were told until then; joined ones count through the one that leads."""
    issues = counted(Issue.objects.all()).filter(pk__in=Issue.objects.released().leads().order_by().values("pk"))
    return issues.filter(created_at__lt=start_of(until.next().first_day))


def cells(issues: QuerySet, level: str, *, area: int | None = None) -> dict[int, Cell]:
    """How many of the issues name each place, or one beneath it, by `level` ("area", "parish"); within one area."""
    number = BigIntegerField()
    itself = Case(When(places__kind=Place.Kind.CLUSTER, then=F("places")), output_field=number)
    issues = issues.annotate(
        area=Coalesce(F("places__cluster"), itself, Value(0), output_field=number),
        parish=Coalesce(F("places__parish"), F("places"), Value(0), output_field=number),
    )
    if area is not None:
        issues = issues.filter(area=area)
    rows = issues.values(level).annotate(
        n=Count("pk", distinct=True),
        k=Count(contributor(), distinct=True, filter=Q(first_voices__withdrawn_at__isnull=True)),
    )
    return {row[level]: (row["n"], row["k"]) for row in rows}
