"""Connections: which two organisations know each other, through what they met, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from camk.merging import carry
from groups.organisations.models import Organisation
from meetings.meetings.models import Meeting


def low_first(one: Organisation, other: Organisation) -> tuple[Organisation, Organisation]:
    """The two ends of a pair in the order they are stored in."""
    return (one, other) if one.pk < other.pk else (other, one)


def touching(organisation) -> Q:
    """Pairs one of whose ends is `organisation` (a row, a key or an expression)."""
    return Q(low=organisation) | Q(high=organisation)


class ConnectionQuerySet(models.QuerySet):
    """Connections by whether the two have met, and by who may read them."""

    def ties(self):
        """Those that once became real: the two met, were introduced or work together (ended ones too)."""
        return self.filter(tied_at__isnull=False)

    def standing(self):
        """Real and not ended: what "works with" counts."""
        return self.ties().exclude(state=Connection.State.ENDED)

    def of(self, organisation):
        return self.filter(touching(organisation))

    def between(self, one: Organisation, other: Organisation):
        low, high = low_first(one, other)
        return self.filter(low=low, high=high)

    def visible_to(self, user):
        """Staff all; contacts those of their organisations, once they are real."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("meetings.view_connection"):
            return self.all()
        own = Organisation.objects.of(user).values("pk")
        return self.ties().filter(Q(low__in=own) | Q(high__in=own))

    def with_ends(self):
        """With what a row of a list shows, in one query."""
        return self.select_related("low", "high", "meeting")

    def by_origin_and_state(self):
        """How many ties there are of each origin in each state."""
        return self.ties().order_by().values_list("origin", "state").annotate(n=Count("pk"))


class Connection(models.Model):
    """Two organisations of the network and how far they have got with each other; one row a pair, lower key first."""

    class Origin(models.TextChoices):
        MEETING = "meeting", "At a meeting"
        INTRODUCTION = "introduction", "We introduced them"
        OFFER = "offer", "A need or an offer"
        HELP = "help", "A question to the network"
        STAFF = "staff", "Noted by our office"
        CONTACT = "contact", "Told by an organisation"

    class State(models.TextChoices):
        SUGGESTED = "suggested", "Suggested to both"
        BOTH_AGREED = "both_agreed", "Both agreed"
        INTRODUCED = "introduced", "Have met"
        TALKING = "talking", "Talking"
        JOINT_WORK = "joint_work", "Working together"
        ENDED = "ended", "Ended"

    REAL = (State.INTRODUCED, State.TALKING, State.JOINT_WORK)
    MOVES = {
        State.SUGGESTED: (State.BOTH_AGREED, *REAL, State.ENDED),
        State.BOTH_AGREED: (*REAL, State.ENDED),
        State.INTRODUCED: (State.TALKING, State.JOINT_WORK, State.ENDED),
        State.TALKING: (State.INTRODUCED, State.JOINT_WORK, State.ENDED),
        State.JOINT_WORK: (State.TALKING, State.ENDED),
        # People find back to each other: a tie that ended, or never came about, may begin again.
        State.ENDED: (State.SUGGESTED, State.BOTH_AGREED, *REAL),
    }

    low = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="connections_low")
    high = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="connections_high")
    origin = models.CharField(max_length=12, choices=Origin)
    state = models.CharField(max_length=12, choices=State)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="connections")
    tied_at = models.DateTimeField("since", null=True, blank=True)
    came_of_it = models.TextField("what came of it", blank=True)
    state_changed_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        ordering = ["-state_changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="connection_once_a_pair"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="connection_low_key_first"),
            models.CheckConstraint(
                condition=~Q(state__in=["introduced", "talking", "joint_work"]) | Q(tied_at__isnull=False),
                name="connection_real_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(origin="meeting") | Q(meeting__isnull=False), name="connection_names_its_meeting"
            ),
        ]
        indexes = [models.Index(fields=["high", "tied_at"], name="connection_high_tied")]

    def __str__(self):
        return f"{self.low} and {self.high}"

    def other_end(self, organisation: Organisation) -> Organisation:
        """The one that is not `organisation`."""
        return self.high if self.low_id == organisation.pk else self.low

    @property
    def how(self) -> str:
        """How they came to know each other, in words."""
        return f"Met at {self.meeting}" if self.origin == self.Origin.MEETING else self.get_origin_display()


class ConnectionChange(models.Model):
    """One step in the life of a pair, kept for good; the names are kept too, so that it outlives a merged record."""

    connection = models.ForeignKey(
        Connection, null=True, blank=True, on_delete=models.SET_NULL, related_name="changes"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="connection_history")
    other = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    old = models.CharField(max_length=12, blank=True)
    new = models.CharField(max_length=12, choices=Connection.State)
    origin = models.CharField(max_length=12, choices=Connection.Origin)
    came_of_it = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.organisation} and {self.other}: {self.get_new_display()}"


# The pairs themselves follow by receivers.py. History is kept whole, that of a pair whose two ends become one too.
carry("meetings.ConnectionChange.organisation", "the history of its connections")
carry("meetings.ConnectionChange.other", "the history of its connections")
