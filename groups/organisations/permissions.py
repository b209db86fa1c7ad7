"""Who may do what with an organisation; asked of current rows at the time of asking."""

from groups.organisations.models import Organisation, OrganisationRole, PublishChoice

Audience = PublishChoice.Audience


def acts_for(user, organisation: Organisation) -> bool:
    """A contact of this organisation now."""
    if not user.is_authenticated:
        return False
    return OrganisationRole.objects.current().filter(user=user, organisation=organisation).exists()


def may_edit_profile(user, organisation: Organisation) -> bool:
    """Its own contacts, and staff who look after organisations."""
    return acts_for(user, organisation) or user.has_perm("groups.change_organisation")


def is_cag_member(user) -> bool:
    """In some CAG, for an organisation or on their own."""
    if not user.is_authenticated:
        return False
    if user.memberships.filter(state="active").exists():
        return True
    return Organisation.objects.of(user).admitted().filter(memberships__state="active").exists()


def reader_of(user, organisation: Organisation) -> str:
    """Up to which audience this person reads the organisation's fields."""
    if not user.is_authenticated:
        return Audience.PUBLIC
    if user.has_perm("groups.view_organisation") or acts_for(user, organisation):
        return Audience.STAFF
    return Audience.MEMBERS if is_cag_member(user) else Audience.PUBLIC
