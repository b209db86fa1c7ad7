"""The outbox: the only ledger of mail. A row is the rendered mail; nothing is sent that does not stand here."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from camk.files import StoredFile


def new_message_id() -> str:
    """Fixed before the first attempt, so that a mail whose fate is unknown is found in the mail server's log."""
    return f"<{uuid.uuid4().hex}@{settings.SITE_URL.split('//')[-1].split(':')[0]}>"


class OutboundMailQuerySet(models.QuerySet):
    """Mails by what is to be done with them."""

    def due(self, now):
        return self.filter(state=OutboundMail.State.QUEUED, next_attempt_at__lte=now)

    def went(self, *states):
        """Mails in one of these states, or that went as part of a bundle which is."""
        return self.filter(models.Q(state__in=states) | models.Q(part_of__state__in=states))

    def needing_staff(self):
        """What a person must look at: refused for good, or sent without an answer."""
        return self.filter(state__in=[OutboundMail.State.FAILED, OutboundMail.State.UNKNOWN])


class OutboundMail(models.Model):
    """One mail to one person, with the key that guards against sending the same thing twice."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to go"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Refused"
        UNKNOWN = "unknown", "No answer: check the mail log"
        DROPPED = "dropped", "Withdrawn before sending"
        BUNDLED = "bundled", "Goes as part of another mail"

    class Category(models.TextChoices):
        SERVICE = "service", "Service: it always goes"
        NEWS = "news", "News: each reader can stop it"

    key = models.CharField("dedupe key", max_length=200, unique=True)
    kind = models.CharField(max_length=80)
    category = models.CharField(max_length=10, choices=Category, default=Category.SERVICE)
    about = models.CharField(
        max_length=200,
        blank=True,
        help_text="What it is about, in codes that can be searched: announcement:12 cag:3.",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="mails"
    )
    address = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    attachment = models.ForeignKey(
        StoredFile, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    unsubscribe_url = models.CharField(max_length=250, blank=True)
    is_secret = models.BooleanField(default=False)
    # The one mail that says what this and others would have said; whether this was sent is then its state.
    part_of = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="parts"
    )
    message_id = models.CharField(max_length=120, unique=True, editable=False, default=new_message_id)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField("run of a worker", max_length=16, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=250, blank=True)
    blanked_at = models.DateTimeField(null=True, blank=True)

    objects = OutboundMailQuerySet.as_manager()
    told: dict | None = None  # what its words were made from, as long as the row is in the memory that made it

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "mail"
        verbose_name_plural = "outbox"
        constraints = [
            # News may be stopped from the mail itself; blanking an old mail takes the address of that away too.
            models.CheckConstraint(
                condition=models.Q(category="service")
                | ~models.Q(unsubscribe_url="")
                | models.Q(blanked_at__isnull=False),
                name="outbox_news_can_be_stopped",
            )
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=models.Q(state="queued"), name="outbox_due"),
            models.Index(fields=["state"], name="outbox_state"),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"


class BundlePart(models.Model):
    """What a mail of a kind that is bundled says in one line, while it waits for others to the same person."""

    mail = models.OneToOneField(OutboundMail, primary_key=True, on_delete=models.CASCADE, related_name="part")
    bundle = models.CharField(max_length=80)  # "app/name" of the bundle's template under templates/emails/
    title = models.CharField(max_length=120)  # what it is about; stands once in the bundle
    news = models.TextField()
    url = models.CharField(max_length=250)

    class Meta:
        indexes = [models.Index(fields=["bundle"], name="bundle_of_part")]

    def __str__(self):
        return f"{self.bundle} {self.mail_id}"
