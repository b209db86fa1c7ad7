"""Consent by audience stands in place of one tick; a settled promise has its day."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("insights", "0024_consents_of_notes")]

    operations = [
        migrations.RemoveField("dialogue", "may_quote"),
        migrations.AlterField(
            "dialogue", "promise", models.TextField("what we promised the people there", blank=True)
        ),
        migrations.AlterField(
            "dialogue",
            "promise_state",
            models.CharField(
                max_length=10,
                blank=True,
                choices=[("open", "Not yet kept"), ("kept", "Kept"), ("broken", "Not kept")],
            ),
        ),
        migrations.AddConstraint(
            "dialogue",
            models.CheckConstraint(
                condition=Q(promise_state="")
                | Q(promise_settled_on=None, promise_state="open")
                | Q(promise_settled_on__isnull=False, promise_state__in=["kept", "broken"]),
                name="dialogue_promise_settled_on_a_day",
            ),
        ),
    ]
