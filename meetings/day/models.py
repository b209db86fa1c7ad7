"""Who keeps the list at the door, who came, who runs late, and what was said that should not be missed."""

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Lower
from django.utils import timezone

from camk.merging import carry
from groups.organisations.models import Organisation
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp


class DoorList(models.Model):
    """The check-in list in a helper's hand: opened by a secret link, on the day of this meeting alone."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="door_lists")
    name = models.CharField("who holds it", max_length=80)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"the door list of {self.name}"


class ArrivalQuerySet(models.QuerySet):
    """Who came, by meeting."""

    def walked_in(self):
        """Those who had no answer with us: a name on the list, and no address."""
        return self.filter(rsvp__isnull=True)

    def people(self) -> int:
        return self.aggregate(n=Sum("people"))["n"] or 0


class Arrival(models.Model):
    """Somebody is here: for an answer we had, or as a walk-in whose name was taken at the door.

    An answer has one arrival, so two people who mark the same name count it once.
    """

    class How(models.TextChoices):
        LIST = "list", "From the list"
        CODE = "code", "By the code in the room"
        SCAN = "scan", "By the square on the phone"
        SHEET = "sheet", "From the sign-in sheet"
        WALK_IN = "walk_in", "Walked in"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="arrivals")
    rsvp = models.OneToOneField(Rsvp, null=True, blank=True, on_delete=models.CASCADE, related_name="arrival")
    # What a walk-in said; for others the answer says it.
    name = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="arrivals"
    )
    organisation_name = models.CharField(max_length=150, blank=True)
    people = models.PositiveSmallIntegerField(default=1)
    wants_next = models.BooleanField("asked to be told of the next one", default=False)
    how = models.CharField(max_length=8, choices=How)
    door = models.ForeignKey(DoorList, null=True, blank=True, on_delete=models.SET_NULL, related_name="arrivals")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rsvp__isnull=False) | ~Q(name=""), name="arrival_says_who"),
            models.CheckConstraint(condition=Q(people__gte=1, people__lte=20), name="arrival_of_1_to_20"),
            models.UniqueConstraint(
                "meeting",
                Lower("name"),
                Lower("organisation_name"),
                condition=Q(rsvp__isnull=True),
                name="walk_in_once",
            ),
        ]

    def __str__(self):
        return f"arrival {self.pk}"


class RunningLate(models.Model):
    """Somebody told us that they come a little later: shown at the door."""

    rsvp = models.OneToOneField(Rsvp, on_delete=models.CASCADE, related_name="late")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"late {self.rsvp_id}"


class KeyPoint(models.Model):
    """One short point written down while the meeting runs, for those in the room and for the notes afterwards."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="key_points")
    words = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    door = models.ForeignKey(DoorList, null=True, blank=True, on_delete=models.SET_NULL, related_name="key_points")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "words"], name="key_point_once")]

    def __str__(self):
        return f"key point {self.pk}"


def key_points_of(meeting: Meeting) -> str:
    """The key points as text, to begin the minutes with."""
    return "\n\n".join(KeyPoint.objects.filter(meeting=meeting).values_list("words", flat=True))


carry("meetings.Arrival.organisation", "people who walked in")
