"""Initiatives: who carries them, their yearly targets, and the records these are counted from."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0001_all_until_november_2026'),
        ('insights', '0032_issue_tallies'),
        ('meetings', '0001_all_until_november_2026'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Initiative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('parent', models.CharField(blank=True, max_length=150, verbose_name='the alliance it belongs to')),
                ('purpose', models.TextField(blank=True, verbose_name='what it is for')),
                ('aims', models.TextField(blank=True, help_text='One aim a line.')),
                ('evaluation', models.TextField(blank=True, verbose_name='how it is evaluated, and by whom')),
                ('starts_on', models.DateField(help_text='Its own years begin on this day of the year.', verbose_name='first day')),
                ('years', models.PositiveSmallIntegerField(default=3, verbose_name='how many years')),
                ('is_published', models.BooleanField(default=False, verbose_name='everybody may read it')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='initiatives', to='groups.actiongroup', verbose_name='its CAG')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiatives_hosted', to='groups.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='groups.place')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField()),
                ('about', models.CharField(choices=[('injustice', 'Something that is wrong'), ('idea', 'An idea'), ('both', 'Both')], max_length=10)),
                ('words', models.TextField(blank=True)),
                ('meet_again', models.BooleanField(default=False, verbose_name='they would talk again')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('themes', models.ManyToManyField(blank=True, related_name='+', to='groups.theme')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conversations', to='insights.initiative')),
            ],
            options={
                'verbose_name': 'one-to-one conversation',
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Backer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('role', models.CharField(choices=[('funder', 'Funder'), ('public', 'Public partner'), ('private', 'Private partner'), ('evaluator', 'External evaluator')], max_length=10)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='backers', to='insights.initiative')),
            ],
            options={
                'ordering': ['role', 'name'],
            },
        ),
        migrations.CreateModel(
            name='AllianceMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('faith', 'Faith'), ('education', 'Education'), ('community', 'Community'), ('other', 'Other')], max_length=10, verbose_name='institution type')),
                ('joined_on', models.DateField(default=django.utils.timezone.localdate)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alliances', to='groups.organisation')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='insights.initiative')),
            ],
            options={
                'ordering': ['kind', 'organisation__name'],
            },
        ),
        migrations.CreateModel(
            name='InitiativeMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(choices=[('one_day', 'One-day training: places taken'), ('workshop', 'Issues workshop: people there'), ('delegates', 'Delegates assembly: people there'), ('account', 'Accountability assembly: people there')], max_length=10)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='insights.initiative')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='initiative_link', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'meeting that counts',
                'verbose_name_plural': 'meetings that count',
                'ordering': ['meeting__starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Organiser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='hours a week')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisers', to='insights.initiative')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organises', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['starts_on'],
            },
        ),
        migrations.CreateModel(
            name='SteeringSeats',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('resident', 'Residents'), ('member', 'Member institutions'), ('partner', 'Partners'), ('funder', 'Funders'), ('host', 'Host organisation')], max_length=10)),
                ('people', models.PositiveSmallIntegerField()),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='insights.initiative')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(choices=[('one_day', 'One-day training: places taken'), ('three_day', 'Three-day training: places taken'), ('six_day', 'Six-day training: places taken'), ('talks', 'One-to-one conversations'), ('workshop', 'Issues workshop: people there'), ('delegates', 'Delegates assembly: people there'), ('account', 'Accountability assembly: people there')], max_length=10)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('note', models.TextField(blank=True, verbose_name='what staff say to it')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='insights.initiative')),
            ],
            options={
                'ordering': ['measure', 'year'],
            },
        ),
        migrations.CreateModel(
            name='TrainingHeld',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('one_day', 'One-day training: places taken'), ('three_day', 'Three-day training: places taken'), ('six_day', 'Six-day training: places taken')], max_length=10)),
                ('ended_on', models.DateField()),
                ('people', models.PositiveIntegerField(verbose_name='how many took part')),
                ('where', models.CharField(blank=True, max_length=150)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainings', to='insights.initiative')),
            ],
            options={
                'verbose_name': 'training held elsewhere',
                'verbose_name_plural': 'trainings held elsewhere',
                'ordering': ['-ended_on', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(('years__gte', 1), ('years__lte', 10)), name='initiative_some_years'),
        ),
        migrations.AddConstraint(
            model_name='backer',
            constraint=models.UniqueConstraint(fields=('initiative', 'name', 'role'), name='backer_once_a_role'),
        ),
        migrations.AddConstraint(
            model_name='alliancemember',
            constraint=models.UniqueConstraint(condition=models.Q(('left_on', None)), fields=('initiative', 'organisation'), name='in_alliance_once'),
        ),
        migrations.AddConstraint(
            model_name='organiser',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gt', 0), ('hours__lte', 60)), name='organiser_some_hours'),
        ),
        migrations.AddConstraint(
            model_name='steeringseats',
            constraint=models.UniqueConstraint(fields=('initiative', 'role'), name='seats_by_role_once'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('initiative', 'measure', 'year'), name='target_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='trainingheld',
            constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='training_somebody_took_part'),
        ),
    ]
