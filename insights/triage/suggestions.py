"""What staff may take with one tap: a likely duplicate, a theme, a place, a CAG, a partner; each says why.

Nothing is ever filed by itself: a suggestion only fills in what staff then press.
"""

import re
from dataclasses import dataclass

from django.db.models import Q
from text_unidecode import unidecode

from groups.action_groups.models import ActionGroup
from groups.places.models import Place, PlaceAlias
from groups.themes.models import Theme, ThemeKeyword
from groups.themes.wording import as_written, near, stems_of
from insights.issues.models import Issue
from insights.issues.similar import Likeness
from insights.stakeholders.models import Stakeholder
from insights.triage.duplicates import likely_duplicates, text_of

MOST = 3


@dataclass(frozen=True)
class Suggestion:
    """One thing to take: `what` is how it is sent back ("theme:5")."""

    what: str
    label: str
    reason: str


@dataclass(frozen=True)
class Duplicate:
    """An issue that may be the same, and the words both have."""

    issue: Issue
    score: int
    reason: str


def duplicates(issue: Issue, *, limit: int = MOST) -> list[Duplicate]:
    """Likely duplicates with what speaks for them."""
    mine = text_of(issue)
    return [
        Duplicate(like.issue, like.score, _why(issue, mine, like)) for like in likely_duplicates(issue, limit=limit)
    ]


def _why(issue: Issue, mine: str, like: Likeness) -> str:
    theirs = stems_of(text_of(like.issue))
    both = [w for w in _words(mine) if any(near(s, t) for s in stems_of(w) for t in theirs)][:4]
    said = [f"both say {', '.join(f'“{word}”' for word in both)}"] if both else []
    themes = {theme.pk for theme in issue.themes.all()}
    said += ["the same theme"] if any(theme.pk in themes for theme in like.issue.themes.all()) else []
    same_area = issue.main_place_id and issue.main_place_id == like.issue.main_place_id
    said += ["the same area"] if same_area else []
    return "; ".join(said) or "the sentences are alike"


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"[\w'’]{4,}", text.lower())))


def suggestions(issue: Issue) -> list[Suggestion]:
    """Themes, places, CAGs and partners, most telling first; what stands in the record already is left out."""
    words = text_of(issue)
    themes, places = _themes(issue, words), _places(issue, words)
    about = {theme.pk for theme in issue.themes.all()} | {theme.pk for theme, _ in themes[:1]}
    where = {place.pk for place in issue.places.all()} | {issue.main_place_id} | {place.pk for place, _ in places[:1]}
    where |= {p.cluster_id for p in [*issue.places.all(), *(place for place, _ in places[:1])]}
    where.discard(None)
    taken = list(issue.who_can_act.all())
    cags = _cags(about, where, {row.action_group_id for row in taken})
    partners = _partners(about, where, {row.stakeholder_id for row in taken})
    return [
        *(Suggestion(f"theme:{theme.pk}", f"Theme: {theme}", why) for theme, why in themes),
        *(Suggestion(f"place:{place.pk}", f"Place: {place}", why) for place, why in places),
        *(Suggestion(f"cag:{cag.pk}", f"CAG: {cag}", why) for cag, why in cags),
        *(Suggestion(f"partner:{partner.pk}", f"Partner: {partner}", why) for partner, why in partners),
    ]


def _themes(issue: Issue, words: str) -> list[tuple[Theme, str]]:
    """Themes whose keywords stand in the words, those with the most first."""
    stems, has = stems_of(words), {theme.pk for theme in issue.themes.all()}
    numbers: dict[int, list[str]] = {}
    for word, number in ThemeKeyword.objects.filter(theme__retired_at__isnull=True).values_list("word", "theme"):
        wanted = stems_of(word)
        if wanted and wanted <= stems and number not in has:
            numbers.setdefault(number, []).append(as_written(words, wanted))
    themes = Theme.objects.in_bulk(numbers)
    found = {themes[number]: hits for number, hits in numbers.items() if number in themes}
    ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0].position))[:MOST]
    said = {theme: list(dict.fromkeys(hits))[:3] for theme, hits in ranked}
    return [(theme, f"it says {', '.join(f'“{word}”' for word in hits)}") for theme, hits in said.items()]


def _places(issue: Issue, words: str) -> list[tuple[Place, str]]:
    """Where the people themselves said it is, then places that the words name."""
    has = {place.pk for place in issue.places.all()}
    found: dict[int, tuple[Place, str]] = {}
    for voice in issue.voices.standing().filter(place__isnull=False).select_related("place"):
        if voice.place_id not in has:
            found.setdefault(voice.place_id, (voice.place, "the people who told us chose it"))
    plain = f" {' '.join(re.findall(r'[a-z0-9]+', unidecode(words).lower()))} "
    named = (
        Place.objects.choosable().filter(kind__in=[Place.Kind.ESTATE, Place.Kind.PARISH]).order_by("-kind", "label")
    )
    aliases = PlaceAlias.objects.filter(place__in=named).select_related("place")
    names = [(place.label, place) for place in named] + [(alias.name, alias.place) for alias in aliases]
    seen = set()
    for name, place in names:
        bare = " ".join(re.findall(r"[a-z0-9]+", unidecode(name).lower()))
        if len(bare) > 4 and f" {bare} " in plain and place.pk not in has and bare not in seen:
            seen.add(bare)
            found.setdefault(place.pk, (place, f"it says “{name}”"))
    return list(found.values())[:MOST]


def _cags(about: set[int], where: set[int], taken: set) -> list[tuple[ActionGroup, str]]:
    """Running CAGs that work on one of the themes, or in the area."""
    fits = Q(themes__in=about) | Q(place__in=where)
    cags = ActionGroup.objects.filter(fits, state=ActionGroup.State.ACTIVE).exclude(pk__in=taken - {None})
    found = []
    for cag in cags.distinct().select_related("place").prefetch_related("themes"):
        shared = [theme.label for theme in cag.themes.all() if theme.pk in about]
        why = [f"it works on {', '.join(shared[:2])}"] if shared else []
        why += [f"it is there for {cag.place}"] if cag.place_id in where else []
        found.append((cag, " and ".join(why)))
    return sorted(found, key=lambda pair: (-len(pair[1].split(" and ")), pair[0].name))[:MOST]


def _partners(about: set[int], where: set[int], taken: set) -> list[tuple[Stakeholder, str]]:
    """Partners for one of the themes, those of the place before those of all Milton Keynes."""
    partners = Stakeholder.objects.filter(themes__in=about).exclude(pk__in=taken - {None})
    found = []
    for partner in partners.distinct().prefetch_related("themes", "places"):
        theirs = {place.pk for place in partner.places.all()}
        wide = not theirs or any(place.kind == Place.Kind.CITY for place in partner.places.all())
        if not (wide or theirs & where):
            continue
        shared = [theme.label for theme in partner.themes.all() if theme.pk in about]
        here = "" if not theirs & where else ", here"
        found.append((partner, f"it answers for {', '.join(shared[:2])}{here}"))
    return sorted(found, key=lambda pair: (not pair[1].endswith(", here"), pair[0].name))[:MOST]
