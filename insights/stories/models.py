"""Stories: what somebody said, and what changed because of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from camk.merging import carry
from groups.organisations.models import Organisation
from insights.issues.models import Issue
from meetings.outcomes.models import Feedback


class StoryQuerySet(models.QuerySet):
    """Stories by who may read them."""

    def published(self, now=None):
        return self.filter(published_at__lte=now or timezone.now())

    def visible_to(self, user):
        if user.is_authenticated and user.has_perm("insights.view_story"):
            return self.all()
        return self.published()


class Story(models.Model):
    """ "You said, and this happened": shown on the home page with the consent of who spoke."""

    title = models.CharField(max_length=120)
    said = models.CharField("what was said", max_length=250)
    who = models.CharField("who said it, as it may be shown", max_length=120, blank=True)
    changed = models.TextField("what changed")
    issue = models.ForeignKey(Issue, null=True, blank=True, on_delete=models.PROTECT, related_name="stories")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Made from what somebody who was at a meeting let us quote: once, and gone when they think otherwise.
    feedback = models.OneToOneField(
        Feedback, null=True, blank=True, on_delete=models.SET_NULL, related_name="story", editable=False
    )
    consented_at = models.DateTimeField("consent given", null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name_plural = "stories"

    def __str__(self):
        return self.title


carry("insights.Story.organisation", "stories")
