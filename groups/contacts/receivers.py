"""Somebody's access was closed: the organisations they led need another lead contact."""

from django.dispatch import receiver

from camk.accounts.signals import access_closed
from groups.organisations.actions.contacts import ask_for_lead
from groups.organisations.models import OrganisationRole


@receiver(access_closed)
def on_access_closed(sender, user, by, **kwargs):
    """Those who still act for it are asked whether one of them takes over."""
    led = OrganisationRole.objects.current().filter(user=user, kind=OrganisationRole.Kind.LEAD)
    for role in led.select_related("organisation", "user"):
        ask_for_lead(organisation=role.organisation, because=role, by=by)
