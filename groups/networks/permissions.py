"""Who may speak for a network, asked of current rows at the time of asking."""

from groups.networks.models import Network
from groups.organisations.permissions import acts_for


def may_confirm(user, network: Network) -> bool:
    """Its lead contact, the contacts of the organisation that leads it, and staff who look after networks."""
    if not user.is_authenticated:
        return False
    if network.lead_contact_id == user.pk or (user.is_staff and user.has_perm("groups.change_network")):
        return True
    return network.lead_organisation_id is not None and acts_for(user, network.lead_organisation)
