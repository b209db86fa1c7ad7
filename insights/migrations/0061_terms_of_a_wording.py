"""Whether a row of the list says a word is read from an index alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insights', '0060_told_by_many'),
    ]

    operations = [
        migrations.AlterField(
            model_name='wordingterm',
            name='wording',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='insights.wording'),
        ),
        migrations.AddIndex(
            model_name='wordingterm',
            index=models.Index(fields=['wording', 'term'], name='wording_terms'),
        ),
    ]
