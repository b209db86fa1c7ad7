"""By which words a released wording is found: written with the release, forgotten with it."""

from collections import Counter

from django.db.models import F

from camk.actions import action
from insights.issues.actions.listing import list_again
from insights.issues.hints import place_names, theme_keywords, themes_in
from insights.issues.models import Issue, KnownTerm, Wording, WordingTerm
from insights.issues.reading import Token, read

AT_ONCE = 1000
EVERY = ""  # the row that counts all wordings


def terms_of(words: str) -> set[str]:
    """The terms in the words of a Wording: bare forms as they are, meanings after "=", themes after "~"."""
    found = {EVERY}
    for token in words.split():
        base, *means = token.split("/")
        found |= {f"={name}" for name in means} | ({base} if base else set())
    return found


def written(tokens: list[Token], themes) -> str:
    """How a reading stands in the table: "lone/lonely old/older ~12"."""
    words = ["/".join((token.stem, *token.meanings)) for token in tokens]
    return " ".join(words + [f"~{number}" for number in sorted(themes)])


@action
def read_wordings(*, issues: list[Issue]) -> int:
    """Read the wordings of these released issues anew, so that they are found by what they say now."""
    keywords, names, new = theme_keywords(), place_names(), {}
    forget_wordings(issues=issues)
    for issue in issues:
        tokens = read(issue.lead_wording, names)
        themes = set(themes_in({token.stem for token in tokens}, keywords))
        themes |= {theme.pk for theme in issue.public_themes}
        new[issue.pk] = written(tokens, themes)
    Wording.objects.bulk_create([Wording(issue_id=pk, words=words) for pk, words in new.items()])
    terms = {pk: terms_of(words) for pk, words in new.items()}
    known = _count(Counter(term for found in terms.values() for term in found))
    WordingTerm.objects.bulk_create(
        [WordingTerm(wording_id=pk, term_id=known[term]) for pk, found in terms.items() for term in found if term],
        batch_size=5000,
    )
    Issue.objects.filter(pk__in=new).update(wording_read=True)
    return len(new)


@action
def forget_wordings(*, issues: list[Issue]) -> None:
    """Nothing is found by the words of these any more: taken back, sealed, or about to be read anew."""
    old = Wording.objects.filter(pk__in=[issue.pk for issue in issues])
    gone = Counter(term for words in old.values_list("words", flat=True) for term in terms_of(words))
    if gone:
        _count(Counter({term: -number for term, number in gone.items()}))
        old.delete()
        # A word that stands in no wording any more is not kept: it may be the one that had to go.
        KnownTerm.objects.filter(text__in=sorted(gone), wordings=0).exclude(text=EVERY).delete()
    Issue.objects.filter(pk__in=[issue.pk for issue in issues], wording_read=True).update(wording_read=False)
    list_again(issues)  # released, taken back or filed anew: the list follows


@action
def read_the_unread() -> int:
    """Read what was released without being read: a network that was loaded, or an older database."""
    total, last = 0, 0
    rows = unread().order_by("pk").prefetch_related("themes").select_related("main_theme")
    while batch := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        total, last = total + read_wordings(issues=batch), batch[-1].pk
    return total


def unread():
    """Released wordings that nobody has read yet; found by an index of their own, as a rule none."""
    return Issue.objects.filter(wording_read=False, released_at__isnull=False).exclude(state=Issue.State.SEALED)


def _count(changes: Counter) -> dict[str, int]:
    """Add to (or take from) the number of wordings of each term; the terms' own numbers."""
    KnownTerm.objects.bulk_create(
        [KnownTerm(text=term) for term in sorted(changes)], ignore_conflicts=True, batch_size=5000
    )
    by_number: dict[int, list[str]] = {}
    for term, number in changes.items():
        by_number.setdefault(number, []).append(term)
    for number, terms in sorted(by_number.items()):
        for at in range(0, len(terms), AT_ONCE):
            some = KnownTerm.objects.filter(text__in=sorted(terms)[at : at + AT_ONCE])
            some.update(wordings=F("wordings") + number)
    names = sorted(changes)
    known: dict[str, int] = {}
    for at in range(0, len(names), AT_ONCE):
        known |= dict(KnownTerm.objects.filter(text__in=names[at : at + AT_ONCE]).values_list("text", "pk"))
    return known
