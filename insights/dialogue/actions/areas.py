"""Areas are given to mobilisers, and end."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.accounts.permissions import is_mobiliser
from camk.actions import action
from camk.errors import RuleBroken
from groups.places.models import Place
from insights.dialogue.models import AreaAssignment


@action
def assign_area(*, user: User, place: Place, starts_on: date, by: User) -> AreaAssignment:
    """Give a community mobiliser an area to work in; from that day they read and write its notes."""
    if not is_mobiliser(user):
        raise RuleBroken("This person is not a community mobiliser. Give them the office first.")
    standing = AreaAssignment.objects.filter(user=user, place=place)
    if standing.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)).exists():
        raise RuleBroken(f"They already work in {place} then.")
    assignment = AreaAssignment.objects.create(user=user, place=place, starts_on=starts_on)
    audit.record("area.given", assignment, by=by, user=user, place=place, starts_on=starts_on)
    return assignment


@action
def end_assignment(*, assignment: AreaAssignment, ends_on: date, by: User) -> None:
    """End an assignment; from `ends_on` the mobiliser reads the area's notes no more, today means at once."""
    if assignment.ends_on and assignment.ends_on <= timezone.localdate():
        raise RuleBroken("This assignment has already ended.")
    if ends_on < assignment.starts_on:
        raise RuleBroken("It cannot end before it began.")
    old, assignment.ends_on = assignment.ends_on, ends_on
    assignment.save(update_fields=["ends_on"])
    audit.record("area.ended", assignment, by=by, old=old, new=ends_on)
