"""Issues and the voices beneath them: what people tell us, kept word for word and never merged away."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.files import StoredFile
from camk.merging import carry
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from insights.issues.indexes import SPEAKERS, STAFF_LISTS, TOLD_BY_MANY
from insights.issues.querysets import IssueQuerySet, VoiceConsentQuerySet, VoiceQuerySet
from insights.issues.states import CLOSED, NEXT, TONES, IssueState


class Issue(models.Model):
    """Something the network heard: an issue, a gap, an idea, an interest or good news."""

    class Kind(models.TextChoices):
        ISSUE = "issue", "An issue"
        GAP = "gap", "A gap"
        IDEA = "idea", "An idea"
        INTEREST = "interest", "An interest"
        GOOD_NEWS = "good_news", "Good news"

    class Severity(models.IntegerChoices):
        INCONVENIENCE = 1, "An inconvenience"
        HARD = 2, "Hard"
        SERIOUS = 3, "Serious"
        URGENT = 4, "Urgent"

    class Reach(models.IntegerChoices):
        FEW = 1, "One family or a few people"
        STREET = 2, "A street or an estate"
        ESTATES = 3, "Several estates"
        CITY = 4, "All of Milton Keynes"

    State = IssueState

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=20, choices=IssueState, default=IssueState.SUBMITTED)
    lead_wording = models.CharField(
        max_length=300, blank=True, help_text="What others will read: no names, nobody recognisable."
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="issues")
    places = models.ManyToManyField(Place, blank=True, related_name="issues")
    beneficiaries = models.ManyToManyField(Beneficiary, blank=True, related_name="issues")
    # The first theme family and cluster staff chose: what published figures count by.
    main_theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    main_place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    severity = models.PositiveSmallIntegerField(choices=Severity, null=True, blank=True)
    reach = models.PositiveSmallIntegerField(choices=Reach, null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="issues_owned",
    )
    joined_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="joined")
    public_answer = models.TextField("our answer", blank=True)
    for_report = models.BooleanField("marked for a report", default=False)
    # Whether its released wording was read for suggestions and search (insights/issues/models/finding.py).
    wording_read = models.BooleanField(default=False, editable=False)
    # Counted with each voice, so that lists need no join.
    voice_count = models.PositiveIntegerField(default=0, editable=False)
    reopened_count = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    first_looked_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    state_changed_at = models.DateTimeField(default=timezone.now)
    # The day by which staff take the next step (a first look, a decision); empty while nothing is due of them.
    due_on = models.DateField(null=True, blank=True, editable=False)
    # Since when several new voices came in a short time; empty when it does not grow.
    growing_since = models.DateTimeField(null=True, blank=True, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "created_at"], name="issue_queue"),
            models.Index(
                fields=["-released_at", "-id"], condition=Q(released_at__isnull=False), name="issue_released"
            ),
            *STAFF_LISTS,
            TOLD_BY_MANY,
            models.Index(
                fields=["id"], condition=Q(released_at__isnull=False, wording_read=False), name="issue_unread"
            ),
        ]
        permissions = [("view_figures", "Can see the trustees' figures")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sealed") | Q(lead_wording="", public_answer="", released_at__isnull=True),
                name="sealed_issue_holds_no_words",
            )
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("insights:issue-detail", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED

    @property
    def priority(self) -> int:
        """Severity times reach, 1 to 16; 0 until staff have judged both. Never a secret score."""
        return (self.severity or 0) * (self.reach or 0)

    @property
    def next_step(self) -> str:
        """What comes next, in a sentence."""
        return NEXT.get(self.state, "")

    @property
    def tone(self) -> str:
        """The tint of its state's tag."""
        return TONES.get(self.state, "us")

    @property
    def public_places(self) -> list[Place]:
        """Where it is, as others see it: parishes and areas, never the estate."""
        places = [place.public_place for place in self.places.all()]
        if not places and self.main_place:
            places = [self.main_place.public_place]
        return list({place.pk: place for place in places}.values())

    @property
    def public_themes(self) -> list[Theme]:
        """What it is about: the main theme first."""
        main = [self.main_theme] if self.main_theme else []
        return main + [theme for theme in self.themes.all() if theme.pk != self.main_theme_id]


class Voice(models.Model):
    """One person's own words under an issue: who, where, how many are affected, and who may read them."""

    class Channel(models.TextChoices):
        WEB = "web", "On the site"
        PHONE = "phone", "By phone"
        MAIL = "mail", "By mail"
        ROOM = "room", "In a room"
        NOTE = "note", "From a conversation note"
        LOG = "log", "From an earlier log"

    class Action(models.TextChoices):
        TOGETHER = "together", "Work together"
        TELL = "tell", "Tell more people"
        ASK = "ask", "Ask a public body to act"
        FUNDING = "funding", "Money"
        CAMPAIGN = "campaign", "Campaign"
        FIND_OUT = "find_out", "Find out more"
        TRAINING = "training", "Training"
        VOLUNTEERS = "volunteers", "Volunteers"
        OTHER = "other", "Something else"

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="voices")
    # The issue it was told as; stays when voices are re-pointed by a Join.
    first_issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="first_voices")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="voices"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    words = models.TextField(blank=True)
    what_would_help = models.TextField(blank=True)
    suggested_action = models.CharField("what should be done", max_length=10, choices=Action, blank=True)
    # The first place named; all of them stand in `places`.
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="voices")
    places = models.ManyToManyField(Place, blank=True, related_name="+")
    beneficiaries = models.ManyToManyField(Beneficiary, blank=True, verbose_name="who is affected", related_name="+")
    affected = models.PositiveIntegerField("how many are affected", null=True, blank=True)
    lived_experience = models.BooleanField("this happened to me or to people I support", null=True, blank=True)
    # A picture or a document.
    photo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    is_us_too = models.BooleanField(default=False)
    keyed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Somebody may be at risk: the words are with the safeguarding lead, and only the count stays here.
    sealed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        indexes = [SPEAKERS]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "user"],
                condition=Q(user__isnull=False, is_us_too=True, withdrawn_at__isnull=True),
                name="us_too_once_a_person",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(words="", what_would_help="", photo__isnull=True),
                name="sealed_voice_holds_no_words",
            ),
        ]

    def __str__(self):
        return f"voice {self.pk} on {self.first_issue}"

    @property
    def agreed_to(self) -> list[str]:
        """How its words may be used today, in words."""
        stand = self.standing_consents
        # "Count it only" is what is left when nothing more was agreed to.
        more = [row for row in stand if row.audience != VoiceConsent.Audience.COUNT]
        return [row.get_audience_display() for row in more or stand]

    @property
    def standing_consents(self) -> list["VoiceConsent"]:
        """Its consents that hold, out of what was read with it."""
        return [row for row in self.consents.all() if row.withdrawn_at is None]

    @property
    def contributor(self) -> str:
        """Key of who stands behind it, for counting distinct contributors."""
        if self.organisation_id:
            return f"o{self.organisation_id}"
        return f"u{self.user_id}" if self.user_id else f"v{self.pk}"


class VoiceConsent(models.Model):
    """Who may use one voice's words, from when; withdrawing ends the row and works from then on."""

    class Audience(models.TextChoices):
        COUNT = "count", "Count it only"
        ANONYMOUS = "anonymous", "Use my words without any name"
        NAMED = "named", "Use my words with the name of my organisation"
        PARTNERS = "partners", "Share my words with the partners who can act"
        PUBLISH = "publish", "Publish my words"

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="consents")
    audience = models.CharField(max_length=10, choices=Audience)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = VoiceConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voice", "audience"], condition=Q(withdrawn_at__isnull=True), name="consent_once"
            )
        ]

    def __str__(self):
        return f"{self.audience} for {self.voice_id}"


class IssueMove(models.Model):
    """One step of an issue's life: from, to, when, by whom, and the sentence its people were told."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="moves")
    old_state = models.CharField(max_length=20, choices=IssueState, blank=True)
    new_state = models.CharField(max_length=20, choices=IssueState)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField("what people are told", blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.issue}: {self.new_state}"


carry("insights.Voice.organisation", "things it told us")
