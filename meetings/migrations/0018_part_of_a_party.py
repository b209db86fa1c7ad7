from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0017_places_shared_fairly'),
    ]

    operations = [
        migrations.AddField(
            model_name='rsvp',
            name='offered_places',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='rsvp',
            name='waits_for_all',
            field=models.BooleanField(default=False, verbose_name='waits until all of them have a place'),
        ),
        migrations.AddConstraint(
            model_name='rsvp',
            constraint=models.CheckConstraint(condition=models.Q(('offered_places__isnull', True), models.Q(('offered_places__gte', 1), ('offered_places__lt', models.F('party_size')), ('state', 'offered')), _connector='OR'), name='part_of_a_party_is_offered'),
        ),
    ]
