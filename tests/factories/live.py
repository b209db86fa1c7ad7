"""A live portal for tests: the mode switched, the first-run page done."""

from django.utils import timezone

from camk.details import SiteDetails, site_details
from tests.guard import factory


@factory
def make_details(**changes):
    """The charity's own row."""
    row, _ = SiteDetails.objects.get_or_create(pk=1)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    site_details.forget()
    return row


def go_live(settings, *, set_up=True):
    """Switch a test to live mode; `set_up=False` leaves the first-run page to be filled in."""
    settings.LIVE = True
    if set_up:
        make_details(set_up_at=timezone.now())
