"""Keep what people had answered when a meeting is cancelled, so that it can be restored."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_default_reminders")]
    operations = [
        migrations.AddField(
            model_name="rsvp",
            name="state_before",
            field=models.CharField(
                blank=True,
                choices=[
                    ("yes", "Going"),
                    ("maybe", "Not sure yet"),
                    ("no", "Can't come"),
                    ("waitlisted", "On the waiting list"),
                    ("offered", "Offered a place"),
                    ("lapsed", "Was still waiting when it started"),
                    ("event_cancelled", "The meeting was cancelled"),
                ],
                default="",
                editable=False,
                max_length=16,
            ),
            preserve_default=False,
        )
    ]
