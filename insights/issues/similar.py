"""Has somebody told us this already? Released wordings that say about the same; it suggests, never blocks.

Three things count: words in common (endings and typing errors forgiven), a theme in common (found by the themes'
keywords, so that "lonely" meets "befriending"), and the likeness of the whole sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from rapidfuzz import fuzz
from text_unidecode import unidecode

from groups.places.models import Place
from groups.themes.models import ThemeKeyword
from insights.issues.models import Issue
from insights.issues.states import CLOSED

CLOSED_FOR = timedelta(days=90)
MOST_READ = 1500  # newest released issues looked through; enough for several years of this network
ENOUGH = 0.42
_WORD = re.compile(r"[a-z0-9']{3,}")
_ENDINGS = ("fulness", "iness", "ingly", "ness", "ies", "ied", "ing", "ers", "ed", "es", "er", "ly", "s", "y")
_STOP = frozenset(
    "the and for are was were has have had not but with this that from they their them there here our you your "
    "can cannot can't don't does did will would could should who what when where why how all any some more most "
    "very just about into out over under than then too also been being because since get gets got one two lot "
    "lots many much people person need needs needed milton keynes area local group organisation".split()
)


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


def stem(word: str) -> str:
    """A word without its ending: "volunteers", "volunteering" and "volunteer" meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems_of(text: str) -> frozenset[str]:
    words = _WORD.findall(unidecode(text).lower().replace("’", "'"))
    return frozenset(stem(word) for word in words if word not in _STOP)


def near(one: str, other: str) -> bool:
    """The same word, or the same but for an ending or a slip of the finger."""
    if one == other:
        return True
    if one[0] != other[0] or min(len(one), len(other)) < 4:
        return False
    return fuzz.ratio(one, other) >= 80


def in_common(one: frozenset[str], other: frozenset[str]) -> int:
    """How many words of `one` have a like in `other`."""
    return sum(a in other or any(near(a, b) for b in other) for a in one)


def keyword_stems() -> list[tuple[frozenset[str], int]]:
    """The stems of each theme's keywords, with the theme's number."""
    rows = ThemeKeyword.objects.filter(theme__retired_at__isnull=True).values_list("word", "theme")
    return [(stems, theme) for word, theme in rows if (stems := stems_of(word))]


def themes_in(stems: frozenset[str], keywords, *, forgiving: bool = False) -> frozenset[int]:
    """Themes one of whose keywords stands in these words as a whole; `forgiving` allows typing errors."""
    found = {theme for words, theme in keywords if words <= stems}
    if forgiving:
        found |= {
            theme
            for words, theme in keywords
            if theme not in found and all(len(w) >= 5 for w in words) and in_common(words, stems) == len(words)
        }
    return frozenset(found)


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
