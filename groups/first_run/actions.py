"""The first run of a live portal: its first administrator, the charity's details, the opening CAGs."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from camk import audit
from camk.accounts.actions import make_administrator
from camk.accounts.models import User
from camk.actions import action
from camk.details import SiteDetails
from camk.errors import RuleBroken
from camk.pages.actions import change_site_details
from groups.action_groups.actions.records import save_action_group
from groups.action_groups.models import ActionGroup


@action
def set_up(
    *,
    email: str,
    name: str,
    password: str,
    details: dict,
    logo: bytes | None = None,
    action_groups: list[dict] | None = None,
    by=None,
) -> User:
    """Open the portal, once: of two people who send the form together one is told that it is done.

    `action_groups` holds dicts of name, focus and purpose.
    """
    row = _locked_details()
    if row.set_up_at is not None:
        raise RuleBroken("This portal has been set up already. Sign in with the first administrator’s address.")
    administrator = make_administrator(email=email, name=name, password=password)
    change_site_details(changes=details, logo=logo, by=administrator)
    for opening in action_groups or []:
        save_action_group(action_group=ActionGroup(**opening), by=administrator)
    SiteDetails.objects.filter(pk=1).update(set_up_at=timezone.now())
    audit.record("portal.set_up", row, by=administrator, action_groups=len(action_groups or []))
    return administrator


def _locked_details() -> SiteDetails:
    """The one row, locked; made when there is none, by whichever of two transactions comes first."""
    try:
        with transaction.atomic():
            SiteDetails.objects.get_or_create(pk=1)
    except IntegrityError:
        pass  # the other one made it just now
    return SiteDetails.objects.select_for_update().get(pk=1)
