"""Who writes the annual review."""

from camk.accounts.permissions import is_staff_connector


def may_write_reviews(user) -> bool:
    """Staff connectors; trustees read drafts, and everybody what is frozen."""
    return is_staff_connector(user)
