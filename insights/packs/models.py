"""The pack of figures that trustees get by mail before a board: the day, what our office says, and what was sent."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from camk.files import StoredFile
from insights.issues.models import Issue
from insights.packs.days import asks_on, sends_on


class BoardMeetingQuerySet(models.QuerySet):
    """Board meetings by what is still to come of them."""

    def to_come(self, today: date):
        return self.filter(sent_at=None, called_off_at=None, held_on__gte=today)

    def over(self, today: date):
        """Those whose pack went out, and those whose day passed without one."""
        return self.filter(called_off_at=None).filter(models.Q(sent_at__isnull=False) | models.Q(held_on__lt=today))


class BoardMeeting(models.Model):
    """A day on which the trustees meet, and the pack they got for it."""

    held_on = models.DateField("day of the board")
    asked_at = models.DateTimeField(null=True, editable=False)
    called_off_at = models.DateTimeField(null=True, editable=False)
    # What was sent, as it was: the time it is about, the two pages, to how many.
    sent_at = models.DateTimeField(null=True, editable=False)
    about = models.CharField(max_length=60, blank=True, editable=False)
    in_short = models.CharField(max_length=120, blank=True, editable=False)
    people = models.PositiveSmallIntegerField(default=0, editable=False)
    pdf = models.ForeignKey(StoredFile, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # Released wordings stand in the pages; when one must leave the portal, the pages are destroyed.
    issues = models.ManyToManyField(Issue, editable=False, related_name="+")
    destroyed_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BoardMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["held_on"], condition=models.Q(called_off_at=None), name="one_board_meeting_a_day"
            )
        ]

    def __str__(self):
        return f"board on {self.held_on}"

    def get_absolute_url(self):
        return reverse("insights:pack-comments", args=[self.pk])

    @property
    def asks_on(self) -> date:
        return asks_on(self.held_on)

    @property
    def sends_on(self) -> date:
        return sends_on(self.held_on)

    def is_open_on(self, today: date) -> bool:
        """No pack went yet, and the board is still to come or is today."""
        return not (self.sent_at or self.called_off_at) and self.held_on >= today


class PackComment(models.Model):
    """What our office says to one figure of a pack, in a sentence."""

    board = models.ForeignKey(BoardMeeting, on_delete=models.CASCADE, related_name="comments")
    code = models.CharField("code of the figure", max_length=40)
    words = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "code"], name="one_comment_a_figure")]

    def __str__(self):
        return f"comment {self.pk}"
