"""The clock of answers: pauses with their reason, and the rungs of the ladder when a partner is late."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insights', '0019_partners_over_time'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('reason', models.TextField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='insights.stakeholderreport')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('report',), name='one_open_pause_of_a_report')],
            },
        ),
        migrations.CreateModel(
            name='ChaseStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.PositiveSmallIntegerField(choices=[(1, 'Reminded'), (2, 'Senior contact asked'), (3, 'For the next agenda of the partner')])),
                ('on', models.DateField()),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='insights.partnermeeting')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chase', to='insights.stakeholderreport')),
            ],
            options={
                'ordering': ['rung'],
                'constraints': [models.UniqueConstraint(fields=('report', 'rung'), name='each_rung_once')],
            },
        ),
    ]
