"""Which organisations may be able to help: by what they do, for whom, where, and what they say they can share.

Only what the reader may see counts: a field that is for CAG members finds nothing for a visitor.
"""

from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, Q, Value, When

from groups.organisations.models import Organisation
from groups.organisations.publishing import Reader, readable
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from groups.themes.wording import in_common, keyword_stems, stems_of, themes_in

SHARED, SAID, THEME, WHO, NEAR = 3, 2, 2, 2, 1
ENOUGH = 2
MOST_READ = 300  # organisations looked at for one question
MOST_STEMS = 8
SHOWN = 12


@dataclass(frozen=True)
class Question:
    """What is asked: words, and up to three things chosen from lists."""

    words: str
    theme: Theme | None = None
    beneficiary: Beneficiary | None = None
    place: Place | None = None

    @property
    def parts(self) -> list[str]:
        """What was chosen from the lists, in words."""
        return [str(part) for part in (self.theme, self.beneficiary, self.place) if part]


@dataclass(frozen=True)
class Found:
    """An organisation that may help, and why it is shown."""

    organisation: Organisation
    score: int
    why: list[str] = field(hash=False)


def who_can(question: Question, reader: Reader, *, but: set[int] = frozenset(), most: int = SHOWN) -> list[Found]:
    """Organisations that may help, likeliest first; `but` are left out (the asker's own)."""
    stems = stems_of(question.words)
    themes = {question.theme.pk} if question.theme else set(themes_in(stems, keyword_stems(), forgiving=True))
    found = []
    for row in _candidates(question, stems, themes, reader):
        if row.pk not in but:
            score, why = _judge(row, question, stems, themes)
            if score >= ENOUGH:
                found.append(Found(row, score, why))
    return sorted(found, key=lambda one: (-one.score, one.organisation.name))[:most]


def _candidates(question: Question, stems: frozenset[str], themes: set[int], reader: Reader):
    """Organisations that share a word, a theme or a beneficiary with the question, in three statements."""
    rows = Organisation.objects.filter(state=Organisation.State.ACTIVE)
    rows = rows.annotate(
        shows_share=Case(
            When(readable("can_share", reader), then=Value(True)), default=Value(False), output_field=BooleanField()
        )
    )
    fits = Q(pk__in=Organisation.themes.through.objects.filter(theme__in=themes).values("organisation"))
    if question.beneficiary:
        through = Organisation.beneficiaries.through.objects.filter(beneficiary=question.beneficiary)
        fits |= Q(pk__in=through.values("organisation"))
    for stem in sorted(stems, key=len, reverse=True)[:MOST_STEMS]:
        fits |= Q(description__icontains=stem) | Q(can_share__icontains=stem, shows_share=True)
    rows = rows.filter(fits).order_by("name", "pk").select_related("home")
    return rows.prefetch_related("themes", "beneficiaries")[:MOST_READ]


def _judge(row: Organisation, question: Question, stems: frozenset[str], themes: set[int]) -> tuple[int, list[str]]:
    """How well it fits, and the reasons in words."""
    score, why = 0, []
    if row.shows_share and (shared := in_common(stems, stems_of(row.can_share))):
        score += SHARED * min(shared, 2)
        why.append(f"Can share: {row.can_share}")
    score += SAID * min(in_common(stems, stems_of(f"{row.name} {row.description}")), 3)
    same = [theme.label for theme in row.themes.all() if theme.pk in themes]
    if same:
        score += THEME
        why.append(", ".join(same))
    if question.beneficiary in row.beneficiaries.all():
        score += WHO
        why.append(f"For: {question.beneficiary}")
    if question.place and row.home and _near(question.place, row.home):
        score += NEAR
        why.append(str(row.home))
    return score, why


def _near(place: Place, home: Place) -> bool:
    """The same place, or one lies in the other."""
    return place.pk in (home.pk, home.parish_id, home.cluster_id) or home.pk in (place.parish_id, place.cluster_id)
