"""Makers of support enquiries for tests."""

from camk.links import SecretLink
from groups.enquiries.actions import PURPOSE, ask
from tests.guard import factory


@factory
def make_enquiry(*, by, **changes):
    """One that somebody asked on the site."""
    values = {"kind": "running", "words": "How do we write a safeguarding policy?"}
    return ask(**values | changes, by=by)


def key_of(enquiry) -> SecretLink:
    """What opens its page."""
    return SecretLink.objects.get(purpose=PURPOSE, target_id=str(enquiry.pk))
