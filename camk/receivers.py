"""After each migration, the offices get the permissions their table names."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from camk.accounts.offices import fill_offices


@receiver(post_migrate)
def offices_after_migrate(sender, app_config, **kwargs):
    """Runs once, after the last of our apps, whose own permission rows may not be written yet."""
    if sender.label == "meetings":
        for config in apps.get_app_configs():
            create_permissions(config, **kwargs)
        fill_offices()
