"""What anybody asks about a CAG: how it could run better, or what it has found; and what we answered."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.action_groups.models.action_groups import ActionGroup


class ActionGroupQuestionQuerySet(models.QuerySet):
    """Questions by where they have got to."""

    def waiting(self):
        return self.filter(state=ActionGroupQuestion.State.ASKED)

    def published(self):
        return self.filter(published_at__isnull=False)


class ActionGroupQuestion(models.Model):
    """Somebody says how a CAG could run better, or would like to know more about what it has found."""

    class Kind(models.TextChoices):
        BETTER = "better", "How it could run better"
        INSIGHTS = "insights", "More about what it has found"

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for our answer"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed without an answer"

    MOVES = {
        State.ASKED: (State.ANSWERED, State.CLOSED),
        State.CLOSED: (State.ANSWERED,),
        State.ANSWERED: (),
    }

    action_group = models.ForeignKey(ActionGroup, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    # Nobody when no address was left; then there is nobody to write to.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_name = models.CharField("name they left", max_length=120, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What others read: our wording of the question, never the words themselves.
    public_question = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ActionGroupQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = "CAG question"

    def __str__(self):
        return f"{self.get_kind_display()}: {self.action_group}"
