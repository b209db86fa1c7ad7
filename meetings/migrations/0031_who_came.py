"""Who came, and for whom it was the first time, is read from an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0025_programme_outcomes'),
        ('meetings', '0030_less_alone'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='rsvp',
            index=models.Index(condition=models.Q(('attendance', 'attended')), fields=['meeting'], include=('organisation', 'party_size', 'id'), name='rsvp_came'),
        ),
        migrations.AddIndex(
            model_name='rsvp',
            index=models.Index(condition=models.Q(('attendance', 'attended')), fields=['organisation'], include=('meeting',), name='rsvp_came_for'),
        ),
    ]
