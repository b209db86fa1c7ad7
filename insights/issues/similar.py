"""Has somebody told us this already? Released wordings that say about the same; it suggests, never blocks.

Each word of the text is looked for in its bare form, as what else people call the same (synonyms.txt), for less by
words near it in the language at large (related.txt), and with slips of the finger forgiven. Rare words count for more
than common ones, words that stand in any text for little. A theme in common (by the keywords, or set by staff),
a place in common, and a situation that the words of both go along with (scenes.py), lift what is alike. The rarest
terms choose a few hundred wordings through an index, and only those are compared.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Case, FloatField, Q, Sum, When, prefetch_related_objects
from django.db.models.functions import Cast
from django.utils import timezone
from rapidfuzz.distance import OSA

from camk.lookups import AmongMany, in_one
from camk.questions import question
from groups.places.models import Place
from insights.issues.actions.finding import EVERY, read_the_unread, unread
from insights.issues.hints import place_names, theme_keywords, themes_in
from insights.issues.models import Issue, KnownTerm, Wording, WordingTerm
from insights.issues.querysets import further_places
from insights.issues.reading import Token, common, meanings, read
from insights.issues.readings import as_read
from insights.issues.related import is_a_word, related
from insights.issues.scenes import scenes_in, with_next
from insights.issues.states import CLOSED, IssueState
from insights.issues.weighing import COMMON, MEANS, THEME, Search, parts_of

CLOSED_FOR = timedelta(days=90)
MOST_WORDS = 60  # of a long text: its most telling
MOST_LOOKED_UP = 8000  # places in the index that one search may visit
MOST_COMPARED = 250
MOST_LOOKED_AT = 80  # of the likest, some of which may not be suggested any more
ENOUGH = 0.2
ALL_BUT_SAME = 0.6  # of the terms of two wordings: they say the same, perhaps elsewhere, or others say it
ABOUT_SAME = 0.3
AGAIN = 0.9  # of its worth: a wording that says about the same as one before it, or is found by the same words
# What a like is worth beside the same word: a slip of the finger, a place.
SLIP, PLACE = 0.85, 0.6


@dataclass(frozen=True)
class Likeness:
    """An issue and how alike it is, 0 to 100."""

    issue: Issue
    score: int


class Like(NamedTuple):
    """A wording and how alike it is, what it says, and by which of the terms asked for it was found."""

    score: float
    number: int
    said: frozenset[str]
    found_by: frozenset[str]


def read_all() -> None:
    """Nothing released stays unread: what was loaded past the actions is read before the first search."""
    if _unread():
        read_the_unread()


@question
def _unread():
    # In the order of the index of these alone: otherwise PostgreSQL looks for the first along every issue there is.
    return unread().order_by("pk").values_list("pk", flat=True)[:1]


def suggest(words: str, *, place: Place | None = None, limit: int = 3) -> list[Likeness]:
    """Released issues that say about the same as `words`, likest first: open, or closed in the last 90 days."""
    likest = compare(words, place=place)[:MOST_LOOKED_AT]
    shown = set(_may_be_shown(numbers=[like.number for like in likest], since=timezone.now() - CLOSED_FOR))
    chosen = _varied([like for like in likest if like.number in shown], limit)
    rows = _rows(numbers=[number for _, number in chosen])
    prefetch_related_objects(rows, further_places())
    issues = {issue.pk: issue for issue in rows}
    return [Likeness(issues[number], min(100, round(score * 100))) for score, number in chosen]


def compare(words: str, *, place: Place | None = None, told=None) -> list[Like]:
    """Each wording that says about the same, likest first.

    `told` are texts that nobody released, by the number of their issue: read on the spot, compared in the same way.
    """
    if _unread():
        read_the_unread()
    fresh = as_read(told or {})
    told_now = Counter(term for text in fresh.values() for term in parts_of(text)[1] | {EVERY})
    names = place_names()
    search = search_for(read(words, names), told_now, widely=True, scenes=scenes_in(words, names))
    if not search.terms:
        return []
    texts = _candidates(search) | fresh
    here = _in_place(texts, place)
    scores = {number: search.score(text) * (1.1 if number in here else 1.0) for number, text in texts.items()}
    asked = search.by_term.keys()
    found = [
        Like(score, number, _said(texts[number]), parts_of(texts[number])[1] & asked)
        for number, score in scores.items()
        if score >= ENOUGH
    ]
    return sorted(found, key=lambda like: (-like.score, -like.number))


@question
def _rows(*, numbers):
    return Issue.objects.with_main().filter(pk__in=numbers)


@question
def _may_be_shown(*, numbers, since):
    """The numbers of those that are open, or closed since then."""
    recent = ~Q(state__in=CLOSED) | Q(ended_at__isnull=True) | Q(ended_at__gte=since)
    issues = Issue.objects.released().leads().exclude(state=IssueState.WITHDRAWN).filter(recent, pk__in=numbers)
    return issues.order_by().values_list("pk", flat=True)


def _said(text: str) -> frozenset[str]:
    """What a wording says, whatever the place, the theme and the situation."""
    return frozenset(token for token in text.split() if not token.startswith(("@", "~", "%")))


def _varied(found: list[Like], limit: int) -> list[tuple[float, int]]:
    """The first few that differ: the same sentence about another place is shown once, where it fits best.

    What nearly says the same, or was found by the very same words, comes a little later: another guess helps more.
    """
    chosen: list[tuple[float, int]] = []
    left = [(like.score, like) for like in found]
    while left and len(chosen) < limit:
        _, best = max(left, key=lambda row: (row[0], row[1].number))
        chosen.append((best.score, best.number))
        left = [
            (worth * (AGAIN if same > ABOUT_SAME or like.found_by == best.found_by else 1), like)
            for worth, like in left
            if like is not best and (same := _in_common(like.said, best.said)) <= ALL_BUT_SAME
        ]
    return sorted(chosen, reverse=True)


def _in_common(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / max(1, len(some | others))


def search_for(tokens: list[Token], told: Counter, *, widely: bool = False, scenes=None) -> Search:
    """Which terms to look for, and how telling each is among the wordings of today and what was just `told`.

    `widely`: words near those of the text will do too, for less. `scenes`: the situations it may be of.
    """
    slots, unknown = [], {}
    for token in tokens:
        slot = {token.stem: PLACE if token.stem.startswith("@") else 1.0} if token.stem else {}
        slot |= {f"={name}": MEANS / len(token.meanings) ** 0.5 for name in token.meanings}
        if widely:
            slot = related(token.stem) | slot
        slots.append(slot)
        if len(token.stem) >= 4 and not token.meanings and not token.stem.startswith("@"):
            unknown[token.stem] = slot
    themes = themes_in({token.stem for token in tokens}, theme_keywords())
    slots += [{f"~{number}": THEME} for number in themes]
    asked = {term for slot in slots for term in slot}
    asked |= {f"%{name}" for name in with_next(scenes or {})} | {f"%{name}!" for name in scenes or {}}
    counts = _counted(asked | {EVERY}, told)
    missing = {word: slot for word, slot in unknown.items() if word not in counts}
    if widely:
        missing = {word: slot for word, slot in missing.items() if not is_a_word(word)}
    if missing:
        known = [*_known_words(missing), *(term for term in told if term and term[0] not in "=~@+")]
        for word, slot in missing.items():
            slot |= _meant(word, known)
        counts |= _counted({term for slot in missing.values() for term in slot}, told)
    _, every = counts.pop(EVERY, (0, 0))
    return Search(slots, counts, max(every, 1), scenes)


def _counted(terms: set[str], told: Counter) -> dict[str, tuple[int, int]]:
    """Each of these terms that is known: its number (0 without one), and in how many texts it stands."""
    found = {text: (0, told[text]) for text in terms if told[text]}
    return found | {text: (number, many + told[text]) for text, number, many in _terms(terms=sorted(terms))}


@question
def _terms(*, terms):
    return KnownTerm.objects.filter(text__in=terms).values_list("text", "pk", "wordings")


def _known_words(missing) -> list[str]:
    """Words in use, and in the table of synonyms, that begin as one of the missing words may have been meant to."""
    letters = {letter for word in missing for letter in word[:2]}
    starts = Q()
    for letter in sorted(letters):
        starts |= Q(text__startswith=letter)
    used = KnownTerm.objects.filter(starts, wordings__gt=0).values_list("text", flat=True)
    return list({*used, *(base for base in meanings().by_word if base[0] in letters)})


def _meant(word: str, known: list[str]) -> dict[str, float]:
    """What somebody may have meant by a word that stands nowhere: the words nearest to it, and their meanings."""
    near: dict[str, float] = {}
    for other in known:
        longer = len(word) - len(other)
        if len(other) >= 4 and abs(longer) <= 4 and other[0] in word[:2]:
            slips = OSA.distance(word, other, score_cutoff=2)
            if longer > 0:  # the slip may have hidden an ending
                slips = min(slips, OSA.distance(word[: len(other)], other, score_cutoff=2) + 0.5)
            if slips <= (1.5 if len(other) < 6 else 2.5):
                near[other] = slips
    least = min(near.values(), default=0)
    best = sorted(other for other, slips in near.items() if slips == least)[:4]
    table = meanings().by_word
    found = {other: SLIP for other in best}
    return found | {f"={name}": SLIP * MEANS for other in best for name in table.get(other, ())}


def _candidates(search: Search) -> dict[int, str]:
    """The wordings worth comparing, by their issue's number: those with the most telling terms in them."""
    chosen, left, telling = {}, MOST_LOOKED_UP, search.telling()
    shares = {term: share * (COMMON if term in common() else 1) for term, share in search.terms.items()}
    for term in sorted(shares, key=lambda term: (search.known[term][1] / shares[term] ** 2, term)):
        number, wordings = search.known[term]
        if number and (wordings <= left or not chosen):
            chosen[number] = telling[term]
            left -= wordings
    if not chosen:
        return {}
    found = _most_telling(terms=list(chosen), worths=list(chosen.values()))
    return dict(_words_of(numbers=in_one(number for number, _ in found)))


@question
def _most_telling(*, terms, worths):
    """The wordings with most of these terms in them, each term counted for its worth."""
    told = zip(terms.items, worths.items, strict=True)
    worth = Sum(Case(*(When(term=term, then=Cast(value, FloatField())) for term, value in told)))
    hits = WordingTerm.objects.filter(term__in=terms).order_by().values("wording").annotate(worth=worth)
    return hits.order_by("-worth", "-wording").values_list("wording", "worth")[:MOST_COMPARED]


@question
def _words_of(*, numbers):
    return Wording.objects.filter(AmongMany("pk", numbers)).values_list("pk", "words")


def _in_place(numbers, place: Place | None) -> set[int]:
    """Which of these issues are about the part of the city around this place."""
    if place is None:
        return set()
    near = Place.objects.within(place.cluster or place).order_by().values("pk")
    tagged = Issue.places.through.objects.filter(issue__in=numbers, place__in=near).values_list("issue", flat=True)
    main = Issue.objects.filter(pk__in=numbers, main_place__in=near).order_by().values_list("pk", flat=True)
    return set(tagged.union(main))
