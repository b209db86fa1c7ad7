"""Who may see the figures."""

from camk.accounts.permissions import is_administrator, is_staff_connector, is_trustee


def may_see_figures(user) -> bool:
    """Trustees, staff connectors and the administrator; hidden numbers are hidden for all of them."""
    return is_trustee(user) or is_staff_connector(user) or is_administrator(user)
