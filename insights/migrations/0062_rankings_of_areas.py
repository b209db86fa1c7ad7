"""Organisations put the themes of their area in order, too, where there is no CAG.

Orders of CAGs stay as they are.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0025_programme_outcomes'),
        ('insights', '0061_terms_of_a_wording'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='themeranking',
            name='area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='theme_rankings', to='groups.place'),
        ),
        migrations.AddField(
            model_name='themeranking',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='theme_rankings', to='groups.organisation'),
        ),
        migrations.AlterField(
            model_name='themeranking',
            name='membership',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='theme_rankings', to='groups.actiongroupmembership'),
        ),
        migrations.AddConstraint(
            model_name='themeranking',
            constraint=models.UniqueConstraint(fields=('organisation', 'area', 'quarter_start'), name='area_ranking_once_a_quarter'),
        ),
        migrations.AddConstraint(
            model_name='themeranking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', True), ('membership__isnull', False), ('organisation__isnull', True)), models.Q(('area__isnull', False), ('membership__isnull', True), ('organisation__isnull', False)), _connector='OR'), name='theme_ranking_in_a_cag_or_an_area'),
        ),
    ]
