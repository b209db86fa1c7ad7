"""Who offers help and who looks for volunteers: contacts of organisations that take part."""

from groups.organisations.models import Organisation


def speaks_for(user):
    """The organisations for which this person may offer or ask now."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    return Organisation.objects.of(user).filter(state=Organisation.State.ACTIVE)
