"""The monthly dialogue report of an area: its needs, its readers, what was sent and what partners answered."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('camk', '0001_all_until_november_2026'),
        ('groups', '0001_all_until_november_2026'),
        ('insights', '0029_public_editions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AreaNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300, verbose_name='what people need')),
                ('stage', models.CharField(choices=[('need', 'A need'), ('solution', 'A solution is found'), ('service', 'A service runs'), ('met', 'The need is met')], default='need', max_length=10, verbose_name='how far is it')),
                ('solution', models.TextField(blank=True, verbose_name='what would solve it')),
                ('service', models.TextField(blank=True, verbose_name='what runs, and who provides it')),
                ('opened_on', models.DateField(default=django.utils.timezone.localdate)),
                ('met_on', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='groups.place')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.theme')),
            ],
            options={
                'verbose_name': 'need of an area',
                'verbose_name_plural': 'needs of areas',
                'ordering': ['opened_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AreaReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(default=django.utils.timezone.localdate)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='groups.place')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas_read', to='insights.stakeholdercontact')),
            ],
            options={
                'verbose_name': "reader of an area's report",
                'verbose_name_plural': "readers of areas' reports",
                'ordering': ['area', 'contact'],
            },
        ),
        migrations.CreateModel(
            name='DialogueReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='Its first day.')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('handed_in', 'Waits for staff'), ('sent', 'Sent'), ('nil', 'Nothing was noted'), ('withdrawn', 'Taken back')], default='draft', max_length=10)),
                ('summary', models.TextField(blank=True, verbose_name='in short')),
                ('review_words', models.TextField(blank=True)),
                ('why_new', models.TextField(blank=True, verbose_name='why there is a new version')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('snapshot', models.JSONField(blank=True, editable=False, null=True)),
                ('snapshot_sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('page_html', models.TextField(blank=True, editable=False)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogue_reports', to='groups.place')),
                ('handed_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pdf', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('quotes', models.ManyToManyField(blank=True, related_name='quoted_in', to='insights.dialogue')),
            ],
            options={
                'verbose_name': 'monthly dialogue report',
                'ordering': ['-month', 'area__label', '-version'],
            },
        ),
        migrations.CreateModel(
            name='DialogueReportReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogue_reports', to='insights.stakeholdercontact')),
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.secretlink')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='insights.dialoguereport')),
            ],
        ),
        migrations.CreateModel(
            name='NeedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('accepted', 'Yes, we will do this'), ('part_accepted', 'We will do part of it'), ('refused', 'No, and this is why'), ('needs_information', 'We need to know more')], max_length=18)),
                ('words', models.TextField(blank=True)),
                ('owner_name', models.CharField(blank=True, max_length=120, verbose_name='who will see to it')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='by when')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='insights.areaneed')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='insights.dialoguereportreader')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='areaneed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('met_on__isnull', False), ('stage', 'met')), models.Q(models.Q(('stage', 'met'), _negated=True), ('met_on', None)), _connector='OR'), name='area_need_met_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='areareader',
            constraint=models.UniqueConstraint(fields=('area', 'contact'), name='reads_area_once'),
        ),
        migrations.AddConstraint(
            model_name='dialoguereport',
            constraint=models.UniqueConstraint(fields=('area', 'month', 'version'), name='one_report_an_area_and_month'),
        ),
        migrations.AddConstraint(
            model_name='dialoguereport',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'handed_in', 'nil'])), fields=('area', 'month'), name='one_month_in_the_works'),
        ),
        migrations.AddConstraint(
            model_name='dialoguereport',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'sent')), fields=('area', 'month'), name='one_month_sent'),
        ),
        migrations.AddConstraint(
            model_name='dialoguereport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('sent_at__isnull', False), ('snapshot__isnull', False)), _connector='OR'), name='sent_dialogue_report_is_frozen'),
        ),
        migrations.AddConstraint(
            model_name='dialoguereportreader',
            constraint=models.UniqueConstraint(fields=('report', 'contact'), name='dialogue_reader_once'),
        ),
    ]
