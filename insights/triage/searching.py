"""How staff look through all words, released or not: from the words while few say them, else along their list.

On PostgreSQL an index of three letters each (`voice_words_say`) finds what says a word; where a word is common, the
list is read row by row in its own order until the page is full. Never one "or" over issues and voices without
either: no index answers it.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import smart_split, unescape_string_literal

from camk.lookups import AmongMany
from insights.issues.models import Issue, KnownTerm, Voice, WordingTerm
from insights.issues.reading import stem
from insights.issues.reading import words_of as words_of_text

FEW = 5000  # issues with these words that are looked through one by one
LOOKED_AT = 200  # newest wordings with a word
MOST_ROW_BY_ROW = 200  # of a list read row by row are counted
LETTERS = 3  # what is shorter is in no index
MOST_WORDS = 8
FIRST_YEAR = 2020


def words_of(asked: str) -> list[str]:
    """The words of a search, those in quotes as one."""
    words = [unescape_string_literal(word) if word[0] in "\"'" and word[0] == word[-1] else word
             for word in smart_split(asked) if word.strip("\"'")]  # fmt: skip
    return words[:MOST_WORDS]


def references(word: str) -> list[str]:
    """The references it may be a part of: "MK-2026-00042", "2026-42", "42" of any year."""
    *year, number = word.upper().removeprefix("MK-").split("-")
    if not (number.isascii() and number.isdigit() and len(number) <= 9 and len(year) < 2):
        return []
    years = [*year] or range(FIRST_YEAR, timezone.localdate().year + 1)
    return [f"MK-{one}-{int(number):05d}" for one in years]


def said(words: list[str], name: str) -> Q:
    """All of them stand in this text."""
    together = Q()
    for word in words:
        together &= Q(**{f"{name}__icontains": word})
    return together


def along(issues: QuerySet, in_wording: Q, in_voice: Q) -> QuerySet:
    """Asked of each row of the list."""
    return issues.filter(in_wording | Exists(Voice.objects.filter(in_voice, issue=OuterRef("pk"))))


def is_common(words: list[str]) -> bool:
    """Whether one word alone surely stands in very many released wordings, so that none need be looked for first.

    Known is in how many its bare form stands; the newest of those say how often it stands there as it was typed.
    """
    stems = [stem(word) for word in words_of_text(words[0])] if len(words) == 1 else []
    known = KnownTerm.objects.filter(text=stems[0], wordings__gt=FEW).first() if len(stems) == 1 else None
    if known is None:
        return False
    newest = WordingTerm.objects.filter(term=known).order_by("-wording").values("wording")[:LOOKED_AT]
    as_typed = Issue.objects.filter(said(words, "lead_wording"), pk__in=newest).count()
    return known.wordings * as_typed > FEW * LOOKED_AT


def search(issues: QuerySet, asked: str) -> tuple[QuerySet, bool]:
    """Those whose wording, or one voice beneath them, says all of the words; a reference finds its issue.

    Also whether so many say them that the list is read row by row: then only as much of it should be counted as is
    leafed through.
    """
    words = words_of(asked)
    if not words:
        return issues, False
    in_wording, in_voice = said(words, "lead_wording"), said(words, "words")
    numbers = references(words[0]) if len(words) == 1 else []
    found = set(Issue.objects.filter(reference__in=numbers).values_list("pk", flat=True)) if numbers else set()
    if all(len(word) < LETTERS for word in words):
        return (issues.filter(pk__in=found), False) if numbers else (along(issues, in_wording, in_voice), True)
    if not numbers and is_common(words):
        return along(issues, in_wording, in_voice), True
    parts = [
        Issue.objects.filter(in_wording).order_by().values_list("pk", flat=True),
        Voice.objects.filter(in_voice).order_by().values_list("issue", flat=True),
    ]
    for part in parts:
        some = list(part[: FEW + 1])
        if len(some) > FEW:
            return along(issues, in_wording, in_voice), True
        found.update(some)
    return issues.filter(AmongMany("pk", found)), False
