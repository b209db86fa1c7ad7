"""What each person wants to be sent: how often, of which CAGs and threads, and when not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from camk.merging import DROP, carry
from groups.action_groups.models import ActionGroup
from groups.workspace.models.discussion import Thread


class MailChoice(models.Model):
    """One person's choices; without a row: one mail a week. `told_until` says up to when they know what is new."""

    class Often(models.TextChoices):
        AT_ONCE = "at_once", "Each as it comes"
        DAILY = "daily", "One mail a day, in the morning"
        WEEKLY = "weekly", "One mail a week, on Monday morning"
        NEVER = "never", "No mails about what is new"

    STEP = "issue:step"  # such news of an issue says this of itself: it is not what came of it

    class IssueNews(models.TextChoices):
        EACH = "each", "Each step"
        OUTCOME = "outcome", "Only what came of it"
        NEVER = "never", "Nothing"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice")
    often = models.CharField(max_length=10, choices=Often, default=Often.WEEKLY)
    announcements = models.BooleanField("announcements", default=True)
    invitations = models.BooleanField("invitations to meetings", default=True)
    issues = models.CharField("news about issues", max_length=10, choices=IssueNews, default=IssueNews.EACH)
    desk = models.BooleanField("what people do with issues that I look after", default=True)
    away_until = models.DateField(null=True, blank=True)
    told_until = models.DateTimeField(default=timezone.now)
    last_period = models.CharField(max_length=10, blank=True, editable=False)

    def __str__(self):
        return f"{self.user}: {self.often}"

    @property
    def is_away(self) -> bool:
        return self.away_until is not None and self.away_until > timezone.localdate()


class Following(models.Model):
    """One person's wish about one CAG or one thread: tell me of each reply, or tell me nothing."""

    class Wish(models.TextChoices):
        FOLLOW = "follow", "Mail me each reply"
        MUTE = "mute", "Mail me nothing of it"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    action_group = models.ForeignKey(
        ActionGroup, null=True, blank=True, on_delete=models.CASCADE, related_name="followings"
    )
    thread = models.ForeignKey(Thread, null=True, blank=True, on_delete=models.CASCADE, related_name="followings")
    wish = models.CharField(max_length=10, choices=Wish)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(action_group__isnull=False, thread__isnull=True, wish="mute")
                | Q(action_group__isnull=True, thread__isnull=False),
                name="following_one_thing",
            ),
            models.UniqueConstraint(fields=["user", "action_group"], name="following_action_group_once"),
            models.UniqueConstraint(fields=["user", "thread"], name="following_thread_once"),
        ]

    def __str__(self):
        return f"{self.user}: {self.wish}"


carry("groups.Following.action_group", "wishes about mails", clash=DROP)
