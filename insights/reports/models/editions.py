"""The public edition of a report: what staff chose to show to everybody, frozen like the report itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.files import StoredFile
from insights.issues.models import Voice, VoiceConsent
from insights.reports.models.reports import StakeholderReport


class PublicEditionQuerySet(models.QuerySet):
    """Editions by whether everybody may read them now."""

    def public(self):
        """Published, of a report that is out, and everybody quoted still agrees to be published."""
        agreed = VoiceConsent.objects.standing(VoiceConsent.Audience.PUBLISH)
        taken_back = Voice.objects.exclude(pk__in=agreed.values("voice")).filter(published_in=models.OuterRef("pk"))
        out = self.filter(snapshot__isnull=False, report__state__in=StakeholderReport.OUT)
        return out.filter(~models.Exists(taken_back))


class PublicEdition(models.Model):
    """One version of a report as everybody may read it; what is taken down leaves its number, hash and dates."""

    report = models.OneToOneField(StakeholderReport, on_delete=models.PROTECT, related_name="edition")
    quotes = models.ManyToManyField(Voice, blank=True, related_name="published_in")
    snapshot = models.JSONField(null=True, blank=True, editable=False)
    snapshot_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    page_html = models.TextField(blank=True, editable=False)
    pdf = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    annex_xlsx = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    annex_csv = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_down_at = models.DateTimeField(null=True, blank=True)

    objects = PublicEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(snapshot__isnull=True) | Q(taken_down_at__isnull=True), name="edition_down_holds_no_words"
            )
        ]

    def __str__(self):
        return f"public edition of {self.report.number}"

    def get_absolute_url(self):
        return reverse("insights:edition", args=[self.report.number, self.report.version])
