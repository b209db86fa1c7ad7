"""Questions to the network: "Who can help with ...?" """

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0010_updates'),
        ('meetings', '0009_note_entries_that_stand'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HelpRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(verbose_name='question')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('matched', 'Put to organisations'), ('introduced', 'Answered'), ('closed', 'Closed')], default='asked', max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('passed_on_at', models.DateTimeField(blank=True, null=True, verbose_name='passed to a named person')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('asked_back_at', models.DateTimeField(blank=True, null=True, verbose_name='asked whether it helped')),
                ('helped', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'In part'), ('no', 'No')], max_length=6, verbose_name='did it help?')),
                ('helped_words', models.TextField(blank=True, verbose_name='what came of it')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='help_requests', to=settings.AUTH_USER_MODEL)),
                ('beneficiary', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.beneficiary', verbose_name='who it is for')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.meeting', verbose_name='on the agenda of')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='help_requests', to='groups.organisation')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who sees to it')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.place')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.theme')),
            ],
            options={
                'verbose_name': 'question to the network',
                'verbose_name_plural': 'questions to the network',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HelpAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('passed_at', models.DateTimeField(blank=True, null=True, verbose_name='said that it is not for them')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='help_asked', to='groups.organisation')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='meetings.helprequest')),
            ],
        ),
        migrations.CreateModel(
            name='HelpAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='help_answers', to='groups.organisation')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='meetings.helprequest')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='helprequest',
            index=models.Index(fields=['state', 'created_at'], name='help_state_created'),
        ),
        migrations.AddConstraint(
            model_name='helprequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'introduced'), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='help_answered_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='helpasked',
            constraint=models.UniqueConstraint(fields=('request', 'organisation'), name='help_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='helpanswer',
            constraint=models.UniqueConstraint(fields=('request', 'organisation'), name='one_answer_per_organisation'),
        ),
        migrations.AddConstraint(
            model_name='helpanswer',
            constraint=models.CheckConstraint(condition=models.Q(('organisation__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='help_answer_says_something'),
        ),
    ]
