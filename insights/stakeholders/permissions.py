"""Who may write down partners and the people in office there."""

from camk.accounts.permissions import is_staff_connector


def may_write_stakeholders(user) -> bool:
    return is_staff_connector(user)
