"""Who may seal, open and end: the lead and the deputy; in an emergency two others together (decisions, point 5)."""

from camk.accounts.permissions import is_administrator, is_safeguarding_lead, is_staff_connector


def may_seal(user) -> bool:
    """Whoever reads what people tell us, and the safeguarding lead."""
    return is_staff_connector(user) or is_safeguarding_lead(user)


def may_break_glass(user) -> bool:
    """Staff and administrators: to ask, or to be the second person; never both for one request."""
    return is_staff_connector(user) or is_administrator(user)
