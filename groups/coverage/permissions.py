"""Who may see where the network has nobody yet."""

from camk.accounts.permissions import is_administrator, is_staff_connector, is_trustee


def may_see_coverage(user) -> bool:
    """Staff, trustees and the administrator."""
    return is_staff_connector(user) or is_trustee(user) or is_administrator(user)
