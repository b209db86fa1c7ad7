"""Who may write down and follow promises."""

from camk.accounts.permissions import is_staff_connector


def may_follow_pledges(user) -> bool:
    return is_staff_connector(user)
