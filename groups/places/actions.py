"""Staff keep the list of places right."""

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from groups.places.models import Place, PlaceAlias, PostcodeSector, Venue

Kind = Place.Kind


@action
def save_place(*, place: Place, other_names: list[str], by) -> None:
    """Store a place and its other names; parish and cluster, of it and of all inside it, follow from its parent."""
    parent = place.parent
    while parent is not None:
        if parent.pk == place.pk and place.pk:
            raise RuleBroken("A place cannot lie inside itself.")
        parent = parent.parent
    _place_in_parent(place)
    place.save()
    _settle_children(place)
    wanted = {name.strip() for name in other_names if name.strip()}
    place.aliases.exclude(name__in=wanted).delete()
    for name in sorted(wanted - set(place.aliases.values_list("name", flat=True))):
        PlaceAlias.objects.create(place=place, name=name[:120])
    audit.record("list.changed", place, by=by, code=place.code, other_names=len(wanted))


def _place_in_parent(place: Place) -> None:
    parent = place.parent
    place.parish = place.cluster = None
    if parent is None or place.kind == Kind.WARD:
        return
    place.parish = parent if parent.kind == Kind.PARISH else parent.parish
    place.cluster = parent if parent.kind == Kind.CLUSTER else parent.cluster


def _settle_children(place: Place) -> None:
    for child in place.children.exclude(pk=place.pk):
        child.parent = place
        _place_in_parent(child)
        child.save(update_fields=["parish", "cluster"])
        _settle_children(child)


@action
def save_sector(*, sector: PostcodeSector, by) -> None:
    """Which area the postcodes of one sector suggest."""
    sector.sector = " ".join(sector.sector.upper().split())
    sector.save()
    audit.record("list.changed", sector, by=by, code=sector.sector)


@action
def save_venue(*, venue: Venue, by) -> None:
    """Store a building that organisations use and meetings are held in."""
    venue.save()
    audit.record("venue.saved", venue, by=by)
