"""Where each voice named one place, that place is the first of all it names."""

from django.db import migrations


def copy_place(apps, schema_editor):
    voices = apps.get_model("insights", "Voice")
    through = voices.places.through
    rows = voices.objects.filter(place__isnull=False).values_list("pk", "place")
    through.objects.bulk_create(
        (through(voice_id=voice, place_id=place) for voice, place in rows.iterator()),
        ignore_conflicts=True,
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("insights", "0014_telling_more")]
    operations = [migrations.RunPython(copy_place, migrations.RunPython.noop)]
