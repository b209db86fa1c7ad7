"""What a text may be about and where: themes and places suggested with the reason, never filed by themselves."""

from dataclasses import dataclass
from functools import lru_cache

from camk.lately import lately
from groups.places.models import Place, PlaceAlias
from groups.themes.models import Theme, ThemeKeyword
from groups.themes.wording import as_written
from insights.issues.reading import Names, names_table, read, stem, words_of


@dataclass(frozen=True)
class Hint:
    """A theme or a place, and the words of the text that led to it."""

    what: Theme | Place
    because: str

    @property
    def reason(self) -> str:
        return f"Because you wrote “{self.because}”"


@lru_cache(maxsize=5000)
def _bare(words: str) -> frozenset[str]:
    return frozenset(token.stem for token in read(words) if token.stem)


@lately
def theme_keywords() -> list[tuple[frozenset[str], int, str]]:
    """Each keyword of today as it is compared, with its theme's number and as staff wrote it."""
    rows = ThemeKeyword.objects.filter(theme__retired_at__isnull=True).values_list("word", "theme")
    return [(bare, theme, word) for word, theme in rows if (bare := _bare(word))]


def themes_in(stems, keywords) -> dict[int, tuple[str, frozenset[str]]]:
    """Themes one of whose keywords stands in these words as a whole, and the longest such keyword with its stems."""
    found: dict[int, tuple[str, frozenset[str]]] = {}
    for bare, theme, word in keywords:
        if bare <= stems and (theme not in found or len(word) > len(found[theme][0])):
            found[theme] = word, bare
    return found


@lately
def place_names() -> Names:
    """The names of all places, and their other names, ready to be seen in a text."""
    names = {label: label for label in Place.objects.choosable().values_list("label", flat=True)}
    return names_table(names | dict(PlaceAlias.objects.values_list("name", "place__label")))


def suggest_themes(words: str, *, limit: int = 3) -> list[Hint]:
    """Themes that the words touch, those with the longest keyword first."""
    found = themes_in({token.stem for token in read(words)}, theme_keywords())
    themes = Theme.objects.offered().in_bulk(found)
    best = sorted((-len(word), themes[n].position, n) for n, (word, _) in found.items() if n in themes)[:limit]
    return [Hint(themes[n], as_written(words, found[n][1], stem)) for _, _, n in best]


def suggest_places(words: str, *, limit: int = 3) -> list[Hint]:
    """Places whose name, or another name of theirs, stands in the words; the smallest place of a name first."""
    text = f" {' '.join(words_of(words))} "
    if len(text) < 4:
        return []
    names = dict.fromkeys(Place.objects.choosable().values_list("label", "pk"))
    names |= dict.fromkeys(PlaceAlias.objects.values_list("name", "place"))
    found = {pk: name for name, pk in names if f" {' '.join(words_of(name))} " in text}
    places = Place.objects.choosable().exclude(kind__in=(Place.Kind.CITY, Place.Kind.SPECIAL)).in_bulk(found)
    hints = [Hint(places[number], name) for number, name in found.items() if number in places]
    hints.sort(key=lambda hint: (hint.what.kind != Place.Kind.ESTATE, -len(hint.because), hint.what.label))
    once: dict[str, Hint] = {}
    for hint in hints:  # an estate and its parish often share a name
        once.setdefault(hint.because.lower(), hint)
    return list(once.values())[:limit]
