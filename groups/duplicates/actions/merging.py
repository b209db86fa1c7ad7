"""Two records of one organisation become one; what belonged to either belongs to it."""

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from camk import audit, merging
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.states import check_move
from groups.duplicates.fields import compare, winners
from groups.organisations.actions.records import add_alias, change_organisation
from groups.organisations.models import Organisation, OrganisationIdentifier, OrganisationRole, PublishChoice
from groups.organisations.publishing import ORDER, audiences
from groups.organisations.signals import organisation_merged

State, Role = Organisation.State, OrganisationRole


@action
def merge(*, goes: Organisation, stays: Organisation, chosen: dict[str, str] | None = None, by: User) -> Organisation:
    """Join the record `goes` with `stays`: all that points at it follows, its address leads on, its people are told.

    `chosen` names for each field in which both differ whose value stays ("stays" or "goes"). Pressed twice, or
    with a table that nobody taught to follow, it refuses with a sentence and changes nothing.
    """
    goes, stays = _lock(goes, stays)
    _check(goes, stays)
    merging.check_known(Organisation)
    rows = compare(goes, stays)
    taken = winners(rows, chosen or {})
    audience = _audiences(goes, stays, rows, taken)
    asked = _ask_anew(goes, stays, by=by)
    old_name = goes.name if "name" not in taken else ""
    _settle_numbers(goes, stays, taken)
    known = {alias.name for alias in stays.aliases.all()}
    goes.aliases.filter(name__in=known | {stays.name}).delete()
    told = _people(goes) | _people(stays)
    merging.move_all(goes=goes, stays=stays, by=by)
    for name in taken - set(OrganisationIdentifier.Scheme.values):
        setattr(stays, name, getattr(goes, name))
    change_organisation(organisation=stays, by=by)
    if old_name and old_name != stays.name:
        add_alias(organisation=stays, name=old_name, by=by)
    _settle_audiences(stays, audience, by=by)
    _settle_lead(stays, by=by)
    old, goes.state, goes.merged_into = goes.state, State.MERGED, stays
    goes.save(update_fields=["state", "merged_into"])
    audit.record("organisation.moved", goes, by=by, old=old, new=goes.state, into=stays.pk)
    audit.record("organisation.merged", stays, by=by, goes=goes.pk, taken=sorted(taken))
    organisation_merged.send(sender=Organisation, goes=goes, stays=stays, by=by)
    _tell(goes, stays, told, asked)
    return stays


def _lock(goes: Organisation, stays: Organisation) -> tuple[Organisation, Organisation]:
    """Both rows as they are now, always locked in one order: two staff may press at once."""
    if goes.pk == stays.pk:
        raise RuleBroken("That is one record. Choose two.")
    rows = Organisation.objects.select_for_update().filter(pk__in=[goes.pk, stays.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[goes.pk], found[stays.pk]


def _check(goes: Organisation, stays: Organisation) -> None:
    if goes.state == State.MERGED or stays.state == State.MERGED:
        gone = goes if goes.state == State.MERGED else stays
        raise RuleBroken(f"{gone} was joined with {gone.merged_into} already. Nothing was changed.")
    check_move(Organisation.MOVES, goes.state, State.MERGED, dict(State.choices))
    if stays.state == State.DECLINED:
        raise RuleBroken(f"{stays} was not admitted. Keep the other record.")
    if goes.is_admitted and not stays.is_admitted:
        raise RuleBroken(f"Keep {goes}: it is in the network, and {stays} is not.")


def _ask_anew(goes: Organisation, stays: Organisation, *, by) -> set[int]:
    """Who keyed in the record that goes made themselves its contact; at one we admitted, staff decide on that."""
    if goes.admitted_at or not stays.is_admitted:
        return set()
    rows = Role.objects.current().filter(organisation=goes, decided_by=F("user"))
    users = set(rows.values_list("user", flat=True))
    for role in rows:
        role.state, role.started_at, role.decided_by = Role.State.ASKED, None, None
        role.save(update_fields=["state", "started_at", "decided_by"])
        audit.record("role.asked", role, by=by, organisation=stays.pk, user=role.user_id)
    return users


def _settle_numbers(goes: Organisation, stays: Organisation, taken: set[str]) -> None:
    """One number in each register: the one that was chosen."""
    both = set(goes.identifiers.values_list("scheme", flat=True))
    for row in stays.identifiers.filter(scheme__in=both):
        loses = stays if row.scheme in taken else goes
        loses.identifiers.filter(scheme=row.scheme).delete()


def _audiences(goes, stays, rows, taken) -> dict[str, str]:
    """Who sees each field of the joined record: whoever might see the value that stays; of two alike, the fewer."""
    mine, theirs = audiences(stays), audiences(goes)
    found = {name: max(mine[name], theirs[name], key=ORDER.index) for name in mine}
    for row in rows:
        if row.name in taken:
            found[row.name] = theirs.get(row.name)
        elif row.differs or not row.goes:
            found[row.name] = mine.get(row.name)
    return {name: found[name] for name in mine}


def _settle_audiences(stays: Organisation, wanted: dict[str, str], *, by) -> None:
    """A dated row wherever the newest of both records' choices would show a value to others than before."""
    now = audiences(Organisation.objects.get(pk=stays.pk))
    for name, audience in wanted.items():
        if now[name] != audience:
            person = by if by and by.pk else None
            PublishChoice.objects.create(organisation=stays, field=name, audience=audience, by=person)
            audit.record("organisation.published", stays, by=by, field=name, audience=audience)


def _settle_lead(stays: Organisation, *, by) -> None:
    """One lead contact: the one who is it longest."""
    current = Role.objects.current().filter(organisation=stays)
    leads = list(current.filter(kind=Role.Kind.LEAD).order_by("started_at", "pk"))
    for role in leads[1:]:
        role.kind = Role.Kind.CONTACT
        role.save(update_fields=["kind"])
        audit.record("role.made_contact", role, by=by, user=role.user_id)
    if not leads and (first := current.order_by("started_at", "pk").first()):
        first.kind = Role.Kind.LEAD
        first.save(update_fields=["kind"])
        audit.record("role.made_lead", first, by=by, user=first.user_id)


def _people(organisation: Organisation) -> set[User]:
    live = [Role.State.CURRENT, Role.State.ASKED]
    roles = Role.objects.filter(organisation=organisation, state__in=live, user__is_active=True)
    return {role.user for role in roles.select_related("user")}


def _tell(goes: Organisation, stays: Organisation, people: set[User], asked: set[int]) -> None:
    for user in sorted(people, key=lambda person: person.pk):
        post(
            event="groups/organisations_joined",
            key=f"organisations_joined:{goes.pk}:{stays.pk}:{user.pk}",
            user=user,
            context={
                "goes": goes.name,
                "stays": stays.name,
                "asked": user.pk in asked,
                "on": timezone.localdate(),
                "page_url": settings.SITE_URL + stays.get_absolute_url(),
                "me_url": settings.SITE_URL + "/me/",
            },
        )
