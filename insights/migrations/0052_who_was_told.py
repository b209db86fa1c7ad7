"""Who was told what came of it is kept by issue; the triggers come after the migration (insights/loop/receivers.py)."""

from django.db import migrations, models

from insights.loop import triggers


def nothing(apps, schema_editor):
    """Made and filled once the tables are there."""


def without_triggers(apps, schema_editor):
    triggers.drop()


class Migration(migrations.Migration):
    dependencies = [("insights", "0051_answers_name_the_body")]

    operations = [
        migrations.CreateModel(
            name="ToldChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issue_id", models.BigIntegerField()),
                ("is_taken", models.BooleanField(db_default=False, default=False)),
            ],
        ),
        migrations.CreateModel(
            name="ToldCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issue_id", models.BigIntegerField(null=True, unique=True)),
                ("told", models.IntegerField()),
                ("waits", models.IntegerField()),
                ("cannot", models.IntegerField()),
            ],
        ),
        migrations.RunPython(nothing, without_triggers),
    ]
