"""Five-minute surveys: what organisations need now or later; their questions, and what was answered."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import carry
from camk.querysets import ListItem
from groups.organisations.models import Organisation
from groups.programmes.models import Programme
from insights.surveys.permissions import sees_all
from meetings.meetings.models import Meeting

MOST_QUESTIONS = 10  # ledger A096: five minutes, ten questions at most
MOST_OPTIONS = 10
SCALE = 5  # steps of a scale


class TrainingTopic(ListItem):
    """Something organisations can be trained in or helped with (domain C11); staff edit the list."""

    class Meta(ListItem.Meta):
        verbose_name = "training topic"


class SurveyQuerySet(models.QuerySet):
    """Surveys by where they are between their two days."""

    def visible_to(self, user):
        """Once published and begun for everybody; staff see all."""
        if sees_all(user):
            return self.all()
        return self.filter(published_at__isnull=False, opens_on__lte=timezone.localdate())

    def open(self, today: date):
        """Answers are taken."""
        begun = self.filter(published_at__isnull=False, closed_at__isnull=True)
        return begun.filter(opens_on__lte=today, closes_on__gte=today)

    def ended_before(self, day: date):
        """Answers were taken no more from a day before this one on."""
        closed = Q(closed_at__isnull=False, closed_at__date__lt=day)
        return self.over(timezone.localdate()).filter(closed | Q(closed_at=None, closes_on__lt=day))

    def over(self, today: date):
        """Answers are taken no more."""
        return self.filter(published_at__isnull=False).filter(Q(closed_at__isnull=False) | Q(closes_on__lt=today))


class Survey(models.Model):
    """One round of asking, open from one day to another (ledger A094-A096)."""

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True, editable=False)
    intro = models.TextField("why we ask", help_text="Two or three sentences: what it is for, and what comes of it.")
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="surveys",
        help_text="Empty: for none of them.",
    )  # fmt: skip
    opens_on = models.DateField("first day")
    closes_on = models.DateField("last day")
    enough = models.PositiveSmallIntegerField(
        "organisations that make a session worth it",
        default=5,
        help_text="When so many want one topic now, a meeting about it is drafted.",
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("closed before its last day", null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="survey_days_in_order"),
            models.CheckConstraint(condition=Q(enough__gte=1), name="survey_enough_is_somebody"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("insights:survey", args=[self.slug])

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_over(self) -> bool:
        return not self.is_draft and (self.closed_at is not None or self.closes_on < timezone.localdate())

    @property
    def is_open(self) -> bool:
        return not self.is_draft and not self.is_over and self.opens_on <= timezone.localdate()

    @property
    def ended_on(self) -> date:
        """The day after which nobody answered any more."""
        return timezone.localdate(self.closed_at) if self.closed_at else self.closes_on

    @property
    def stands(self) -> str:
        """In words, where it is."""
        if self.is_draft:
            return "Draft"
        return "Closed" if self.is_over else "Open" if self.is_open else "Opens later"


class SurveyQuestion(models.Model):
    """One page of a survey: a list of needs, a choice, a scale, or a short text."""

    class Kind(models.TextChoices):
        NEEDS = "needs", "Needs: each topic now, later or no"
        CHOICE = "choice", "One of several"
        MANY = "many", "Any of several"
        SCALE = "scale", "A scale from 1 to 5"
        TEXT = "text", "A few words"

    class Need(models.TextChoices):
        NOW = "now", "Now"
        LATER = "later", "Later"
        NO = "no", "No"

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField(max_length=6, choices=Kind)
    words = models.CharField("question", max_length=160)
    hint = models.CharField("a word of help", max_length=200, blank=True)
    topics = models.ManyToManyField(
        TrainingTopic, blank=True, related_name="questions", help_text="For needs: what is asked about."
    )
    options = models.TextField(
        "answers to choose from", blank=True, max_length=1000, help_text="For one or any of several: one a line."
    )
    low = models.CharField("what 1 means", max_length=40, blank=True, help_text="For a scale.")
    high = models.CharField("what 5 means", max_length=40, blank=True, help_text="For a scale.")

    class Meta:
        verbose_name = "question of a survey"
        verbose_name_plural = "questions of surveys"
        ordering = ["survey", "position"]
        constraints = [models.UniqueConstraint(fields=["survey", "position"], name="survey_position_once")]

    def __str__(self):
        return self.words

    @property
    def lines(self) -> list[str]:
        """The answers to choose from."""
        return [line.strip() for line in self.options.splitlines() if line.strip()]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What may be answered, as pairs of stored value and label; nothing for a text."""
        if self.kind == self.Kind.NEEDS:
            return self.Need.choices
        if self.kind == self.Kind.SCALE:
            said = {1: self.low, SCALE: self.high}
            return [(str(n), f"{n}: {said[n]}" if said.get(n) else str(n)) for n in range(1, SCALE + 1)]
        return [(line, line) for line in self.lines] if self.kind != self.Kind.TEXT else []


class SurveyResponseQuerySet(models.QuerySet):
    """Answers by how far they got."""

    def sent(self):
        """Those that count."""
        return self.filter(state=SurveyResponse.State.SENT)


class SurveyResponse(models.Model):
    """One person's answers to one survey; half-filled until they are sent."""

    class State(models.TextChoices):
        BEGUN = "begun", "Begun"
        SENT = "sent", "Sent"
        AGAIN = "again", "A second one from the same address"

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    # Signed in, or proved by the link in their mailbox; what somebody only typed stands in `email`.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="survey_responses"
    )
    email = models.EmailField(max_length=254, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="survey_responses"
    )
    organisation_name = models.CharField("organisation, as they said it", max_length=200, blank=True)
    may_ask = models.BooleanField("may be asked to a session about what they need", default=False)
    by_kiosk = models.BooleanField("on a device in a room", default=False)
    state = models.CharField(max_length=5, choices=State, default=State.BEGUN)
    # Tells answers of one organisation from those of others, and nothing else.
    contributor = models.CharField(max_length=40, blank=True, editable=False)
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField("who answered is forgotten", null=True, blank=True)

    objects = SurveyResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "answers to a survey"
        verbose_name_plural = "answers to surveys"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "user"], name="survey_answered_once"),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True)
                | Q(user__isnull=True, email="", organisation__isnull=True, organisation_name=""),
                name="survey_forgotten_is_nameless",
            ),
        ]

    def __str__(self):
        return f"answers {self.pk} to {self.survey_id}"


class SurveyAnswer(models.Model):
    """One value that was chosen, for needs of one topic; or a few words."""

    response = models.ForeignKey(SurveyResponse, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, on_delete=models.PROTECT, related_name="answers")
    topic = models.ForeignKey(TrainingTopic, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    value = models.CharField(max_length=100, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = "answer in a survey"
        verbose_name_plural = "answers in surveys"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "topic"], condition=Q(topic__isnull=False), name="need_said_once"
            ),
            models.UniqueConstraint(
                fields=["response", "question", "value"], condition=Q(topic__isnull=True), name="value_chosen_once"
            ),
        ]

    def __str__(self):
        return f"answer {self.pk}"


class TopicMeeting(models.Model):
    """A meeting on a topic that a survey showed was needed: drafted from it, or named by staff."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="topic_meetings")
    topic = models.ForeignKey(TrainingTopic, on_delete=models.PROTECT, related_name="topic_meetings")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="survey_topics")
    is_drafted = models.BooleanField("drafted for those who wanted it", default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "meeting on a topic of a survey"
        verbose_name_plural = "meetings on topics of surveys"
        ordering = ["meeting__starts_at"]
        constraints = [models.UniqueConstraint(fields=["survey", "topic", "meeting"], name="topic_meeting_once")]

    def __str__(self):
        return f"{self.topic}: {self.meeting}"


carry("insights.SurveyResponse.organisation", "answers to surveys")
