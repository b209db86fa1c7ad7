"""Has somebody told us this already? Released wordings that say about the same; it suggests, never blocks.

Three things count: words in common (endings and typing errors forgiven), a theme in common (found by the themes'
keywords, so that "lonely" meets "befriending"), and the likeness of the whole sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from rapidfuzz import fuzz
from text_unidecode import unidecode

from groups.places.models import Place
from groups.themes.wording import in_common, keyword_stems, stems_of, themes_in
from insights.issues.models import Issue
from insights.issues.states import CLOSED

CLOSED_FOR = timedelta(days=90)
MOST_READ = 1500  # newest released issues looked through; enough for several years of this network
ENOUGH = 0.42


@dataclass(frozen=True)
class Reading:
    """A text as it is compared: its plain form, its word stems, and the themes it touches."""

    text: str
    stems: frozenset[str]
    themes: frozenset[int]


@dataclass(frozen=True)
class Likeness:
    """An issue and how alike it is, 0 to 100."""

    issue: Issue
    score: int


def read(text: str, keywords, themes: Iterable[int] = (), *, forgiving: bool = False) -> Reading:
    """`text` made ready; themes already given by staff are trusted, otherwise its own words tell."""
    plain = " ".join(unidecode(text).lower().split())
    stems = stems_of(plain)
    return Reading(plain, stems, frozenset(themes) or themes_in(stems, keywords, forgiving=forgiving))


def likeness(one: Reading, other: Reading) -> float:
    """0 to 1: half by words in common, a third by the whole sentence, the rest by theme."""
    shorter, longer = sorted((one.stems, other.stems), key=len)
    if not shorter:
        return 0.0
    shared = in_common(shorter, longer)
    same_theme = bool(one.themes & other.themes)
    if not shared and not same_theme:
        return 0.0
    words = shared / max(len(shorter), 3)
    sentence = fuzz.token_set_ratio(one.text, other.text) / 100
    return min(1.0, 0.5 * words + 0.3 * sentence + (0.25 if same_theme else 0.0))


def suggest(words: str, *, place: Place | None = None, limit: int = 3) -> list[Likeness]:
    """Released issues that say about the same as `words`, likest first: open, or closed in the last 90 days."""
    keywords = keyword_stems()
    mine = read(words, keywords, forgiving=True)
    if not mine.stems:
        return []
    recent = Q(ended_at__isnull=True) | Q(ended_at__gte=timezone.now() - CLOSED_FOR)
    open_or_recent = ~Q(state__in=CLOSED) | recent
    known = Issue.objects.released().leads().filter(open_or_recent).exclude(state="withdrawn")
    near_by = _numbers_in(place)
    found = []
    for issue in known.with_public_parts().order_by("-released_at", "-pk")[:MOST_READ]:
        themes = [theme.pk for theme in issue.public_themes]
        score = likeness(mine, read(issue.lead_wording, keywords, themes))
        if score and near_by and near_by & {p.pk for p in issue.places.all()}:
            score += 0.05
        if score >= ENOUGH:
            found.append(Likeness(issue, min(100, round(score * 100))))
    return sorted(found, key=lambda like: (-like.score, -like.issue.pk))[:limit]


def _numbers_in(place: Place | None) -> set[int]:
    if place is None:
        return set()
    return set(Place.objects.within(place.cluster or place).values_list("pk", flat=True))
