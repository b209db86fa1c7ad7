"""Who may be in a CAG's workspace and act there, asked of current rows at the time of asking."""

from django.db.models import Q

from camk.accounts.models import User
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.action_groups.permissions import is_lead
from groups.organisations.models import Organisation, OrganisationRole


def is_workspace_staff(user) -> bool:
    """Staff who look after CAGs: they are at home in every workspace."""
    return user.is_authenticated and user.is_staff and user.has_perm("groups.change_actiongroup")


def workspaces_of(user):
    """The CAGs whose workspace this person may open now: those they are in; for staff all."""
    if not user.is_authenticated:
        return ActionGroup.objects.none()
    if is_workspace_staff(user):
        return ActionGroup.objects.all()
    return ActionGroup.objects.of(user).running_or_paused()


def may_enter(user, action_group) -> bool:
    """In this CAG now, or staff."""
    return workspaces_of(user).filter(pk=action_group.pk).exists()


def may_mend(user, words) -> bool:
    """Its author, for two days."""
    return words.by_id == user.pk and words.can_be_mended


def may_withdraw(user, words) -> bool:
    """Its author, at any time."""
    return words.by_id == user.pk and words.is_shown


def may_manage(user, resource) -> bool:
    """Who brought it, as long as they are in the CAG; its leads; staff."""
    if is_workspace_staff(user):
        return True
    if resource.by_id == user.pk:
        return may_enter(user, resource.action_group)
    return is_lead(user, resource.action_group)


def voice_in(user, action_group) -> Organisation | None:
    """The organisation for which this person is in the CAG; None for supporters and staff."""
    members = {"memberships__action_group": action_group, "memberships__state": "active"}
    return Organisation.objects.of(user).filter(**members).order_by("pk").first()


def people_in(action_groups):
    """Everybody who is in one of these CAGs now, for an organisation or alone, and whose address is proved."""
    members = ActionGroupMembership.objects.active().filter(action_group__in=action_groups)
    roles = OrganisationRole.objects.current().filter(organisation__in=members.values("organisation"))
    people = User.objects.filter(is_active=True, verified_at__isnull=False)
    return people.filter(Q(pk__in=roles.values("user")) | Q(pk__in=members.values("user")))
