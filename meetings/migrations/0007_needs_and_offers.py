"""Needs and offers of organisations for each other."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0006_networks'),
        ('meetings', '0006_connections_and_introductions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('need', 'We need'), ('offer', 'We can offer')], max_length=5)),
                ('title', models.CharField(max_length=120)),
                ('words', models.TextField(blank=True, verbose_name='more about it')),
                ('until', models.DateField()),
                ('audience', models.CharField(choices=[('public', 'Everybody'), ('members', 'CAG members')], default='public', max_length=7, verbose_name='who may see it')),
                ('state', models.CharField(choices=[('open', 'Open'), ('sorted', 'Sorted'), ('expired', 'Over'), ('withdrawn', 'Taken down')], default='open', max_length=9)),
                ('outcome', models.CharField(blank=True, choices=[('here', 'Yes, through the network'), ('elsewhere', 'Yes, in another way'), ('no', 'No')], max_length=9, verbose_name='did it help?')),
                ('came_of_it', models.TextField(blank=True, verbose_name='what came of it')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='groups.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='groups.place')),
                ('posted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('themes', models.ManyToManyField(blank=True, related_name='listings', to='groups.theme')),
            ],
            options={
                'verbose_name': 'need or offer',
                'verbose_name_plural': 'needs and offers',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('introduction', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='match', to='meetings.introduction')),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='meetings.listing')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='groups.organisation')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='matched_by', to='meetings.listing')),
            ],
            options={
                'verbose_name_plural': 'matches',
            },
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(fields=['state', 'until'], name='listing_state_until'),
        ),
        migrations.AddConstraint(
            model_name='listing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'sorted'), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='listing_sorted_says_how'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(fields=('listing', 'organisation'), name='one_match_a_mail'),
        ),
    ]
