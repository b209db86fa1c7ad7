from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("insights", "0057_stories_in_reports")]

    operations = [
        migrations.RemoveConstraint(model_name="storyuse", name="story_used_in_one_place"),
        migrations.RemoveConstraint(model_name="storyuse", name="story_once_in_a_report"),
        migrations.RemoveField(model_name="storyuse", name="report"),
        migrations.AlterField(model_name="storyuse", name="where", field=models.CharField(max_length=150)),
        migrations.AddConstraint(
            model_name="storyuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("where", ""), _negated=True), name="story_used_somewhere"
            ),
        ),
    ]
