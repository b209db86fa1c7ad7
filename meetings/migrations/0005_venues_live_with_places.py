"""Meetings point to the venues of `groups`; the table they left is dropped."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_copy_venues")]
    operations = [
        migrations.AlterField(
            model_name="meeting",
            name="venue",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="groups.venue",
            ),
        ),
        migrations.DeleteModel(name="Venue"),
    ]
