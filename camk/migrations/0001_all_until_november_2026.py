"""The kernel's tables, and the trigger that keeps the audit trail as it was written.

One step for a new database instead of the many it replaces, which stay for databases that began with them.
"""

from importlib import import_module
import camk.files
import camk.links
import camk.outbox.models
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from camk.migrating import CreateAll

# What the first versions of these migrations filled in, one by one.
add_trigger = import_module("camk.migrations.0002_audit_append_only").add_trigger


class Migration(migrations.Migration):

    replaces = [('camk', '0001_first'), ('camk', '0002_audit_append_only'), ('camk', '0003_mail_categories'), ('camk', '0004_link_checks'), ('camk', '0005_calendar_and_reminders'), ('camk', '0006_message_id_from_the_start'), ('camk', '0007_triage_days')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateAll([
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='RetentionGate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='your name')),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('calendar_choice', models.CharField(choices=[('mail', 'A calendar file with each mail about a meeting'), ('feed', 'One calendar that you subscribe to; it follows by itself'), ('none', 'Neither: you write them down yourself')], default='mail', max_length=10)),
                ('calendar_alarm', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='alarm in the calendar, minutes before')),
                ('feed_hides_cancelled', models.BooleanField(default=False, verbose_name='leave cancelled meetings out')),
                ('reminders', models.CharField(choices=[('usual', 'As usual: a week, a day and an hour before'), ('day_before', 'Only the day before'), ('none', 'Not at all')], default='usual', max_length=10)),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False, verbose_name='may open the staff pages')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name', 'email'],
            },
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('verb', models.CharField(max_length=60)),
                ('target_type', models.CharField(max_length=60)),
                ('target_id', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict)),
                ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'audit entry',
                'verbose_name_plural': 'audit entries',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=64, unique=True)),
                ('data', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='OfficeHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(max_length=40)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='office_holdings', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='OldAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('slug', models.SlugField(max_length=120)),
                ('target_id', models.PositiveBigIntegerField()),
            ],
            options={
                'verbose_name_plural': 'old addresses',
                'constraints': [models.UniqueConstraint(fields=('kind', 'slug'), name='old_address_once')],
            },
        ),
        migrations.CreateModel(
            name='OutboundMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, unique=True, verbose_name='dedupe key')),
                ('kind', models.CharField(max_length=80)),
                ('category', models.CharField(choices=[('service', 'Service: it always goes'), ('news', 'News: each reader can stop it')], default='service', max_length=10)),
                ('about', models.CharField(blank=True, help_text='What it is about, in codes that can be searched: announcement:12 cag:3.', max_length=200)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('subject', models.CharField(blank=True, max_length=250)),
                ('text', models.TextField(blank=True)),
                ('html', models.TextField(blank=True)),
                ('calendar', models.TextField(blank=True)),
                ('calendar_method', models.CharField(blank=True, max_length=10)),
                ('unsubscribe_url', models.CharField(blank=True, max_length=250)),
                ('is_secret', models.BooleanField(default=False)),
                ('message_id', models.CharField(default=camk.outbox.models.new_message_id, editable=False, max_length=120, unique=True)),
                ('state', models.CharField(choices=[('queued', 'Waiting to go'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Refused'), ('unknown', 'No answer: check the mail log'), ('dropped', 'Withdrawn before sending')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('next_attempt_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, max_length=250)),
                ('blanked_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mails', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mail',
                'verbose_name_plural': 'outbox',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SecretLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=40)),
                ('target_type', models.CharField(max_length=60)),
                ('target_id', models.CharField(max_length=40)),
                ('nonce', models.CharField(default=camk.links._nonce, editable=False, max_length=64)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('first_seen_at', models.DateTimeField(blank=True, null=True)),
                ('seen', models.PositiveIntegerField(default=0)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='secret_links', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=80)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('file', models.FileField(upload_to=camk.files._path)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SiteDetails',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='Community Action: MK', max_length=120)),
                ('strapline', models.CharField(blank=True, default='Local organisations, one network', max_length=120)),
                ('phone', models.CharField(default='01908 661623', max_length=30)),
                ('email', models.EmailField(default='support@communityactionmk.org', max_length=254)),
                ('opening_hours', models.CharField(blank=True, default='Monday to Friday, 9am to 5pm', max_length=120)),
                ('address', models.TextField(blank=True)),
                ('charity_number', models.CharField(blank=True, max_length=20)),
                ('safeguarding_adults', models.CharField(default='01908 252835', max_length=30)),
                ('safeguarding_adults_out_of_hours', models.CharField(default='01908 725005', max_length=30)),
                ('safeguarding_children', models.CharField(default='01908 253169', max_length=30)),
                ('safeguarding_children_out_of_hours', models.CharField(default='01908 265545', max_length=30)),
                ('safeguarding_checked_on', models.DateField(blank=True, null=True)),
                ('banner', models.CharField(blank=True, max_length=200, verbose_name='banner on every page')),
                ('mail_held', models.BooleanField(default=False, help_text='Nothing leaves while this is ticked; it waits in the outbox.', verbose_name='hold all mail')),
                ('links_checked', models.BooleanField(default=False, help_text='The portal then asks the sites that resources link to. Nothing is asked while this is not ticked.', verbose_name='look once a week whether links still open')),
                ('first_look_days', models.PositiveSmallIntegerField(default=3, help_text='Counted from the day somebody told us. A change holds for what is told from then on.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='first look within (working days)')),
                ('decision_days', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='decision within (working days)')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('set_up_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='camk.storedfile')),
            ],
            options={
                'verbose_name': 'charity details',
                'verbose_name_plural': 'charity details',
            },
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_any_case_once'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_lower_case'),
        ),
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(fields=['target_type', 'target_id'], name='audit_target'),
        ),
        migrations.AddConstraint(
            model_name='officeholding',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user', 'office'), name='office_held_once_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='outboundmail',
            index=models.Index(condition=models.Q(('state', 'queued')), fields=['next_attempt_at'], name='outbox_due'),
        ),
        migrations.AddIndex(
            model_name='outboundmail',
            index=models.Index(fields=['state'], name='outbox_state'),
        ),
        migrations.AddConstraint(
            model_name='outboundmail',
            constraint=models.CheckConstraint(condition=models.Q(('category', 'service'), models.Q(('unsubscribe_url', ''), _negated=True), ('blanked_at__isnull', False), _connector='OR'), name='outbox_news_can_be_stopped'),
        ),
        migrations.AddIndex(
            model_name='secretlink',
            index=models.Index(fields=['target_type', 'target_id'], name='link_target'),
        ),
        migrations.AddConstraint(
            model_name='sitedetails',
            constraint=models.CheckConstraint(condition=models.Q(('pk', 1)), name='site_details_one_row'),
        ),
        ]),
        migrations.RunPython(add_trigger, elidable=False),
    ]
