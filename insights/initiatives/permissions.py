"""Who sets an initiative up, and who writes down what happens in it."""

from camk.accounts.permissions import is_organiser, is_staff_connector
from camk.errors import RuleBroken
from insights.initiatives.models import Initiative, Organiser


def may_set_up(user) -> bool:
    """Staff connectors: what it is, who carries it, its targets and notes."""
    return is_staff_connector(user)


def may_log(user, initiative: Initiative) -> bool:
    """Staff, and the community organiser who works for this initiative today."""
    return is_staff_connector(user) or organises(user, initiative)


def organises(user, initiative: Initiative) -> bool:
    """Whether this person holds the office and works for the initiative today."""
    if not is_organiser(user):
        return False
    return Organiser.objects.current().filter(user=user, initiative=initiative).exists()


def check_may_log(by, initiative: Initiative) -> None:
    """Refuse with a sentence whoever does not write things down for this initiative today."""
    if not may_log(by, initiative):
        raise RuleBroken("Only its organiser and staff may write this down.")
