"""What promises do when a corrected report takes the place of another; runs inside the action that sends it."""

from django.db.models import Exists
from django.dispatch import receiver

from insights.issues.beside import stands_beside
from insights.pledges.actions.keeping import follow_ask
from insights.reports.models import ReportItem
from insights.reports.signals import ask_replaced


def _is_reported(issue):
    """In a report itself, or one that was joined to it is; two questions, as no index answers an "or"."""
    own, joined = (ReportItem.objects.filter(**{name: issue}) for name in ("issue", "issue__joined_to"))
    return Exists(own) | Exists(joined)


stands_beside("reports", _is_reported)


@receiver(ask_replaced)
def pledges_follow(sender, old, new, by, **more):
    follow_ask(old=old, new=new, by=by)
