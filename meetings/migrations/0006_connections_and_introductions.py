"""Connections between organisations, and introductions of those that should meet."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0003_action_group_watch'),
        ('meetings', '0005_venues_live_with_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('meeting', 'At a meeting'), ('introduction', 'We introduced them'), ('offer', 'A need or an offer'), ('help', 'A question to the network'), ('staff', 'Noted by our office'), ('contact', 'Told by an organisation')], max_length=12)),
                ('state', models.CharField(choices=[('suggested', 'Suggested to both'), ('both_agreed', 'Both agreed'), ('introduced', 'Have met'), ('talking', 'Talking'), ('joint_work', 'Working together'), ('ended', 'Ended')], max_length=12)),
                ('tied_at', models.DateTimeField(blank=True, null=True, verbose_name='since')),
                ('came_of_it', models.TextField(blank=True, verbose_name='what came of it')),
                ('state_changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('high', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='connections_high', to='groups.organisation')),
                ('low', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='connections_low', to='groups.organisation')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='connections', to='meetings.meeting')),
            ],
            options={
                'ordering': ['-state_changed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ConnectionChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('old', models.CharField(blank=True, max_length=12)),
                ('new', models.CharField(choices=[('suggested', 'Suggested to both'), ('both_agreed', 'Both agreed'), ('introduced', 'Have met'), ('talking', 'Talking'), ('joint_work', 'Working together'), ('ended', 'Ended')], max_length=12)),
                ('origin', models.CharField(choices=[('meeting', 'At a meeting'), ('introduction', 'We introduced them'), ('offer', 'A need or an offer'), ('help', 'A question to the network'), ('staff', 'Noted by our office'), ('contact', 'Told by an organisation')], max_length=12)),
                ('came_of_it', models.TextField(blank=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('connection', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='changes', to='meetings.connection')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='connection_history', to='groups.organisation')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.organisation')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('introduction', 'A suggestion'), ('offer', 'A need and an offer')], default='introduction', max_length=12)),
                ('state', models.CharField(choices=[('waiting', 'To look at'), ('dismissed', 'Dismissed'), ('proposed', 'Both were asked'), ('introduced', 'Introduced'), ('not_now', 'Not now'), ('lapsed', 'No answer'), ('taken_back', 'Taken back')], default='waiting', max_length=12)),
                ('score', models.PositiveIntegerField(default=0)),
                ('reason', models.CharField(help_text='Both read it: why the two might meet.', max_length=500)),
                ('suggested_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('chased_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='introduced or ended')),
                ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='asked what came of it')),
                ('high', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='introductions_high', to='groups.organisation')),
                ('low', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='introductions_low', to='groups.organisation')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-suggested_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='IntroductionSide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(blank=True, choices=[('yes', 'Yes, introduce us'), ('no', 'Not now')], max_length=3)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('met', models.CharField(blank=True, choices=[('working', 'Yes, and we are doing something together'), ('met', 'Yes, we have been in touch'), ('not_yet', 'Not yet'), ('no', 'No, and we will not')], max_length=8)),
                ('came_of_it', models.TextField(blank=True)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('introduction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sides', to='meetings.introduction')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='introduction_sides', to='groups.organisation')),
            ],
        ),
        migrations.AddIndex(
            model_name='connection',
            index=models.Index(fields=['high', 'tied_at'], name='connection_high_tied'),
        ),
        migrations.AddConstraint(
            model_name='connection',
            constraint=models.UniqueConstraint(fields=('low', 'high'), name='connection_once_a_pair'),
        ),
        migrations.AddConstraint(
            model_name='connection',
            constraint=models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='connection_low_key_first'),
        ),
        migrations.AddConstraint(
            model_name='connection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['introduced', 'talking', 'joint_work']), _negated=True), ('tied_at__isnull', False), _connector='OR'), name='connection_real_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='connection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('origin', 'meeting'), _negated=True), ('meeting__isnull', False), _connector='OR'), name='connection_names_its_meeting'),
        ),
        migrations.AddIndex(
            model_name='introduction',
            index=models.Index(fields=['state', '-score'], name='introduction_state_score'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='introduction_low_key_first'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.UniqueConstraint(condition=models.Q(('origin', 'introduction')), fields=('low', 'high'), name='suggested_once_a_pair'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'dismissed']), ('proposed_at__isnull', False), _connector='OR'), name='introduction_asked_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='introductionside',
            constraint=models.UniqueConstraint(fields=('introduction', 'organisation'), name='one_side_per_organisation'),
        ),
        migrations.AddConstraint(
            model_name='introductionside',
            constraint=models.CheckConstraint(condition=models.Q(('answer', ''), ('answered_at__isnull', False), _connector='OR'), name='side_answer_has_a_date'),
        ),
    ]
