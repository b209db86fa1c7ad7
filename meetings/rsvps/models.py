"""Answers to meetings: who is going, for whom, in the room or online, and who waits. One table, one lock."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from camk.merging import carry
from groups.organisations.models import Organisation
from meetings.meetings.models import Meeting


class RsvpQuerySet(models.QuerySet):
    """Answers by what they mean for places."""

    def holding_places(self):
        """Confirmed and live offers: what counts against capacity."""
        return self.filter(state__in=Rsvp.HOLDING)

    def going(self):
        return self.filter(state=Rsvp.State.YES)

    def waiting(self):
        """The queue, first come first."""
        return self.filter(state=Rsvp.State.WAITLISTED).order_by("queued_at", "pk")

    def queue_for(self, mode: str):
        """All a place may go to: who waits, who was asked about part of theirs, who waits online for the room."""
        rows = Q(mode=mode, state=Rsvp.State.WAITLISTED) | Q(mode=mode, offered_places__isnull=False)
        if mode == Rsvp.Mode.ROOM:
            rows |= Rsvp.WAITS_ONLINE
        return self.filter(rows).order_by("queued_at", "pk")

    def unsettled(self):
        """Where time may change something: people waiting, or with an offer, for a meeting that goes ahead."""
        states = [Rsvp.State.WAITLISTED, Rsvp.State.OFFERED]
        return self.filter(state__in=states, meeting__state=Meeting.State.PUBLISHED)

    def of(self, user):
        return self.filter(user=user)

    def visible_to(self, user):
        """One's own answers and those of one's organisations; staff all."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("meetings.view_rsvp"):
            return self.all()
        return self.filter(Q(user=user) | Q(organisation__in=Organisation.objects.of(user)))


class Rsvp(models.Model):
    """One person's answer to one meeting, for an organisation or for themselves, with how many come along."""

    class State(models.TextChoices):
        YES = "yes", "Going"
        MAYBE = "maybe", "Not sure yet"
        NO = "no", "Can't come"
        WAITLISTED = "waitlisted", "On the waiting list"
        OFFERED = "offered", "Offered a place"
        LAPSED = "lapsed", "Was still waiting when it started"
        EVENT_CANCELLED = "event_cancelled", "The meeting was cancelled"

    class Mode(models.TextChoices):
        ROOM = "room", "In person"
        ONLINE = "online", "Online"

    class Attendance(models.TextChoices):
        ATTENDED = "attended", "Came"
        ABSENT = "absent", "Did not come"
        EXCUSED = "excused", "Told us in time"

    HOLDING = (State.YES, State.OFFERED)
    # Has a place online, and kept the one in the queue for the room.
    WAITS_ONLINE = Q(state="yes", mode="online", queued_at__isnull=False)
    MOVES = {
        State.YES: (State.MAYBE, State.NO, State.WAITLISTED, State.EVENT_CANCELLED),
        State.MAYBE: (State.YES, State.NO, State.WAITLISTED, State.EVENT_CANCELLED),
        State.NO: (State.YES, State.MAYBE, State.WAITLISTED, State.EVENT_CANCELLED),
        State.WAITLISTED: (
            State.YES,
            State.OFFERED,
            State.NO,
            State.MAYBE,
            State.LAPSED,
            State.EVENT_CANCELLED,
        ),
        State.OFFERED: (
            State.YES,
            State.NO,
            State.MAYBE,
            State.WAITLISTED,
            State.LAPSED,
            State.EVENT_CANCELLED,
        ),
        State.LAPSED: (State.WAITLISTED, State.YES),
        State.EVENT_CANCELLED: (State.YES, State.NO, State.MAYBE, State.WAITLISTED),
    }

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="rsvps")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rsvps")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="rsvps"
    )
    state = models.CharField(max_length=16, choices=State)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ROOM)
    party_size = models.PositiveSmallIntegerField(default=1)
    queued_at = models.DateTimeField(null=True, blank=True)
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    # An offer of fewer places than the party needs: "one place now, or wait for two?"
    offered_places = models.PositiveSmallIntegerField(null=True, blank=True)
    waits_for_all = models.BooleanField("waits until all of them have a place", default=False)
    on_behalf_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    last_sequence = models.IntegerField("last calendar sequence sent", default=-1, editable=False)
    has_entry = models.BooleanField(
        "an entry that came by mail stands in their calendar", default=False, editable=False
    )
    # What it was before the meeting was cancelled, so that restoring it gives everybody their place back.
    state_before = models.CharField(max_length=16, choices=State, blank=True, editable=False)
    attendance = models.CharField(max_length=10, choices=Attendance, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = RsvpQuerySet.as_manager()

    class Meta:
        verbose_name = "answer"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="one_answer_per_person"),
            models.CheckConstraint(condition=Q(party_size__gte=1, party_size__lte=20), name="party_of_1_to_20"),
            models.CheckConstraint(
                condition=~Q(state="waitlisted") | Q(queued_at__isnull=False), name="waiting_has_queue_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offer_expires_at__isnull=False), name="offer_has_expiry"
            ),
            models.CheckConstraint(
                condition=Q(offered_places__isnull=True)
                | Q(state="offered", offered_places__gte=1, offered_places__lt=F("party_size")),
                name="part_of_a_party_is_offered",
            ),
        ]
        indexes = [
            models.Index(fields=["meeting", "state", "mode"], name="rsvp_meeting_state"),
            # Who came, and whether an organisation had come before: figures read both of every meeting of a time.
            models.Index(
                fields=["meeting"],
                include=["organisation", "party_size", "id"],
                condition=models.Q(attendance="attended"),
                name="rsvp_came",
            ),
            models.Index(
                fields=["organisation"],
                include=["meeting"],
                condition=models.Q(attendance="attended"),
                name="rsvp_came_for",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_state_display()}"

    @property
    def places_held(self) -> int:
        """How many places this answer counts for."""
        return (self.offered_places or self.party_size) if self.state in self.HOLDING else 0

    @property
    def waits_online(self) -> bool:
        """Has a place online, and one in the queue for the room."""
        return self.state == self.State.YES and self.mode == self.Mode.ONLINE and self.queued_at is not None


def places_held(path: str = "") -> Coalesce:
    """The same in a statement, for answers that hold places."""
    return Coalesce(f"{path}offered_places", f"{path}party_size")


carry("meetings.Rsvp.organisation", "answers to meetings")
