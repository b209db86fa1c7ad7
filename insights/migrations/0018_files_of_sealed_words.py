"""Each photo or file of a sealed record is kept encrypted in a row of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insights', '0017_sealed_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('cipher', models.BinaryField()),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shut_files', to='insights.sealedrecord')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('record', 'number'), name='sealed_file_once')],
            },
        ),
    ]
