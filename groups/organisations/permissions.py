"""Who may do what with an organisation; asked of current rows at the time of asking."""

from django.db.models import Exists, OuterRef, Value

from groups.organisations.models import Organisation, OrganisationRole, PublishChoice
from groups.organisations.publishing import Reader

Audience = PublishChoice.Audience


def acts_for(user, organisation: Organisation) -> bool:
    """A contact of this organisation now."""
    if not user.is_authenticated:
        return False
    return OrganisationRole.objects.current().filter(user=user, organisation=organisation).exists()


def edits(user, organisation: Organisation) -> bool:
    """A contact who speaks for this organisation: changes its page, invites colleagues."""
    if not user.is_authenticated:
        return False
    return OrganisationRole.objects.editing().filter(user=user, organisation=organisation).exists()


def leads(user, organisation: Organisation) -> bool:
    """Its lead contact now."""
    if not user.is_authenticated:
        return False
    return OrganisationRole.objects.leading().filter(user=user, organisation=organisation).exists()


def may_edit_profile(user, organisation: Organisation) -> bool:
    """Its own contacts, and staff who look after organisations."""
    return edits(user, organisation) or user.has_perm("groups.change_organisation")


def may_decide_on_people(user, organisation: Organisation) -> bool:
    """Its lead contact, and staff."""
    return leads(user, organisation) or user.has_perm("groups.change_organisationrole")


def is_cag_member(user) -> bool:
    """In some CAG, for an organisation or on their own."""
    if not user.is_authenticated:
        return False
    if user.memberships.filter(state="active").exists():
        return True
    return Organisation.objects.of(user).admitted().filter(memberships__state="active").exists()


def reads_up_to(user) -> str:
    """Up to which audience this person reads the fields of organisations that are not their own."""
    if _looks_after_organisations(user):
        return Audience.STAFF
    return Audience.MEMBERS if is_cag_member(user) else Audience.PUBLIC


def _looks_after_organisations(user) -> bool:
    """Whoever may, has an office with staff pages: for others the permissions are not even read."""
    return user.is_staff and user.has_perm("groups.view_organisation")


def reader_of(user, organisation: Organisation) -> str:
    """Up to which audience this person reads the organisation's fields."""
    return Audience.STAFF if acts_for(user, organisation) else reads_up_to(user)


def reader_for(user) -> Reader:
    """The same for many organisations at once, in one statement."""
    if not user.is_authenticated or _looks_after_organisations(user):
        return Reader(reads_up_to(user))
    in_cag = Organisation.objects.admitted().filter(pk=OuterRef("organisation"), memberships__state="active")
    roles = OrganisationRole.objects.current().filter(user=user).annotate(in_cag=Exists(in_cag))
    alone = user.memberships.filter(state="active").order_by().annotate(none=Value(0), in_cag=Value(True))
    rows = list(roles.values_list("organisation", "in_cag").union(alone.values_list("none", "in_cag"), all=True))
    level = Audience.MEMBERS if any(in_cag for _, in_cag in rows) else Audience.PUBLIC
    return Reader(level, frozenset(key for key, _ in rows if key))
