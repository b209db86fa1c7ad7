"""What somebody promised to do at a meeting, by when, and how far it has got."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import carry
from groups.action_groups.models import ActionGroup
from groups.organisations.models import Organisation
from meetings.meetings.models import Meeting, sees_drafts
from meetings.outcomes.permissions import readers_of_record


class ToDoQuerySet(models.QuerySet):
    """Tasks by where they stand, whose they are, and who may read them."""

    def open(self):
        return self.filter(state=ToDo.State.OPEN)

    def overdue(self, today=None):
        return self.open().filter(due_on__lt=today or timezone.localdate())

    def of(self, user):
        """One's own, and those of the organisations one acts for."""
        return self.filter(Q(user=user) | Q(organisation__in=Organisation.objects.of(user).values("pk")))

    def visible_to(self, user):
        """The page where one says how it goes: whoever has the task, and staff."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if sees_drafts(user) else self.of(user)

    def readable_by(self, user):
        """On pages of meetings: with the record, to those it is shown to."""
        return readers_of_record(self, user)

    def for_lists(self, user):
        """With its owner, and whether the reader may know a person's name: members of the CAG may."""
        mine = ActionGroup.objects.of(user).order_by().values("pk") if user.is_authenticated else []
        links = Meeting.action_groups.through.objects.filter(meeting=OuterRef("meeting"), actiongroup__in=mine)
        return self.select_related("user", "organisation", "meeting").annotate(among_members=Exists(links))


class ToDo(models.Model):
    """One task: what, who (a person or an organisation), by when."""

    class State(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    MOVES = {
        State.OPEN: (State.DONE, State.DROPPED),
        State.DONE: (State.OPEN,),
        State.DROPPED: (State.OPEN,),
    }

    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="to_dos")
    # What it belongs to when no meeting gave it: the title of a coordinated response.
    origin = models.CharField(max_length=150, blank=True, editable=False)
    words = models.CharField("what is to be done", max_length=250)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="to_dos",
        verbose_name="person",
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="to_dos"
    )
    due_on = models.DateField("by")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField("why it was dropped", max_length=300, blank=True)
    # For which due day its owner was nudged before and after: another day, another nudge.
    nudged_before = models.DateField(null=True, blank=True, editable=False)
    nudged_after = models.DateField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField("done or dropped", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ToDoQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "task"
        verbose_name_plural = "tasks"
        indexes = [models.Index(fields=["state", "due_on"], name="to_do_state_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False) | ~Q(origin=""), name="to_do_comes_from_somewhere"
            ),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(reason=""), name="to_do_dropped_has_reason"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True) | ~Q(state="open") & Q(ended_at__isnull=False),
                name="to_do_ended_has_a_moment",
            ),
        ]

    def __str__(self):
        return self.words

    def get_absolute_url(self):
        return reverse("meetings:to-do", args=[self.pk])

    @property
    def source(self) -> str:
        """Where it comes from, in words."""
        return self.meeting.title if self.meeting else self.origin

    @property
    def owner(self) -> str:
        """Who does it, for staff and the owner."""
        return str(self.organisation or self.user or "nobody")

    @property
    def shown_owner(self) -> str:
        """Who does it, for the reader of a list (`for_lists`): persons by name among members only."""
        if self.organisation_id or self.user_id is None or self.among_members:
            return self.owner
        return "somebody who was there"

    @property
    def is_overdue(self) -> bool:
        return self.state == self.State.OPEN and self.due_on < timezone.localdate()


carry("meetings.ToDo.organisation", "tasks from meetings")
