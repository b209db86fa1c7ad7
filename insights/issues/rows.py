"""What the public list and the page of an issue say: plain values, so that what is drawn can be kept under them."""

from datetime import date
from typing import NamedTuple

from django.utils import timezone

from camk.questions import question
from insights.issues.models import Issue
from insights.issues.states import TONES, IssueState

_KINDS, _STATES = dict(Issue.Kind.choices), dict(IssueState.choices)
OWN = ("reference", "lead_wording", "kind", "state", "voice_count", "state_changed_at", "main_theme__label")
PLACE = ("main_place", "main_place__label", "main_place__parish", "main_place__parish__label")
COLUMNS = ("released_at", "pk", *OWN, *PLACE)  # what is read of each; first where it stands in the list


class Row(NamedTuple):
    """A released issue as everybody sees it."""

    pk: int
    reference: str
    lead_wording: str
    kind: str
    state: str
    tone: str
    voice_count: int
    changed: date
    theme: str | None
    places: tuple[str, ...]


def rows_of(found: list[tuple]) -> list[Row]:
    """The rows of these COLUMNS in their order; the places come in one more statement."""
    named: dict[int, dict[int, str]] = {}
    for number, *where in _places(issues=[row[1] for row in found]):
        named.setdefault(number, {}).update(_public(*where))
    return [_row(row[1:], named.get(row[1]) or _public(*row[-len(PLACE) :])) for row in found]


class Facts(NamedTuple):
    """What stands under the wording of one issue, as others see it."""

    kind: str
    themes: tuple[str, ...]
    places: tuple[str, ...]
    voice_count: int


def facts_of(issue: Issue) -> Facts:
    """Of an issue with its main theme and place: the main theme first, all places, each under its public name."""
    themes = [issue.main_theme.label] if issue.main_theme else []
    themes += [label for number, label in _themes(issue=issue.pk) if number != issue.main_theme_id]
    places: dict[int, str] = {}
    for _, *where in _places(issues=[issue.pk]):
        places |= _public(*where)
    if not places and issue.main_place:
        places = {0: issue.main_place.public_place.label}
    voices = 0 if issue.joined_to_id else issue.voice_count  # they count under the wider one
    return Facts(issue.get_kind_display(), tuple(themes), tuple(places.values()), voices)


def _row(values: tuple, places: dict[int, str]) -> Row:
    number, reference, wording, kind, state, voices, changed, theme, *_ = values
    said = _KINDS.get(kind, kind), _STATES.get(state, state), TONES.get(state, "us")
    changed = timezone.localdate(changed)
    return Row(number, reference, wording, *said, voices, changed, theme, tuple(places.values()))


def _public(place: int | None, label: str, parish: int | None, parish_label: str) -> dict[int, str]:
    """A place as others see it (`Place.public_place`): the parish, never the estate."""
    if place is None:
        return {}
    return {parish: parish_label} if parish else {place: label}


@question
def _places(*, issues):
    """All the places these issues are about, by name."""
    tagged = Issue.places.through.objects.filter(issue__in=issues).order_by("place__label")
    return tagged.values_list("issue", "place", "place__label", "place__parish", "place__parish__label")


@question
def _themes(*, issue):
    tagged = Issue.themes.through.objects.filter(issue=issue).order_by("theme__position", "theme__label")
    return tagged.values_list("theme", "theme__label")
