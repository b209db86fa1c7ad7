"""A venue is a place people use, so it lives with the places; its rows follow from `meetings` by that app's 0004."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_action_group_watch")]
    operations = [
        migrations.CreateModel(
            name="Venue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150)),
                ("address", models.CharField(blank=True, max_length=250)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                (
                    "access",
                    models.CharField(
                        blank=True, help_text="Step-free, hearing loop, toilets, quiet room.", max_length=250
                    ),
                ),
                ("travel", models.CharField(blank=True, help_text="Bus, redway, parking.", max_length=250)),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="venues",
                        to="groups.place",
                    ),
                ),
            ],
            options={"ordering": ["name"]},
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.UniqueConstraint(fields=("name", "postcode"), name="venue_name_once"),
        ),
    ]
