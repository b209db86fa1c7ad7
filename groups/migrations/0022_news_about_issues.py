"""How much each person is mailed of the issues they told us about or follow."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("groups", "0021_ready_replies")]

    operations = [
        migrations.AddField(
            model_name="mailchoice",
            name="issues",
            field=models.CharField(
                choices=[("each", "Each step"), ("outcome", "Only what came of it"), ("never", "Nothing")],
                default="each",
                max_length=10,
                verbose_name="news about issues",
            ),
        ),
    ]
