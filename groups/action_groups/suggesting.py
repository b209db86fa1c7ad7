"""Which CAGs fit an organisation: by where it works and what it works on, with the reason in words."""

from dataclasses import dataclass, field

from django.db.models import F, Value

from camk.questions import question
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.organisations.models import Organisation

MOST = 3
PLACE, THEME = "place", "theme"


@dataclass
class Suggestion:
    """A CAG that fits, for which organisation, and why."""

    action_group: ActionGroup
    organisation: str
    organisation_id: int
    reason: str
    weight: int = 0


@dataclass
class Fit:
    """What an organisation has in common with CAGs: places (with all they lie in) and themes, by their keys."""

    name: str
    places: dict[int, str] = field(default_factory=dict)
    themes: dict[int, str] = field(default_factory=dict)


def suggestions(user) -> list[Suggestion]:
    """The CAGs that fit this person's organisations and that none of them is in or asked for (two statements)."""
    fits = _fits_of(user)
    if not fits:
        return []
    places = {key for fit in fits.values() for key in fit.places}
    themes = {key for fit in fits.values() for key in fit.themes}
    found: dict[int, tuple[ActionGroup, set[int]]] = {}
    for row in _about(user=user.pk, places=sorted(places) or [0], themes=sorted(themes) or [0]):
        found.setdefault(row.pk, (row, set()))[1].add(row.theme)
    best = [_best(cag, themes, fits) for cag, themes in found.values()]
    return sorted(best, key=lambda one: -one.weight)[:MOST]


@question
def _about(*, user, places, themes):
    """CAGs of these places or themes that this person is not in, one row for each theme they have."""
    live = ActionGroupMembership.objects.live().of(user).values("action_group")
    rows = ActionGroup.objects.running().exclude(pk__in=live)
    rows = rows.filter(place__in=places) | rows.filter(themes__in=themes)
    return rows.annotate(theme=F("themes")).order_by("name", "pk")


@question
def _places_and_themes(*, user):
    own = Organisation.objects.of(user).filter(state__in=(*Organisation.ADMITTED, Organisation.State.UNVERIFIED))
    home = own.filter(home__isnull=False).order_by()
    home = home.values_list(
        "pk", "name", Value(PLACE), "home_id", "home__label", "home__parish", "home__cluster", "home__kind"
    )
    works = Organisation.places.through.objects.filter(organisation__in=own.order_by().values("pk"))
    works = works.values_list(
        "organisation_id",
        "organisation__name",
        Value(PLACE),
        "place_id",
        "place__label",
        "place__parish",
        "place__cluster",
        "place__kind",
    )
    themes = Organisation.themes.through.objects.filter(organisation__in=own.order_by().values("pk"))
    key = "theme_id"
    themes = themes.values_list(
        "organisation_id", "organisation__name", Value(THEME), key, "theme__label", key, key, Value("")
    )
    return home.union(works, themes, all=True)


def _fits_of(user) -> dict[int, Fit]:
    fits: dict[int, Fit] = {}
    for pk, name, what, key, label, parish, cluster, _kind in _places_and_themes(user=user.pk):
        fit = fits.setdefault(pk, Fit(name))
        if what == THEME:
            fit.themes[key] = label
        else:
            for place in filter(None, (key, parish, cluster)):
                fit.places.setdefault(place, label)
    return fits


def _best(cag: ActionGroup, themes: set[int], fits: dict[int, Fit]) -> Suggestion:
    """The organisation it fits best, and why: a shared place counts for more than a shared theme."""
    found = []
    for pk, fit in fits.items():
        who = "You work" if len(fits) == 1 else f"{fit.name} works"
        shared = [fit.themes[key] for key in themes if key in fit.themes]
        near = fit.places.get(cag.place_id)
        reason = f"{who} in {near}" if near else f"{who} on {', '.join(sorted(shared)).lower()}" if shared else ""
        found.append(Suggestion(cag, fit.name, pk, reason, 10 * bool(near) + len(shared)))
    return max(found, key=lambda one: one.weight)
