"""What the directory says about each organisation: plain values, so that a drawn card can be kept under them."""

from typing import NamedTuple

from groups.organisations.models import Organisation

MOST_THEMES = 3


class Card(NamedTuple):
    """An organisation in the directory; holds no field that has a choice of who may see it."""

    name: str
    slug: str
    description: str
    kind: str | None
    home: str | None
    themes: tuple[str, ...]


FIELDS = ("pk", "name", "slug", "description", "kind__label", "home__label")


def cards_of(page) -> list[Card]:
    """The cards of one page in its order, in two statements; a search gives keys, a plain list a set of rows."""
    keys = page if isinstance(page, list) else None
    rows = page if keys is None else Organisation.objects.admitted().filter(pk__in=keys).order_by()
    found = {row[0]: row[1:] for row in rows.values_list(*FIELDS)}
    themes = _themes_of(found)
    return [Card(*found[key], themes=themes.get(key, ())) for key in keys or found if key in found]


def _themes_of(keys) -> dict[int, tuple[str, ...]]:
    """The first few themes of each."""
    rows = Organisation.themes.through.objects.filter(organisation__in=list(keys))
    rows = rows.order_by("theme__position", "theme__label").values_list("organisation", "theme__label")
    found: dict[int, tuple[str, ...]] = {}
    for key, label in rows:
        found[key] = (*found.get(key, ()), label)[:MOST_THEMES]
    return found
