"""What a decision on an organisation means for the suggestions that led to it."""

from django.dispatch import receiver

from groups.organisations.signals import organisation_decided
from groups.suggestions.actions import settle_with


@receiver(organisation_decided)
def on_organisation_decided(sender, organisation, admitted, by, **kwargs):
    """Admitted: it joined. Not admitted: whoever suggested it hears "not now"."""
    settle_with(organisation=organisation, admitted=admitted, by=by)
