"""The wordings of a sample and the terms they are found by; each part of a sentence is read once."""

from collections import Counter
from random import Random

from insights.demo.data.wordings import WORDINGS
from insights.issues.actions.finding import terms_of, written
from insights.issues.hints import place_names, theme_keywords
from insights.issues.models import KnownTerm, Wording, WordingTerm
from insights.sample.actions.pouring import Table
from insights.sample.data.words import ENDINGS

EVERY = ""


def skewed(luck: Random, number: int, power: float = 2.0) -> int:
    """One of so many, the first ones far more often than the last."""
    return int(number * luck.random() ** power)


class Sentences:
    """What is told, by template; the terms of what was released are kept as a release would keep them."""

    def __init__(self, luck: Random):
        self.luck, self.templates = luck, list(WORDINGS.values())
        luck.shuffle(self.templates)
        self.names, self.keywords = place_names(), theme_keywords()
        self.known = dict(KnownTerm.objects.values_list("text", "pk"))
        self.old, self.counts = set(self.known.values()), Counter()
        self.terms = Table(KnownTerm, "id", "text", "wordings")
        self.wordings = Table(Wording, "issue_id", "words")
        self.links = Table(WordingTerm, "term_id", "wording_id")
        self.tables = [self.wordings, self.terms, self.links]
        self._read: dict[str, dict[str, tuple[str, ...]]] = {}

    def choose(self) -> tuple[int, int]:
        """A template and an ending, by number."""
        return skewed(self.luck, len(self.templates)), skewed(self.luck, len(ENDINGS))

    def wording(self, template: int, ending: int, place: str) -> str:
        """The sentence that others read."""
        return f"{self.templates[template][5].format(place=place)} {ENDINGS[ending]}".strip()

    def release(self, issue: int, template: int, ending: int, place: str, themes: list[int]) -> None:
        """Keep by which words this wording is found."""
        said = self._of(self.wording(template, 0, place)) | self._of(ENDINGS[ending])
        said |= {f"~{theme}": (f"~{theme}",) for theme in themes}
        self.wordings.add(issue, " ".join(said))
        for number in {self._number(term) for terms in said.values() for term in terms}:
            self.links.add(number, issue)
            self.counts[number] += 1
        self.counts[self._number(EVERY)] += 1

    def _of(self, part: str) -> dict[str, tuple[str, ...]]:
        """The tokens of a part of a sentence as a Wording keeps them, and the terms of each; read once."""
        if part not in self._read:
            words = written(part, self.names, self.keywords)
            self._read[part] = {word: tuple(terms_of(word) - {EVERY}) for word in words.split()}
        return self._read[part]

    def _number(self, term: str) -> int:
        if term not in self.known:
            self.known[term] = self.terms.number()
        return self.known[term]

    def count(self) -> None:
        """At the end: in how many wordings each term stands."""
        texts = {number: text for text, number in self.known.items()}
        for number, many in self.counts.items():
            if number in self.old:
                row = KnownTerm.objects.get(pk=number)
                row.wordings += many
                row.save(update_fields=["wordings"])
            else:
                self.terms.add(number, texts[number], many)
        self.terms.pour()
