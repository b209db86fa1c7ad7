"""What was sealed, who opened it, and how two people open it in an emergency."""

import base64

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from camk.accounts.permissions import is_safeguarding_lead
from insights.issues.models import Issue, Voice
from insights.safeguarding.permissions import may_break_glass
from insights.safeguarding.vault import unshut_file


class SealedRecordQuerySet(models.QuerySet):
    """Sealed records by who may know of them."""

    def visible_to(self, user):
        """The safeguarding lead; those who may ask to open one in an emergency see that it is there."""
        return self if is_safeguarding_lead(user) or may_break_glass(user) else self.none()

    def shut(self):
        """Those that still hold words."""
        return self.filter(ended_at__isnull=True)


class SealedRecord(models.Model):
    """Words that were taken out of the portal because somebody may be at risk: encrypted, for the lead alone."""

    class End(models.TextChoices):
        PUT_BACK = "put_back", "Put back: it was no matter of safeguarding"
        DESTROYED = "destroyed", "Destroyed, after the concern went its way"

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="sealed_records")
    voices = models.ManyToManyField(Voice, related_name="sealed_records")
    whole_issue = models.BooleanField(default=True)
    state_before = models.CharField(max_length=20, choices=Issue.State, blank=True)
    cipher = models.TextField(blank=True, editable=False)
    files = models.PositiveSmallIntegerField("photos and files", default=0, editable=False)
    sealed_at = models.DateTimeField(default=timezone.now)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=End, blank=True)

    objects = SealedRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-sealed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="") | Q(ended_at__isnull=False, cipher=""),
                name="sealed_record_ended_holds_nothing",
            )
        ]

    def __str__(self):
        return f"sealed {self.pk}, {self.issue.reference}"

    def allowed_now(self, user) -> "EmergencyRequest | None":
        """The request by which this person may open it now."""
        return self.emergencies.filter(asked_by=user, allowed_until__gt=timezone.now()).first()

    def read_file(self, sent: dict) -> bytes:
        """One of the files that what was shut names."""
        if "content" in sent:  # sealed before each file had a row of its own
            return base64.b64decode(sent["content"])
        return unshut_file(self.shut_files.get(number=sent["number"]).cipher)


def files_of(content: dict) -> list[dict]:
    """The photos and files that were sent along, in the order they were told."""
    found = []
    for voice in content["voices"]:
        found += [voice["file"], *(row["file"] for row in voice.get("evidence", []))]
    return [sent for sent in found if sent]


class SealedFile(models.Model):
    """One photo or file that went with sealed words: encrypted, and by itself, for it may be large."""

    record = models.ForeignKey(SealedRecord, on_delete=models.CASCADE, related_name="shut_files")
    number = models.PositiveSmallIntegerField()
    cipher = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="sealed_file_once")]

    def __str__(self):
        return f"sealed file {self.record_id}.{self.number}"


class EmergencyRequest(models.Model):
    """Somebody who is not the lead must know now: why, and the second person who allowed it."""

    record = models.ForeignKey(SealedRecord, on_delete=models.CASCADE, related_name="emergencies")
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    allowed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(allowed_by__isnull=True) | ~Q(allowed_by=F("asked_by")), name="emergency_takes_two"
            )
        ]

    def __str__(self):
        return f"emergency request {self.pk}"

    @property
    def where_it_stands(self) -> str:
        """In words: whether somebody allowed it, and until when."""
        if self.allowed_by is None:
            return "waits for a second person"
        return f"allowed by {self.allowed_by} until {timezone.localtime(self.allowed_until):%d %B %H:%M}"


class Opening(models.Model):
    """Somebody read a sealed record: who and when, and by which emergency request if not as the lead."""

    record = models.ForeignKey(SealedRecord, on_delete=models.CASCADE, related_name="openings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    emergency = models.ForeignKey(EmergencyRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"opening {self.pk}"
