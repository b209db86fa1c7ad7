"""Venues move down to `groups` with their keys, so that the meetings held in them find them again."""

from django.core.management.color import no_style
from django.db import migrations

FIELDS = ("id", "name", "address", "postcode", "access", "travel", "place_id")


def copy_venues(apps, schema_editor):
    old, new = apps.get_model("meetings", "Venue"), apps.get_model("groups", "Venue")
    new.objects.bulk_create(new(**row) for row in old.objects.values(*FIELDS))
    # Rows with given keys do not move PostgreSQL's counter.
    for sql in schema_editor.connection.ops.sequence_reset_sql(no_style(), [new]):
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("groups", "0004_venues"), ("meetings", "0003_answer_before_cancelling")]
    operations = [migrations.RunPython(copy_venues, migrations.RunPython.noop)]
