"""The directory is read by name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0011_workspace")]

    operations = [
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["name"], name="organisation_name"),
        ),
    ]
