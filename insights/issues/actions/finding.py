"""By which words a released wording is found: written with the release, forgotten with it."""

from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.db.models import F

from camk.actions import action
from insights.issues.actions.listing import list_again
from insights.issues.hints import place_names, theme_keywords, themes_in
from insights.issues.models import Issue, KnownTerm, Wording, WordingTerm
from insights.issues.reading import Names, read
from insights.issues.scenes import PLAIN, scenes_in

AT_ONCE = 1000
EVERY = ""  # the row that counts all wordings
LISTS = "?"  # begins the row that says by which lists all was read, or up to which issue


def terms_of(words: str) -> set[str]:
    """The terms in the words of a Wording: bare forms as they are, meanings after "=", themes "~", situations "%"."""
    found = {EVERY}
    for token in words.split():
        base, *means = token.split("/")
        found |= {f"={name}" for name in means} | (terms_of_scene(base) if base[:1] == "%" else {base} - {""})
    return found


def terms_of_scene(token: str) -> set[str]:
    """ "%lunch_club" of "%lunch_club:4", and of "%lunch_club:12" also "%lunch_club!"."""
    name, _, much = token.partition(":")
    return {name, f"{name}!"} if int(much) >= PLAIN else {name}


def written(text: str, names: Names, keywords, themes=frozenset()) -> str:
    """How a text stands in the table: "lone/lonely old/older ~12 %lunch_club:9", by keywords and these themes."""
    tokens = read(text, names)
    themes = {*themes_in({token.stem for token in tokens}, keywords), *themes}
    words = ["/".join((token.stem, *token.meanings)) for token in tokens]
    words += [f"~{number}" for number in sorted(themes)]
    return " ".join(words + [f"%{name}:{much}" for name, much in scenes_in(text, names).items()])


@action
def read_wordings(*, issues: list[Issue]) -> int:
    """Read the wordings of these released issues anew, so that they are found by what they say now."""
    keywords, names, new = theme_keywords(), place_names(), {}
    forget_wordings(issues=issues)
    for issue in issues:
        themes = {theme.pk for theme in issue.public_themes}
        new[issue.pk] = written(issue.lead_wording, names, keywords, themes)
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


@cache
def lists_of_today() -> str:
    """A mark of all that a reading rests on but the portal's own rows: other lists, or other rules, have another."""
    folder = Path(__file__).parents[1]
    files = [folder / name for name in ("synonyms.txt", "scenes.txt", "reading.py", "scenes.py")]
    return LISTS + sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:32]


@action
def read_again(*, at_once: int = 200) -> int:
    """Read the next wordings anew that were read by other lists than those of today; 0 when none is left.

    How far it got is kept, so a night that is cut short is taken up in the next.
    """
    KnownTerm.objects.filter(text__startswith=LISTS).exclude(text=lists_of_today()).delete()
    mark, _ = KnownTerm.objects.get_or_create(text=lists_of_today())
    # Locked: what is sealed or taken back meanwhile must not be read as it was before.
    rows = Issue.objects.filter(wording_read=True, pk__gt=mark.wordings).select_for_update(of=("self",))
    some = list(rows.order_by("pk").prefetch_related("themes").select_related("main_theme")[:at_once])
    if some:
        read_wordings(issues=some)
        KnownTerm.objects.filter(pk=mark.pk).update(wordings=some[-1].pk)
    return len(some)


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
