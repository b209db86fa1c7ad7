"""Who may write down partners and the people in office there."""

from camk.accounts.permissions import is_organiser, is_staff_connector


def may_write_stakeholders(user) -> bool:
    return is_staff_connector(user)


def may_note_dealings(user) -> bool:
    """Staff, and community organisers, who meet power-holders for their initiatives."""
    return is_staff_connector(user) or is_organiser(user)
