"""Who sees the counts of support enquiries."""

from camk.accounts.permissions import is_administrator, is_staff_connector, is_trustee


def may_see_counts(user) -> bool:
    """Staff, trustees and the administrator; which organisation asked is for staff alone."""
    return is_staff_connector(user) or is_trustee(user) or is_administrator(user)


def may_see_organisations(user) -> bool:
    """Which organisations asked, and how often."""
    return is_staff_connector(user)
