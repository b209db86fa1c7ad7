"""Who reads and writes conversation notes."""

from camk.accounts.permissions import is_mobiliser, is_staff_connector


def may_read_notes(user) -> bool:
    """Community mobilisers (their own areas, see `visible_to`) and staff connectors."""
    return is_mobiliser(user) or is_staff_connector(user)


def may_write_notes(user) -> bool:
    """Community mobilisers; in which areas, their assignments say."""
    return is_mobiliser(user)
