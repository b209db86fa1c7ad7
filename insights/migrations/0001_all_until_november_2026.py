"""The tables of `insights`, the ready answers staff start from, and the topics of a first survey.

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
add_topics = import_module("insights.migrations.0044_training_topics").add


class Migration(migrations.Migration):

    replaces = [('insights', '0001_first'), ('insights', '0002_report_versions'), ('insights', '0003_sealing'), ('insights', '0004_triage_desk'), ('insights', '0005_triage_start'), ('insights', '0006_rankings'), ('insights', '0007_issues_on_agendas'), ('insights', '0008_findable_wordings'), ('insights', '0009_offers_of_help'), ('insights', '0010_solving_it_together'), ('insights', '0011_said_round_the_table'), ('insights', '0012_stories_from_quotes'), ('insights', '0013_where_issues_were_discussed'), ('insights', '0014_telling_more'), ('insights', '0015_voice_places'), ('insights', '0016_objections'), ('insights', '0017_sealed_files'), ('insights', '0018_files_of_sealed_words'), ('insights', '0019_partners_over_time'), ('insights', '0020_late_answers'), ('insights', '0021_promises_followed'), ('insights', '0022_main_places_among_places'), ('insights', '0023_notes_with_promises'), ('insights', '0024_consents_of_notes'), ('insights', '0025_notes_without_may_quote'), ('insights', '0026_states_told_apart'), ('insights', '0027_report_annex'), ('insights', '0028_second_person_and_more_told'), ('insights', '0029_public_editions'), ('insights', '0030_monthly_dialogue_reports'), ('insights', '0031_told_by_hand'), ('insights', '0032_issue_tallies'), ('insights', '0033_initiatives'), ('insights', '0034_issues_on_the_list'), ('insights', '0035_list_of_issues'), ('insights', '0036_board_packs'), ('insights', '0037_research_of_initiatives'), ('insights', '0038_action_of_initiatives'), ('insights', '0039_annual_reviews'), ('insights', '0040_leaders_of_initiatives'), ('insights', '0041_evaluations'), ('insights', '0042_reviews'), ('insights', '0043_surveys'), ('insights', '0044_training_topics'), ('insights', '0045_sessions_from_surveys')]

    initial = True

    dependencies = [
        ('camk', '0011_retention'),
        ('groups', '0023_mails_of_the_desk'),
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
                ('state', models.CharField(choices=[('submitted', 'Received'), ('screening', 'Being looked at'), ('needs_information', 'A question for you'), ('sealed', 'Handled in confidence'), ('new', 'Waiting its turn'), ('in_review', 'Finding out more'), ('joined', 'Part of a wider issue'), ('redirected', 'Passed on'), ('answered', 'Answered'), ('declined', 'Not taken on'), ('accepted', 'On our list'), ('parked', 'Watching'), ('raised', 'Raised with a partner'), ('responded', 'They have answered'), ('pledged', 'A promise was made'), ('they_say_done', 'They say it is done'), ('confirmed', 'Done, confirmed'), ('unconfirmed', 'Said to be done, not confirmed'), ('not_resolved', 'Not resolved'), ('withdrawn', 'Taken back'), ('closed', 'Closed'), ('reopened', 'Back again')], default='submitted', max_length=20)),
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
            name='IssueChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sign', models.SmallIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=20)),
                ('main_theme_id', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('first_looked_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('is_taken', models.BooleanField(db_default=False, default=False)),
            ],
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
            name='TrainingTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('label', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'training topic',
                'ordering': ['position', 'label'],
                'abstract': False,
            },
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
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=200, verbose_name='what it asks or is about')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.place')),
            ],
            options={
                'verbose_name': 'listening campaign',
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Dialogue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField()),
                ('setting', models.CharField(choices=[('doorstep', 'On a doorstep'), ('street', 'In the street or park'), ('venue', 'In a community building'), ('event', 'At an event'), ('school', 'At a school or nursery'), ('faith', 'At a place of worship'), ('other', 'Somewhere else')], max_length=10)),
                ('kind', models.CharField(choices=[('idea', 'An idea'), ('issue', 'An issue'), ('interest', 'An interest')], max_length=10)),
                ('words', models.TextField(blank=True, verbose_name='the words as they were said')),
                ('present', models.PositiveIntegerField(default=1, verbose_name='how many people were there')),
                ('led_by', models.CharField(choices=[('residents', 'Residents'), ('partner', 'A partner'), ('staff', 'Us')], default='residents', max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('consent', models.CharField(choices=[('count', 'Count it only'), ('partners', 'Quote the words to partners, without names'), ('publish', 'Quote the words to anybody, without names')], default='count', max_length=10, verbose_name='how the words may be used')),
                ('promise', models.TextField(blank=True, verbose_name='what we promised the people there')),
                ('promise_state', models.CharField(blank=True, choices=[('open', 'Not yet kept'), ('kept', 'Kept'), ('broken', 'Not kept')], max_length=10)),
                ('promise_settled_on', models.DateField(blank=True, null=True)),
                ('is_addendum', models.BooleanField(default=False, verbose_name='added after the month was closed')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogues', to='groups.place')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='dialogues', to=settings.AUTH_USER_MODEL)),
                ('themes', models.ManyToManyField(blank=True, related_name='dialogues', to='groups.theme')),
            ],
            options={
                'verbose_name': 'conversation note',
                'ordering': ['-held_on', '-pk'],
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
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.secretlink')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='insights.dialoguereport')),
            ],
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
            name='Initiative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('parent', models.CharField(blank=True, max_length=150, verbose_name='the alliance it belongs to')),
                ('purpose', models.TextField(blank=True, verbose_name='what it is for')),
                ('aims', models.TextField(blank=True, help_text='One aim a line.')),
                ('evaluation', models.TextField(blank=True, verbose_name='how it is evaluated, and by whom')),
                ('starts_on', models.DateField(help_text='Its own years begin on this day of the year.', verbose_name='first day')),
                ('years', models.PositiveSmallIntegerField(default=3, verbose_name='how many years')),
                ('is_published', models.BooleanField(default=False, verbose_name='everybody may read it')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='initiatives', to='groups.actiongroup', verbose_name='its CAG')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiatives_hosted', to='groups.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='groups.place')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='EvaluatorExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(verbose_name='the time from')),
                ('last_day', models.DateField(verbose_name='to')),
                ('form', models.CharField(max_length=4)),
                ('rows', models.PositiveIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluator_exports', to='insights.initiative')),
            ],
            options={
                'verbose_name': 'export to an evaluator',
                'verbose_name_plural': 'exports to evaluators',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='EvaluatorAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(verbose_name='the time from')),
                ('last_day', models.DateField(verbose_name='to')),
                ('until', models.DateField(verbose_name='they may take it until')),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluates', to=settings.AUTH_USER_MODEL, verbose_name='evaluator')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluator_access', to='insights.initiative')),
            ],
            options={
                'verbose_name': 'what an evaluator may take',
                'verbose_name_plural': 'what evaluators may take',
                'ordering': ['-until', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('evaluator', models.CharField(help_text='An organisation, not a person.', max_length=150, verbose_name='who evaluated')),
                ('method', models.TextField(blank=True, help_text='Interviews, a survey, records; how many.', verbose_name='how it was done')),
                ('kind', models.CharField(choices=[('interim', 'Interim report'), ('summary', 'Executive summary'), ('final', 'Final report'), ('follow_up', 'Follow-up')], max_length=10)),
                ('first_day', models.DateField(verbose_name='it looks at the time from')),
                ('last_day', models.DateField(verbose_name='until')),
                ('dated_on', models.DateField(verbose_name='date of the report')),
                ('words', models.TextField(blank=True, verbose_name='what it found')),
                ('learnt', models.TextField(blank=True, verbose_name='what we learnt')),
                ('changed', models.TextField(blank=True, verbose_name='what we changed because of it')),
                ('audience', models.CharField(choices=[('public', 'Everybody'), ('members', 'People of the network, signed in')], default='public', max_length=10, verbose_name='who may read it')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('action_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.actiongroup', verbose_name='CAG')),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.place', verbose_name='area')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.programme')),
                ('initiative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='insights.initiative')),
            ],
            options={
                'verbose_name': 'evaluation report',
                'ordering': ['-dated_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField()),
                ('about', models.CharField(choices=[('injustice', 'Something that is wrong'), ('idea', 'An idea'), ('both', 'Both')], max_length=10)),
                ('words', models.TextField(blank=True)),
                ('meet_again', models.BooleanField(default=False, verbose_name='they would talk again')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='conversations', to='insights.campaign')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.place')),
                ('themes', models.ManyToManyField(blank=True, related_name='+', to='groups.theme')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conversations', to='insights.initiative')),
            ],
            options={
                'verbose_name': 'one-to-one conversation',
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='campaign',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='campaigns', to='insights.initiative'),
        ),
        migrations.CreateModel(
            name='Backer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('role', models.CharField(choices=[('funder', 'Funder'), ('public', 'Public partner'), ('private', 'Private partner'), ('evaluator', 'External evaluator')], max_length=10)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='backers', to='insights.initiative')),
            ],
            options={
                'ordering': ['role', 'name'],
            },
        ),
        migrations.CreateModel(
            name='AllianceMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('faith', 'Faith'), ('education', 'Education'), ('community', 'Community'), ('other', 'Other')], max_length=10, verbose_name='institution type')),
                ('joined_on', models.DateField(default=django.utils.timezone.localdate)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alliances', to='groups.organisation')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='insights.initiative')),
            ],
            options={
                'ordering': ['kind', 'organisation__name'],
            },
        ),
        migrations.CreateModel(
            name='InitiativeMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(choices=[('one_day', 'One-day training: places taken'), ('workshop', 'Issues workshop: people there'), ('delegates', 'Delegates assembly: people there'), ('account', 'Accountability assembly: people there')], max_length=10)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='insights.initiative')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='initiative_link', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'meeting that counts',
                'verbose_name_plural': 'meetings that count',
                'ordering': ['meeting__starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='the goal in one line')),
                ('change', models.TextField(verbose_name='what exactly will be different')),
                ('known_by', models.TextField(verbose_name='how we shall know')),
                ('can_be_done', models.TextField(verbose_name='who can say yes, and why it can be done')),
                ('matters', models.TextField(verbose_name='why it matters here')),
                ('due_on', models.DateField(verbose_name='by when')),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('chosen', 'Chosen'), ('not_chosen', 'Not chosen')], default='proposed', max_length=10)),
                ('campaigns', models.ManyToManyField(blank=True, related_name='goals', to='insights.campaign')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='insights.initiative')),
                ('workshop', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='goals', to='insights.initiativemeeting')),
                ('issues', models.ManyToManyField(blank=True, related_name='initiative_goals', to='insights.issue')),
            ],
            options={
                'verbose_name': 'campaign goal',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(choices=[('institution', 'Each institution votes'), ('delegate', 'Hands of the delegates are counted')], max_length=11, verbose_name='who votes')),
                ('places', models.PositiveSmallIntegerField(default=1, verbose_name='how many goals are chosen')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('result', models.JSONField(blank=True, default=list)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('options', models.ManyToManyField(related_name='ballots', to='insights.goal')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='insights.initiative')),
                ('meeting', models.OneToOneField(limit_choices_to={'measure': 'delegates'}, on_delete=django.db.models.deletion.PROTECT, related_name='ballot', to='insights.initiativemeeting')),
            ],
            options={
                'verbose_name': 'vote on goals',
                'verbose_name_plural': 'votes on goals',
                'ordering': ['-meeting__meeting__starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Assembly',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(limit_choices_to={'measure': 'account'}, on_delete=django.db.models.deletion.PROTECT, related_name='assembly', to='insights.initiativemeeting')),
            ],
            options={
                'verbose_name_plural': 'assemblies',
                'ordering': ['-meeting__meeting__starts_at'],
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
            name='BoardMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='day of the board')),
                ('asked_at', models.DateTimeField(editable=False, null=True)),
                ('called_off_at', models.DateTimeField(editable=False, null=True)),
                ('sent_at', models.DateTimeField(editable=False, null=True)),
                ('about', models.CharField(blank=True, editable=False, max_length=60)),
                ('in_short', models.CharField(blank=True, editable=False, max_length=120)),
                ('people', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('destroyed_at', models.DateTimeField(editable=False, null=True)),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pdf', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.storedfile')),
                ('issues', models.ManyToManyField(editable=False, related_name='+', to='insights.issue')),
            ],
            options={
                'ordering': ['held_on'],
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
                ('old_state', models.CharField(blank=True, choices=[('submitted', 'Received'), ('screening', 'Being looked at'), ('needs_information', 'A question for you'), ('sealed', 'Handled in confidence'), ('new', 'Waiting its turn'), ('in_review', 'Finding out more'), ('joined', 'Part of a wider issue'), ('redirected', 'Passed on'), ('answered', 'Answered'), ('declined', 'Not taken on'), ('accepted', 'On our list'), ('parked', 'Watching'), ('raised', 'Raised with a partner'), ('responded', 'They have answered'), ('pledged', 'A promise was made'), ('they_say_done', 'They say it is done'), ('confirmed', 'Done, confirmed'), ('unconfirmed', 'Said to be done, not confirmed'), ('not_resolved', 'Not resolved'), ('withdrawn', 'Taken back'), ('closed', 'Closed'), ('reopened', 'Back again')], max_length=20)),
                ('new_state', models.CharField(choices=[('submitted', 'Received'), ('screening', 'Being looked at'), ('needs_information', 'A question for you'), ('sealed', 'Handled in confidence'), ('new', 'Waiting its turn'), ('in_review', 'Finding out more'), ('joined', 'Part of a wider issue'), ('redirected', 'Passed on'), ('answered', 'Answered'), ('declined', 'Not taken on'), ('accepted', 'On our list'), ('parked', 'Watching'), ('raised', 'Raised with a partner'), ('responded', 'They have answered'), ('pledged', 'A promise was made'), ('they_say_done', 'They say it is done'), ('confirmed', 'Done, confirmed'), ('unconfirmed', 'Said to be done, not confirmed'), ('not_resolved', 'Not resolved'), ('withdrawn', 'Taken back'), ('closed', 'Closed'), ('reopened', 'Back again')], max_length=20)),
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
            name='IssueTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('state', 'by month and state'), ('theme', 'by month and main theme'), ('look', 'by the days they were told and first looked at'), ('decision', 'by the days they were told and decided on')], max_length=8)),
                ('kind', models.CharField(max_length=10)),
                ('day', models.DateField()),
                ('key', models.CharField(blank=True, max_length=20)),
                ('n', models.IntegerField()),
            ],
            options={
                'verbose_name_plural': 'issue tallies',
                'indexes': [models.Index(fields=['what', 'day'], include=('kind', 'key', 'n'), name='tally_by_day')],
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
                ('state_before', models.CharField(choices=[('submitted', 'Received'), ('screening', 'Being looked at'), ('needs_information', 'A question for you'), ('sealed', 'Handled in confidence'), ('new', 'Waiting its turn'), ('in_review', 'Finding out more'), ('joined', 'Part of a wider issue'), ('redirected', 'Passed on'), ('answered', 'Answered'), ('declined', 'Not taken on'), ('accepted', 'On our list'), ('parked', 'Watching'), ('raised', 'Raised with a partner'), ('responded', 'They have answered'), ('pledged', 'A promise was made'), ('they_say_done', 'They say it is done'), ('confirmed', 'Done, confirmed'), ('unconfirmed', 'Said to be done, not confirmed'), ('not_resolved', 'Not resolved'), ('withdrawn', 'Taken back'), ('closed', 'Closed'), ('reopened', 'Back again')], max_length=20)),
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
            name='ListedIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('theme', models.BigIntegerField(default=0)),
                ('area', models.BigIntegerField(default=0)),
                ('kind', models.CharField(choices=[('issue', 'An issue'), ('gap', 'A gap'), ('idea', 'An idea'), ('interest', 'An interest'), ('good_news', 'Good news')], max_length=10)),
                ('stage', models.CharField(choices=[('looking', 'Being looked at'), ('list', 'On our list'), ('raised', 'Raised with a partner'), ('sorted', 'Answered or done'), ('ended', 'Closed in another way')], max_length=10)),
                ('released_at', models.DateTimeField()),
                ('issue', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='listed', to='insights.issue')),
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
            name='Organiser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='hours a week')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisers', to='insights.initiative')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organises', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['starts_on'],
            },
        ),
        migrations.CreateModel(
            name='PackComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='code of the figure')),
                ('words', models.CharField(max_length=200)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='insights.boardmeeting')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
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
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(verbose_name='the exact words')),
                ('due_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('pledged', 'Promised'), ('part_pledged', 'Promised in part'), ('evidence_given', 'They say it is done'), ('kept', 'Kept'), ('partly_kept', 'Kept in part'), ('broken', 'Not kept'), ('disputed', 'Disputed'), ('renegotiated', 'Replaced by a new promise')], default='pledged', max_length=16)),
                ('evidence', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_word_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_by', models.CharField(blank=True, max_length=150, verbose_name='who asked for it')),
                ('where', models.CharField(blank=True, max_length=150, verbose_name='where it was made')),
                ('witnesses', models.CharField(blank=True, max_length=300, verbose_name='who heard it')),
                ('ask', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='insights.ask')),
                ('issues', models.ManyToManyField(blank=True, related_name='pledges', to='insights.issue')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='insights.pledge')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PublicAsk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('words', models.TextField(verbose_name='the ask, in its exact words')),
                ('asked_by', models.CharField(blank=True, max_length=150, verbose_name='who asked it')),
                ('assembly', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='insights.assembly')),
                ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='asks', to='insights.goal')),
                ('pledge', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='public_ask', to='insights.pledge')),
            ],
            options={
                'verbose_name': 'public ask',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PublicAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('answer', models.CharField(choices=[('yes', 'Yes'), ('part', 'In part'), ('no', 'No')], max_length=4)),
                ('words', models.TextField(verbose_name='the answer, in its exact words')),
                ('witnesses', models.CharField(blank=True, max_length=300, verbose_name='who heard it')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='by when')),
                ('stands', models.BooleanField(default=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirms', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='confirmed_by', to='insights.publicanswer')),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='insights.publicask')),
            ],
            options={
                'verbose_name': 'public answer',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='QuickReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='which action')),
                ('held_on', models.DateField(default=django.utils.timezone.localdate)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='insights.initiative')),
                ('meeting', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quick_review', to='meetings.meeting')),
            ],
            options={
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RelationshipNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('how', models.CharField(choices=[('meeting', 'Met'), ('phone', 'By phone'), ('mail', 'By mail'), ('event', 'At an event')], max_length=8)),
                ('words', models.TextField(verbose_name='what was said or done')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'entry in the log',
                'verbose_name_plural': 'log of our dealings',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Dealing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dealings', to='insights.initiative')),
                ('note', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='dealing', to='insights.relationshipnote')),
            ],
            options={
                'ordering': ['-note__on', '-pk'],
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
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('keyed_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MoreTold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='more_told', to='insights.response')),
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
            name='ReviewAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scale', models.PositiveSmallIntegerField(choices=[(1, '1: it did not work'), (2, '2'), (3, '3: so so'), (4, '4'), (5, '5: it went very well')])),
                ('well', models.TextField(blank=True, verbose_name='what went well')),
                ('change', models.TextField(blank=True, verbose_name='what to change')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='insights.quickreview')),
            ],
            options={
                'verbose_name': 'answer to a quick review',
                'ordering': ['-at', '-pk'],
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
                ('state_before', models.CharField(blank=True, choices=[('submitted', 'Received'), ('screening', 'Being looked at'), ('needs_information', 'A question for you'), ('sealed', 'Handled in confidence'), ('new', 'Waiting its turn'), ('in_review', 'Finding out more'), ('joined', 'Part of a wider issue'), ('redirected', 'Passed on'), ('answered', 'Answered'), ('declined', 'Not taken on'), ('accepted', 'On our list'), ('parked', 'Watching'), ('raised', 'Raised with a partner'), ('responded', 'They have answered'), ('pledged', 'A promise was made'), ('they_say_done', 'They say it is done'), ('confirmed', 'Done, confirmed'), ('unconfirmed', 'Said to be done, not confirmed'), ('not_resolved', 'Not resolved'), ('withdrawn', 'Taken back'), ('closed', 'Closed'), ('reopened', 'Back again')], max_length=20)),
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
            name='SealedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('cipher', models.BinaryField()),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shut_files', to='insights.sealedrecord')),
            ],
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
            name='Sharing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to_whom', models.CharField(help_text='An organisation or a group.', max_length=150, verbose_name='who is to hear of it')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='went to them on')),
                ('how', models.CharField(blank=True, help_text='By mail, at a meeting, at a conference.', max_length=100)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sharings', to='insights.evaluation')),
            ],
            options={
                'verbose_name': 'who hears of it',
                'ordering': ['to_whom'],
            },
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
                ('check_asked_on', models.DateField(blank=True, editable=False, null=True)),
                ('checked_on', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='contacts last checked on')),
                ('places', models.ManyToManyField(blank=True, related_name='stakeholders', to='groups.place')),
                ('themes', models.ManyToManyField(blank=True, related_name='stakeholders', to='groups.theme')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='relationshipnote',
            name='stakeholder',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='log', to='insights.stakeholder'),
        ),
        migrations.AddField(
            model_name='publicask',
            name='stakeholder',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insights.stakeholder'),
        ),
        migrations.AddField(
            model_name='pledge',
            name='body',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='public_pledges', to='insights.stakeholder'),
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
        migrations.AddField(
            model_name='response',
            name='contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='insights.stakeholdercontact'),
        ),
        migrations.AddField(
            model_name='relationshipnote',
            name='contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='log', to='insights.stakeholdercontact'),
        ),
        migrations.AddField(
            model_name='publicask',
            name='contact',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insights.stakeholdercontact'),
        ),
        migrations.CreateModel(
            name='PowerHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('influence', models.PositiveSmallIntegerField(choices=[(3, 'Great influence'), (2, 'Some influence'), (1, 'Little influence')], verbose_name='how much they can do')),
                ('support', models.PositiveSmallIntegerField(choices=[(1, 'Against'), (2, 'Not decided'), (3, 'With us')], verbose_name='where they stand')),
                ('looked_on', models.DateField(default=django.utils.timezone.localdate)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='power_holders', to='insights.initiative')),
                ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insights.stakeholder')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insights.stakeholdercontact')),
            ],
            options={
                'verbose_name': 'power-holder',
                'ordering': ['stakeholder__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PledgeWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('check_in', 'How it stands'), ('handed_over', 'Handed over')], max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('words', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='insights.pledge')),
                ('holder_before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insights.stakeholdercontact')),
            ],
            options={
                'verbose_name': 'word',
                'verbose_name_plural': 'how it stands',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='pledge',
            name='holder',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='insights.stakeholdercontact'),
        ),
        migrations.AddField(
            model_name='dialoguereportreader',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogue_reports', to='insights.stakeholdercontact'),
        ),
        migrations.AddField(
            model_name='ask',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='insights.stakeholdercontact'),
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
                ('doing', models.TextField(blank=True, verbose_name='what organisations already do')),
                ('gaps', models.TextField(blank=True, verbose_name='what is missing')),
                ('goals', models.TextField(blank=True, verbose_name='goals of the programme it bears on, one a line')),
                ('approved_alone', models.BooleanField(default=False, editable=False)),
                ('asked_review_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('annex_csv', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('annex_xlsx', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_review_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
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
            },
        ),
        migrations.AddField(
            model_name='ask',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='insights.stakeholderreport'),
        ),
        migrations.CreateModel(
            name='AnswerPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('reason', models.TextField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='insights.stakeholderreport')),
            ],
        ),
        migrations.CreateModel(
            name='SteeringSeats',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('resident', 'Residents'), ('member', 'Member institutions'), ('partner', 'Partners'), ('funder', 'Funders'), ('host', 'Host organisation')], max_length=10)),
                ('people', models.PositiveSmallIntegerField()),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='insights.initiative')),
            ],
            options={
                'ordering': ['pk'],
            },
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
            name='AnnualReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(unique=True)),
                ('opening', models.TextField(blank=True, verbose_name='the year in short')),
                ('learning', models.TextField(blank=True, verbose_name='what we have learned')),
                ('thanks', models.TextField(blank=True, verbose_name='a word to those who made it possible')),
                ('snapshot', models.JSONField(editable=False, null=True)),
                ('snapshot_sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('frozen_at', models.DateTimeField(editable=False, null=True)),
                ('frozen_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pdf', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.storedfile')),
                ('spotlights', models.ManyToManyField(blank=True, related_name='+', to='insights.story')),
            ],
            options={
                'ordering': ['-first_day'],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('slug', models.SlugField(editable=False, max_length=120, unique=True)),
                ('intro', models.TextField(help_text='Two or three sentences: what it is for, and what comes of it.', verbose_name='why we ask')),
                ('opens_on', models.DateField(verbose_name='first day')),
                ('closes_on', models.DateField(verbose_name='last day')),
                ('enough', models.PositiveSmallIntegerField(default=5, help_text='When so many want one topic now, a meeting about it is drafted.', verbose_name='organisations that make a session worth it')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed before its last day')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(blank=True, help_text='Empty: for none of them.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='groups.programme')),
            ],
            options={
                'ordering': ['-opens_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SurveyQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(editable=False)),
                ('kind', models.CharField(choices=[('needs', 'Needs: each topic now, later or no'), ('choice', 'One of several'), ('many', 'Any of several'), ('scale', 'A scale from 1 to 5'), ('text', 'A few words')], max_length=6)),
                ('words', models.CharField(max_length=160, verbose_name='question')),
                ('hint', models.CharField(blank=True, max_length=200, verbose_name='a word of help')),
                ('options', models.TextField(blank=True, help_text='For one or any of several: one a line.', max_length=1000, verbose_name='answers to choose from')),
                ('low', models.CharField(blank=True, help_text='For a scale.', max_length=40, verbose_name='what 1 means')),
                ('high', models.CharField(blank=True, help_text='For a scale.', max_length=40, verbose_name='what 5 means')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='insights.survey')),
                ('topics', models.ManyToManyField(blank=True, help_text='For needs: what is asked about.', related_name='questions', to='insights.trainingtopic')),
            ],
            options={
                'verbose_name': 'question of a survey',
                'verbose_name_plural': 'questions of surveys',
                'ordering': ['survey', 'position'],
            },
        ),
        migrations.CreateModel(
            name='SurveyResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('organisation_name', models.CharField(blank=True, max_length=200, verbose_name='organisation, as they said it')),
                ('may_ask', models.BooleanField(default=False, verbose_name='may be asked to a session about what they need')),
                ('by_kiosk', models.BooleanField(default=False, verbose_name='on a device in a room')),
                ('state', models.CharField(choices=[('begun', 'Begun'), ('sent', 'Sent'), ('again', 'A second one from the same address')], default='begun', max_length=5)),
                ('contributor', models.CharField(blank=True, editable=False, max_length=40)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='who answered is forgotten')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='survey_responses', to='groups.organisation')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='insights.survey')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='survey_responses', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'answers to a survey',
                'verbose_name_plural': 'answers to surveys',
                'ordering': ['-started_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(choices=[('one_day', 'One-day training: places taken'), ('three_day', 'Three-day training: places taken'), ('six_day', 'Six-day training: places taken'), ('talks', 'One-to-one conversations'), ('workshop', 'Issues workshop: people there'), ('delegates', 'Delegates assembly: people there'), ('account', 'Accountability assembly: people there')], max_length=10)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('note', models.TextField(blank=True, verbose_name='what staff say to it')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='insights.initiative')),
            ],
            options={
                'ordering': ['measure', 'year'],
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
            name='TrainingHeld',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('one_day', 'One-day training: places taken'), ('three_day', 'Three-day training: places taken'), ('six_day', 'Six-day training: places taken')], max_length=10)),
                ('ended_on', models.DateField()),
                ('people', models.PositiveIntegerField(verbose_name='how many took part')),
                ('where', models.CharField(blank=True, max_length=150)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainings', to='insights.initiative')),
            ],
            options={
                'verbose_name': 'training held elsewhere',
                'verbose_name_plural': 'trainings held elsewhere',
                'ordering': ['-ended_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Leader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('consent_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='agreed on')),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaders', to='insights.initiative')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='leaders', to='insights.alliancemember')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='leads_in', to=settings.AUTH_USER_MODEL)),
                ('trainings', models.ManyToManyField(blank=True, related_name='leaders', to='insights.trainingheld')),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TopicMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_drafted', models.BooleanField(default=False, verbose_name='drafted for those who wanted it')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='survey_topics', to='meetings.meeting')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_meetings', to='insights.survey')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topic_meetings', to='insights.trainingtopic')),
            ],
            options={
                'verbose_name': 'meeting on a topic of a survey',
                'verbose_name_plural': 'meetings on topics of surveys',
                'ordering': ['meeting__starts_at'],
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(blank=True, max_length=100)),
                ('words', models.TextField(blank=True)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='insights.surveyquestion')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='insights.surveyresponse')),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='insights.trainingtopic')),
            ],
            options={
                'verbose_name': 'answer in a survey',
                'verbose_name_plural': 'answers in surveys',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='TurnOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pledged', models.PositiveIntegerField(default=0, verbose_name='said it would bring')),
                ('came', models.PositiveIntegerField(blank=True, null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turn_out', to='insights.initiativemeeting')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turn_out', to='insights.alliancemember')),
            ],
            options={
                'verbose_name': 'turn-out',
                'verbose_name_plural': 'turn-out',
                'ordering': ['member__organisation__name'],
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
            name='PublicEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('snapshot', models.JSONField(blank=True, editable=False, null=True)),
                ('snapshot_sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('page_html', models.TextField(blank=True, editable=False)),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('taken_down_at', models.DateTimeField(blank=True, null=True)),
                ('annex_csv', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('annex_xlsx', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('pdf', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='edition', to='insights.stakeholderreport')),
                ('quotes', models.ManyToManyField(blank=True, related_name='published_in', to='insights.voice')),
            ],
            options={
                'ordering': ['-published_at', '-pk'],
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
        migrations.AddField(
            model_name='dialogue',
            name='voice',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='note', to='insights.voice'),
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
            name='Votes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=1)),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='insights.ballot')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='insights.goal')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='insights.alliancemember')),
            ],
            options={
                'verbose_name_plural': 'votes',
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
            name='WordingTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='insights.knownterm')),
            ],
        ),
        migrations.AddConstraint(
            model_name='areaneed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('met_on__isnull', False), ('stage', 'met')), models.Q(models.Q(('stage', 'met'), _negated=True), ('met_on', None)), _connector='OR'), name='area_need_met_on_a_day'),
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
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(('years__gte', 1), ('years__lte', 10)), name='initiative_some_years'),
        ),
        migrations.AddConstraint(
            model_name='evaluatoraccess',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__lte', models.F('last_day'))), name='access_period_runs_on'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__lte', models.F('last_day'))), name='evaluation_period_runs_on'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('programme__isnull', False), ('initiative__isnull', False), ('action_group__isnull', False), ('place__isnull', False), _connector='OR'), name='evaluation_is_about_something'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('published_at', None), models.Q(('words', ''), _negated=True), ('file__isnull', False), _connector='OR'), name='published_evaluation_can_be_read'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='campaign_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='backer',
            constraint=models.UniqueConstraint(fields=('initiative', 'name', 'role'), name='backer_once_a_role'),
        ),
        migrations.AddConstraint(
            model_name='alliancemember',
            constraint=models.UniqueConstraint(condition=models.Q(('left_on', None)), fields=('initiative', 'organisation'), name='in_alliance_once'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='ballot_chooses_some'),
        ),
        migrations.AddField(
            model_name='wordingterm',
            name='wording',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='insights.wording'),
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
            model_name='boardmeeting',
            constraint=models.UniqueConstraint(condition=models.Q(('called_off_at', None)), fields=('held_on',), name='one_board_meeting_a_day'),
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
        migrations.AddIndex(
            model_name='listedissue',
            index=models.Index(fields=['theme', 'area', 'released_at', 'issue'], name='listed_any'),
        ),
        migrations.AddIndex(
            model_name='listedissue',
            index=models.Index(fields=['theme', 'area', 'kind', 'released_at', 'issue'], name='listed_kind'),
        ),
        migrations.AddIndex(
            model_name='listedissue',
            index=models.Index(fields=['theme', 'area', 'stage', 'released_at', 'issue'], name='listed_stage'),
        ),
        migrations.AddIndex(
            model_name='listedissue',
            index=models.Index(fields=['theme', 'area', 'kind', 'stage', 'released_at', 'issue'], name='listed_both'),
        ),
        migrations.AddConstraint(
            model_name='listedissue',
            constraint=models.UniqueConstraint(fields=('issue', 'theme', 'area'), name='listed_once_each_way'),
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
        migrations.AddConstraint(
            model_name='organiser',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gt', 0), ('hours__lte', 60)), name='organiser_some_hours'),
        ),
        migrations.AddConstraint(
            model_name='packcomment',
            constraint=models.UniqueConstraint(fields=('board', 'code'), name='one_comment_a_figure'),
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
            model_name='reviewanswer',
            constraint=models.CheckConstraint(condition=models.Q(('scale__gte', 1), ('scale__lte', 5)), name='review_scale_of_five'),
        ),
        migrations.AddConstraint(
            model_name='sealedfile',
            constraint=models.UniqueConstraint(fields=('record', 'number'), name='sealed_file_once'),
        ),
        migrations.AddConstraint(
            model_name='emergencyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('allowed_by__isnull', True), models.Q(('allowed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='emergency_takes_two'),
        ),
        migrations.AddConstraint(
            model_name='sharing',
            constraint=models.UniqueConstraint(fields=('evaluation', 'to_whom'), name='evaluation_shared_once'),
        ),
        migrations.AddConstraint(
            model_name='partnermeeting',
            constraint=models.UniqueConstraint(fields=('stakeholder', 'held_on'), name='partner_meets_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='partnermeeting',
            constraint=models.CheckConstraint(condition=models.Q(('papers_due_on', None), ('papers_due_on__lte', models.F('held_on')), _connector='OR'), name='papers_before_the_meeting'),
        ),
        migrations.AddConstraint(
            model_name='powerholder',
            constraint=models.UniqueConstraint(fields=('initiative', 'stakeholder', 'contact'), name='person_on_power_map_once'),
        ),
        migrations.AddConstraint(
            model_name='powerholder',
            constraint=models.UniqueConstraint(condition=models.Q(('contact', None)), fields=('initiative', 'stakeholder'), name='body_on_power_map_once'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ask', None), ('body__isnull', False)), models.Q(('ask__isnull', False), ('body', None)), _connector='OR'), name='pledge_answers_an_ask_or_was_public'),
        ),
        migrations.AddConstraint(
            model_name='dialoguereportreader',
            constraint=models.UniqueConstraint(fields=('report', 'contact'), name='dialogue_reader_once'),
        ),
        migrations.AddConstraint(
            model_name='areareader',
            constraint=models.UniqueConstraint(fields=('area', 'contact'), name='reads_area_once'),
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
            model_name='chasestep',
            constraint=models.UniqueConstraint(fields=('report', 'rung'), name='each_rung_once'),
        ),
        migrations.AddConstraint(
            model_name='answerpause',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('report',), name='one_open_pause_of_a_report'),
        ),
        migrations.AddConstraint(
            model_name='steeringseats',
            constraint=models.UniqueConstraint(fields=('initiative', 'role'), name='seats_by_role_once'),
        ),
        migrations.AddConstraint(
            model_name='annualreview',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__day', 1), ('first_day__month', 4)), name='review_from_april'),
        ),
        migrations.AddConstraint(
            model_name='annualreview',
            constraint=models.CheckConstraint(condition=models.Q(('frozen_at__isnull', True), ('snapshot__isnull', False), _connector='OR'), name='frozen_is_kept'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='survey_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('enough__gte', 1)), name='survey_enough_is_somebody'),
        ),
        migrations.AddConstraint(
            model_name='surveyresponse',
            constraint=models.UniqueConstraint(fields=('survey', 'user'), name='survey_answered_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyresponse',
            constraint=models.CheckConstraint(condition=models.Q(('forgotten_at__isnull', True), models.Q(('email', ''), ('organisation__isnull', True), ('organisation_name', ''), ('user__isnull', True)), _connector='OR'), name='survey_forgotten_is_nameless'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('initiative', 'measure', 'year'), name='target_once_a_year'),
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
            model_name='trainingheld',
            constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='training_somebody_took_part'),
        ),
        migrations.AddConstraint(
            model_name='leader',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on', None), models.Q(('member', None), ('name', ''), ('user', None)), _connector='OR'), name='withdrawn_leader_has_no_name'),
        ),
        migrations.AddConstraint(
            model_name='leader',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('initiative', 'user'), name='leader_once'),
        ),
        migrations.AddConstraint(
            model_name='topicmeeting',
            constraint=models.UniqueConstraint(fields=('survey', 'topic', 'meeting'), name='topic_meeting_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=models.UniqueConstraint(fields=('survey', 'position'), name='survey_position_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.UniqueConstraint(condition=models.Q(('topic__isnull', False)), fields=('response', 'question', 'topic'), name='need_said_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.UniqueConstraint(condition=models.Q(('topic__isnull', True)), fields=('response', 'question', 'value'), name='value_chosen_once'),
        ),
        migrations.AddConstraint(
            model_name='turnout',
            constraint=models.UniqueConstraint(fields=('meeting', 'member'), name='turn_out_of_institution_once'),
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
            model_name='toldbyhand',
            constraint=models.UniqueConstraint(fields=('voice', 'outcome'), name='told_an_outcome_by_hand_once'),
        ),
        migrations.AddConstraint(
            model_name='sealedrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end', ''), ('ended_at__isnull', True)), models.Q(('cipher', ''), ('ended_at__isnull', False)), _connector='OR'), name='sealed_record_ended_holds_nothing'),
        ),
        migrations.AddConstraint(
            model_name='reportitem',
            constraint=models.UniqueConstraint(fields=('report', 'issue'), name='issue_once_in_report'),
        ),
        migrations.AddConstraint(
            model_name='publicedition',
            constraint=models.CheckConstraint(condition=models.Q(('snapshot__isnull', True), ('taken_down_at__isnull', True), _connector='OR'), name='edition_down_holds_no_words'),
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.CheckConstraint(condition=models.Q(('present__gte', 1)), name='dialogue_somebody_present'),
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.CheckConstraint(condition=models.Q(('promise_state', ''), models.Q(('promise_settled_on', None), ('promise_state', 'open')), models.Q(('promise_settled_on__isnull', False), ('promise_state__in', ['kept', 'broken'])), _connector='OR'), name='dialogue_promise_settled_on_a_day'),
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
            model_name='votes',
            constraint=models.UniqueConstraint(fields=('ballot', 'goal', 'member'), name='institution_votes_once_for_a_goal'),
        ),
        migrations.AddConstraint(
            model_name='votes',
            constraint=models.UniqueConstraint(condition=models.Q(('member', None)), fields=('ballot', 'goal'), name='hands_counted_once'),
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
        migrations.RunPython(add_topics, elidable=False),
    ]
