"""The topics a first survey asks about (domain C11); staff change the list as they like."""

from django.db import migrations

TOPICS = [
    ("governance", "Governance and trustees"),
    ("funding", "Funding and writing bids"),
    ("finance", "Looking after money"),
    ("recruiting", "Finding and keeping volunteers"),
    ("wellbeing", "Looking after volunteers"),
    ("safeguarding", "Safeguarding"),
    ("data-protection", "Data protection"),
    ("digital", "Digital skills"),
    ("communications", "Telling people what you do"),
    ("inclusion", "Equality and inclusion"),
    ("impact", "Showing what difference you make"),
    ("organising", "Community organising"),
    ("premises", "Premises and working together"),
]


def add(apps, schema_editor):
    topic = apps.get_model("insights", "TrainingTopic")
    for position, (code, label) in enumerate(TOPICS, 1):
        topic.objects.get_or_create(code=code, defaults={"label": label, "position": position})


class Migration(migrations.Migration):
    dependencies = [("insights", "0043_surveys")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
