"""The venues an organisation uses, beside the line for places that are not in the list."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0004_venues")]
    operations = [
        migrations.AddField(
            model_name="organisation",
            name="venues",
            field=models.ManyToManyField(blank=True, related_name="organisations", to="groups.venue"),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="venues_used",
            field=models.CharField(blank=True, max_length=250, verbose_name="other places it meets in"),
        ),
    ]
