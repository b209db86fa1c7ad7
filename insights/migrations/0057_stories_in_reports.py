import django.db.models.deletion
from django.db import migrations, models


def move(apps, schema_editor):
    """Where a use of a story in a report was written down by hand, the report names the story itself."""
    uses = apps.get_model("insights", "StoryUse").objects.filter(report__isnull=False)
    rows = apps.get_model("insights", "ReportStory").objects
    for use in uses.order_by("pk"):
        rows.get_or_create(report_id=use.report_id, story_id=use.story_id)
    uses.delete()


class Migration(migrations.Migration):
    dependencies = [("insights", "0056_indexes_of_figures")]

    operations = [
        migrations.CreateModel(
            name="ReportStory",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stories",
                        to="insights.stakeholderreport",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="in_reports", to="insights.story"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "story"), name="story_once_in_report"),
                ],
            },
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
