"""What the directory says about each organisation: plain values, so that a drawn card can be kept under them."""

from typing import NamedTuple

from django.db.models import CharField, Value

from groups.organisations.models import Organisation
from groups.organisations.publishing import Reader, holding, is_shown

MOST_THEMES = 3
# Fields of a card that have a choice of who may see them, and what stands before them.
CHOSEN = {"can_share": "Can share", "support_needed": "Needs"}


class Card(NamedTuple):
    """An organisation in the directory, as far as its reader may see it."""

    name: str
    slug: str
    description: str
    kind: str | None
    home: str | None
    lines: tuple[tuple[str, str], ...]
    themes: tuple[str, ...]


FIELDS = ("pk", "name", "slug", "description", "kind__label", "home__label", *CHOSEN)


def cards_of(page, reader: Reader) -> list[Card]:
    """The cards of one page in its order, in two statements; a search gives keys, a plain list a set of rows."""
    keys = page if isinstance(page, list) else None
    rows = page if keys is None else Organisation.objects.admitted().filter(pk__in=keys).order_by()
    found = {row[0]: row[1:] for row in rows.values_list(*FIELDS)}
    themes, choices = _themes_and_choices(found)
    return [
        Card(*found[key][:5], _lines(found[key][5:], choices.get(key, {}), reader.of(key)), themes.get(key, ()))
        for key in keys or found
        if key in found
    ]


def _lines(words, chosen: dict[str, str], reader: str) -> tuple[tuple[str, str], ...]:
    """What it can share and needs, where filled in and chosen to be shown to this reader."""
    fields = zip(CHOSEN.items(), words, strict=True)
    return tuple((label, said) for (name, label), said in fields if said and is_shown(name, chosen.get(name), reader))


def _themes_and_choices(keys) -> tuple[dict[int, tuple[str, ...]], dict[int, dict[str, str]]]:
    """The first few themes of each, and who may see which field of it; one statement."""
    keys = list(keys)
    themes = Organisation.themes.through.objects.filter(organisation__in=keys).order_by()
    themes = themes.annotate(field=Value("", output_field=CharField())).values_list(
        "organisation", "field", "theme__position", "theme__label"
    )
    choices = holding().filter(organisation__in=keys, field__in=list(CHOSEN))
    choices = choices.annotate(nothing=Value(0)).values_list("organisation", "field", "nothing", "audience")
    labels: dict[int, tuple[str, ...]] = {}
    chosen: dict[int, dict[str, str]] = {}
    for key, field, _, words in sorted(themes.union(choices, all=True)):
        if field:
            chosen.setdefault(key, {})[field] = words
        else:
            labels[key] = (*labels.get(key, ()), words)[:MOST_THEMES]
    return labels, chosen
