"""A conversation note: consent by audience, a promise and whether it was kept, late notes, the voice it became."""

import django.db.models.deletion
from django.db import migrations, models

CONSENT = [
    ("count", "Count it only"),
    ("partners", "Quote the words to partners, without names"),
    ("publish", "Quote the words to anybody, without names"),
]


class Migration(migrations.Migration):
    dependencies = [("insights", "0022_main_places_among_places")]

    operations = [
        migrations.AlterField("dialogue", "words", models.TextField("the words as they were said", blank=True)),
        migrations.AddField(
            "dialogue",
            "consent",
            models.CharField("how the words may be used", max_length=10, choices=CONSENT, default="count"),
        ),
        migrations.AddField(
            "dialogue", "promise", models.TextField("what we promised the people there", blank=True, default="")
        ),
        migrations.AddField(
            "dialogue",
            "promise_state",
            models.CharField(
                max_length=10,
                blank=True,
                default="",
                choices=[("open", "Not yet kept"), ("kept", "Kept"), ("broken", "Not kept")],
            ),
        ),
        migrations.AddField("dialogue", "promise_settled_on", models.DateField(null=True, blank=True)),
        migrations.AddField(
            "dialogue", "is_addendum", models.BooleanField("added after the month was closed", default=False)
        ),
        migrations.AddField(
            "dialogue",
            "voice",
            models.OneToOneField(
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="note",
                to="insights.voice",
            ),
        ),
    ]
