"""Who sees what of the answers."""


def sees_all(user) -> bool:
    """Staff: small numbers too, while it is open too."""
    return user.is_authenticated and user.is_staff and user.has_perm("insights.view_survey")
