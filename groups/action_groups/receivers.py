"""What a decision on an organisation or its contact means for CAGs they asked to join; what settles in a merge."""

from django.dispatch import receiver

from camk.merging import carry
from groups.action_groups.actions.deciding import admit_asked, refuse_asked
from groups.action_groups.actions.leading import settle_leads
from groups.action_groups.actions.merging import settle_memberships
from groups.organisations.models import OrganisationRole
from groups.organisations.signals import organisation_decided, organisation_merged, role_decided

carry("groups.ActionGroupMembership.action_group", "members and requests to join", clash=settle_memberships)
carry("groups.ActionGroupLead.action_group", "leads", clash=settle_leads)


@receiver(organisation_decided)
def on_organisation_decided(sender, organisation, admitted, by, **kwargs):
    """One yes to the organisation admits it to all the CAGs it ticked; one no answers them all."""
    if admitted:
        admit_asked(organisation=organisation, by=by)
    else:
        refuse_asked(organisation=organisation, reason=organisation.decision_reason, by=by)


@receiver(role_decided)
def on_role_decided(sender, role, accepted, by, **kwargs):
    """What somebody asked for in the name of an organisation stands and falls with their role."""
    if not accepted:
        refuse_asked(organisation=role.organisation, asked_by=role.user, reason=role.reason, by=by)
    elif role.organisation.is_admitted:
        admit_asked(organisation=role.organisation, asked_by=role.user, by=by)


@receiver(organisation_merged)
def on_organisation_merged(sender, stays, by, **kwargs):
    """What its contacts asked for at the record that went counts as asked by the admitted one: in at once."""
    if stays.is_admitted:
        for role in OrganisationRole.objects.current().filter(organisation=stays).select_related("user"):
            admit_asked(organisation=stays, asked_by=role.user, by=by)
