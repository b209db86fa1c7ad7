"""Whose voices stand behind the issues of a time, and where more than half of them come from one source.

How many voices there are by theme is tallied, and so is how many each organisation and person has among all. Who has
more than half somewhere has at least as many among all: so only the voices of these few have to be read, and those of
themes with few voices. Nothing is estimated by it.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from insights.figures.facts import contributor
from insights.figures.tallies import SOURCES, read_beside
from insights.issues.models import Voice

LEAST_FOR_SHARE = 5
FEW = 300  # so many voices are read one by one rather than looking for who may have most of them


@dataclass(frozen=True)
class Evidence:
    """Voices by theme, how many sources they have (None where the time is narrowed), and who has more than half."""

    voices: Counter
    sources: int | None
    most: int  # per cent of all voices that come from one source, when over half
    dominated: dict[str, int]  # the same of each theme


def _share(told: Counter, total: int) -> int:
    """Per cent that the source with most of these has, 0 unless it is over half of enough."""
    most = max(told.values(), default=0)
    return round(100 * most / total) if total >= LEAST_FOR_SHARE and most * 2 > total else 0


def _voices(counts) -> QuerySet:
    return Voice.objects.filter(first_issue__in=counts.issues, withdrawn_at__isnull=True).order_by()


def _by_source(rows: QuerySet) -> dict[str, Counter]:
    """By theme: how many voices each source has."""
    found: dict[str, Counter] = defaultdict(Counter)
    rows = rows.annotate(source=contributor("")).values_list("first_issue__main_theme", "source")
    for theme, source, n in rows.annotate(n=Count("pk")):
        found[str(theme or "")][source] += n
    return found


def evidence(counts) -> Evidence:
    """Of all that was told in the time: from the tallies where they hold it."""
    if counts.scope.tallied is None:
        found = _by_source(_voices(counts))
        voices, sources = Counter({theme: told.total() for theme, told in found.items()}), None
    else:
        voices, sources = +counts.of("voices", counts.period), None
        few, least = _few(voices)
        found = _by_source(_voices(counts).filter(_about(few)))
        is_all = counts.scope.tallied == ("", "")
        if least or is_all:
            known, changed = read_beside(SOURCES, counts.period, "", "", least=0 if is_all else least // 2)
            sources = sum(1 for source, n in known.items() if source and n > 0) + known[""] if is_all else None
        if least:
            may = [int(source) for source, n in known.items() if source and (n * 2 > least or source in changed)]
            found |= _by_source(_voices(counts).exclude(_about(few)).filter(_of(may)))
    whole: Counter = Counter()
    for told in found.values():
        whole.update(told)
    shares = {theme: _share(found.get(theme, Counter()), n) for theme, n in voices.items()}
    return Evidence(voices, sources, _share(whole, voices.total()), {theme: n for theme, n in shares.items() if n})


def _few(voices: Counter) -> tuple[list[str], int]:
    """The themes with fewest voices, `FEW` at most together; and how many the next one has, 0 when there is none."""
    themes, together = [], 0
    for theme, n in sorted(voices.items(), key=lambda pair: pair[1]):
        together += n
        if together > FEW:
            return themes, n
        themes.append(theme)
    return themes, 0


def _about(themes: list[str]) -> Q:
    known = Q(first_issue__main_theme__in=[int(theme) for theme in themes if theme])
    return known | Q(first_issue__main_theme=None) if "" in themes else known


def _of(sources: list[int]) -> Q:
    people = Q(organisation=None, user__in=[n // 3 for n in sources if n % 3 == 1])
    return people | Q(organisation__in=[n // 3 for n in sources if n % 3 == 0])
