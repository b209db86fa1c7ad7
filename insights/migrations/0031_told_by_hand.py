"""Who was told an outcome by a card or in person."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("insights", "0030_monthly_dialogue_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ToldByHand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('card', 'A card was delivered'), ('in_person', 'Told in person'), ('phone', 'Told by phone')], max_length=10)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told_by_hand', to='insights.issuemove')),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told_by_hand', to='insights.voice')),
            ],
            options={
                'verbose_name': 'outcome told by hand',
                'verbose_name_plural': 'outcomes told by hand',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('voice', 'outcome'), name='told_an_outcome_by_hand_once')],
            },
        ),
    ]
