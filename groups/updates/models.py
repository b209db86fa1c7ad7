"""Updates: short news that an organisation shares of its work, with its CAGs or with everybody."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.files import StoredFile
from camk.merging import carry
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.organisations.models import Organisation


class UpdateQuerySet(models.QuerySet):
    """Updates by who may read them."""

    def shown(self):
        """Neither taken back nor hidden, of an organisation that is in the network."""
        live = {"withdrawn_at": None, "hidden_at": None, "organisation__state__in": Organisation.ADMITTED}
        return self.filter(**live)

    def visible_to(self, user):
        """Public ones; those for members where this person shares a CAG with it; one's own; staff all."""
        if not user.is_authenticated:
            return self.shown().filter(audience=Update.Audience.PUBLIC)
        if user.is_staff and user.has_perm("groups.view_update"):
            return self.filter(withdrawn_at=None)
        cags = ActionGroup.objects.of(user).values("pk")
        near = ActionGroupMembership.objects.active().filter(action_group__in=cags, organisation__isnull=False)
        own = Organisation.objects.of(user).values("pk")
        may_read = Q(audience=Update.Audience.PUBLIC) | Q(organisation__in=near.values("organisation"))
        # Its own contacts see also what our office hid, and why.
        return self.filter(withdrawn_at=None).filter(
            (may_read & Q(hidden_at=None, organisation__state__in=Organisation.ADMITTED)) | Q(organisation__in=own)
        )

    def of_members(self, action_group):
        """Those of the organisations that are in this CAG now."""
        members = ActionGroupMembership.objects.active().filter(action_group=action_group, organisation__isnull=False)
        return self.filter(organisation__in=members.values("organisation"))


class Update(models.Model):
    """One piece of news; it is taken back, never changed, so that nobody reads other words than were shared."""

    class Audience(models.TextChoices):
        MEMBERS = "members", "Members of the CAGs we are in"
        PUBLIC = "public", "Everybody"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="updates")
    title = models.CharField(max_length=120)
    words = models.TextField()
    photo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    photo_says = models.CharField("what the photo shows", max_length=200, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.MEMBERS)
    created_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField("taken back", null=True, blank=True)
    hidden_at = models.DateTimeField("hidden by us", null=True, blank=True)
    hidden_because = models.CharField("why we hid it", max_length=300, blank=True)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="update_of_organisation")]
        verbose_name = "update of an organisation"
        verbose_name_plural = "updates of organisations"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("groups:update-list", args=[self.organisation.slug]) + f"#update-{self.pk}"


carry("groups.Update.organisation", "updates it shared")
