"""Entries that went by mail before are noted; what is called off just now stays in feeds for a week from today."""

from django.db import migrations
from django.utils import timezone


def note(apps, schema_editor):
    """Who is going and was sent a file has the entry in their calendar."""
    apps.get_model("meetings", "Rsvp").objects.filter(last_sequence__gte=0, state="yes").update(has_entry=True)
    meetings = apps.get_model("meetings", "Meeting").objects
    meetings.filter(state__in=["cancelled", "postponed"]).update(called_off_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_entries_in_calendars")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop, elidable=False)]
