"""Support enquiries: what an organisation asks us for, what passes to and fro, and who else may be asked."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from camk.merging import DROP, carry
from camk.querysets import ListItem
from groups.organisations.models import Organisation
from groups.workspace.models import Resource


class Kind(models.TextChoices):
    """What support is asked for (seed S1: the four kinds of the support form, and other)."""

    STARTING = "starting", "Starting up, or about your organisation"
    RUNNING = "running", "Running and developing it"
    FUNDING = "funding", "Funding"
    RECRUITING = "recruiting", "Finding volunteers or trustees"
    OTHER = "other", "Something else"


class EnquiryQuerySet(models.QuerySet):
    """Enquiries by whose turn it is."""

    def visible_to(self, user):
        """Staff read all; everybody else what they asked themselves."""
        if not user.is_authenticated:
            return self.none()
        if user.is_staff and user.has_perm("groups.view_enquiry"):
            return self.all()
        return self.filter(person=user)

    def ours(self):
        """It is our turn."""
        return self.filter(state__in=Enquiry.OURS)

    def unassigned(self):
        return self.ours().filter(handler=None)

    def overdue(self, today: date):
        return self.ours().filter(due_on__lt=today)

    def with_people(self):
        return self.select_related("person", "organisation", "handler")


class Enquiry(models.Model):
    """One request for support, by whichever way it came, until it is closed."""

    class State(models.TextChoices):
        NEW = "new", "New"
        ASSIGNED = "assigned", "Somebody is on it"
        WAITING = "waiting", "Waiting for them"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Opened again"

    class Channel(models.TextChoices):
        WEB = "web", "This site"
        PHONE = "phone", "Phone"
        MAIL = "mail", "E-mail"
        IN_PERSON = "in_person", "In person"

    class Helped(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No, not yet"

    MOVES = {
        State.NEW: (State.ASSIGNED, State.WAITING, State.ANSWERED, State.CLOSED),
        State.ASSIGNED: (State.WAITING, State.ANSWERED, State.CLOSED),
        State.WAITING: (State.ASSIGNED, State.ANSWERED, State.CLOSED),
        State.ANSWERED: (State.CLOSED, State.REOPENED, State.ANSWERED),
        State.CLOSED: (State.REOPENED,),
        State.REOPENED: (State.ASSIGNED, State.WAITING, State.ANSWERED, State.CLOSED),
    }
    OURS = (State.NEW, State.ASSIGNED, State.REOPENED)
    # What whoever asked reads; the labels above are for staff.
    TOLD = {
        State.NEW: "We have it",
        State.ASSIGNED: "Somebody is on it",
        State.WAITING: "We asked you something",
        State.ANSWERED: "Answered",
        State.CLOSED: "Closed",
        State.REOPENED: "We look at it again",
    }

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField("what they would like help with", blank=True)
    wants_search = models.BooleanField("would like a search for funding made for them", default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="enquiries"
    )
    caller = models.CharField("who called, and how to reach them", max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="enquiries"
    )
    organisation_name = models.CharField("organisation, as they said it", max_length=200, blank=True)
    channel = models.CharField("came by", max_length=10, choices=Channel, default=Channel.WEB)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="who is on it",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="enquiries_handled",
    )
    received_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField("our reply is due", null=True, blank=True)
    answered_at = models.DateTimeField("first answered", null=True, blank=True)
    settled_at = models.DateTimeField("last answered or closed", null=True, blank=True)
    in_time = models.BooleanField("first answered within our promise", null=True)
    reopened = models.PositiveSmallIntegerField("times opened again", default=0)
    helped = models.CharField("did it help?", max_length=6, choices=Helped, blank=True)
    forgotten_at = models.DateTimeField("words and names forgotten", null=True, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "support enquiry"
        verbose_name_plural = "support enquiries"
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="enquiry_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(words="", caller="", person__isnull=True),
                name="enquiry_forgotten_is_empty",
            )
        ]

    def __str__(self):
        return self.reference

    @property
    def told(self) -> str:
        """Where it stands, in the words of whoever asked."""
        return self.TOLD[self.state]

    @property
    def is_open(self) -> bool:
        return self.state not in (self.State.ANSWERED, self.State.CLOSED)

    @property
    def who(self) -> str:
        """Who asked, for staff."""
        return str(self.person or self.caller or "nobody any more")

    @property
    def of(self) -> str:
        """The organisation it is about, as far as known."""
        return str(self.organisation or self.organisation_name)


class EnquiryMessage(models.Model):
    """What one side said to the other; from us with what may help."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="messages")
    from_us = models.BooleanField(default=False)
    is_question = models.BooleanField("asks something", default=False)
    words = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    resources = models.ManyToManyField(Resource, blank=True, related_name="+")
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"message {self.pk} of {self.enquiry_id}"


class EnquiryNote(models.Model):
    """What staff tell each other about an enquiry; nobody else reads it."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"note {self.pk} of {self.enquiry_id}"


class FundingFind(models.Model):
    """One fund of the search made for an enquiry: what may be asked for, and why it fits."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="finds")
    funder = models.CharField(max_length=150)
    fund = models.CharField("fund or programme", max_length=150, blank=True)
    amount = models.CharField("how much", max_length=80, blank=True, help_text="Such as “up to £10,000 a year”.")
    closes_on = models.DateField("closes on", null=True, blank=True, help_text="Empty: no closing day is known.")
    url = models.URLField("where to read more", max_length=500, blank=True)
    why = models.CharField("why it fits", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["closes_on", "pk"]

    def __str__(self):
        return f"{self.funder}: {self.fund}" if self.fund else self.funder


class ReadyReply(ListItem):
    """Words staff start an answer from; for one kind of enquiry, or for all."""

    kind = models.CharField("for", max_length=10, choices=Kind, blank=True, help_text="Empty: for all kinds.")
    words = models.TextField(help_text="Staff change it to fit before it is sent.")

    class Meta(ListItem.Meta):
        verbose_name = "ready reply"
        verbose_name_plural = "ready replies"


class PeerHelpQuerySet(models.QuerySet):
    """Who may be named."""

    def live(self):
        """Agreed, not taken back, and still in the network."""
        return self.filter(ended_at=None, organisation__in=Organisation.objects.admitted()).select_related(
            "organisation"
        )


class PeerHelp(models.Model):
    """An organisation that solved something and agreed that others may ask it about that kind of thing."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="peer_help")
    kind = models.CharField("about", max_length=10, choices=Kind)
    how = models.CharField(
        "how others reach you",
        max_length=200,
        help_text="An e-mail address or phone number. We give it only to an organisation that asks about this.",
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField("taken back", null=True, blank=True)

    objects = PeerHelpQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation that may be asked"
        verbose_name_plural = "organisations that may be asked"
        ordering = ["-agreed_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="peer_help_once")]

    def __str__(self):
        return f"{self.organisation}: {self.get_kind_display()}"


carry("groups.Enquiry.organisation", "support enquiries")
carry("groups.EnquiryMessage.organisations", "answers that name it")
carry("groups.PeerHelp.organisation", "what it may be asked about", clash=DROP)
