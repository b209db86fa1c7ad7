"""Learning notes: what a CAG learnt in a quarter, its best bits, and what comes next; it goes back to its members."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import DROP, carry
from groups.action_groups.models import ActionGroup
from groups.workspace.permissions import is_workspace_staff
from insights.figures.periods import Quarter


class LearningNoteQuerySet(models.QuerySet):
    """Notes by who may read them."""

    def shared(self):
        return self.filter(shared_at__isnull=False)

    def visible_to(self, user):
        """Shared ones of CAGs with a page for everybody; drafts for the CAG's leads of today and for staff."""
        if is_workspace_staff(user):
            return self.all()
        shown = Q(shared_at__isnull=False)
        if user.is_authenticated:
            shown |= Q(action_group__in=ActionGroup.objects.led_by(user).order_by().values("pk"))
        return self.filter(shown, action_group__in=ActionGroup.objects.visible_to(user).order_by().values("pk"))


class LearningNote(models.Model):
    """One CAG and one quarter (ledger A053): written by a lead or our office, mailed once, and kept on its page."""

    action_group = models.ForeignKey(ActionGroup, on_delete=models.PROTECT, related_name="learning_notes")
    quarter_start = models.DateField("first day of the quarter")
    learnt = models.TextField("what we learnt", max_length=2000)
    best_bits = models.TextField("best bits", max_length=2000, blank=True)
    coming = models.TextField("what comes next", max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = LearningNoteQuerySet.as_manager()

    TEXTS = ("learnt", "best_bits", "coming")

    class Meta:
        ordering = ["-quarter_start", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["action_group", "quarter_start"], name="one_learning_note_a_quarter"),
        ]

    def __str__(self):
        return f"What we learnt, {self.quarter.label}: {self.action_group}"

    def get_absolute_url(self):
        return reverse("insights:learning-note", args=[self.action_group.slug, self.quarter.code])

    @property
    def quarter(self) -> Quarter:
        return Quarter.of(self.quarter_start)


carry("insights.LearningNote.action_group", "learning notes", clash=DROP)
