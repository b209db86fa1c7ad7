"""Partners over time: their meeting dates, the log of our dealings, when the contacts were last checked."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insights', '0018_files_of_sealed_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='stakeholder',
            name='check_asked_on',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='stakeholder',
            name='checked_on',
            field=models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='contacts last checked on'),
        ),
        migrations.CreateModel(
            name='RelationshipNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('how', models.CharField(choices=[('meeting', 'Met'), ('phone', 'By phone'), ('mail', 'By mail'), ('event', 'At an event')], max_length=8)),
                ('words', models.TextField(verbose_name='what was said or done')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='log', to='insights.stakeholdercontact')),
                ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='log', to='insights.stakeholder')),
            ],
            options={
                'verbose_name': 'entry in the log',
                'verbose_name_plural': 'log of our dealings',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PartnerMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='meets on')),
                ('papers_due_on', models.DateField(blank=True, null=True, verbose_name='papers by')),
                ('what', models.CharField(blank=True, max_length=120, verbose_name='what kind of meeting')),
                ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='insights.stakeholder')),
            ],
            options={
                'verbose_name': 'meeting of the partner',
                'verbose_name_plural': 'meetings of the partner',
                'ordering': ['-held_on'],
                'constraints': [models.UniqueConstraint(fields=('stakeholder', 'held_on'), name='partner_meets_once_a_day'), models.CheckConstraint(condition=models.Q(('papers_due_on', None), ('papers_due_on__lte', models.F('held_on')), _connector='OR'), name='papers_before_the_meeting')],
            },
        ),
    ]
