"""Words looked for in the public list, by the terms by which doubles are found: along the list or from the words."""

from collections import Counter
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet

from camk.lookups import AmongMany, in_one
from camk.questions import question
from insights.issues.hints import place_names
from insights.issues.models import KnownTerm, WordingTerm
from insights.issues.reading import read, stem
from insights.issues.similar import read_all, search_for

MOST_SEARCHED = 8  # words of a search
PAGE = 30
REFERENCE, ONE_OF = "reference", "one of"
FEW = 2000  # wordings with a word that are looked through one by one


class RowByRow(Exists):
    """Asked beside each row of the list; PostgreSQL would make a plain one a join of all that both words say."""

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template="EXISTS(%(subquery)s OFFSET 0)")


def _places_with(word: str) -> list[tuple[int, int]]:
    """In how many wordings a place stands whose name holds this name or word: West Bletchley for "Bletchley"."""
    names = [((first, *rest), name) for first, rows in place_names().items() for rest, name in rows]
    asked = [said for said, name in names if name == word] or [(word,)]
    holding = {
        name
        for said, name in names
        for few in asked
        if name != word and any(_same(said[at : at + len(few)], few) for at in range(len(said)))
    }
    rows = KnownTerm.objects.filter(text__in=sorted(holding)) if holding else []
    return [(row.pk, row.wordings) for row in rows]


def _same(said: tuple[str, ...], few: tuple[str, ...]) -> bool:
    return said == few or tuple(map(stem, said)) == few


class Words:
    """Words looked for in the list: each of them must stand in the wording, in any form or meaning the same.

    A slip of the finger is forgiven where the word stands nowhere else; a reference finds its issue.
    """

    def __init__(self, words: str):
        asked = words.strip().upper()
        self.reference = asked if asked.startswith("MK-") else ""
        self.every = 0  # how many wordings there are
        self.each: list[tuple[int, list[int]]] = []  # in how many wordings a word stands, and its terms; rarest first
        if not self.reference:
            read_all()
            for token in read(words, place_names())[:MOST_SEARCHED]:
                found = search_for([token], Counter())
                known = [found.known[term] for term in found.asked if not term.startswith("~")]
                if token.stem not in found.known or token.stem.startswith("@"):
                    known += _places_with(token.stem)
                self.each.append((sum(number for _, number in known), [term for term, _ in known]))
                self.every = found.every
            self.each.sort()

    @cached_property
    def are_rare(self) -> bool:
        """Whether all who say them are sooner found from the words than along the list.

        From two words it costs about what the rarer one has; along the list, as many as it takes to fill a page if
        neither word cares for the other. They often do, so the list has to be ten times shorter.
        """
        if self.reference or not self.each or self.each[0][0] <= FEW:
            return True
        few, many = self.each[0][0], self.each[1][0] if len(self.each) > 1 else 0
        return bool(many) and few * few * many <= 5 * PAGE * self.every**2

    @cached_property
    def asked(self) -> tuple[str | int, dict[str, str]]:
        """The form of a question about the list, and its values; see `saying`."""
        if self.reference:
            return REFERENCE, {"reference": self.reference}
        terms = {f"terms_{at}": in_one(terms) for at, (_, terms) in enumerate(self.each)}
        if self.each and self.are_rare:
            return ONE_OF, {"numbers": in_one(set(_who_say(len(terms), **terms)))}
        return len(terms), terms

    def said_by(self, numbers: list[int]) -> set[int]:
        """Which of these issues say all of them."""
        left = set(numbers)
        for _, terms in self.each:
            left = set(_who_say_among(terms=in_one(terms), numbers=in_one(left))) if left else left
        return left


def saying(listed: QuerySet, form: str | int, given: dict) -> QuerySet:
    """Those of the list that say it: one issue by its reference, one of those found, or row by row so many words."""
    if form == REFERENCE:
        return listed.filter(issue__reference=given["reference"])
    if form == ONE_OF:
        return listed.filter(AmongMany("issue", given["numbers"]))
    for at in range(form):
        listed = listed.filter(RowByRow(_with(given[f"terms_{at}"]).filter(wording=OuterRef("issue"))))
    return listed


@question
def _who_say(number, /, **terms):
    """The wordings that say so many words, looked for from the first."""
    there = _with(terms["terms_0"])
    for at in range(1, number):
        there = there.filter(RowByRow(_with(terms[f"terms_{at}"]).filter(wording=OuterRef("wording"))))
    return there.values_list("wording", flat=True)


@question
def _who_say_among(*, terms, numbers):
    return _with(terms).filter(AmongMany("wording", numbers)).values_list("wording", flat=True)


def _with(terms):
    return WordingTerm.objects.filter(AmongMany("term", terms))
