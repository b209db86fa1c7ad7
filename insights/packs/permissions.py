"""Who prepares the packs for the board, and who reads them."""

from camk.accounts.permissions import is_staff_connector


def may_prepare_packs(user) -> bool:
    """Staff connectors; whoever may see the figures reads what was sent."""
    return is_staff_connector(user)
