"""Figures of an area, and of what many have told, are read from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insights', '0059_wider_tallies'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(fields=['main_place', 'created_at', 'id'], name='issue_place'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(condition=models.Q(('joined_to__isnull', True), ('released_at__isnull', False), ('voice_count__gte', 2)), fields=['-voice_count', '-id'], include=('created_at', 'kind', 'state', 'main_theme', 'main_place', 'severity'), name='issue_told_by_many'),
        ),
    ]
