"""The rule for people who want one reminder only, the thank-you, and plans for what had rules of its own."""

from django.db import migrations


def add_rules(apps, schema_editor):
    """Site-wide: the day before for who chose that alone; a thank-you the day after; what came of it once written."""
    rules = apps.get_model("meetings", "ReminderRule").objects
    rules.create(days_before=1, choice="day_before")
    rules.create(days_after=1, audience="came")
    rules.create(days_after=1, audience="answered")


def add_plans(apps, schema_editor):
    """Rules of a CAG or a meeting stood beside the site's; now they stand in their place, so the site's join them."""
    rules, plans = (apps.get_model("meetings", name).objects for name in ("ReminderRule", "ReminderPlan"))
    site = rules.filter(meeting=None, action_group=None, choice="usual", is_active=True)
    copied = ("days_before", "minutes_before", "days_after", "audience", "created_at")
    for field in ("meeting_id", "action_group_id"):
        for pk in rules.exclude(**{field: None}).values_list(field, flat=True).distinct():
            plans.create(**{field: pk})
            for rule in site:
                rules.create(**{field: pk}, **{name: getattr(rule, name) for name in copied})


class Migration(migrations.Migration):
    dependencies = [("meetings", "0011_reminders_of_ones_own")]
    operations = [
        migrations.RunPython(add_rules, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(add_plans, migrations.RunPython.noop, elidable=False),
    ]
