"""What is kept of an enquiry for how long."""

from camk.retention.rules import Rule, keep
from groups.enquiries.actions import FORGET_AFTER, forget
from groups.enquiries.models import Enquiry


def due(now):
    """Settled three years ago, and not forgotten yet."""
    closed = Enquiry.objects.filter(state=Enquiry.State.CLOSED, forgotten_at=None)
    return closed.filter(settled_at__lt=now - FORGET_AFTER).order_by("pk")


keep(
    Rule(
        code="enquiries",
        what="words, names and who asked of support enquiries",
        kept="3 years after they were settled",
        model=Enquiry,
        due=due,
        forget=forget,
        tied=("person", "organisation"),
    )
)
