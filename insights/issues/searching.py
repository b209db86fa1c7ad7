"""Words looked for in the public list, by the terms by which doubles are found: along the list or from the words."""

from collections import Counter

from django.db.models import Exists, OuterRef, QuerySet

from insights.issues.hints import place_names
from insights.issues.models import WordingTerm
from insights.issues.reading import read
from insights.issues.similar import read_all, search_for

MOST_SEARCHED = 8  # words of a search
FEW = 2000  # wordings with a word that are looked through one by one


class RowByRow(Exists):
    """Asked beside each row of the list; PostgreSQL would make a plain one a join of all that both words say."""

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template="EXISTS(%(subquery)s OFFSET 0)")


class Words:
    """Words looked for in the list: each of them must stand in the wording, in any form or meaning the same.

    A slip of the finger is forgiven where the word stands nowhere else; a reference finds its issue.
    """

    def __init__(self, words: str):
        asked = words.strip().upper()
        self.reference = asked if asked.startswith("MK-") else ""
        self.each: list[tuple[int, list[int]]] = []  # in how many wordings a word stands, and its terms; rarest first
        if not self.reference:
            read_all()
            searches = [search_for([token], Counter()) for token in read(words, place_names())[:MOST_SEARCHED]]
            for found in searches:
                known = [found.known[term] for term in found.asked if not term.startswith("~")]
                self.each.append((sum(number for _, number in known), [term for term, _ in known]))
            self.each.sort()

    @property
    def are_rare(self) -> bool:
        """Whether one of them stands in so few wordings that these are soon looked through."""
        return bool(self.reference) or not self.each or self.each[0][0] <= FEW

    def among(self, listed: QuerySet) -> QuerySet:
        """Those of the list that say all of them."""
        if self.reference:
            return listed.filter(issue__reference=self.reference)
        for at, (_, terms) in enumerate(self.each):
            there = WordingTerm.objects.filter(term__in=terms)
            if at == 0 and self.are_rare:  # read first: the database then goes from them to the list
                listed = listed.filter(issue__in=list(there.values_list("wording", flat=True).distinct()))
            else:
                listed = listed.filter(RowByRow(there.filter(wording=OuterRef("issue"))))
        return listed

    def said_by(self, numbers: list[int]) -> set[int]:
        """Which of these issues say all of them."""
        left = set(numbers)
        for _, terms in self.each:
            there = WordingTerm.objects.filter(term__in=terms, wording__in=left)
            left = set(there.values_list("wording", flat=True))
        return left
