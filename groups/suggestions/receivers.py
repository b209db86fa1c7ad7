"""What a decision on an organisation means for the suggestions that led to it; those nobody answers end."""

from django.dispatch import receiver

from camk.retention.rules import Rule, keep
from groups.organisations.signals import organisation_decided
from groups.suggestions.actions import expire, not_answered, settle_with
from groups.suggestions.models import Suggestion


@receiver(organisation_decided)
def on_organisation_decided(sender, organisation, admitted, by, **kwargs):
    """Admitted: it joined. Not admitted: whoever suggested it hears "not now"."""
    settle_with(organisation=organisation, admitted=admitted, by=by)


keep(
    Rule(
        code="suggestions",
        what="the address of somebody who was suggested and did not answer",
        kept="60 days after we asked",
        model=Suggestion,
        due=not_answered,
        forget=expire,
        tied=("contact", "by"),
    )
)
