"""Who may read how connected the network is."""

from camk.accounts.permissions import is_administrator, is_staff_connector, is_trustee


def may_see_totals(user) -> bool:
    """Staff, trustees and the administrator: numbers."""
    return is_staff_connector(user) or is_trustee(user) or is_administrator(user)


def may_see_names(user) -> bool:
    """Staff alone: which organisations know nobody yet."""
    return is_staff_connector(user)
