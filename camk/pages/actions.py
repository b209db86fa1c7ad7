"""What happens to the charity's own details: changed by the administrator, on every page at once."""

from django.db import transaction
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.details import SiteDetails, site_details
from camk.files import store

FIELDS = (
    "name",
    "strapline",
    "phone",
    "email",
    "opening_hours",
    "address",
    "charity_number",
    "safeguarding_adults",
    "safeguarding_adults_out_of_hours",
    "safeguarding_children",
    "safeguarding_children_out_of_hours",
    "safeguarding_checked_on",
    "banner",
    "mail_held",
    "links_checked",
    "first_look_days",
    "decision_days",
    "more_days_off",
)


@action
def change_site_details(*, changes: dict, logo: bytes | None = None, drop_logo: bool = False, by) -> SiteDetails:
    """Store new details (only those named in FIELDS); `logo` is a cleaned picture."""
    details, _ = SiteDetails.objects.select_for_update().get_or_create(pk=1)
    was_held = details.mail_held
    changed = [name for name in FIELDS if name in changes and changes[name] != getattr(details, name)]
    for name in changed:
        setattr(details, name, changes[name])
    if logo:
        details.logo = store(name="logo.jpg", content=logo, content_type="image/jpeg", owner=by)
        changed.append("logo")
    elif drop_logo and details.logo_id:
        details.logo = None
        changed.append("logo")
    details.updated_at = timezone.now()
    details.save()
    audit.record("details.changed", details, by=by, fields=changed)
    if was_held != details.mail_held:
        audit.record("mail.held" if details.mail_held else "mail.let_go", details, by=by)
    site_details.forget()
    transaction.on_commit(site_details.forget)  # a page drawn before the commit may have read the old ones
    return details
