"""The tables of `meetings`, and the reminders every meeting starts with.

One step for a new database instead of the many it replaces, which stay for databases that began with them.
"""

from importlib import import_module
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from camk.migrating import CreateAll

# What the first versions of these migrations filled in, one by one.
first_rules = import_module("meetings.migrations.0002_default_reminders").add_rules
more_rules = import_module("meetings.migrations.0012_rules_of_every_level").add_rules


class Migration(migrations.Migration):

    replaces = [('meetings', '0001_first'), ('meetings', '0002_default_reminders'), ('meetings', '0003_answer_before_cancelling'), ('meetings', '0004_copy_venues'), ('meetings', '0005_venues_live_with_places'), ('meetings', '0006_connections_and_introductions'), ('meetings', '0007_needs_and_offers'), ('meetings', '0008_entries_in_calendars'), ('meetings', '0009_note_entries_that_stand'), ('meetings', '0010_questions_to_the_network'), ('meetings', '0011_reminders_of_ones_own'), ('meetings', '0012_rules_of_every_level'), ('meetings', '0013_drafts_given_up_and_assemblies'), ('meetings', '0014_programme_of_a_meeting'), ('meetings', '0015_series_of_meetings'), ('meetings', '0016_what_came_of_meetings'), ('meetings', '0017_places_shared_fairly'), ('meetings', '0018_part_of_a_party'), ('meetings', '0019_days_to_avoid'), ('meetings', '0020_proposals_taken_up'), ('meetings', '0021_tasks_from_meetings'), ('meetings', '0022_invitations_to_meetings'), ('meetings', '0023_meetings_in_planning'), ('meetings', '0024_when_a_meeting_was_published'), ('meetings', '0025_the_day_itself'), ('meetings', '0026_what_helps_to_take_part'), ('meetings', '0027_tasks_of_responses'), ('meetings', '0028_feedback')]

    initial = True

    dependencies = [
        ('camk', '0001_all_until_november_2026'),
        ('groups', '0001_all_until_november_2026'),
    ]

    operations = [
        CreateAll([
        migrations.CreateModel(
            name='DateOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('meeting', 'At a meeting'), ('introduction', 'We introduced them'), ('offer', 'A need or an offer'), ('help', 'A question to the network'), ('staff', 'Noted by our office'), ('contact', 'Told by an organisation')], max_length=12)),
                ('state', models.CharField(choices=[('suggested', 'Suggested to both'), ('both_agreed', 'Both agreed'), ('introduced', 'Have met'), ('talking', 'Talking'), ('joint_work', 'Working together'), ('ended', 'Ended')], max_length=12)),
                ('tied_at', models.DateTimeField(blank=True, null=True, verbose_name='since')),
                ('came_of_it', models.TextField(blank=True, verbose_name='what came of it')),
                ('state_changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('high', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='connections_high', to='groups.organisation')),
                ('low', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='connections_low', to='groups.organisation')),
            ],
            options={
                'ordering': ['-state_changed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ConnectionChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('old', models.CharField(blank=True, max_length=12)),
                ('new', models.CharField(choices=[('suggested', 'Suggested to both'), ('both_agreed', 'Both agreed'), ('introduced', 'Have met'), ('talking', 'Talking'), ('joint_work', 'Working together'), ('ended', 'Ended')], max_length=12)),
                ('origin', models.CharField(choices=[('meeting', 'At a meeting'), ('introduction', 'We introduced them'), ('offer', 'A need or an offer'), ('help', 'A question to the network'), ('staff', 'Noted by our office'), ('contact', 'Told by an organisation')], max_length=12)),
                ('came_of_it', models.TextField(blank=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('connection', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='changes', to='meetings.connection')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='connection_history', to='groups.organisation')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.organisation')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DayToAvoid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='As the warning names it: “Schools’ half-term”.', max_length=120, verbose_name='why')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(help_text='The same as the first, for one day.')),
                ('source', models.CharField(blank=True, help_text='Where the dates are from, to check them later.', max_length=200)),
            ],
            options={
                'verbose_name': 'day to avoid',
                'verbose_name_plural': 'days to avoid',
                'ordering': ['first_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='avoided_ends_after_start', violation_error_message='The last day must not come before the first.')],
            },
        ),
        migrations.CreateModel(
            name='DoorList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='who holds it')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('introduction', 'A suggestion'), ('offer', 'A need and an offer')], default='introduction', max_length=12)),
                ('state', models.CharField(choices=[('waiting', 'To look at'), ('dismissed', 'Dismissed'), ('proposed', 'Both were asked'), ('introduced', 'Introduced'), ('not_now', 'Not now'), ('lapsed', 'No answer'), ('taken_back', 'Taken back')], default='waiting', max_length=12)),
                ('score', models.PositiveIntegerField(default=0)),
                ('reason', models.CharField(help_text='Both read it: why the two might meet.', max_length=500)),
                ('suggested_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('chased_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='introduced or ended')),
                ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='asked what came of it')),
                ('high', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='introductions_high', to='groups.organisation')),
                ('low', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='introductions_low', to='groups.organisation')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-suggested_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='IntroductionSide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(blank=True, choices=[('yes', 'Yes, introduce us'), ('no', 'Not now')], max_length=3)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('met', models.CharField(blank=True, choices=[('working', 'Yes, and we are doing something together'), ('met', 'Yes, we have been in touch'), ('not_yet', 'Not yet'), ('no', 'No, and we will not')], max_length=8)),
                ('came_of_it', models.TextField(blank=True)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('introduction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sides', to='meetings.introduction')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='introduction_sides', to='groups.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('need', 'We need'), ('offer', 'We can offer')], max_length=5)),
                ('title', models.CharField(max_length=120)),
                ('words', models.TextField(blank=True, verbose_name='more about it')),
                ('until', models.DateField()),
                ('audience', models.CharField(choices=[('public', 'Everybody'), ('members', 'CAG members')], default='public', max_length=7, verbose_name='who may see it')),
                ('state', models.CharField(choices=[('open', 'Open'), ('sorted', 'Sorted'), ('expired', 'Over'), ('withdrawn', 'Taken down')], default='open', max_length=9)),
                ('outcome', models.CharField(blank=True, choices=[('here', 'Yes, through the network'), ('elsewhere', 'Yes, in another way'), ('no', 'No')], max_length=9, verbose_name='did it help?')),
                ('came_of_it', models.TextField(blank=True, verbose_name='what came of it')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='groups.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='groups.place')),
                ('posted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('themes', models.ManyToManyField(blank=True, related_name='listings', to='groups.theme')),
            ],
            options={
                'verbose_name': 'need or offer',
                'verbose_name_plural': 'needs and offers',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('introduction', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='match', to='meetings.introduction')),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='meetings.listing')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='groups.organisation')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='matched_by', to='meetings.listing')),
            ],
            options={
                'verbose_name_plural': 'matches',
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=150)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('type', models.CharField(choices=[('cag', 'CAG meeting'), ('strategic', 'Strategic discussion'), ('themed', 'Themed meeting'), ('networking', 'Networking'), ('training', 'Training'), ('agm', 'Annual general meeting'), ('workshop', 'Issues workshop'), ('assembly', 'Delegates assembly'), ('account', 'Accountability assembly'), ('listening', 'Listening session'), ('conference', 'Conference')], default='cag', max_length=12)),
                ('mode', models.CharField(choices=[('room', 'In person'), ('online', 'Online'), ('both', 'In person and online')], default='room', max_length=10)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Going ahead'), ('postponed', 'Postponed'), ('cancelled', 'Cancelled'), ('dropped', 'Given up before it was published')], default='draft', max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('tz', models.CharField(default='Europe/London', max_length=40, verbose_name='time zone')),
                ('joining_url', models.URLField(blank=True, help_text='Seen only by people who are going.', verbose_name='joining link')),
                ('phone_in', models.CharField(blank=True, max_length=60, verbose_name='phone-in number')),
                ('room_capacity', models.PositiveIntegerField(blank=True, help_text='People; empty = no limit.', null=True)),
                ('online_capacity', models.PositiveIntegerField(blank=True, help_text='People; empty = no limit.', null=True)),
                ('places_each', models.PositiveSmallIntegerField(blank=True, help_text='At most so many people of one organisation at first; empty = no such rule.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='places for one organisation')),
                ('places_each_days', models.PositiveSmallIntegerField(blank=True, default=7, help_text='From then on places go to whoever waits longest.', verbose_name='until so many days before')),
                ('summary', models.CharField(blank=True, max_length=250)),
                ('description', models.TextField(blank=True)),
                ('pairing_reason', models.TextField(blank=True, verbose_name='why these themes together')),
                ('access', models.CharField(blank=True, max_length=250, verbose_name='access on the day')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('schedule_version', models.PositiveIntegerField(default=1, editable=False)),
                ('state_reason', models.CharField(blank=True, max_length=250, verbose_name='reason')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('called_off_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('notes', models.TextField(blank=True, verbose_name='what came of it')),
                ('notes_published_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_groups', models.ManyToManyField(blank=True, related_name='meetings', to='groups.actiongroup')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='groups.programme')),
                ('themes', models.ManyToManyField(blank=True, related_name='meetings', to='groups.theme')),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='groups.venue')),
            ],
            options={
                'ordering': ['starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('slides', 'Slides'), ('recording', 'Recording'), ('film', 'Short film'), ('transcript', 'Transcript'), ('board', 'Feedback board'), ('review', 'Annual review'), ('document', 'Document')], max_length=10)),
                ('title', models.CharField(max_length=150)),
                ('about', models.CharField(blank=True, max_length=300, verbose_name='what it is')),
                ('credit', models.CharField(blank=True, max_length=200, verbose_name='thanks to')),
                ('licence', models.CharField(choices=[('permission', 'Shown with permission; ask before you use it elsewhere'), ('cc_by', 'Free to use, with the name of its maker (CC BY 4.0)'), ('cc_by_sa', 'Free to use and change under the same terms (CC BY-SA 4.0)'), ('cc0', 'Free to use (CC0)')], default='permission', max_length=10)),
                ('captions', models.BooleanField(blank=True, null=True, verbose_name='has captions')),
                ('audience', models.CharField(choices=[('public', 'Everybody'), ('members', 'Members of its CAGs'), ('staff', 'Our staff')], default='public', max_length=10, verbose_name='who may see it')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('words', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('resource', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting_materials', to='groups.resource')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'material of a meeting',
                'verbose_name_plural': 'materials of meetings',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='KeyPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='key_points', to='meetings.doorlist')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='key_points', to='meetings.meeting')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='InvitationRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('audience', models.JSONField(default=dict)),
                ('audience_words', models.CharField(max_length=500, verbose_name='whom')),
                ('words', models.TextField(blank=True, verbose_name='words of our own')),
                ('asks_again', models.BooleanField(default=True, verbose_name='asks once more')),
                ('invited', models.PositiveIntegerField(default=0)),
                ('answered', models.PositiveIntegerField(default=0, verbose_name='left out: have answered')),
                ('before', models.PositiveIntegerField(default=0, verbose_name='left out: were invited before')),
                ('stopped', models.PositiveIntegerField(default=0, verbose_name='left out: want no such mails, or are away')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitation_rounds', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'round of invitations to a meeting',
                'verbose_name_plural': 'rounds of invitations to meetings',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HelpRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(verbose_name='question')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('matched', 'Put to organisations'), ('introduced', 'Answered'), ('closed', 'Closed')], default='asked', max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('passed_on_at', models.DateTimeField(blank=True, null=True, verbose_name='passed to a named person')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('asked_back_at', models.DateTimeField(blank=True, null=True, verbose_name='asked whether it helped')),
                ('helped', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'In part'), ('no', 'No')], max_length=6, verbose_name='did it help?')),
                ('helped_words', models.TextField(blank=True, verbose_name='what came of it')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='help_requests', to=settings.AUTH_USER_MODEL)),
                ('beneficiary', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.beneficiary', verbose_name='who it is for')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='help_requests', to='groups.organisation')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who sees to it')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.place')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.theme')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.meeting', verbose_name='on the agenda of')),
            ],
            options={
                'verbose_name': 'question to the network',
                'verbose_name_plural': 'questions to the network',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worth', models.CharField(choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=6, verbose_name='was it worth your time?')),
                ('change', models.TextField(blank=True, verbose_name='what would you change?')),
                ('quote', models.CharField(blank=True, max_length=250, verbose_name='what may be quoted')),
                ('quote_as', models.CharField(blank=True, max_length=120, verbose_name='said by, as it may be shown')),
                ('consented_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed to be quoted')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'quote from a meeting',
                'verbose_name_plural': 'quotes from meetings',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='doorlist',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='door_lists', to='meetings.meeting'),
        ),
        migrations.AddField(
            model_name='connection',
            name='meeting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='connections', to='meetings.meeting'),
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
            ],
            options={
                'verbose_name': 'what came of a meeting',
                'verbose_name_plural': 'what came of meetings',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('meetings.meeting',),
        ),
        migrations.CreateModel(
            name='MeetingInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='not sent')),
                ('chased_at', models.DateTimeField(blank=True, null=True, verbose_name='asked once more')),
                ('mail', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.outboundmail')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='meetings.meeting')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='meetings.invitationround')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meeting_invitations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'invitation to a meeting',
                'verbose_name_plural': 'invitations to meetings',
            },
        ),
        migrations.CreateModel(
            name='MeetingPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500, verbose_name='why they belong together')),
                ('first', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='followed_by', to='meetings.meeting')),
                ('second', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'pair of meetings',
                'verbose_name_plural': 'pairs of meetings',
            },
        ),
        migrations.CreateModel(
            name='NeedCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.CharField(choices=[('step_free', 'Step-free way in and a seat near the door'), ('hearing_loop', 'A hearing loop'), ('bsl', 'British Sign Language (BSL)'), ('large_print', 'Papers in large print'), ('quiet', 'A quiet space to step out to'), ('carer', 'A carer comes with me'), ('travel', 'Help with the cost of travel'), ('interpreter', 'An interpreter (say which language below)')], max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='need_counts', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='PlannedMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('summary', models.CharField(blank=True, max_length=250)),
                ('description', models.TextField(blank=True, verbose_name='what it would be about')),
                ('state', models.CharField(choices=[('open', 'In planning'), ('dated', 'It has a date'), ('dropped', 'Not after all')], default='open', max_length=8)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='planned', to='groups.actiongroup', verbose_name='CAG')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='planned', to='meetings.meeting')),
                ('themes', models.ManyToManyField(blank=True, related_name='+', to='groups.theme')),
            ],
            options={
                'verbose_name': 'meeting in planning',
                'verbose_name_plural': 'meetings in planning',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('suits', models.ManyToManyField(blank=True, related_name='suits', to='meetings.dateoption')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('planned', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='meetings.plannedmeeting')),
            ],
            options={
                'verbose_name': 'interest in a meeting',
                'verbose_name_plural': 'interests in meetings',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='dateoption',
            name='planned',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates', to='meetings.plannedmeeting'),
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('public', 'Everybody'), ('members', 'Members of its CAGs'), ('staff', 'Our staff')], default='public', max_length=10, verbose_name='who may read it')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='shown since')),
                ('ordinal', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='which annual general meeting it is')),
                ('spoke_room', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='spoke in the room')),
                ('spoke_online', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='spoke online')),
                ('reminded_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='staff were reminded')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='all written up')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='record', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('words', models.TextField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='minutes', to='meetings.record')),
            ],
            options={
                'verbose_name_plural': 'minutes',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('words', models.CharField(max_length=250)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='meetings.record')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Remembered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shows_name', models.BooleanField(default=False, verbose_name='shows their name')),
                ('shows_organisation', models.BooleanField(default=False, verbose_name='shows that their organisation comes')),
                ('remembers', models.BooleanField(default=False, verbose_name='is remembered for next time')),
                ('needs', models.JSONField(blank=True, default=list)),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='remembered', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ReminderPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_group', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminder_plan', to='groups.actiongroup')),
                ('meeting', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminder_plan', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='ReminderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(choices=[('usual', 'As usual: a week, a day and an hour before'), ('day_before', 'Only the day before'), ('none', 'Not at all')], default='usual', editable=False, max_length=10)),
                ('days_before', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('minutes_before', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('days_after', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('audience', models.CharField(choices=[('going', 'People who are going (or not sure yet)'), ('unanswered', 'CAG members who have not answered'), ('waiting', 'People on the waiting list'), ('speakers', 'Speakers'), ('came', 'A thank-you to people who came'), ('answered', 'What came of it, to everybody who answered')], default='going', max_length=12)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminder_rules', to='groups.actiongroup')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminder_rules', to='meetings.meeting')),
            ],
            options={
                'ordering': ['-days_before', '-minutes_before'],
            },
        ),
        migrations.CreateModel(
            name='ReminderDispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('schedule_version', models.PositiveIntegerField()),
                ('due_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('sent', 'Put into the outbox'), ('superseded', 'A nearer reminder went instead'), ('missed', 'Too late to send'), ('failed', 'Could not be written')], max_length=12)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mail', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.outboundmail')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dispatches', to='meetings.meeting')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='meetings.reminderrule')),
            ],
            options={
                'verbose_name': 'reminder',
                'verbose_name_plural': 'reminders sent and missed',
            },
        ),
        migrations.CreateModel(
            name='Rsvp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('yes', 'Going'), ('maybe', 'Not sure yet'), ('no', "Can't come"), ('waitlisted', 'On the waiting list'), ('offered', 'Offered a place'), ('lapsed', 'Was still waiting when it started'), ('event_cancelled', 'The meeting was cancelled')], max_length=16)),
                ('mode', models.CharField(choices=[('room', 'In person'), ('online', 'Online')], default='room', max_length=10)),
                ('party_size', models.PositiveSmallIntegerField(default=1)),
                ('queued_at', models.DateTimeField(blank=True, null=True)),
                ('offer_expires_at', models.DateTimeField(blank=True, null=True)),
                ('offered_places', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('waits_for_all', models.BooleanField(default=False, verbose_name='waits until all of them have a place')),
                ('last_sequence', models.IntegerField(default=-1, editable=False, verbose_name='last calendar sequence sent')),
                ('has_entry', models.BooleanField(default=False, editable=False, verbose_name='an entry that came by mail stands in their calendar')),
                ('state_before', models.CharField(blank=True, choices=[('yes', 'Going'), ('maybe', 'Not sure yet'), ('no', "Can't come"), ('waitlisted', 'On the waiting list'), ('offered', 'Offered a place'), ('lapsed', 'Was still waiting when it started'), ('event_cancelled', 'The meeting was cancelled')], editable=False, max_length=16)),
                ('attendance', models.CharField(blank=True, choices=[('attended', 'Came'), ('absent', 'Did not come'), ('excused', 'Told us in time')], max_length=10)),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rsvps', to='meetings.meeting')),
                ('on_behalf_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rsvps', to='groups.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rsvps', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'answer',
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('organisation_name', models.CharField(blank=True, max_length=150)),
                ('people', models.PositiveSmallIntegerField(default=1)),
                ('wants_next', models.BooleanField(default=False, verbose_name='asked to be told of the next one')),
                ('how', models.CharField(choices=[('list', 'From the list'), ('code', 'By the code in the room'), ('scan', 'By the square on the phone'), ('sheet', 'From the sign-in sheet'), ('walk_in', 'Walked in')], max_length=8)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='groups.organisation')),
                ('door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='arrivals', to='meetings.doorlist')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='meetings.meeting')),
                ('rsvp', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='arrival', to='meetings.rsvp')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RunningLate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('rsvp', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='late', to='meetings.rsvp')),
            ],
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('every', models.CharField(choices=[('week', 'Every week'), ('fortnight', 'Every two weeks'), ('month', 'Every month, on the same weekday (the second Tuesday, the last Friday)')], max_length=10, verbose_name='how often')),
                ('first_day', models.DateField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'series',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='The day of the series it stands for, wherever it was moved since.')),
                ('own', models.JSONField(default=list, help_text='Names of fields that were changed for this one alone.')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='occurrence', to='meetings.meeting')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occurrences', to='meetings.series')),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(choices=[('speaker', 'Speaker'), ('keynote', 'Keynote speaker'), ('facilitator', 'Leads the meeting')], default='speaker', max_length=12)),
                ('organisation_name', models.CharField(blank=True, max_length=150, verbose_name='or another body')),
                ('topic', models.CharField(blank=True, max_length=200)),
                ('biography', models.TextField(blank=True, verbose_name='a few words about them')),
                ('needs', models.TextField(blank=True, verbose_name='what they need')),
                ('asked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='asked by mail')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='answered')),
                ('consented_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed to be shown')),
                ('declined_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='cannot speak')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speakers', to='meetings.meeting')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='groups.organisation')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='what')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('kind', models.CharField(blank=True, choices=[('formal', 'Formal business'), ('showcase', 'Showcase'), ('discussion', 'Discussion')], max_length=12)),
                ('led_by', models.CharField(blank=True, max_length=120, verbose_name='or led by')),
                ('question', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='groups.actiongroupquestion')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='meetings.meeting')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='parts', to='meetings.speaker', verbose_name='led by')),
            ],
            options={
                'verbose_name': 'part of an agenda',
                'verbose_name_plural': 'parts of agendas',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TakenUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taken_up', to='meetings.meeting')),
                ('part', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.agendaitem')),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='taken_up', to='groups.actiongroupproposal')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.speaker')),
            ],
            options={
                'verbose_name': 'proposal taken up',
                'verbose_name_plural': 'proposals taken up',
            },
        ),
        migrations.CreateModel(
            name='TakingPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('needs', models.JSONField(blank=True, default=list)),
                ('words', models.TextField(blank=True, verbose_name='in their own words')),
                ('colleagues', models.TextField(blank=True, verbose_name='who comes with them')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('rsvp', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='taking_part', to='meetings.rsvp')),
            ],
            options={
                'verbose_name': 'what helps somebody take part',
                'verbose_name_plural': 'what helps people take part',
            },
        ),
        migrations.CreateModel(
            name='ToDo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(blank=True, editable=False, max_length=150)),
                ('words', models.CharField(max_length=250, verbose_name='what is to be done')),
                ('due_on', models.DateField(verbose_name='by')),
                ('state', models.CharField(choices=[('open', 'To do'), ('done', 'Done'), ('dropped', 'Dropped')], default='open', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why it was dropped')),
                ('nudged_before', models.DateField(blank=True, editable=False, null=True)),
                ('nudged_after', models.DateField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='done or dropped')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='to_dos', to='meetings.meeting')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='to_dos', to='groups.organisation')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='to_dos', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'task',
                'verbose_name_plural': 'tasks',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HelpAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('passed_at', models.DateTimeField(blank=True, null=True, verbose_name='said that it is not for them')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='help_asked', to='groups.organisation')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='meetings.helprequest')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('request', 'organisation'), name='help_asked_once')],
            },
        ),
        migrations.CreateModel(
            name='HelpAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='help_answers', to='groups.organisation')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='meetings.helprequest')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('request', 'organisation'), name='one_answer_per_organisation'), models.CheckConstraint(condition=models.Q(('organisation__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='help_answer_says_something')],
            },
        ),
        migrations.AddIndex(
            model_name='introduction',
            index=models.Index(fields=['state', '-score'], name='introduction_state_score'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='introduction_low_key_first'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.UniqueConstraint(condition=models.Q(('origin', 'introduction')), fields=('low', 'high'), name='suggested_once_a_pair'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'dismissed']), ('proposed_at__isnull', False), _connector='OR'), name='introduction_asked_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='introductionside',
            constraint=models.UniqueConstraint(fields=('introduction', 'organisation'), name='one_side_per_organisation'),
        ),
        migrations.AddConstraint(
            model_name='introductionside',
            constraint=models.CheckConstraint(condition=models.Q(('answer', ''), ('answered_at__isnull', False), _connector='OR'), name='side_answer_has_a_date'),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(fields=['state', 'until'], name='listing_state_until'),
        ),
        migrations.AddConstraint(
            model_name='listing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'sorted'), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='listing_sorted_says_how'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(fields=('listing', 'organisation'), name='one_match_a_mail'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['state', 'starts_at'], name='meeting_state_start'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='material',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('resource', None), ('url', ''), ('words', '')), models.Q(models.Q(('url', ''), _negated=True), ('file', None), ('resource', None), ('words', '')), models.Q(models.Q(('words', ''), _negated=True), ('file', None), ('resource', None), ('url', '')), models.Q(('file', None), ('resource__isnull', False), ('url', ''), ('words', '')), _connector='OR'), name='material_is_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='material',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['recording', 'film']), _negated=True), ('captions__isnull', False), _connector='OR'), name='material_spoken_says_captions'),
        ),
        migrations.AddConstraint(
            model_name='keypoint',
            constraint=models.UniqueConstraint(fields=('meeting', 'words'), name='key_point_once'),
        ),
        migrations.AddIndex(
            model_name='helprequest',
            index=models.Index(fields=['state', 'created_at'], name='help_state_created'),
        ),
        migrations.AddConstraint(
            model_name='helprequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'introduced'), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='help_answered_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.UniqueConstraint(fields=('meeting', 'user'), name='feedback_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('consented_at__isnull', True), models.Q(('quote', ''), _negated=True), _connector='OR'), name='feedback_quote_is_said'),
        ),
        migrations.AddIndex(
            model_name='connection',
            index=models.Index(fields=['high', 'tied_at'], name='connection_high_tied'),
        ),
        migrations.AddConstraint(
            model_name='connection',
            constraint=models.UniqueConstraint(fields=('low', 'high'), name='connection_once_a_pair'),
        ),
        migrations.AddConstraint(
            model_name='connection',
            constraint=models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='connection_low_key_first'),
        ),
        migrations.AddConstraint(
            model_name='connection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['introduced', 'talking', 'joint_work']), _negated=True), ('tied_at__isnull', False), _connector='OR'), name='connection_real_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='connection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('origin', 'meeting'), _negated=True), ('meeting__isnull', False), _connector='OR'), name='connection_names_its_meeting'),
        ),
        migrations.AddConstraint(
            model_name='meetinginvitation',
            constraint=models.UniqueConstraint(fields=('meeting', 'user'), name='invited_once_to_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='meetingpair',
            constraint=models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='meeting_not_paired_with_itself'),
        ),
        migrations.AddConstraint(
            model_name='needcount',
            constraint=models.UniqueConstraint(fields=('meeting', 'need'), name='need_counted_once_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='plannedmeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dated'), _negated=True), ('meeting__isnull', False), _connector='OR'), name='planned_with_a_date_has_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.UniqueConstraint(fields=('planned', 'user'), name='interested_once'),
        ),
        migrations.AddConstraint(
            model_name='dateoption',
            constraint=models.UniqueConstraint(fields=('planned', 'starts_at'), name='date_asked_about_once'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('published_at__isnull', False), _connector='OR'), name='record_closed_is_shown'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.UniqueConstraint(fields=('record', 'number'), name='minutes_version_once'),
        ),
        migrations.AddConstraint(
            model_name='remembered',
            constraint=models.CheckConstraint(condition=models.Q(('remembers', True), ('words', ''), _connector='OR'), name='nothing_remembered_without_a_yes'),
        ),
        migrations.AddConstraint(
            model_name='reminderplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action_group__isnull', True), ('meeting__isnull', False)), models.Q(('action_group__isnull', False), ('meeting__isnull', True)), _connector='OR'), name='plan_of_meeting_or_cag'),
        ),
        migrations.AddConstraint(
            model_name='reminderrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('days_after__isnull', True), ('days_before__isnull', False), ('minutes_before__isnull', True)), models.Q(('days_after__isnull', True), ('days_before__isnull', True), ('minutes_before__isnull', False)), models.Q(('days_after__isnull', False), ('days_before__isnull', True), ('minutes_before__isnull', True)), _connector='OR'), name='reminder_days_or_minutes'),
        ),
        migrations.AddConstraint(
            model_name='reminderrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience__in', ['came', 'answered']), ('days_after__isnull', False)), models.Q(('days_after__isnull', True), models.Q(('audience__in', ['came', 'answered']), _negated=True)), _connector='OR'), name='reminder_after_for_who_came'),
        ),
        migrations.AddConstraint(
            model_name='reminderdispatch',
            constraint=models.UniqueConstraint(fields=('rule', 'meeting', 'user', 'schedule_version'), name='reminder_once_per_version'),
        ),
        migrations.AddIndex(
            model_name='rsvp',
            index=models.Index(fields=['meeting', 'state', 'mode'], name='rsvp_meeting_state'),
        ),
        migrations.AddConstraint(
            model_name='rsvp',
            constraint=models.UniqueConstraint(fields=('meeting', 'user'), name='one_answer_per_person'),
        ),
        migrations.AddConstraint(
            model_name='rsvp',
            constraint=models.CheckConstraint(condition=models.Q(('party_size__gte', 1), ('party_size__lte', 20)), name='party_of_1_to_20'),
        ),
        migrations.AddConstraint(
            model_name='rsvp',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waitlisted'), _negated=True), ('queued_at__isnull', False), _connector='OR'), name='waiting_has_queue_time'),
        ),
        migrations.AddConstraint(
            model_name='rsvp',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'offered'), _negated=True), ('offer_expires_at__isnull', False), _connector='OR'), name='offer_has_expiry'),
        ),
        migrations.AddConstraint(
            model_name='rsvp',
            constraint=models.CheckConstraint(condition=models.Q(('offered_places__isnull', True), models.Q(('offered_places__gte', 1), ('offered_places__lt', models.F('party_size')), ('state', 'offered')), _connector='OR'), name='part_of_a_party_is_offered'),
        ),
        migrations.AddConstraint(
            model_name='arrival',
            constraint=models.CheckConstraint(condition=models.Q(('rsvp__isnull', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='arrival_says_who'),
        ),
        migrations.AddConstraint(
            model_name='arrival',
            constraint=models.CheckConstraint(condition=models.Q(('people__gte', 1), ('people__lte', 20)), name='arrival_of_1_to_20'),
        ),
        migrations.AddConstraint(
            model_name='arrival',
            constraint=models.UniqueConstraint(models.F('meeting'), django.db.models.functions.text.Lower('name'), django.db.models.functions.text.Lower('organisation_name'), condition=models.Q(('rsvp__isnull', True)), name='walk_in_once'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('series', 'day'), name='series_day_once'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.CheckConstraint(condition=models.Q(('consented_at__isnull', True), ('declined_at__isnull', True), _connector='OR'), name='who_cannot_speak_is_not_shown'),
        ),
        migrations.AddIndex(
            model_name='todo',
            index=models.Index(fields=['state', 'due_on'], name='to_do_state_due'),
        ),
        migrations.AddConstraint(
            model_name='todo',
            constraint=models.CheckConstraint(condition=models.Q(('meeting__isnull', False), models.Q(('origin', ''), _negated=True), _connector='OR'), name='to_do_comes_from_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='todo',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='to_do_dropped_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='todo',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='to_do_ended_has_a_moment'),
        ),
        ]),
        migrations.RunPython(first_rules, elidable=False),
        migrations.RunPython(more_rules, elidable=False),
    ]
