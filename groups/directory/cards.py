"""What the directory says about each organisation: plain values, so that a drawn card can be kept under them."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import CharField, QuerySet, Value

from camk.questions import counted, question
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


@question
def everybody(part, /):
    """The FIELDS of the whole network, by name."""
    rows = Organisation.objects.admitted().order_by("name", "pk")
    return rows[slice(*part)].values_list(*FIELDS) if part else counted(rows)


def rows_of(page: QuerySet | list) -> Iterable[tuple]:
    """The FIELDS of one page: of keys that a search gave, of a set of rows; `everybody` has them already."""
    if isinstance(page, QuerySet):
        return page.values_list(*FIELDS)
    if not page or isinstance(page[0], tuple):
        return page
    found = {row[0]: row for row in Organisation.objects.admitted().filter(pk__in=page).values_list(*FIELDS)}
    return [found[key] for key in page if key in found]


def cards_of(page: QuerySet | list, reader: Reader) -> list[Card]:
    """The cards of one page in its order, in two statements."""
    found = {row[0]: row[1:] for row in rows_of(page)}
    themes, choices = _themes_and_choices(found)
    return [
        Card(*row[:5], _lines(row[5:], choices.get(key, {}), reader.of(key)), themes.get(key, ()))
        for key, row in found.items()
    ]


def _lines(words, chosen: dict[str, str], reader: str) -> tuple[tuple[str, str], ...]:
    """What it can share and needs, where filled in and chosen to be shown to this reader."""
    fields = zip(CHOSEN.items(), words, strict=True)
    return tuple((label, said) for (name, label), said in fields if said and is_shown(name, chosen.get(name), reader))


def _themes_and_choices(keys) -> tuple[dict[int, tuple[str, ...]], dict[int, dict[str, str]]]:
    """The first few themes of each, and who may see which field of it."""
    labels: dict[int, tuple[str, ...]] = {}
    chosen: dict[int, dict[str, str]] = {}
    for key, field, _, words in sorted(_beside(keys=list(keys))):
        if field:
            chosen.setdefault(key, {})[field] = words
        else:
            labels[key] = (*labels.get(key, ()), words)[:MOST_THEMES]
    return labels, chosen


@question
def _beside(*, keys):
    """Themes and choices together, in one statement."""
    themes = Organisation.themes.through.objects.filter(organisation__in=keys).order_by()
    themes = themes.annotate(field=Value("", output_field=CharField())).values_list(
        "organisation", "field", "theme__position", "theme__label"
    )
    choices = holding().filter(organisation__in=keys, field__in=list(CHOSEN))
    choices = choices.annotate(nothing=Value(0)).values_list("organisation", "field", "nothing", "audience")
    return themes.union(choices, all=True)
