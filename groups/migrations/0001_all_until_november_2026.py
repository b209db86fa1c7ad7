"""The tables of `groups`, and the lists staff start from.

One step for a new database instead of the many it replaces, which stay for databases that began with them.
"""

from importlib import import_module
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from camk.migrating import CreateAll

# What the first versions of these migrations filled in, one by one.
fill_lists = import_module("groups.migrations.0002_reference_lists").fill_lists
set_sectors = import_module("groups.migrations.0008_sectors").set_sectors


class Migration(migrations.Migration):

    replaces = [('groups', '0001_first'), ('groups', '0002_reference_lists'), ('groups', '0003_action_group_watch'), ('groups', '0004_venues'), ('groups', '0005_organisation_venues'), ('groups', '0006_networks'), ('groups', '0007_size_peers_and_sector'), ('groups', '0008_sectors'), ('groups', '0009_suggestions'), ('groups', '0010_updates'), ('groups', '0011_workspace'), ('groups', '0012_organisation_name_index'), ('groups', '0013_action_group_life'), ('groups', '0014_membership_dates_in_order'), ('groups', '0015_membership_dates_checked'), ('groups', '0016_likely_pairs'), ('groups', '0017_people'), ('groups', '0018_yearly'), ('groups', '0019_invitations_to_meetings')]

    initial = True

    dependencies = [
        ('camk', '0001_all_until_november_2026'),
    ]

    operations = [
        CreateAll([
        migrations.CreateModel(
            name='Beneficiary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('label', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('charity_commission_code', models.CharField(blank=True, max_length=10)),
            ],
            options={
                'verbose_name_plural': 'who benefits',
                'ordering': ['position', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeverAsk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_mark', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'address never to be asked again',
                'verbose_name_plural': 'addresses never to be asked again',
            },
        ),
        migrations.CreateModel(
            name='OrganisationKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('label', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('is_affiliate', models.BooleanField(default=False)),
                ('sector', models.CharField(choices=[('voluntary', 'Voluntary and community'), ('public', 'Public'), ('private', 'Private')], default='voluntary', max_length=10)),
            ],
            options={
                'ordering': ['position', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('funder', models.CharField(blank=True, max_length=150)),
                ('acknowledgement', models.CharField(blank=True, help_text='The sentence that thanks the funder on public pages.', max_length=250)),
                ('purpose', models.TextField(blank=True)),
                ('goals', models.TextField(blank=True, help_text='One goal a line.')),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('year_starts_in_month', models.PositiveSmallIntegerField(default=4, help_text='4 = April to March')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('label', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['position', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ThemeFamily',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('label', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'theme families',
                'ordering': ['position', 'label'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActionGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('focus', models.CharField(choices=[('area', 'By area'), ('issue', 'By issue'), ('initiative', 'By initiative')], max_length=12)),
                ('purpose', models.TextField()),
                ('achieved', models.TextField(blank=True, help_text='One line each.', verbose_name='what it has achieved')),
                ('state', models.CharField(choices=[('draft', 'Being prepared'), ('active', 'Running'), ('paused', 'Paused'), ('closed', 'Closed'), ('merged', 'Part of another CAG')], default='active', max_length=10)),
                ('asks_own_approval', models.BooleanField(default=False, help_text='Admission to the network does not admit here; somebody decides on each request.')),
                ('slack_url', models.URLField(blank=True, verbose_name='Slack join link')),
                ('slack_is_public', models.BooleanField(default=False, verbose_name='everybody sees the Slack link, not only members')),
                ('is_response', models.BooleanField(default=False, verbose_name='response to an emergency (shown with a banner)')),
                ('happened', models.CharField(blank=True, max_length=250, verbose_name='what happened')),
                ('response_until', models.DateField(blank=True, null=True, verbose_name='the response ends by itself after')),
                ('started_on', models.DateField(default=django.utils.timezone.localdate)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='groups.actiongroup')),
                ('staff_contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Collaborative Action Group',
                'ordering': ['focus', 'name'],
            },
        ),
        migrations.CreateModel(
            name='ActionGroupChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('name', models.CharField(max_length=150)),
                ('focus', models.CharField(choices=[('area', 'By area'), ('issue', 'By issue'), ('initiative', 'By initiative')], max_length=12)),
                ('purpose', models.TextField()),
                ('state', models.CharField(choices=[('draft', 'Being prepared'), ('active', 'Running'), ('paused', 'Paused'), ('closed', 'Closed'), ('merged', 'Part of another CAG')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=250, verbose_name='why it changed')),
                ('action_group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='groups.actiongroup')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ActionGroupMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('applied', 'Asked to join'), ('active', 'Member'), ('rejected', 'Not admitted'), ('withdrawn', 'Request taken back'), ('paused', 'Paused'), ('dormant', 'Quiet for a year'), ('left', 'Left'), ('removed', 'Removed'), ('ended', 'Ended with the CAG')], default='applied', max_length=10)),
                ('applied_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='what led them here')),
                ('action_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='groups.actiongroup')),
                ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'CAG membership',
                'ordering': ['applied_at'],
            },
        ),
        migrations.CreateModel(
            name='ActionGroupMembershipMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('old', models.CharField(choices=[('applied', 'Asked to join'), ('active', 'Member'), ('rejected', 'Not admitted'), ('withdrawn', 'Request taken back'), ('paused', 'Paused'), ('dormant', 'Quiet for a year'), ('left', 'Left'), ('removed', 'Removed'), ('ended', 'Ended with the CAG')], max_length=10)),
                ('new', models.CharField(choices=[('applied', 'Asked to join'), ('active', 'Member'), ('rejected', 'Not admitted'), ('withdrawn', 'Request taken back'), ('paused', 'Paused'), ('dormant', 'Quiet for a year'), ('left', 'Left'), ('removed', 'Removed'), ('ended', 'Ended with the CAG')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('came_from', models.CharField(blank=True, max_length=150)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='groups.actiongroupmembership')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ActionGroupProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('meeting', 'A meeting'), ('topic', 'A topic to talk about'), ('speaker', 'A speaker'), ('resource', 'A guide, tool or other resource')], max_length=10)),
                ('title', models.CharField(max_length=150)),
                ('words', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('proposed', 'We are looking at it'), ('accepted', 'Taken up'), ('declined', 'Not taken up'), ('withdrawn', 'Taken back')], default='proposed', max_length=10)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('result_url', models.URLField(blank=True, verbose_name='page of what came of it')),
                ('action_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='groups.actiongroup')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'CAG proposal',
                'ordering': ['-proposed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ActionGroupQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('better', 'How it could run better'), ('insights', 'More about what it has found')], max_length=10)),
                ('words', models.TextField()),
                ('state', models.CharField(choices=[('asked', 'Waiting for our answer'), ('answered', 'Answered'), ('closed', 'Closed without an answer')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_name', models.CharField(blank=True, max_length=120, verbose_name='name they left')),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('public_question', models.CharField(blank=True, max_length=300)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('action_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='groups.actiongroup')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'CAG question',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('often', models.CharField(choices=[('at_once', 'Each as it comes'), ('daily', 'One mail a day, in the morning'), ('weekly', 'One mail a week, on Monday morning'), ('never', 'No mails about what is new')], default='weekly', max_length=10)),
                ('announcements', models.BooleanField(default=True, verbose_name='announcements')),
                ('invitations', models.BooleanField(default=True, verbose_name='invitations to meetings')),
                ('away_until', models.DateField(blank=True, null=True)),
                ('told_until', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_period', models.CharField(blank=True, editable=False, max_length=10)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mail_choice', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('sector', 'For the whole voluntary sector'), ('issue', 'About one issue'), ('area', 'Of one area'), ('people', 'For people who do the same work')], max_length=10)),
                ('state', models.CharField(choices=[('draft', 'Not shown yet'), ('active', 'Active'), ('quiet', 'Quiet for now'), ('ended', 'Ended')], default='draft', max_length=10)),
                ('purpose', models.TextField(verbose_name='what it is for')),
                ('origin', models.CharField(choices=[('older', 'Was there before the pandemic'), ('pandemic', 'Came about because of the pandemic'), ('since', 'Began after the pandemic'), ('unknown', 'We do not know when it began')], default='unknown', max_length=10)),
                ('started_in', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year it began')),
                ('lead_body', models.CharField(blank=True, max_length=150, verbose_name='lead body, if it is not listed here')),
                ('how_to_join', models.TextField(blank=True, verbose_name='how to get involved')),
                ('public_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address everybody may see')),
                ('website', models.URLField(blank=True)),
                ('represents', models.TextField(blank=True, help_text='Boards and partnerships, one a line.', verbose_name='where it speaks for the sector')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('lead_contact', models.ForeignKey(blank=True, help_text='Gets the mail when an organisation would like to be involved, and confirms it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('staff_contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='our contact')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='NetworkStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300, verbose_name='what we will do')),
                ('due_on', models.DateField(verbose_name='by when')),
                ('state', models.CharField(choices=[('open', 'To be done'), ('done', 'Done'), ('dropped', 'Not going to happen')], default='open', max_length=10)),
                ('outcome', models.CharField(blank=True, max_length=300, verbose_name='what came of it')),
                ('settled_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='groups.network')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who sees to it')),
            ],
            options={
                'verbose_name': 'next step of a network',
                'verbose_name_plural': 'next steps of networks',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NetworkSupport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(default=django.utils.timezone.localdate)),
                ('words', models.CharField(max_length=300, verbose_name='what we did')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='support', to='groups.network')),
            ],
            options={
                'verbose_name': 'support given to a network',
                'verbose_name_plural': 'support given to networks',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('normalised_name', models.CharField(db_index=True, editable=False, max_length=200)),
                ('state', models.CharField(choices=[('unverified', 'Waiting to be admitted'), ('active', 'In the network'), ('dormant', 'Quiet for a long time'), ('declined', 'Not admitted'), ('archived', 'Archived'), ('merged', 'Joined with another record')], db_index=True, default='unverified', max_length=12)),
                ('description', models.TextField(blank=True, verbose_name='what it does')),
                ('reach', models.CharField(blank=True, choices=[('estate', 'One estate or village'), ('parish', 'One parish'), ('areas', 'Several areas'), ('city', 'All of Milton Keynes'), ('wider', 'Wider than Milton Keynes')], max_length=10)),
                ('size', models.CharField(blank=True, choices=[('none', 'No money of its own'), ('micro', 'Under £10,000 a year'), ('small', '£10,000 to £100,000'), ('medium', '£100,000 to £1 million'), ('large', 'Over £1 million'), ('unsaid', 'Rather not say')], max_length=10)),
                ('paid_staff', models.CharField(blank=True, choices=[('none', 'Nobody is paid'), ('1-5', '1 to 5 people'), ('6-20', '6 to 20 people'), ('21+', 'More than 20 people'), ('unsaid', 'Rather not say')], max_length=10)),
                ('volunteers', models.CharField(blank=True, choices=[('none', 'No volunteers'), ('1-10', '1 to 10 people'), ('11-50', '11 to 50 people'), ('51+', 'More than 50 people'), ('unsaid', 'Rather not say')], max_length=10)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('website', models.URLField(blank=True)),
                ('public_email', models.EmailField(blank=True, max_length=254)),
                ('public_phone', models.CharField(blank=True, max_length=30)),
                ('can_share', models.TextField(blank=True, verbose_name='what we can share')),
                ('support_needed', models.TextField(blank=True, verbose_name='support we need')),
                ('peer_support', models.CharField(blank=True, choices=[('asks', 'We would like to talk with an organisation that has done it before'), ('offers', 'We are glad to talk with an organisation that is new to it'), ('both', 'Both'), ('no', 'Not now')], max_length=10)),
                ('peer_topics', models.CharField(blank=True, max_length=200, verbose_name='about what')),
                ('venues_used', models.CharField(blank=True, max_length=250, verbose_name='other places it meets in')),
                ('safeguarding_policy', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('not_yet', 'Not yet'), ('help', 'We would like help with it')], max_length=10)),
                ('source', models.CharField(default='joined online', max_length=60)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('admitted_at', models.DateTimeField(blank=True, null=True)),
                ('decision_reason', models.TextField(blank=True)),
                ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='last confirmed as right')),
                ('quiet_since', models.DateTimeField(blank=True, editable=False, null=True)),
                ('admitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('beneficiaries', models.ManyToManyField(blank=True, related_name='organisations', to='groups.beneficiary')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='groups.organisation')),
                ('kind', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='groups.organisationkind')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='network',
            name='lead_organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads_networks', to='groups.organisation'),
        ),
        migrations.AddField(
            model_name='actiongroupmembership',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='groups.organisation'),
        ),
        migrations.CreateModel(
            name='OrganisationAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('normalised_name', models.CharField(db_index=True, max_length=200)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='groups.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='OrganisationIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('GB-CHC', 'Charity number'), ('GB-COH', 'Company or CIC number'), ('GB-MPR', 'Mutual society number'), ('GB-LAE', 'Local authority code')], max_length=10)),
                ('value', models.CharField(max_length=20)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='groups.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='OrganisationRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('lead', 'Lead contact'), ('contact', 'Contact'), ('finance', 'Looks after the money'), ('trustee', 'Trustee or committee member'), ('attendee', 'Comes to meetings')], default='contact', max_length=10)),
                ('state', models.CharField(choices=[('asked', 'Asked to act for it'), ('current', 'Acts for it'), ('refused', 'Not accepted'), ('ended', 'Acted for it in the past')], default='asked', max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('question_open', models.BooleanField(default=False, editable=False, verbose_name='a question waits for an answer')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='groups.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisation_roles', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('label', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('city', 'City'), ('cluster', 'Area'), ('parish', 'Parish'), ('estate', 'Estate or village'), ('ward', 'Ward'), ('special', 'Special')], max_length=10)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('grid_column', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('grid_row', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.place')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='groups.place')),
                ('parish', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.place')),
            ],
            options={
                'ordering': ['label'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='home',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='groups.place'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='places',
            field=models.ManyToManyField(blank=True, related_name='working_here', to='groups.place'),
        ),
        migrations.AddField(
            model_name='network',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='networks', to='groups.place'),
        ),
        migrations.AddField(
            model_name='actiongroup',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='action_groups', to='groups.place'),
        ),
        migrations.CreateModel(
            name='PlaceAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='groups.place')),
            ],
            options={
                'verbose_name_plural': 'place aliases',
            },
        ),
        migrations.CreateModel(
            name='PostcodeSector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sector', models.CharField(max_length=8, unique=True)),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postcode_sectors', to='groups.place')),
            ],
        ),
        migrations.AddField(
            model_name='actiongroup',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='action_groups', to='groups.programme'),
        ),
        migrations.CreateModel(
            name='PublishChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=40)),
                ('audience', models.CharField(choices=[('public', 'Everybody'), ('members', 'CAG members'), ('staff', 'Only Community Action: MK')], max_length=10)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publish_choices', to='groups.organisation')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('shown', 'Shown'), ('withdrawn', 'Taken back by its author'), ('hidden', 'Hidden by staff')], default='shown', max_length=10)),
                ('state_reason', models.TextField(blank=True, verbose_name='why it is hidden')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('kind', models.CharField(choices=[('guide', 'Guide'), ('tool', 'Tool'), ('template', 'Template'), ('training', 'Training'), ('report', 'Report'), ('data', 'Data'), ('recording', 'Recording'), ('link', 'Link')], max_length=10)),
                ('title', models.CharField(max_length=150)),
                ('purpose', models.CharField(max_length=300, verbose_name='what it is for')),
                ('adapting', models.BooleanField(default=False, verbose_name='helps with adapting to change')),
                ('audience', models.CharField(choices=[('members', 'Members of this CAG'), ('pass_on', 'Members, and whoever they pass it on to'), ('public', 'Everybody')], default='members', max_length=10)),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='staff let everybody see it')),
                ('review_on', models.DateField(verbose_name='is it still right? look again on')),
                ('reminded_for', models.DateField(blank=True, editable=False, null=True)),
                ('link_checked_at', models.DateTimeField(blank=True, null=True)),
                ('link_broken_at', models.DateTimeField(blank=True, null=True, verbose_name='link found broken')),
                ('action_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resources', to='groups.actiongroup')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='resources', to='groups.organisation')),
                ('themes', models.ManyToManyField(blank=True, related_name='resources', to='groups.theme')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ResourceVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='what changed')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='camk.storedfile')),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='groups.resource')),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='RoleMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_answer', models.BooleanField(default=False)),
                ('words', models.TextField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='groups.organisationrole')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SlackMirror',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('webhook_url', models.CharField(max_length=250)),
                ('is_on', models.BooleanField(default=True, verbose_name='repeat what is new in Slack')),
                ('set_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='slack_mirror', to='groups.actiongroup')),
            ],
            options={
                'verbose_name': 'Slack channel',
            },
        ),
        migrations.CreateModel(
            name='SlackNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('text', models.CharField(max_length=400)),
                ('state', models.CharField(choices=[('queued', 'Waiting to go'), ('sent', 'Sent'), ('failed', 'Given up')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('next_attempt_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('error', models.CharField(blank=True, max_length=120)),
                ('mirror', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='groups.slackmirror')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='organisation')),
                ('address_mark', models.CharField(editable=False, max_length=64)),
                ('why', models.TextField(blank=True, verbose_name='why it would fit')),
                ('may_name', models.BooleanField(default=False, verbose_name='may say who suggested it')),
                ('state', models.CharField(choices=[('checking', 'We look at it first'), ('asked', 'Asked by mail'), ('willing', 'Wants to hear more'), ('joined', 'Joined'), ('not_now', 'Not now'), ('never', 'Never ask again'), ('expired', 'No answer'), ('dropped', 'Not asked')], default='checking', max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='suggestions', to=settings.AUTH_USER_MODEL, verbose_name='suggested by')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('for_organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='suggestions', to='groups.organisation', verbose_name='for which they act')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='suggested_by', to='groups.organisation', verbose_name='what it became')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='organisations', to='groups.theme'),
        ),
        migrations.AddField(
            model_name='network',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='networks', to='groups.theme'),
        ),
        migrations.AddField(
            model_name='actiongroup',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='action_groups', to='groups.theme'),
        ),
        migrations.AddField(
            model_name='theme',
            name='family',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='groups.themefamily'),
        ),
        migrations.CreateModel(
            name='ThemeKeyword',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=80)),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keywords', to='groups.theme')),
            ],
        ),
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('shown', 'Shown'), ('withdrawn', 'Taken back by its author'), ('hidden', 'Hidden by staff')], default='shown', max_length=10)),
                ('state_reason', models.TextField(blank=True, verbose_name='why it is hidden')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('words', models.TextField()),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('news', 'News'), ('question', 'Question'), ('offer', 'Offer or need'), ('idea', 'Project idea')], max_length=10)),
                ('title', models.CharField(max_length=120)),
                ('active_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last word in it')),
                ('passed_on_at', models.DateTimeField(blank=True, null=True, verbose_name='passed to staff as unanswered')),
                ('action_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='groups.actiongroup')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='groups.organisation')),
            ],
            options={
                'verbose_name': 'discussion',
                'ordering': ['-active_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('shown', 'Shown'), ('withdrawn', 'Taken back by its author'), ('hidden', 'Hidden by staff')], default='shown', max_length=10)),
                ('state_reason', models.TextField(blank=True, verbose_name='why it is hidden')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('words', models.TextField()),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='groups.organisation')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='groups.thread')),
            ],
            options={
                'verbose_name_plural': 'replies',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Following',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wish', models.CharField(choices=[('follow', 'Mail me each reply'), ('mute', 'Mail me nothing of it')], max_length=10)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='followings', to='groups.actiongroup')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='followings', to='groups.thread')),
            ],
        ),
        migrations.CreateModel(
            name='Update',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('words', models.TextField()),
                ('photo_says', models.CharField(blank=True, max_length=200, verbose_name='what the photo shows')),
                ('audience', models.CharField(choices=[('members', 'Members of the CAGs we are in'), ('public', 'Everybody')], default='members', max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('hidden_at', models.DateTimeField(blank=True, null=True, verbose_name='hidden by us')),
                ('hidden_because', models.CharField(blank=True, max_length=300, verbose_name='why we hid it')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='groups.organisation')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.storedfile')),
            ],
            options={
                'verbose_name': 'update of an organisation',
                'verbose_name_plural': 'updates of organisations',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Venue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('address', models.CharField(blank=True, max_length=250)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('access', models.CharField(blank=True, help_text='Step-free, hearing loop, toilets, quiet room.', max_length=250)),
                ('travel', models.CharField(blank=True, help_text='Bus, redway, parking.', max_length=250)),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='venues', to='groups.place')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='venues',
            field=models.ManyToManyField(blank=True, related_name='organisations', to='groups.venue'),
        ),
        migrations.CreateModel(
            name='YearlyCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('answered', 'Answered'), ('silent', 'No answer'), ('stopped', 'Not needed any more')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('times', models.PositiveSmallIntegerField(default=1, verbose_name='mails so far')),
                ('next_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yearly_checks', to='groups.organisation')),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ActionGroupLead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(default=django.utils.timezone.localdate)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('is_published', models.BooleanField(default=False, verbose_name="name shown on the CAG's page")),
                ('action_group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leads', to='groups.actiongroup')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['started_on', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('action_group', 'user'), name='leads_action_group_once'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='lead_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='ActionGroupWatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to='groups.actiongroup')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='action_group_watches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'action group watches',
                'ordering': ['created_at'],
                'constraints': [models.UniqueConstraint(fields=('user', 'action_group'), name='watch_action_group_once')],
            },
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('news', 'Announcement'), ('briefing', 'Briefing from a partner')], default='news', max_length=10)),
                ('partner_name', models.CharField(blank=True, help_text='For a briefing: whose words these are.', max_length=150, verbose_name='partner it comes from')),
                ('title', models.CharField(max_length=120)),
                ('words', models.TextField()),
                ('whole_network', models.BooleanField(default=False, verbose_name='to the whole network')),
                ('is_public', models.BooleanField(default=False, help_text='People who hear about the CAG without being in it get it too.', verbose_name='public news')),
                ('state', models.CharField(choices=[('draft', 'Being written'), ('held', 'Goes in a moment'), ('sent', 'Sent')], default='draft', max_length=10)),
                ('goes_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('people', models.PositiveIntegerField(default=0, verbose_name='people it was mailed to')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action_groups', models.ManyToManyField(blank=True, related_name='announcements', to='groups.actiongroup')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-sent_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'briefing'), _negated=True), models.Q(('partner_name', ''), _negated=True), _connector='OR'), name='briefing_names_its_partner'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), ('goes_at__isnull', False), _connector='OR'), name='held_until_known')],
            },
        ),
        migrations.CreateModel(
            name='NetworkMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'Would like to be involved'), ('confirmed', 'Part of it'), ('declined', 'Not taken in'), ('left', 'Was part of it')], default='asked', max_length=10)),
                ('words', models.TextField(blank=True, verbose_name='what they wrote')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='groups.network')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='network_memberships', to='groups.organisation')),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'confirmed'])), fields=('network', 'organisation'), name='organisation_in_network_once')],
            },
        ),
        migrations.CreateModel(
            name='LikelyPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(verbose_name='how sure, of 100')),
                ('reason', models.CharField(max_length=120, verbose_name='why')),
                ('state', models.CharField(choices=[('open', 'To be looked at'), ('different', 'Not the same')], default='open', max_length=10)),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('high', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs_as_high', to='groups.organisation', verbose_name='the newer record')),
                ('low', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs_as_low', to='groups.organisation', verbose_name='the older record')),
            ],
            options={
                'verbose_name': 'likely pair',
                'ordering': ['-score', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('low', 'high'), name='likely_pair_once'), models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='likely_pair_lower_first')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('purpose', models.CharField(choices=[('claim', 'To claim the record'), ('colleague', 'To join a colleague')], max_length=10)),
                ('kind', models.CharField(choices=[('lead', 'Lead contact'), ('contact', 'Contact'), ('finance', 'Looks after the money'), ('trustee', 'Trustee or committee member'), ('attendee', 'Comes to meetings')], default='contact', max_length=10, verbose_name='role')),
                ('state', models.CharField(choices=[('invited', 'Invited'), ('not_now', 'Not now'), ('not_us', 'Not us'), ('accepted', 'Accepted'), ('taken_back', 'Taken back')], default='invited', max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('times_sent', models.PositiveSmallIntegerField(default=1)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mail', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.outboundmail')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='groups.organisation')),
            ],
            options={
                'ordering': ['-sent_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['invited', 'not_now'])), fields=('organisation', 'email'), name='one_live_invitation_per_address')],
            },
        ),
        migrations.AddConstraint(
            model_name='actiongroupmembership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', False), ('user__isnull', True)), models.Q(('organisation__isnull', True), ('user__isnull', False)), _connector='OR'), name='membership_organisation_or_person'),
        ),
        migrations.AddConstraint(
            model_name='actiongroupmembership',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['applied', 'active', 'paused', 'dormant'])), fields=('action_group', 'organisation'), name='organisation_in_action_group_once'),
        ),
        migrations.AddConstraint(
            model_name='actiongroupmembership',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['applied', 'active', 'paused', 'dormant'])), fields=('action_group', 'user'), name='supporter_in_action_group_once'),
        ),
        migrations.AddConstraint(
            model_name='actiongroupmembership',
            constraint=models.CheckConstraint(condition=models.Q(('decided_at__isnull', True), ('decided_at__gte', models.F('applied_at')), _connector='OR'), name='membership_decided_after_asked'),
        ),
        migrations.AddConstraint(
            model_name='actiongroupmembership',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('applied_at')), _connector='OR'), name='membership_ended_after_asked'),
        ),
        migrations.AddConstraint(
            model_name='organisationidentifier',
            constraint=models.UniqueConstraint(fields=('scheme', 'value'), name='identifier_once'),
        ),
        migrations.AddConstraint(
            model_name='organisationrole',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'current'])), fields=('organisation', 'user'), name='one_live_role_per_organisation'),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(fields=['kind', 'label'], name='place_kind_label'),
        ),
        migrations.AddConstraint(
            model_name='placealias',
            constraint=models.UniqueConstraint(fields=('place', 'name'), name='place_alias_once'),
        ),
        migrations.AddConstraint(
            model_name='resourceversion',
            constraint=models.UniqueConstraint(fields=('resource', 'number'), name='resource_version_once'),
        ),
        migrations.AddConstraint(
            model_name='resourceversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('url', '')), models.Q(('file__isnull', True), models.Q(('url', ''), _negated=True)), _connector='OR'), name='resource_version_file_or_link'),
        ),
        migrations.AddIndex(
            model_name='slacknotice',
            index=models.Index(condition=models.Q(('state', 'queued')), fields=['next_attempt_at'], name='slack_due'),
        ),
        migrations.AddConstraint(
            model_name='slacknotice',
            constraint=models.UniqueConstraint(fields=('mirror', 'key'), name='slack_notice_once'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['checking', 'asked', 'willing'])), fields=('address_mark',), name='one_open_suggestion_an_address'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('audience', 'public'), _connector='OR'), name='resource_published_is_public'),
        ),
        migrations.AddConstraint(
            model_name='actiongroup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='action_group_merged_has_target'),
        ),
        migrations.AddConstraint(
            model_name='themekeyword',
            constraint=models.UniqueConstraint(fields=('theme', 'word'), name='theme_keyword_once'),
        ),
        migrations.AddIndex(
            model_name='thread',
            index=models.Index(fields=['action_group', '-active_at'], name='thread_list'),
        ),
        migrations.AddConstraint(
            model_name='following',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action_group__isnull', False), ('thread__isnull', True), ('wish', 'mute')), models.Q(('action_group__isnull', True), ('thread__isnull', False)), _connector='OR'), name='following_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='following',
            constraint=models.UniqueConstraint(fields=('user', 'action_group'), name='following_action_group_once'),
        ),
        migrations.AddConstraint(
            model_name='following',
            constraint=models.UniqueConstraint(fields=('user', 'thread'), name='following_thread_once'),
        ),
        migrations.AddIndex(
            model_name='update',
            index=models.Index(fields=['organisation', '-created_at'], name='update_of_organisation'),
        ),
        migrations.AddConstraint(
            model_name='venue',
            constraint=models.UniqueConstraint(fields=('name', 'postcode'), name='venue_name_once'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['name'], name='organisation_name'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='organisation_merged_has_target'),
        ),
        migrations.AddConstraint(
            model_name='yearlycheck',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('organisation',), name='one_yearly_check_at_a_time'),
        ),
        ]),
        migrations.RunPython(fill_lists, elidable=False),
        migrations.RunPython(set_sectors, elidable=False),
    ]
