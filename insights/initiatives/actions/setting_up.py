"""An initiative is set up: what it is, who carries it, what it sets out to do; and copied for another estate."""

from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from camk import audit
from camk.accounts.models import User
from camk.accounts.offices import ORGANISER
from camk.actions import action
from camk.errors import RuleBroken
from groups.organisations.models import Organisation
from groups.places.models import Place
from insights.initiatives.measures import Measure
from insights.initiatives.models import (
    AllianceMember,
    Backer,
    Initiative,
    InitiativeMeeting,
    Organiser,
    SteeringSeats,
    Target,
)
from insights.initiatives.permissions import may_set_up
from meetings.meetings.models import Meeting

COPIED = ("host", "parent", "purpose", "aims", "evaluation", "years")


def _staff_only(by: User) -> None:
    if not may_set_up(by):
        raise RuleBroken("Only staff may do this.")


def _slug(name: str) -> str:
    """An address nobody else has."""
    stem = slugify(name)[:100] or "initiative"
    taken = set(Initiative.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbers = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbers if slug not in taken)


@action
def save_initiative(*, initiative: Initiative | None = None, by: User, **values) -> Initiative:
    """Begin an initiative, or change what is said about it."""
    _staff_only(by)
    row = initiative or Initiative(slug=_slug(values["name"]))
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    audit.record("initiative.saved", row, by=by, fields=sorted(values))
    return row


@action
def copy_initiative(*, initiative: Initiative, name: str, place: Place, starts_on: date, by: User) -> Initiative:
    """The same aims, years and targets for another estate; a draft with nobody in it yet (ledger A146, A148)."""
    _staff_only(by)
    same = {field: getattr(initiative, field) for field in COPIED}
    new = Initiative.objects.create(**same, name=name.strip(), slug=_slug(name), place=place, starts_on=starts_on)
    targets = initiative.targets.values("measure", "year", "number")
    Target.objects.bulk_create(Target(initiative=new, **row) for row in targets)
    audit.record("initiative.copied", new, by=by, source=initiative.pk)
    return new


@action
def set_published(*, initiative: Initiative, published: bool, by: User) -> None:
    """Everybody may read its page, or only staff and its organiser."""
    _staff_only(by)
    old, initiative.is_published = initiative.is_published, published
    initiative.save(update_fields=["is_published"])
    audit.record("initiative.published", initiative, by=by, old=old, new=published)


@action
def add_backer(*, initiative: Initiative, name: str, role: str, by: User) -> Backer:
    """Somebody pays for it, works with it or evaluates it."""
    _staff_only(by)
    row, new = Backer.objects.get_or_create(initiative=initiative, name=name.strip(), role=role)
    if not new:
        raise RuleBroken(f"{row.name} stands there already.")
    audit.record("initiative.backer_added", initiative, by=by, backer=row.pk, role=role)
    return row


@action
def add_member(
    *, initiative: Initiative, organisation: Organisation, kind: str, joined_on: date, by: User
) -> AllianceMember:
    """An institution joins the alliance."""
    _staff_only(by)
    if initiative.members.filter(organisation=organisation, left_on=None).exists():
        raise RuleBroken(f"{organisation} is in the alliance already.")
    values = {"organisation": organisation, "kind": kind, "joined_on": joined_on}
    row = AllianceMember.objects.create(initiative=initiative, **values)
    audit.record("initiative.member_joined", initiative, by=by, organisation=organisation, kind=kind)
    return row


@action
def end_member(*, member: AllianceMember, left_on: date, by: User) -> None:
    """An institution leaves the alliance."""
    _staff_only(by)
    if left_on < member.joined_on:
        raise RuleBroken("It cannot leave before it joined.")
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    audit.record("initiative.member_left", member.initiative, by=by, organisation=member.organisation_id)


@action
def set_seats(*, initiative: Initiative, people: dict[str, int], by: User) -> None:
    """How many people of each role sit in the steering group."""
    _staff_only(by)
    for role, number in people.items():
        SteeringSeats.objects.update_or_create(initiative=initiative, role=role, defaults={"people": number})
    audit.record("initiative.seats_set", initiative, by=by, people=people)


@action
def add_organiser(*, initiative: Initiative, user: User, hours: Decimal, starts_on: date, by: User) -> Organiser:
    """A community organiser works for the initiative from that day on."""
    _staff_only(by)
    if not user.holds(ORGANISER):
        raise RuleBroken("This person is not a community organiser. Give them the office first.")
    if initiative.organisers.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on), user=user).exists():
        raise RuleBroken("They already work for it then.")
    row = Organiser.objects.create(initiative=initiative, user=user, hours=hours, starts_on=starts_on)
    audit.record("initiative.organiser_began", initiative, by=by, user=user, hours=str(hours))
    return row


@action
def end_organiser(*, organiser: Organiser, ends_on: date, by: User) -> None:
    """From that day on they write nothing down there any more; today means at once."""
    _staff_only(by)
    if ends_on < organiser.starts_on:
        raise RuleBroken("It cannot end before it began.")
    organiser.ends_on = ends_on
    organiser.save(update_fields=["ends_on"])
    audit.record("initiative.organiser_ended", organiser.initiative, by=by, user=organiser.user_id, ends_on=ends_on)


@action
def count_meeting(*, initiative: Initiative, meeting: Meeting, measure: str, by: User) -> InitiativeMeeting:
    """Who came to a meeting of the portal counts for a measure."""
    _staff_only(by)
    if measure not in InitiativeMeeting.COUNTS:
        raise RuleBroken("Choose what the meeting counts for.")
    if InitiativeMeeting.objects.filter(meeting=meeting).exists():
        raise RuleBroken("This meeting counts already.")
    row = InitiativeMeeting.objects.create(initiative=initiative, meeting=meeting, measure=measure)
    audit.record("initiative.meeting_counts", initiative, by=by, meeting=meeting, measure=measure)
    return row


@action
def set_targets(*, initiative: Initiative, numbers: dict[tuple[str, int], int | None], by: User) -> None:
    """How many of each measure in each year; None takes a target away."""
    _staff_only(by)
    years = range(1, initiative.years + 1)
    for (measure, year), number in numbers.items():
        if measure not in Measure.values or year not in years:
            raise RuleBroken("There is no such year or measure.")
        key = {"initiative": initiative, "measure": measure, "year": year}
        if number is None:
            Target.objects.filter(**key).delete()
        else:
            Target.objects.update_or_create(**key, defaults={"number": number})
    audit.record("initiative.targets_set", initiative, by=by, set_on=timezone.localdate(), count=len(numbers))


@action
def write_note(*, target: Target, note: str, by: User) -> None:
    """Staff say in plain words why a target was missed, or what is done about it."""
    _staff_only(by)
    target.note = note.strip()
    target.save(update_fields=["note"])
    audit.record(
        "initiative.note_written",
        target.initiative,
        by=by,
        measure=target.measure,
        year=target.year,
        length=len(target.note),
    )
