"""Promises followed: who asked, where and who heard it, new words, disputes, and word of how each stands."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insights', '0020_late_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='pledge',
            name='asked_by',
            field=models.CharField(blank=True, max_length=150, verbose_name='who asked for it'),
        ),
        migrations.AddField(
            model_name='pledge',
            name='replaces',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='insights.pledge'),
        ),
        migrations.AddField(
            model_name='pledge',
            name='where',
            field=models.CharField(blank=True, max_length=150, verbose_name='where it was made'),
        ),
        migrations.AddField(
            model_name='pledge',
            name='witnesses',
            field=models.CharField(blank=True, max_length=300, verbose_name='who heard it'),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='state',
            field=models.CharField(choices=[('pledged', 'Promised'), ('part_pledged', 'Promised in part'), ('evidence_given', 'They say it is done'), ('kept', 'Kept'), ('partly_kept', 'Kept in part'), ('broken', 'Not kept'), ('disputed', 'Disputed'), ('renegotiated', 'Replaced by a new promise')], default='pledged', max_length=16),
        ),
        migrations.CreateModel(
            name='PledgeWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('check_in', 'How it stands'), ('handed_over', 'Handed over')], max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('words', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('holder_before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insights.stakeholdercontact')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='insights.pledge')),
            ],
            options={
                'verbose_name': 'word',
                'verbose_name_plural': 'how it stands',
                'ordering': ['-at', '-pk'],
            },
        ),
    ]
