"""The library: guides, tools and the rest, each with an owner, a review date and its latest version."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from camk.files import StoredFile
from camk.merging import carry
from groups.action_groups.models import ActionGroup
from groups.organisations.models import Organisation
from groups.themes.models import Theme
from groups.workspace.models.shown import Shown, ShownQuerySet

REVIEW_AFTER = timedelta(days=365)


class ResourceQuerySet(ShownQuerySet):
    """Resources by who may see them."""

    def public(self):
        """What everybody reads: public by its owner's wish and looked at by staff."""
        return self.shown().filter(audience=Resource.Audience.PUBLIC, published_at__isnull=False)

    def visible_to(self, user):
        """Public ones for everybody; those of one's own CAGs, as long as one is in them; staff all."""
        if not user.is_authenticated:
            return self.public()
        if user.is_staff and user.has_perm("groups.view_resource"):
            return self.all()
        mine = Q(action_group__in=ActionGroup.objects.of(user).values("pk"))
        everybody = Q(audience=Resource.Audience.PUBLIC, published_at__isnull=False)
        return self.shown().filter(mine | everybody)

    def waiting_for_staff(self):
        return self.shown().filter(audience=Resource.Audience.PUBLIC, published_at__isnull=True)

    def for_lists(self):
        """With owner, themes and the day of the latest version: two statements however many rows."""
        latest = ResourceVersion.objects.filter(resource=OuterRef("pk")).order_by("-number")
        rows = self.select_related("by", "organisation", "action_group").prefetch_related("themes")
        return rows.annotate(latest_at=Subquery(latest.values("at")[:1]))

    def with_versions(self):
        """For the page of one: with its owner, all its versions and their files."""
        versions = Prefetch("versions", ResourceVersion.objects.select_related("file").order_by("-number"))
        return self.select_related("by", "organisation", "action_group").prefetch_related(versions, "themes")


class Resource(Shown):
    """One thing worth sharing; its address stays while its versions follow each other."""

    class Kind(models.TextChoices):
        GUIDE = "guide", "Guide"
        TOOL = "tool", "Tool"
        TEMPLATE = "template", "Template"
        TRAINING = "training", "Training"
        REPORT = "report", "Report"
        DATA = "data", "Data"
        RECORDING = "recording", "Recording"
        LINK = "link", "Link"

    class Audience(models.TextChoices):
        MEMBERS = "members", "Members of this CAG"
        PASS_ON = "pass_on", "Members, and whoever they pass it on to"
        PUBLIC = "public", "Everybody"

    action_group = models.ForeignKey(ActionGroup, on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=150)
    purpose = models.CharField("what it is for", max_length=300)
    adapting = models.BooleanField("helps with adapting to change", default=False)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.MEMBERS)
    published_at = models.DateTimeField("staff let everybody see it", null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="resources"
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="resources")
    review_on = models.DateField("is it still right? look again on")
    reminded_for = models.DateField(null=True, blank=True, editable=False)
    link_checked_at = models.DateTimeField(null=True, blank=True)
    link_broken_at = models.DateTimeField("link found broken", null=True, blank=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(audience="public"), name="resource_published_is_public"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("groups:resource-detail", args=[self.pk])

    @property
    def latest(self) -> "ResourceVersion | None":
        """The newest version (reads the prefetched versions)."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)

    @property
    def is_public(self) -> bool:
        return self.is_shown and self.audience == self.Audience.PUBLIC and self.published_at is not None

    @property
    def is_stale(self) -> bool:
        return self.review_on < timezone.localdate()


class ResourceVersion(models.Model):
    """One version of a resource: a file or a link; older ones stay readable."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    url = models.URLField("link", max_length=500, blank=True)
    note = models.CharField("what changed", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="resource_version_once"),
            models.CheckConstraint(
                condition=(Q(file__isnull=False) & Q(url="")) | (Q(file__isnull=True) & ~Q(url="")),
                name="resource_version_file_or_link",
            ),
        ]

    def __str__(self):
        return f"{self.resource}, version {self.number}"

    def get_absolute_url(self):
        return reverse("groups:resource-version", args=[self.resource_id, self.number])


carry("groups.Resource.organisation", "resources")
carry("groups.Resource.action_group", "resources")
