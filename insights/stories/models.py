"""Stories: what somebody said, and what changed because of it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import carry
from groups.organisations.models import Organisation
from insights.issues.models import Issue, Voice, VoiceConsent
from insights.issues.states import IssueState
from meetings.outcomes.models import Feedback


class StoryQuerySet(models.QuerySet):
    """Stories by who may read them."""

    def published(self, now=None):
        """Shown ones; one in the words of a voice only as long as its consent to publish stands."""
        agreed = VoiceConsent.objects.standing(VoiceConsent.Audience.PUBLISH).filter(voice=OuterRef("voice"))
        return self.filter(Q(voice=None) | Exists(agreed), published_at__lte=now or timezone.now())

    def what_changed(self):
        """ "You said, and this happened": pairs of what was said and what changed."""
        return self.filter(kind__in=[Story.Kind.CHANGE, Story.Kind.TESTIMONIAL]).exclude(changed="")

    def usable(self):
        """Those whose words may stand in a report today: whoever spoke agreed, and still does."""
        agreed = VoiceConsent.objects.standing(VoiceConsent.Audience.PUBLISH).filter(voice=OuterRef("voice"))
        usable = self.filter(Q(voice=None) | Exists(agreed), consented_at__isnull=False)
        return usable.exclude(issue__state=IssueState.SEALED)

    def visible_to(self, user):
        if user.is_authenticated and user.has_perm("insights.view_story"):
            return self.all()
        return self.published()


class Story(models.Model):
    """ "You said, and this happened": shown on the home page with the consent of who spoke."""

    class Kind(models.TextChoices):
        CHANGE = "change", "You said, and this happened"
        TESTIMONIAL = "testimonial", "Testimonial"
        SPOTLIGHT = "spotlight", "Spotlight on an organisation"
        NEWS = "news", "News"
        GUEST = "guest", "Guest post"

    # Told at length, in a text of their own.
    LONG = (Kind.SPOTLIGHT, Kind.NEWS, Kind.GUEST)

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CHANGE)
    title = models.CharField(max_length=120)
    said = models.CharField("what was said, or the story in one sentence", max_length=250)
    who = models.CharField("who said it, as it may be shown", max_length=120, blank=True)
    changed = models.TextField("what changed", blank=True, help_text="Needed for what was said and what happened.")
    body = models.TextField(
        "the text", max_length=8000, blank=True, help_text="For a spotlight, news or a guest post: told at length."
    )
    author = models.CharField(
        "author, as it may be shown", max_length=120, blank=True, help_text="Needed for a guest post."
    )
    author_contact = models.CharField(
        "how readers reach the author",
        max_length=200,
        blank=True,
        help_text="Stands at the end of a guest post, with the author’s consent: an address, a page, a phone number.",
    )
    issue = models.ForeignKey(Issue, null=True, blank=True, on_delete=models.PROTECT, related_name="stories")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Made from what somebody who was at a meeting let us quote: once, and gone when they think otherwise.
    feedback = models.OneToOneField(
        Feedback, null=True, blank=True, on_delete=models.SET_NULL, related_name="story", editable=False
    )
    # Told in the words of a voice that lets us publish them: shown only as long as that consent stands.
    voice = models.ForeignKey(
        Voice, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
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

    def get_absolute_url(self):
        return reverse("insights:story", args=[self.pk])

    @property
    def is_long(self) -> bool:
        return self.kind in self.LONG


class StoryUse(models.Model):
    """Where a story was used beside reports, in words; the reports that tell it name it themselves."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="uses")
    where = models.CharField(max_length=150)
    used_on = models.DateField("when", default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-used_on", "-pk"]
        verbose_name = "use of a story"
        verbose_name_plural = "uses of stories"
        constraints = [models.CheckConstraint(condition=~Q(where=""), name="story_used_somewhere")]

    def __str__(self):
        return self.where


carry("insights.Story.organisation", "stories")
