"""Who keeps the library of evaluations, and who may take the counts of an initiative."""

from camk.accounts.offices import EVALUATOR
from camk.accounts.permissions import is_staff_connector


def keeps_evaluations(user) -> bool:
    return is_staff_connector(user)


def may_take(agreements, user):
    """Of these agreements of evaluators: staff all, an evaluator in office their own that stand today."""
    if keeps_evaluations(user):
        return agreements
    if not (user.is_authenticated and user.holds(EVALUATOR)):
        return agreements.none()
    return agreements.standing().filter(user=user)
