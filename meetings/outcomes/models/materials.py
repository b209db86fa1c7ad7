"""What there is to read, watch or use afterwards: slides, recording, transcript, feedback board, annual review."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.files import StoredFile
from groups.workspace.models import Resource
from meetings.meetings.models import AgendaItem, Meeting
from meetings.outcomes.permissions import Audience, readers


class MaterialQuerySet(models.QuerySet):
    """Materials by who may see them."""

    def visible_to(self, user):
        """Shown ones, for those they are for; one that lies in a CAG's library for who may see it there."""
        rows = readers(self, user, shown=Q(withdrawn_at__isnull=True)).filter(withdrawn_at__isnull=True)
        there = Resource.objects.shown().visible_to(user).order_by().values("pk")
        return rows.filter(Q(resource__isnull=True) | Q(resource__in=there))


class Material(models.Model):
    """One thing from a meeting: a file, a link, words, or something that lies in the CAG's library already."""

    class Kind(models.TextChoices):
        SLIDES = "slides", "Slides"
        RECORDING = "recording", "Recording"
        FILM = "film", "Short film"
        TRANSCRIPT = "transcript", "Transcript"
        BOARD = "board", "Feedback board"
        REVIEW = "review", "Annual review"
        DOCUMENT = "document", "Document"

    class Licence(models.TextChoices):
        WITH_PERMISSION = "permission", "Shown with permission; ask before you use it elsewhere"
        CC_BY = "cc_by", "Free to use, with the name of its maker (CC BY 4.0)"
        CC_BY_SA = "cc_by_sa", "Free to use and change under the same terms (CC BY-SA 4.0)"
        PUBLIC_DOMAIN = "cc0", "Free to use (CC0)"

    SPOKEN = (Kind.RECORDING, Kind.FILM)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="materials")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=150)
    part = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="materials",
        verbose_name="part of the agenda",
    )
    about = models.CharField("what it is", max_length=300, blank=True)
    credit = models.CharField("thanks to", max_length=200, blank=True)
    licence = models.CharField(max_length=10, choices=Licence, default=Licence.WITH_PERMISSION)
    captions = models.BooleanField("has captions", null=True, blank=True)
    audience = models.CharField("who may see it", max_length=10, choices=Audience, default=Audience.PUBLIC)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    url = models.URLField("link", max_length=500, blank=True)
    words = models.TextField(blank=True)
    resource = models.ForeignKey(
        Resource, null=True, blank=True, on_delete=models.PROTECT, related_name="meeting_materials"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField("taken back", null=True, blank=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = "material of a meeting"
        verbose_name_plural = "materials of meetings"
        constraints = [
            models.CheckConstraint(
                condition=(Q(file__isnull=False) & Q(url="", words="", resource=None))
                | (~Q(url="") & Q(file=None, words="", resource=None))
                | (~Q(words="") & Q(file=None, url="", resource=None))
                | Q(resource__isnull=False, file=None, url="", words=""),
                name="material_is_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["recording", "film"]) | Q(captions__isnull=False),
                name="material_spoken_says_captions",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:material", args=[self.pk])
