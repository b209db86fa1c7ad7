"""Which kinds of organisation are public bodies or businesses; all others are voluntary (A026)."""

from django.db import migrations

SECTORS = {"parish_town_council": "public", "public_body": "public", "business": "private"}


def set_sectors(apps, schema_editor):
    kinds = apps.get_model("groups", "OrganisationKind").objects
    for code, sector in SECTORS.items():
        kinds.filter(code=code).update(sector=sector)


class Migration(migrations.Migration):
    dependencies = [("groups", "0007_size_peers_and_sector")]
    operations = [migrations.RunPython(set_sectors, migrations.RunPython.noop)]
