"""Announcements by staff to one or several CAGs or the whole network, and what partners ask us to pass down."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import carry
from groups.action_groups.models import ActionGroup
from groups.organisations.models import Organisation
from groups.workspace.models.discussion import first_line

HOLD_FOR = timedelta(minutes=5)


class AnnouncementQuerySet(models.QuerySet):
    """Announcements by whether they went and to whom."""

    def sent(self):
        return self.filter(state=Announcement.State.SENT)

    def of(self, action_group):
        """Those to this CAG, and those to the whole network."""
        return self.filter(Q(whole_network=True) | Q(pk__in=action_group.announcements.values("pk")))

    def visible_to(self, user):
        """Public ones for everybody; members those to their CAGs and to the whole network; staff every one."""
        if not user.is_authenticated:
            return self.sent().filter(is_public=True)
        if user.is_staff and user.has_perm("groups.view_announcement"):
            return self.all()
        mine = Announcement.action_groups.through.objects.filter(
            actiongroup__in=ActionGroup.objects.of(user).values("pk")
        )
        may = Q(is_public=True) | Q(pk__in=mine.values("announcement"))
        if Organisation.objects.of(user).admitted().exists() or ActionGroup.objects.of(user).exists():
            may |= Q(whole_network=True)
        return self.sent().filter(may)

    def due(self, now):
        return self.filter(state=Announcement.State.HELD, goes_at__lte=now)


class Announcement(models.Model):
    """Words of staff to members; a briefing hands down what a partner wants them to know."""

    class Kind(models.TextChoices):
        NEWS = "news", "Announcement"
        BRIEFING = "briefing", "Briefing from a partner"

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        HELD = "held", "Goes in a moment"
        SENT = "sent", "Sent"

    MOVES = {State.DRAFT: (State.HELD,), State.HELD: (State.DRAFT, State.SENT), State.SENT: ()}

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NEWS)
    partner_name = models.CharField(
        "partner it comes from", max_length=150, blank=True, help_text="For a briefing: whose words these are."
    )
    title = models.CharField(max_length=120)
    words = models.TextField()
    action_groups = models.ManyToManyField(ActionGroup, blank=True, related_name="announcements")
    whole_network = models.BooleanField("to the whole network", default=False)
    is_public = models.BooleanField(
        "public news",
        default=False,
        help_text="People who hear about the CAG without being in it get it too.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    goes_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    people = models.PositiveIntegerField("people it was mailed to", default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="briefing") | ~Q(partner_name=""), name="briefing_names_its_partner"
            ),
            models.CheckConstraint(condition=~Q(state="held") | Q(goes_at__isnull=False), name="held_until_known"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("groups:announcement-detail", args=[self.pk])

    @property
    def first_line(self) -> str:
        return first_line(self.words)


carry("groups.Announcement.action_groups", "announcements")
