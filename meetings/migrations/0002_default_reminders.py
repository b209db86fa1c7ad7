"""The reminders every meeting starts with: 7 days and 1 day before, and 1 hour before with the link."""

from django.db import migrations


def add_rules(apps, schema_editor):
    """Site-wide rules; staff may add others for a CAG or a meeting."""
    rules = apps.get_model("meetings", "ReminderRule").objects
    rules.create(days_before=7)
    rules.create(days_before=1)
    rules.create(minutes_before=60)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_first")]
    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop, elidable=False)]
