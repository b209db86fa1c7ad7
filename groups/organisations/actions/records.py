"""An organisation's record: made, named, described, published; each field as its contacts choose."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.addresses import free_slug, remember_address
from camk.errors import RuleBroken
from groups.organisations.actions.admitting import wake
from groups.organisations.models import Organisation, OrganisationAlias, OrganisationIdentifier, PublishChoice
from groups.organisations.naming import normalise
from groups.organisations.publishing import audiences

LISTS = ("places", "themes", "beneficiaries", "venues")


@action
def create_organisation(
    *, name: str, values: dict, source: str = "joined online", lists: dict | None = None, by: User
) -> Organisation:
    """A new record, waiting to be admitted; `values` are fields, `lists` its places, themes and so on (LISTS)."""
    organisation = Organisation(name=name.strip(), source=source[:60], created_by=by if by and by.pk else None)
    for field, value in values.items():
        setattr(organisation, field, value)
    organisation.slug = free_slug(Organisation, organisation.name)
    organisation.normalised_name = normalise(organisation.name)
    organisation.save()
    _set_lists(organisation, lists or {})
    audit.record("organisation.created", organisation, by=by, source=organisation.source)
    return organisation


@action
def change_organisation(*, organisation: Organisation, lists: dict | None = None, by: User) -> None:
    """Store what was changed on `organisation`; after a new name, the old name and address still lead to it."""
    before = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if before.state == Organisation.State.MERGED:
        raise RuleBroken(f"This record was joined with {before.merged_into}: change that one.")
    if organisation.name != before.name:
        organisation.slug = free_slug(Organisation, organisation.name, keep_pk=organisation.pk)
        organisation.normalised_name = normalise(organisation.name)
        if organisation.normalised_name != before.normalised_name:
            add_alias(organisation=organisation, name=before.name, by=by)
    organisation.state = before.state
    organisation.save()
    remember_address(organisation, before.slug)
    _set_lists(organisation, lists or {})
    changed = [
        f.attname for f in organisation._meta.fields if getattr(before, f.attname) != getattr(organisation, f.attname)
    ]
    audit.record("organisation.changed", organisation, by=by, fields=changed + sorted(lists or {}))


@action
def set_aliases(*, organisation: Organisation, names: list[str], by: User) -> None:
    """Exactly these are the other names under which the organisation is found."""
    wanted = {name.strip() for name in names if name.strip()}
    organisation.aliases.exclude(name__in=wanted).delete()
    for name in sorted(wanted - set(organisation.aliases.values_list("name", flat=True))):
        add_alias(organisation=organisation, name=name, by=by)


@action
def add_alias(*, organisation: Organisation, name: str, by: User) -> None:
    """One more name under which the organisation is found."""
    OrganisationAlias.objects.get_or_create(
        organisation=organisation, name=name.strip()[:200], defaults={"normalised_name": normalise(name)}
    )
    audit.record("organisation.alias_added", organisation, by=by)


@action
def set_identifier(*, organisation: Organisation, scheme: str, value: str, by: User) -> None:
    """The organisation's number in one register (`value` already tidied); "" takes it away."""
    taken = OrganisationIdentifier.objects.filter(scheme=scheme, value=value).exclude(organisation=organisation)
    if value and taken.exists():
        raise RuleBroken("Another organisation here has that number. Ring us and we will sort it out.")
    had = organisation.identifiers.filter(scheme=scheme)
    if list(had.values_list("value", flat=True)) == ([value] if value else []):
        return
    had.delete()
    if value:
        OrganisationIdentifier.objects.create(organisation=organisation, scheme=scheme, value=value)
    audit.record("organisation.number_changed", organisation, by=by, scheme=scheme, given=bool(value))


@action
def save_profile(
    *,
    organisation: Organisation,
    values: dict,
    lists: dict | None = None,
    audience: dict | None = None,
    numbers: dict | None = None,
    on_behalf_of: User | None = None,
    by: User,
) -> None:
    """One task of the profile: fields, lists, who may see which field (dated), numbers in registers."""
    fresh = Organisation.objects.select_for_update().get(pk=organisation.pk)
    for field, value in values.items():
        setattr(fresh, field, value)
    fresh.checked_at = timezone.now()
    fresh.save(update_fields=[*values, "checked_at"])
    _set_lists(fresh, lists or {})
    for scheme, value in (numbers or {}).items():
        set_identifier(organisation=fresh, scheme=scheme, value=value, by=by)
    _publish(fresh, audience or {}, by=by)
    fields = sorted([*values, *(lists or {})])
    audit.record("organisation.profile_saved", fresh, by=by, fields=fields, **_for(on_behalf_of))
    wake(organisation=fresh, by=by)


@action
def confirm_profile(*, organisation: Organisation, on_behalf_of: User | None = None, by: User) -> None:
    """A contact looked at the profile and says it is still right."""
    Organisation.objects.filter(pk=organisation.pk).update(checked_at=timezone.now())
    audit.record("organisation.profile_confirmed", organisation, by=by, **_for(on_behalf_of))
    wake(organisation=organisation, by=by)


def _for(on_behalf_of: User | None) -> dict:
    return {"on_behalf_of": on_behalf_of.pk} if on_behalf_of else {}


def _publish(organisation: Organisation, audience: dict, *, by) -> None:
    """A row for each choice that is new or different: the rows are the proof of consent."""
    chosen = {choice.field for choice in organisation.publish_choices.all()}
    now = audiences(organisation)
    for field, value in audience.items():
        if field not in chosen or now[field] != value:
            PublishChoice.objects.create(organisation=organisation, field=field, audience=value, by=by)
            audit.record("organisation.published", organisation, by=by, field=field, audience=value)


def _set_lists(organisation: Organisation, lists: dict) -> None:
    for name in LISTS:
        if name in lists:
            getattr(organisation, name).set(lists[name])
