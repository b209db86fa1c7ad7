"""After each migration, the triggers beneath the score are there, and what was there before them is counted."""

from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from insights.loop import actions, triggers
from insights.loop.models import ToldCount


@receiver(post_migrate)
def told_after_migrate(sender, **kwargs):
    """Only once the tables of this app are made."""
    is_ours = sender.label == "insights" and ToldCount._meta.db_table in connection.introspection.table_names()
    if is_ours and not triggers.are_there():
        actions.begin_told()
