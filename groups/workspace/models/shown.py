"""What somebody put into a workspace: shown, taken back by its author, or hidden by staff with a reason."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ShownQuerySet(models.QuerySet):
    """Rows by whether members see them."""

    def shown(self):
        return self.filter(state=Shown.State.SHOWN)


class Shown(models.Model):
    """Something members see until its author takes it back or staff hide it; nothing is deleted."""

    class State(models.TextChoices):
        SHOWN = "shown", "Shown"
        WITHDRAWN = "withdrawn", "Taken back by its author"
        HIDDEN = "hidden", "Hidden by staff"

    MOVES = {
        State.SHOWN: (State.WITHDRAWN, State.HIDDEN),
        State.HIDDEN: (State.SHOWN,),
        State.WITHDRAWN: (),
    }

    state = models.CharField(max_length=10, choices=State, default=State.SHOWN)
    state_reason = models.TextField("why it is hidden", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = ShownQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_shown(self) -> bool:
        return self.state == self.State.SHOWN
