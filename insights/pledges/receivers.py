"""What promises do when a corrected report takes the place of another; runs inside the action that sends it."""

from django.dispatch import receiver

from insights.pledges.actions.keeping import follow_ask
from insights.reports.signals import ask_replaced


@receiver(ask_replaced)
def pledges_follow(sender, old, new, by, **more):
    follow_ask(old=old, new=new, by=by)
