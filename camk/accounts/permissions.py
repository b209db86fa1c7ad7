"""Who is who: the predicates on offices that the rooms' own permissions are built from."""

from camk.accounts.offices import ADMINISTRATOR, CONNECTOR, MOBILISER, ORGANISER, SAFEGUARDING, TRUSTEE


def is_staff_connector(user) -> bool:
    """Staff who admit, triage, plan and report (a superuser counts, but not for sealed records)."""
    return user.is_authenticated and user.is_active and (user.is_superuser or user.holds(CONNECTOR))


def is_trustee(user) -> bool:
    return user.is_authenticated and user.holds(TRUSTEE)


def is_mobiliser(user) -> bool:
    return user.is_authenticated and user.holds(MOBILISER)


def is_organiser(user) -> bool:
    return user.is_authenticated and user.holds(ORGANISER)


def is_administrator(user) -> bool:
    return user.is_authenticated and user.is_active and (user.is_superuser or user.holds(ADMINISTRATOR))


def is_safeguarding_lead(user) -> bool:
    """The lead and the deputy alone; being superuser is not enough (decisions, point 5)."""
    return user.is_authenticated and user.holds(SAFEGUARDING)


def has_second_factor_duty(user) -> bool:
    """Every office needs a second factor in live mode."""
    return user.is_authenticated and (user.is_superuser or user.is_staff or bool(user.offices))
