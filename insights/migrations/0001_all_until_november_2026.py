"""The tables of `insights`, and the ready answers staff start from.

One step for a new database instead of the many it replaces, which stay for databases that began with them.
"""

from importlib import import_module
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from camk.migrating import CreateAll

# What the first versions of these migrations filled in, one by one.
start = import_module("insights.migrations.0005_triage_start").start


class Migration(migrations.Migration):

    replaces = [('insights', '0001_first'), ('insights', '0002_report_versions'), ('insights', '0003_sealing'), ('insights', '0004_triage_desk'), ('insights', '0005_triage_start'), ('insights', '0006_rankings'), ('insights', '0007_issues_on_agendas'), ('insights', '0008_findable_wordings'), ('insights', '0009_offers_of_help'), ('insights', '0010_solving_it_together'), ('insights', '0011_said_round_the_table'), ('insights', '0012_stories_from_quotes'), ('insights', '0013_where_issues_were_discussed'), ('insights', '0014_telling_more'), ('insights', '0015_voice_places'), ('insights', '0016_objections'), ('insights', '0017_sealed_files')]

    initial = True

    dependencies = [
        ('camk', '0001_all_until_november_2026'),
        ('groups', '0001_all_until_november_2026'),
        ('meetings', '0001_all_until_november_2026'),
    ]

    operations = [
        CreateAll([
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(choices=[('issue', 'An issue'), ('gap', 'A gap'), ('idea', 'An idea'), ('interest', 'An interest'), ('good_news', 'Good news')], max_length=10)),
                ('state', models.CharField(choices=[('submitted', 'Received'), ('screening', 'Being looked at'), ('needs_information', 'A question for you'), ('sealed', 'Handled in confidence'), ('new', 'Being looked at by us'), ('in_review', 'Being looked into'), ('joined', 'Part of a wider issue'), ('redirected', 'Passed on'), ('answered', 'Answered'), ('declined', 'Not taken on'), ('accepted', 'On our list'), ('parked', 'Watching'), ('raised', 'Raised with a partner'), ('responded', 'They have answered'), ('pledged', 'A promise was made'), ('they_say_done', 'They say it is done'), ('confirmed', 'Done, confirmed'), ('unconfirmed', 'Said to be done, not confirmed'), ('not_resolved', 'Not resolved'), ('withdrawn', 'Taken back'), ('closed', 'Closed'), ('reopened', 'Back again')], default='submitted', max_length=20)),
                ('lead_wording', models.CharField(blank=True, help_text='What others will read: no names, nobody recognisable.', max_length=300)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('severity', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'An inconvenience'), (2, 'Hard'), (3, 'Serious'), (4, 'Urgent')], null=True)),
                ('reach', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'One family or a few people'), (2, 'A street or an estate'), (3, 'Several estates'), (4, 'All of Milton Keynes')], null=True)),
                ('public_answer', models.TextField(blank=True, verbose_name='our answer')),
                ('for_report', models.BooleanField(default=False, verbose_name='marked for a report')),
                ('wording_read', models.BooleanField(default=False, editable=False)),
                ('voice_count', models.PositiveIntegerField(default=0, editable=False)),
                ('reopened_count', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('first_looked_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('state_changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_on', models.DateField(blank=True, editable=False, null=True)),
                ('growing_since', models.DateTimeField(blank=True, editable=False, null=True)),
                ('beneficiaries', models.ManyToManyField(blank=True, related_name='issues', to='groups.beneficiary')),
                ('joined_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='insights.issue')),
                ('main_place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.place')),
                ('main_theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.theme')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='issues_owned', to=settings.AUTH_USER_MODEL)),
                ('places', models.ManyToManyField(blank=True, related_name='issues', to='groups.place')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('themes', models.ManyToManyField(blank=True, related_name='issues', to='groups.theme')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'permissions': [('view_figures', "Can see the trustees' figures")],
            },
        ),
        migrations.CreateModel(
            name='KnownTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=60, unique=True)),
                ('wordings', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='AreaAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='area_assignments', to='groups.place')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='area_assignments', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['place', 'starts_on'],
            },
        ),
        migrations.CreateModel(
            name='EmergencyRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('allowed_until', models.DateTimeField(blank=True, null=True)),
                ('allowed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('issue', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='wording', serialize=False, to='insights.issue')),
                ('words', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('shown_at', models.DateTimeField(blank=True, null=True, verbose_name='shown to everybody')),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('hidden_because', models.CharField(blank=True, max_length=300, verbose_name='why it was hidden')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ideas', to='groups.organisation')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ideas', to='insights.issue')),
            ],
            options={
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='insights.issue')),
            ],
        ),
        migrations.CreateModel(
            name='Discussion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='discussions', to='meetings.meeting')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='discussions', to='insights.issue')),
            ],
        ),
        migrations.CreateModel(
            name='CoordinatedResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('aim', models.TextField(verbose_name='what it is to bring about')),
                ('state', models.CharField(choices=[('planned', 'Being planned'), ('under_way', 'Under way'), ('done', 'Done'), ('stopped', 'Stopped')], default='planned', max_length=10)),
                ('outcome', models.TextField(blank=True, verbose_name='what came of it')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lead_organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses_led', to='groups.organisation')),
                ('organisations', models.ManyToManyField(blank=True, related_name='responses_joined', to='groups.organisation')),
                ('to_dos', models.ManyToManyField(blank=True, related_name='responses', to='meetings.todo')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses_together', to='insights.issue')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='answer wanted by')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('made', 'Waiting for an answer'), ('accepted', 'Agreed'), ('part_accepted', 'Agreed in part'), ('refused', 'Declined'), ('needs_information', 'They need information')], default='made', max_length=18)),
                ('issues', models.ManyToManyField(blank=True, related_name='asks', to='insights.issue')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AgendaIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('part', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='raised', to='meetings.agendaitem')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='on_agendas', to='insights.issue')),
            ],
            options={
                'verbose_name': 'issue on an agenda',
                'verbose_name_plural': 'issues on agendas',
            },
        ),
        migrations.CreateModel(
            name='IssueCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(choices=[('safe', 'Safe to hold: nobody named, nothing disclosed'), ('clear', 'Clear: we understand what is meant'), ('merged', 'Looked for others that say the same'), ('told', 'The people behind it were told')], max_length=8)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='insights.issue')),
            ],
        ),
        migrations.CreateModel(
            name='IssueMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_state', models.CharField(blank=True, choices=[('submitted', 'Received'), ('screening', 'Being looked at'), ('needs_information', 'A question for you'), ('sealed', 'Handled in confidence'), ('new', 'Being looked at by us'), ('in_review', 'Being looked into'), ('joined', 'Part of a wider issue'), ('redirected', 'Passed on'), ('answered', 'Answered'), ('declined', 'Not taken on'), ('accepted', 'On our list'), ('parked', 'Watching'), ('raised', 'Raised with a partner'), ('responded', 'They have answered'), ('pledged', 'A promise was made'), ('they_say_done', 'They say it is done'), ('confirmed', 'Done, confirmed'), ('unconfirmed', 'Said to be done, not confirmed'), ('not_resolved', 'Not resolved'), ('withdrawn', 'Taken back'), ('closed', 'Closed'), ('reopened', 'Back again')], max_length=20)),
                ('new_state', models.CharField(choices=[('submitted', 'Received'), ('screening', 'Being looked at'), ('needs_information', 'A question for you'), ('sealed', 'Handled in confidence'), ('new', 'Being looked at by us'), ('in_review', 'Being looked into'), ('joined', 'Part of a wider issue'), ('redirected', 'Passed on'), ('answered', 'Answered'), ('declined', 'Not taken on'), ('accepted', 'On our list'), ('parked', 'Watching'), ('raised', 'Raised with a partner'), ('responded', 'They have answered'), ('pledged', 'A promise was made'), ('they_say_done', 'They say it is done'), ('confirmed', 'Done, confirmed'), ('unconfirmed', 'Said to be done, not confirmed'), ('not_resolved', 'Not resolved'), ('withdrawn', 'Taken back'), ('closed', 'Closed'), ('reopened', 'Back again')], max_length=20)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('words', models.TextField(blank=True, verbose_name='what people are told')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='insights.issue')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='IssueNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('words', models.TextField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='insights.issue')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='IssueWatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to='insights.issue')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issues_watched', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Join',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('state_before', models.CharField(choices=[('submitted', 'Received'), ('screening', 'Being looked at'), ('needs_information', 'A question for you'), ('sealed', 'Handled in confidence'), ('new', 'Being looked at by us'), ('in_review', 'Being looked into'), ('joined', 'Part of a wider issue'), ('redirected', 'Passed on'), ('answered', 'Answered'), ('declined', 'Not taken on'), ('accepted', 'On our list'), ('parked', 'Watching'), ('raised', 'Raised with a partner'), ('responded', 'They have answered'), ('pledged', 'A promise was made'), ('they_say_done', 'They say it is done'), ('confirmed', 'Done, confirmed'), ('unconfirmed', 'Said to be done, not confirmed'), ('not_resolved', 'Not resolved'), ('withdrawn', 'Taken back'), ('closed', 'Closed'), ('reopened', 'Back again')], max_length=20)),
                ('moved', models.JSONField(default=list, editable=False)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('joined', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joins_out', to='insights.issue')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joins_in', to='insights.issue')),
            ],
        ),
        migrations.CreateModel(
            name='JoinObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('apart', 'Taken apart'), ('kept', 'Left together')], max_length=8)),
                ('answer', models.TextField(blank=True, verbose_name='why')),
                ('join', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='insights.join')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NotTheSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='insights.issue')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='insights.issue')),
            ],
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('words', models.TextField(blank=True, verbose_name='more about it')),
                ('format', models.CharField(choices=[('group', 'Group sessions'), ('one_to_one', 'One to one'), ('both', 'Group sessions and one to one'), ('other', 'In another way')], max_length=12, verbose_name='how it is given')),
                ('places', models.PositiveIntegerField(blank=True, null=True, verbose_name='for how many people')),
                ('taken', models.PositiveIntegerField(default=0, verbose_name='how many have taken it up')),
                ('how_to', models.CharField(max_length=300, verbose_name='how to take it up')),
                ('until', models.DateField()),
                ('state', models.CharField(choices=[('open', 'Open'), ('over', 'Over'), ('withdrawn', 'Taken back'), ('hidden', 'Hidden by our office')], default='open', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why our office hid it')),
                ('asked_for', models.DateField(blank=True, editable=False, null=True, verbose_name='asked whether it goes on, for this last day')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('for_whom', models.ManyToManyField(blank=True, related_name='help_offers', to='groups.beneficiary')),
                ('issues', models.ManyToManyField(blank=True, related_name='offers', to='insights.issue')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='help_offers', to='groups.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='help_offers', to='groups.place')),
            ],
            options={
                'verbose_name': 'offer of help',
                'verbose_name_plural': 'offers of help',
                'ordering': ['until', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Parking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateField(blank=True, null=True, verbose_name='until this day')),
                ('more_organisations', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='until so many more organisations')),
                ('another_place', models.BooleanField(default=False, verbose_name='until another place raises it')),
                ('organisations_then', models.PositiveIntegerField(default=0, editable=False)),
                ('places_then', models.JSONField(default=list, editable=False)),
                ('woken_at', models.DateTimeField(blank=True, null=True)),
                ('woken_by', models.CharField(blank=True, choices=[('date', 'the date came'), ('more', 'more organisations said it too'), ('place', 'another place raised it')], max_length=8)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parkings', to='insights.issue')),
            ],
        ),
        migrations.CreateModel(
            name='ResponseTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('label', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('needs_information', 'A question for you'), ('answered', 'Answered'), ('accepted', 'On our list'), ('parked', 'Watching'), ('redirected', 'Passed on'), ('declined', 'Not taken on'), ('joined', 'Part of a wider issue'), ('closed', 'Closed'), ('reopened', 'Back again')], max_length=20, verbose_name='for the step')),
                ('kind', models.CharField(blank=True, choices=[('issue', 'An issue'), ('gap', 'A gap'), ('idea', 'An idea'), ('interest', 'An interest'), ('good_news', 'Good news')], help_text='Empty: for all kinds.', max_length=10, verbose_name='for')),
                ('words', models.TextField(help_text='Staff change it to fit before it is sent.', verbose_name='what stands on the page')),
                ('mail_words', models.CharField(blank=True, help_text='One or two general sentences; sent as they stand. A mail never holds what anybody told us.', max_length=400, verbose_name='what the mail says')),
                ('theme', models.ForeignKey(blank=True, help_text='Empty: for all themes.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.theme')),
            ],
            options={
                'verbose_name': 'ready answer',
                'ordering': ['position', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SafeguardingAlert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='SealedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whole_issue', models.BooleanField(default=True)),
                ('state_before', models.CharField(blank=True, choices=[('submitted', 'Received'), ('screening', 'Being looked at'), ('needs_information', 'A question for you'), ('sealed', 'Handled in confidence'), ('new', 'Being looked at by us'), ('in_review', 'Being looked into'), ('joined', 'Part of a wider issue'), ('redirected', 'Passed on'), ('answered', 'Answered'), ('declined', 'Not taken on'), ('accepted', 'On our list'), ('parked', 'Watching'), ('raised', 'Raised with a partner'), ('responded', 'They have answered'), ('pledged', 'A promise was made'), ('they_say_done', 'They say it is done'), ('confirmed', 'Done, confirmed'), ('unconfirmed', 'Said to be done, not confirmed'), ('not_resolved', 'Not resolved'), ('withdrawn', 'Taken back'), ('closed', 'Closed'), ('reopened', 'Back again')], max_length=20)),
                ('cipher', models.TextField(blank=True, editable=False)),
                ('files', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='photos and files')),
                ('sealed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end', models.CharField(blank=True, choices=[('put_back', 'Put back: it was no matter of safeguarding'), ('destroyed', 'Destroyed, after the concern went its way')], max_length=10)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sealed_records', to='insights.issue')),
                ('sealed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-sealed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('emergency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insights.emergencyrequest')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='insights.sealedrecord')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.AddField(
            model_name='emergencyrequest',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='emergencies', to='insights.sealedrecord'),
        ),
        migrations.CreateModel(
            name='Stakeholder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, unique=True)),
                ('kind', models.CharField(choices=[('council', 'City council'), ('councillor', 'Councillor'), ('parish', 'Parish, town or community council'), ('board', 'Partnership board'), ('nhs', 'NHS or integrated care'), ('police', 'Police or fire'), ('housing', 'Housing provider'), ('education', 'School, college or university'), ('funder', 'Funder'), ('business', 'Business'), ('mp', 'Member of Parliament'), ('body', 'Regional or national body'), ('network', 'Network')], max_length=12)),
                ('sector', models.CharField(choices=[('state', 'State'), ('market', 'Market'), ('civil', 'Civil society')], default='state', max_length=8)),
                ('answer_days', models.PositiveSmallIntegerField(default=20, verbose_name='agreed answer time in working days')),
                ('notes', models.TextField(blank=True)),
                ('places', models.ManyToManyField(blank=True, related_name='stakeholders', to='groups.place')),
                ('themes', models.ManyToManyField(blank=True, related_name='stakeholders', to='groups.theme')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='StakeholderContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('office', models.CharField(blank=True, max_length=120)),
                ('is_senior', models.BooleanField(default=False)),
                ('term_start', models.DateField(blank=True, null=True)),
                ('term_end', models.DateField(blank=True, null=True)),
                ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='insights.stakeholder')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stakeholder_contacts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'partner contact',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('accepted', 'Yes, we will do this'), ('part_accepted', 'We will do part of it'), ('refused', 'No, and this is why'), ('needs_information', 'We need to know more')], max_length=18)),
                ('words', models.TextField(blank=True)),
                ('owner_name', models.CharField(blank=True, max_length=120, verbose_name='who will see to it')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='by when')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='insights.ask')),
                ('keyed_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='insights.stakeholdercontact')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(verbose_name='the exact words')),
                ('due_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('pledged', 'Promised'), ('part_pledged', 'Promised in part'), ('evidence_given', 'They say it is done'), ('kept', 'Kept'), ('partly_kept', 'Kept in part'), ('broken', 'Not kept')], default='pledged', max_length=16)),
                ('evidence', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_word_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='insights.ask')),
                ('issues', models.ManyToManyField(blank=True, related_name='pledges', to='insights.issue')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='insights.stakeholdercontact')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='ask',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='insights.stakeholdercontact'),
        ),
        migrations.CreateModel(
            name='StakeholderReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('title', models.CharField(max_length=150)),
                ('meeting_on', models.DateField(blank=True, null=True, verbose_name='the meeting it is for')),
                ('period_start', models.DateField()),
                ('period_end', models.DateField()),
                ('summary', models.TextField(blank=True)),
                ('method', models.TextField(blank=True, verbose_name='how we gathered this, and its limits')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'Waiting for a second person'), ('changes_wanted', 'Changes wanted'), ('approved', 'Approved'), ('sent', 'Sent'), ('responded', 'Every ask answered'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], default='draft', max_length=16)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('review_words', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('why_new', models.TextField(blank=True, verbose_name='why there is a new version')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('withdrawn_reason', models.TextField(blank=True, editable=False)),
                ('snapshot', models.JSONField(blank=True, editable=False, null=True)),
                ('snapshot_sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('page_html', models.TextField(blank=True, editable=False)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_review_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pdf', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='groups.programme')),
                ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='insights.stakeholder')),
            ],
            options={
                'verbose_name': 'report',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='ReportRecipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.secretlink')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports_received', to='insights.stakeholdercontact')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='insights.stakeholderreport')),
            ],
        ),
        migrations.AddField(
            model_name='ask',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='insights.stakeholderreport'),
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('said', models.CharField(max_length=250, verbose_name='what was said')),
                ('who', models.CharField(blank=True, max_length=120, verbose_name='who said it, as it may be shown')),
                ('changed', models.TextField(verbose_name='what changed')),
                ('consented_at', models.DateTimeField(blank=True, null=True, verbose_name='consent given')),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('feedback', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='story', to='meetings.feedback')),
                ('issue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='insights.issue')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='groups.organisation')),
            ],
            options={
                'verbose_name_plural': 'stories',
                'ordering': ['-published_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ThemeRanking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quarter_start', models.DateField()),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='theme_rankings', to='groups.actiongroupmembership')),
            ],
            options={
                'ordering': ['-quarter_start', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RankedTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.theme')),
                ('ranking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ranked', to='insights.themeranking')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('what_would_help', models.TextField(blank=True)),
                ('suggested_action', models.CharField(blank=True, choices=[('together', 'Work together'), ('tell', 'Tell more people'), ('ask', 'Ask a public body to act'), ('funding', 'Money'), ('campaign', 'Campaign'), ('find_out', 'Find out more'), ('training', 'Training'), ('volunteers', 'Volunteers'), ('other', 'Something else')], max_length=10, verbose_name='what should be done')),
                ('affected', models.PositiveIntegerField(blank=True, null=True, verbose_name='how many are affected')),
                ('lived_experience', models.BooleanField(blank=True, null=True, verbose_name='this happened to me or to people I support')),
                ('channel', models.CharField(choices=[('web', 'On the site'), ('phone', 'By phone'), ('mail', 'By mail'), ('room', 'In a room'), ('note', 'From a conversation note'), ('log', 'From an earlier log')], default='web', max_length=8)),
                ('is_us_too', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('sealed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('beneficiaries', models.ManyToManyField(blank=True, related_name='+', to='groups.beneficiary', verbose_name='who is affected')),
                ('first_issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='first_voices', to='insights.issue')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='insights.issue')),
                ('keyed_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='groups.organisation')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.storedfile')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='groups.place')),
                ('places', models.ManyToManyField(blank=True, related_name='+', to='groups.place')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='voices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.AddField(
            model_name='sealedrecord',
            name='voices',
            field=models.ManyToManyField(related_name='sealed_records', to='insights.voice'),
        ),
        migrations.CreateModel(
            name='ReportItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_items', to='insights.issue')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='insights.stakeholderreport')),
                ('quote', models.ForeignKey(blank=True, help_text='Consented words only.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insights.voice')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.storedfile')),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='insights.voice')),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('partners', 'Who we work with'), ('doing', 'What they do'), ('need', 'The support we need'), ('invite', 'Who else to invite')], max_length=8)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('organisation_name', models.CharField(blank=True, max_length=150)),
                ('consents', models.JSONField(default=list, verbose_name='they agreed to')),
                ('state', models.CharField(choices=[('new', 'To look at'), ('used', 'Became something'), ('aside', 'Set aside')], default='new', max_length=5)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.doorlist')),
                ('listing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to='meetings.listing')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='meetings.meeting')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='groups.organisation')),
                ('suggestion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to='groups.suggestion')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to=settings.AUTH_USER_MODEL)),
                ('voice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to='insights.voice')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='VoiceConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('count', 'Count it only'), ('anonymous', 'Use my words without any name'), ('named', 'Use my words with the name of my organisation'), ('partners', 'Share my words with the partners who can act'), ('publish', 'Publish my words')], max_length=10)),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='insights.voice')),
            ],
        ),
        migrations.CreateModel(
            name='VolunteerRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=120, verbose_name='what they would do')),
                ('words', models.TextField(blank=True, verbose_name='more about it')),
                ('wanted', models.PositiveIntegerField(verbose_name='how many')),
                ('until', models.DateField(verbose_name='needed by')),
                ('state', models.CharField(choices=[('new', 'With our office'), ('looking', 'We are looking'), ('met', 'Found'), ('part_met', 'Found in part'), ('not_met', 'Not found'), ('withdrawn', 'Taken back')], default='new', max_length=10)),
                ('found', models.PositiveIntegerField(default=0, verbose_name='how many were found')),
                ('outcome', models.CharField(blank=True, max_length=300, verbose_name='what became of it')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='volunteer_requests', to='insights.issue')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='volunteer_requests', to='groups.organisation')),
            ],
            options={
                'verbose_name': 'request for volunteers',
                'verbose_name_plural': 'requests for volunteers',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='WhoCanAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issues_to_act_on', to='groups.actiongroup')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='who_can_act', to='insights.issue')),
                ('stakeholder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issues_to_act_on', to='insights.stakeholder')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Dialogue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField()),
                ('setting', models.CharField(choices=[('doorstep', 'On a doorstep'), ('street', 'In the street or park'), ('venue', 'In a community building'), ('event', 'At an event'), ('school', 'At a school or nursery'), ('faith', 'At a place of worship'), ('other', 'Somewhere else')], max_length=10)),
                ('kind', models.CharField(choices=[('idea', 'An idea'), ('issue', 'An issue'), ('interest', 'An interest')], max_length=10)),
                ('words', models.TextField(verbose_name='the words as they were said')),
                ('present', models.PositiveIntegerField(default=1, verbose_name='how many people were there')),
                ('led_by', models.CharField(choices=[('residents', 'Residents'), ('partner', 'A partner'), ('staff', 'Us')], default='residents', max_length=10)),
                ('may_quote', models.BooleanField(default=False, verbose_name='these words may be quoted')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogues', to='groups.place')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='dialogues', to=settings.AUTH_USER_MODEL)),
                ('themes', models.ManyToManyField(blank=True, related_name='dialogues', to='groups.theme')),
            ],
            options={
                'verbose_name': 'conversation note',
                'ordering': ['-held_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('present__gte', 1)), name='dialogue_somebody_present')],
            },
        ),
        migrations.CreateModel(
            name='WordingTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='insights.knownterm')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='insights.wording')),
            ],
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(fields=['state', 'created_at'], name='issue_queue'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(condition=models.Q(('released_at__isnull', False)), fields=['-released_at', '-id'], name='issue_released'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(fields=['created_at', 'id'], name='issue_oldest'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(condition=models.Q(('state__in', ('submitted', 'screening', 'needs_information', 'new', 'in_review', 'reopened'))), fields=['created_at', 'id'], name='issue_waiting'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(condition=models.Q(('state__in', ('submitted', 'screening', 'needs_information', 'new', 'in_review', 'reopened')), ('owner__isnull', True)), fields=['created_at', 'id'], name='issue_nobodys'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(condition=models.Q(('state__in', ('joined', 'redirected', 'answered', 'declined', 'confirmed', 'unconfirmed', 'not_resolved', 'withdrawn', 'closed', 'sealed')), _negated=True), fields=['created_at', 'id'], name='issue_open'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(condition=models.Q(('state__in', ('joined', 'redirected', 'answered', 'declined', 'confirmed', 'unconfirmed', 'not_resolved', 'withdrawn', 'closed', 'sealed')), _negated=True), fields=['owner', 'created_at', 'id'], name='issue_owned'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(condition=models.Q(('due_on__isnull', False)), fields=['due_on', 'created_at', 'id'], name='issue_due'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(condition=models.Q(('growing_since__isnull', False)), fields=['growing_since', 'created_at', 'id'], name='issue_growing'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(condition=models.Q(('for_report', True)), fields=['created_at', 'id'], name='issue_for_report'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(fields=['kind', 'created_at', 'id'], name='issue_kind'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(fields=['main_theme', 'created_at', 'id'], name='issue_theme'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(models.OrderBy(django.db.models.functions.comparison.Coalesce(django.db.models.expressions.CombinedExpression(models.F('severity'), '*', models.F('reach')), 0), descending=True), models.OrderBy(models.F('id'), descending=True), name='issue_priority'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(condition=models.Q(('released_at__isnull', False), ('wording_read', False)), fields=['id'], name='issue_unread'),
        ),
        migrations.AddConstraint(
            model_name='issue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'sealed'), _negated=True), models.Q(('lead_wording', ''), ('public_answer', ''), ('released_at__isnull', True)), _connector='OR'), name='sealed_issue_holds_no_words'),
        ),
        migrations.AddConstraint(
            model_name='follower',
            constraint=models.UniqueConstraint(fields=('issue', 'user'), name='follows_issue_once'),
        ),
        migrations.AddConstraint(
            model_name='discussion',
            constraint=models.UniqueConstraint(fields=('issue', 'meeting'), name='issue_discussed_once_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='coordinatedresponse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'stopped']), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='response_ended_says_what_came'),
        ),
        migrations.AddConstraint(
            model_name='issuecheck',
            constraint=models.UniqueConstraint(fields=('issue', 'item'), name='issue_checked_once'),
        ),
        migrations.AddConstraint(
            model_name='issuewatch',
            constraint=models.UniqueConstraint(fields=('issue', 'user'), name='issue_watched_once'),
        ),
        migrations.AddConstraint(
            model_name='join',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('joined',), name='issue_joined_once'),
        ),
        migrations.AddConstraint(
            model_name='join',
            constraint=models.CheckConstraint(condition=models.Q(('lead', models.F('joined')), _negated=True), name='issue_not_joined_to_itself'),
        ),
        migrations.AddConstraint(
            model_name='joinobjection',
            constraint=models.UniqueConstraint(condition=models.Q(('settled_at__isnull', True)), fields=('join', 'user'), name='objection_once'),
        ),
        migrations.AddConstraint(
            model_name='joinobjection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_at__isnull', True)), models.Q(('settled_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='objection_settled_has_outcome'),
        ),
        migrations.AddConstraint(
            model_name='notthesame',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='not_the_same_once'),
        ),
        migrations.AddConstraint(
            model_name='notthesame',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='not_the_same_in_order'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['state', 'until'], name='offer_state_until'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('places__isnull', True), models.Q(('places__gt', 0), ('taken__lte', models.F('places'))), _connector='OR'), name='offer_taken_within_places'),
        ),
        migrations.AddIndex(
            model_name='parking',
            index=models.Index(condition=models.Q(('ended_at__isnull', True), ('woken_at__isnull', True)), fields=['until'], name='parking_asleep'),
        ),
        migrations.AddIndex(
            model_name='parking',
            index=models.Index(condition=models.Q(('ended_at__isnull', True), ('woken_at__isnull', False)), fields=['issue'], name='parking_awake'),
        ),
        migrations.AddConstraint(
            model_name='parking',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('issue',), name='parked_once'),
        ),
        migrations.AddConstraint(
            model_name='parking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('woken_at__isnull', True), ('woken_by', '')), models.Q(('woken_at__isnull', False), models.Q(('woken_by', ''), _negated=True)), _connector='OR'), name='woken_by_something'),
        ),
        migrations.AddConstraint(
            model_name='emergencyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('allowed_by__isnull', True), models.Q(('allowed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='emergency_takes_two'),
        ),
        migrations.AddConstraint(
            model_name='stakeholderreport',
            constraint=models.UniqueConstraint(fields=('number', 'version'), name='report_number_version'),
        ),
        migrations.AddConstraint(
            model_name='stakeholderreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['sent', 'responded', 'closed']), _negated=True), models.Q(('approved_at__isnull', False), ('sent_at__isnull', False), ('snapshot__isnull', False)), _connector='OR'), name='sent_report_is_frozen_and_approved'),
        ),
        migrations.AddConstraint(
            model_name='stakeholderreport',
            constraint=models.CheckConstraint(condition=models.Q(('period_end__gte', models.F('period_start'))), name='report_period_runs_forward'),
        ),
        migrations.AddConstraint(
            model_name='reportrecipient',
            constraint=models.UniqueConstraint(fields=('report', 'contact'), name='recipient_once'),
        ),
        migrations.AddConstraint(
            model_name='themeranking',
            constraint=models.UniqueConstraint(fields=('membership', 'quarter_start'), name='theme_ranking_once_a_quarter'),
        ),
        migrations.AddConstraint(
            model_name='rankedtheme',
            constraint=models.UniqueConstraint(fields=('ranking', 'position'), name='ranked_position_once'),
        ),
        migrations.AddConstraint(
            model_name='rankedtheme',
            constraint=models.UniqueConstraint(fields=('ranking', 'theme'), name='ranked_theme_once'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.UniqueConstraint(condition=models.Q(('is_us_too', True), ('user__isnull', False), ('withdrawn_at__isnull', True)), fields=('issue', 'user'), name='us_too_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.CheckConstraint(condition=models.Q(('sealed_at__isnull', True), models.Q(('photo__isnull', True), ('what_would_help', ''), ('words', '')), _connector='OR'), name='sealed_voice_holds_no_words'),
        ),
        migrations.AddConstraint(
            model_name='sealedrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end', ''), ('ended_at__isnull', True)), models.Q(('cipher', ''), ('ended_at__isnull', False)), _connector='OR'), name='sealed_record_ended_holds_nothing'),
        ),
        migrations.AddConstraint(
            model_name='reportitem',
            constraint=models.UniqueConstraint(fields=('report', 'issue'), name='issue_once_in_report'),
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(fields=['state', '-at'], name='contribution_state'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('listing', None), ('voice', None)), models.Q(('suggestion', None), ('voice', None)), models.Q(('listing', None), ('suggestion', None)), _connector='OR'), name='contribution_became_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='voiceconsent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('voice', 'audience'), name='consent_once'),
        ),
        migrations.AddConstraint(
            model_name='volunteerrequest',
            constraint=models.CheckConstraint(condition=models.Q(('wanted__gt', 0)), name='volunteers_wanted_some'),
        ),
        migrations.AddConstraint(
            model_name='volunteerrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'part_met'), _negated=True), ('found__gt', 0), _connector='OR'), name='volunteers_part_found_some'),
        ),
        migrations.AddConstraint(
            model_name='whocanact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action_group__isnull', True), ('stakeholder__isnull', False)), models.Q(('action_group__isnull', False), ('stakeholder__isnull', True)), _connector='OR'), name='who_can_act_is_one'),
        ),
        migrations.AddConstraint(
            model_name='whocanact',
            constraint=models.UniqueConstraint(fields=('issue', 'action_group'), name='cag_can_act_once'),
        ),
        migrations.AddConstraint(
            model_name='whocanact',
            constraint=models.UniqueConstraint(fields=('issue', 'stakeholder'), name='partner_can_act_once'),
        ),
        migrations.AddConstraint(
            model_name='wordingterm',
            constraint=models.UniqueConstraint(fields=('term', 'wording'), name='wording_term_once'),
        ),
        ]),
        migrations.RunPython(start, elidable=False),
    ]
