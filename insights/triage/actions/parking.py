"""Putting an issue aside until something happens, and bringing it back when it does."""

from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.issues.models import Issue, Voice
from insights.issues.states import IssueState
from insights.triage.actions.saying import TOLD, How, decide
from insights.triage.models import Parking

GROWS_WITHIN = timedelta(days=14)
GROWS_FROM = 3  # voices besides the one that told it
Why = Parking.Why


@action
def park(
    *,
    issue: Issue,
    words: str = "",
    until: date | None = None,
    more_organisations: int | None = None,
    another_place: bool = False,
    how: How = TOLD,
    by: User,
) -> Parking:
    """Watch it: not enough to act on yet. It comes back on `until`, with so many more organisations, or from
    another place, whichever is first; with none of them it would be lost from sight."""
    if not (until or more_organisations or another_place):
        raise RuleBroken("Choose a day, a number of organisations or another place: one brings it back.")
    if until is not None and until <= timezone.localdate():
        raise RuleBroken("Choose a day that is still to come.")
    decide(issue=issue, new=IssueState.PARKED, words=words, how=how, by=by)
    tripwires = {"until": until, "more_organisations": more_organisations or None, "another_place": another_place}
    row = lay_tripwires(issue, by=by, **tripwires)
    audit.record("issue.parked", issue, by=by, **tripwires)
    return row


def lay_tripwires(issue: Issue, *, by: User, **tripwires) -> Parking:
    """What brings it back, beside how it stands now."""
    then = {"organisations_then": _organisations(issue), "places_then": sorted(_places(issue))}
    return Parking.objects.create(issue=issue, by=by, **tripwires, **then)


def _organisations(issue: Issue) -> int:
    return issue.voices.standing().order_by().aggregate(n=Count("organisation", distinct=True))["n"]


def _places(issue: Issue) -> set[int]:
    """Parishes (or wider areas) that its voices speak of."""
    voices = issue.voices.standing().filter(place__isnull=False).select_related("place")
    return {voice.place.parish_id or voice.place_id for voice in voices}


@action
def wake_parked(*, now: datetime) -> int:
    """Bring back every parked issue whose tripwire was touched, with what touched it; returns how many."""
    asleep = Parking.objects.asleep().filter(issue__state=IssueState.PARKED).select_related("issue")
    found = {}
    for row in asleep.filter(another_place=True):
        if _places(row.issue) - set(row.places_then):
            found[row.pk] = Why.PLACE
    standing = Q(issue__voices__withdrawn_at__isnull=True)
    grown = asleep.filter(more_organisations__isnull=False).annotate(
        now=Count("issue__voices__organisation", distinct=True, filter=standing)
    )
    enough = grown.filter(now__gte=F("organisations_then") + F("more_organisations"))
    found |= dict.fromkeys(enough.values_list("pk", flat=True), Why.MORE)
    due = asleep.filter(until__lte=timezone.localdate(now))
    found |= dict.fromkeys(due.values_list("pk", flat=True), Why.DATE)
    for row in Parking.objects.asleep().select_for_update().filter(pk__in=found).order_by("pk"):
        row.woken_at, row.woken_by = now, found[row.pk]
        row.save(update_fields=["woken_at", "woken_by"])
        audit.record("issue.woken", row.issue, by=None, why=row.woken_by)
    return len(found)


@action
def note_growth(*, now: datetime) -> int:
    """Mark open issues that drew several new voices lately, unmark those that no longer do; returns how many grow."""
    new = Voice.objects.standing().filter(created_at__gte=now - GROWS_WITHIN)
    new = new.filter(Q(is_us_too=True) | ~Q(issue=F("first_issue"))).order_by()
    counted = new.values("issue").annotate(n=Count("pk")).filter(n__gte=GROWS_FROM)
    growing = Issue.objects.open().filter(pk__in=counted.values("issue"))
    Issue.objects.filter(growing_since__isnull=False).exclude(pk__in=growing.values("pk")).update(growing_since=None)
    growing.filter(growing_since__isnull=True).update(growing_since=now)
    return Issue.objects.filter(growing_since__isnull=False).count()
