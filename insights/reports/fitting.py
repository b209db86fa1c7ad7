"""Which partner the issues marked for a report are for: named by staff, or answering for their theme and place."""

from dataclasses import dataclass

from groups.places.models import Place
from insights.issues.models import Issue
from insights.reports.actions.drafting import CHOOSABLE
from insights.stakeholders.models import Stakeholder

MOST = 6


@dataclass(frozen=True)
class Fit:
    """One partner, how many marked issues fit it, and for how many of them staff named it."""

    partner: Stakeholder
    issues: int
    named: int


def partners_for_marked() -> list[Fit]:
    """Those that staff named for most first, then those that answer for most by theme and place."""
    issues = _marked()
    found = []
    for partner in Stakeholder.objects.prefetch_related("themes", "places"):
        named = {issue.pk for issue in issues if _is_named(partner, issue)}
        fits = named | {issue.pk for issue in issues if _answers_for(partner, issue)}
        if fits:
            found.append(Fit(partner, len(fits), len(named)))
    return sorted(found, key=lambda fit: (-fit.named, -fit.issues, fit.partner.name))[:MOST]


def marked_for(partner: Stakeholder) -> set[int]:
    """The marked issues (by key) that this partner answers for, or that staff named it for."""
    return {issue.pk for issue in _marked() if _is_named(partner, issue) or _answers_for(partner, issue)}


def _marked() -> list[Issue]:
    marked = Issue.objects.filter(for_report=True, state__in=CHOOSABLE)
    return list(marked.prefetch_related("themes", "places", "who_can_act"))


def _is_named(partner: Stakeholder, issue: Issue) -> bool:
    return any(row.stakeholder_id == partner.pk for row in issue.who_can_act.all())


def _answers_for(partner: Stakeholder, issue: Issue) -> bool:
    """One of its themes, and one of its places; a partner without places is there for all of Milton Keynes."""
    about = {theme.pk for theme in issue.themes.all()}
    if not about & {theme.pk for theme in partner.themes.all()}:
        return False
    theirs = partner.places.all()
    where = {issue.main_place_id} | {pk for place in issue.places.all() for pk in (place.pk, place.cluster_id)}
    wide = not theirs or any(place.kind == Place.Kind.CITY for place in theirs)
    return wide or bool(where & {place.pk for place in theirs})
