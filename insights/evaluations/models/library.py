"""Evaluation reports: what somebody who looked from outside found, what we learnt, and what changed."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Q
from django.urls import reverse
from django.utils import timezone

from camk.files import StoredFile
from camk.merging import carry
from groups.action_groups.models import ActionGroup
from groups.places.models import Place
from groups.programmes.models import Programme
from insights.evaluations.permissions import keeps_evaluations
from insights.initiatives.models import Initiative

NO_SUBJECT = "Choose what it is about: a programme, an initiative, a CAG or an area."


class EvaluationQuerySet(models.QuerySet):
    """Evaluations by who may read them."""

    def visible_to(self, user):
        """Published ones: for everybody, or for whoever is in a CAG or holds an office; staff see drafts too."""
        if keeps_evaluations(user):
            return self.all()
        shown, public = self.filter(published_at__isnull=False), Q(audience=Evaluation.Audience.PUBLIC)
        if not user.is_authenticated:
            return shown.filter(public)
        return shown if user.offices else shown.filter(public | Exists(ActionGroup.objects.of(user)))

    def about(self, *, initiative=None, action_group=None, place=None):
        """Those of one initiative; of one CAG and the programme it belongs to; of one place."""
        if action_group is not None:
            programme = Q(programme=action_group.programme_id) if action_group.programme_id else Q(pk__in=[])
            return self.filter(Q(action_group=action_group) | programme)
        return self.filter(initiative=initiative) if initiative is not None else self.filter(place=place)


class Evaluation(models.Model):
    """One report of an evaluator about a programme, an initiative, a CAG or an area (ledger A113)."""

    class Kind(models.TextChoices):
        INTERIM = "interim", "Interim report"
        SUMMARY = "summary", "Executive summary"
        FINAL = "final", "Final report"
        FOLLOW_UP = "follow_up", "Follow-up"

    class Audience(models.TextChoices):
        PUBLIC = "public", "Everybody"
        MEMBERS = "members", "People of the network, signed in"

    # What it may be about; at least one of them.
    SUBJECTS = ("programme", "initiative", "action_group", "place")

    title = models.CharField(max_length=200)
    evaluator = models.CharField("who evaluated", max_length=150, help_text="An organisation, not a person.")
    method = models.TextField("how it was done", blank=True, help_text="Interviews, a survey, records; how many.")
    kind = models.CharField(max_length=10, choices=Kind)
    first_day = models.DateField("it looks at the time from")
    last_day = models.DateField("until")
    dated_on = models.DateField("date of the report")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="evaluations"
    )
    action_group = models.ForeignKey(
        ActionGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="CAG"
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="area"
    )
    words = models.TextField("what it found", blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    learnt = models.TextField("what we learnt", blank=True)
    changed = models.TextField("what we changed because of it", blank=True)
    audience = models.CharField("who may read it", max_length=10, choices=Audience, default=Audience.PUBLIC)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["-dated_on", "-pk"]
        verbose_name = "evaluation report"
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="evaluation_period_runs_on"),
            models.CheckConstraint(
                condition=Q(programme__isnull=False)
                | Q(initiative__isnull=False)
                | Q(action_group__isnull=False)
                | Q(place__isnull=False),
                name="evaluation_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(words="") | Q(file__isnull=False),
                name="published_evaluation_can_be_read",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("insights:evaluation-detail", args=[self.pk])


carry("insights.Evaluation.action_group", "evaluations")
