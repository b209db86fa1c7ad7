"""Meetings: when, where, for whom, and what they are about."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import carry
from groups.action_groups.models import ActionGroup
from groups.places.models import Venue
from groups.programmes.models import Programme
from groups.themes.models import Theme


def sees_drafts(user) -> bool:
    """Staff who plan meetings see those that are not published yet."""
    return user.is_authenticated and user.is_staff and user.has_perm("meetings.view_meeting")


class MeetingQuerySet(models.QuerySet):
    """Meetings by time, state and who may see them."""

    def visible_to(self, user):
        """What was published (also postponed and cancelled since) for everybody; the rest for staff."""
        return self.seen(drafts=sees_drafts(user))

    def seen(self, *, drafts: bool):
        return self.all() if drafts else self.public()

    def public(self):
        return self.filter(state__in=Meeting.PUBLIC)

    def upcoming(self, now=None):
        return self.filter(ends_at__gte=now or timezone.now())

    def past(self, now=None):
        return self.filter(ends_at__lt=now or timezone.now())

    def going_ahead(self):
        return self.filter(state=Meeting.State.PUBLISHED)

    def for_lists(self):
        """With what a card shows, in one query."""
        return self.select_related("venue")

    def about(self, *, action_group: str = "", theme: str = "", mode: str = ""):
        """Narrowed by the CAG's address, the theme's code, or how one takes part ("room", "online")."""
        found = self
        if action_group:
            found = found.filter(action_groups__slug=action_group)
        if theme:
            found = found.filter(themes__code=theme)
        if mode:
            found = found.filter(mode__in=[mode, Meeting.Mode.BOTH])
        return found


class MeetingFacts:
    """What follows from the fields of a meeting alone, for the record and for a row of a list."""

    State: type[models.TextChoices]
    Mode: type[models.TextChoices]
    state: str
    mode: str
    starts_at: datetime
    ends_at: datetime
    room_capacity: int | None
    online_capacity: int | None

    @property
    def is_open(self) -> bool:
        """Answers are taken: it goes ahead and has not started."""
        return self.state == self.State.PUBLISHED and self.starts_at > timezone.now()

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def modes(self) -> list[str]:
        """How one can take part: "room", "online" or both."""
        return [self.Mode.ROOM, self.Mode.ONLINE] if self.mode == self.Mode.BOTH else [self.mode]

    @property
    def has_room(self) -> bool:
        return self.mode in (self.Mode.ROOM, self.Mode.BOTH)

    @property
    def has_online(self) -> bool:
        return self.mode in (self.Mode.ONLINE, self.Mode.BOTH)

    @property
    def place_text(self) -> str:
        """Where it is, in one line, without the joining link."""
        where = []
        if self.has_room and self.venue:
            parts = [self.venue.name, self.venue.address, self.venue.postcode]
            where.append(", ".join(part for part in parts if part))
        if self.has_online:
            where.append("online" if where else "Online")
        return " and ".join(where) or "Place to be announced"

    def capacity_of(self, mode: str) -> int | None:
        """People who fit in this mode ("room" or "online"); None = no limit."""
        return self.room_capacity if mode == self.Mode.ROOM else self.online_capacity


class Meeting(MeetingFacts, models.Model):
    """A meeting of the network. Times are UTC; `tz` is the zone people read them in."""

    class Type(models.TextChoices):
        CAG = "cag", "CAG meeting"
        STRATEGIC = "strategic", "Strategic discussion"
        THEMED = "themed", "Themed meeting"
        NETWORKING = "networking", "Networking"
        TRAINING = "training", "Training"
        AGM = "agm", "Annual general meeting"
        WORKSHOP = "workshop", "Issues workshop"
        ASSEMBLY = "assembly", "Delegates assembly"
        ACCOUNTABILITY = "account", "Accountability assembly"
        LISTENING = "listening", "Listening session"
        CONFERENCE = "conference", "Conference"

    class Mode(models.TextChoices):
        ROOM = "room", "In person"
        ONLINE = "online", "Online"
        BOTH = "both", "In person and online"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Going ahead"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"
        DROPPED = "dropped", "Given up before it was published"

    # What everybody may know of. A draft that is given up was never promised to anybody.
    PUBLIC = (State.PUBLISHED, State.POSTPONED, State.CANCELLED)
    MOVES = {
        State.DRAFT: (State.PUBLISHED, State.DROPPED),
        State.PUBLISHED: (State.POSTPONED, State.CANCELLED),
        State.POSTPONED: (State.PUBLISHED, State.CANCELLED),
        State.CANCELLED: (State.PUBLISHED,),
        State.DROPPED: (State.DRAFT,),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=120, unique=True)
    type = models.CharField(max_length=12, choices=Type, default=Type.CAG)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ROOM)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    tz = models.CharField("time zone", max_length=40, default="Europe/London")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    joining_url = models.URLField("joining link", blank=True, help_text="Seen only by people who are going.")
    phone_in = models.CharField("phone-in number", max_length=60, blank=True)
    room_capacity = models.PositiveIntegerField(null=True, blank=True, help_text="People; empty = no limit.")
    online_capacity = models.PositiveIntegerField(null=True, blank=True, help_text="People; empty = no limit.")
    # So that one big organisation does not fill the room; where places are limited only.
    places_each = models.PositiveSmallIntegerField(
        "places for one organisation",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="At most so many people of one organisation at first; empty = no such rule.",
    )
    places_each_days = models.PositiveSmallIntegerField(
        "until so many days before",
        default=7,
        blank=True,
        help_text="From then on places go to whoever waits longest.",
    )
    # "Many small things make a big difference": what a conference or an annual meeting is held under (A121).
    strapline = models.CharField(
        "held under the words", max_length=120, blank=True, help_text="For a conference or an annual meeting, say."
    )
    summary = models.CharField(max_length=250, blank=True)
    description = models.TextField(blank=True)
    pairing_reason = models.TextField("why these themes together", blank=True)
    access = models.CharField("access on the day", max_length=250, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="meetings")
    action_groups = models.ManyToManyField(ActionGroup, blank=True, related_name="meetings")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # SEQUENCE of the calendar entry: +1 on start, end, place, mode, cancel, restore; not on typing mistakes.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # Part of each reminder's key: +1 when the start moves, so that reminders fire again for the new date.
    schedule_version = models.PositiveIntegerField(default=1, editable=False)
    state_reason = models.CharField("reason", max_length=250, blank=True)
    # Reminders that were due before anybody could know of it are not sent.
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Cancelled or postponed since: feeds show it crossed out for some days, then let it go.
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    notes = models.TextField("what came of it", blank=True)
    notes_published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_state_start")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_start")
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:meeting-detail", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.state in self.PUBLIC

    @property
    def is_soon(self) -> bool:
        """Within a day: a mail about it may carry the joining link."""
        return timezone.now() <= self.starts_at <= timezone.now() + timedelta(days=1)

    @property
    def fair_until(self) -> datetime | None:
        """Until when places are shared out between organisations; None where there is no such rule (any more)."""
        if self.places_each is None or (self.room_capacity is None and self.online_capacity is None):
            return None
        until = self.starts_at - timedelta(days=self.places_each_days)
        return until if until > timezone.now() else None


carry("meetings.Meeting.action_groups", "meetings")
