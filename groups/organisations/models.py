"""Organisations: any club, charity or business that takes part, and the people who act for it."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from camk.querysets import ListItem
from groups.organisations import choices
from groups.places.models import Place, Venue
from groups.themes.models import Beneficiary, Theme


class OrganisationKind(ListItem):
    """What sort of body it is; "not constituted yet" is a valid answer."""

    is_affiliate = models.BooleanField(default=False)
    sector = models.CharField(max_length=10, choices=choices.Sector, default=choices.Sector.VOLUNTARY)


class OrganisationQuerySet(models.QuerySet):
    """Organisations by their standing and by who may see them."""

    def admitted(self):
        """Part of the network: what directory, counts and choices show."""
        return self.filter(state__in=Organisation.ADMITTED)

    def waiting(self):
        return self.filter(state=Organisation.State.UNVERIFIED)

    def visible_to(self, user):
        """Admitted ones for everybody; one's own and, for staff, all but merged records as well."""
        if not user.is_authenticated:
            return self.admitted()
        if user.is_superuser or user.has_perm("groups.view_organisation"):
            return self.exclude(state=Organisation.State.MERGED)
        own = OrganisationRole.objects.current().filter(user=user).values("organisation")
        return self.filter(Q(state__in=Organisation.ADMITTED) | Q(pk__in=own))

    def survivor_of(self, slug: str):
        """The record that a merged record of this address became part of, if any."""
        row = Organisation.objects.filter(slug=slug, state=Organisation.State.MERGED).first()
        while row is not None and row.state == Organisation.State.MERGED:
            row = row.merged_into
        return self.filter(pk=row.pk).first() if row else None

    def in_place(self, code: str):
        """At home in this place or anywhere inside it, or working there."""
        inside = Place.objects.filter(Q(code=code) | Q(parish__code=code) | Q(cluster__code=code)).order_by()
        working = Organisation.places.through.objects.filter(place__in=inside.values("pk"))
        return self.filter(Q(home__in=inside.values("pk")) | Q(pk__in=working.values("organisation")))

    def spellings_and_mentions(self, words: list[str]):
        """Key, normalised name, and whether the description holds all `words`; other names too (one statement)."""
        holds = Q(*(Q(description__icontains=word) for word in words))
        mentions = Case(When(holds, then=Value(1)), default=Value(0))
        own = self.annotate(mentions=mentions).order_by().values_list("pk", "normalised_name", "mentions")
        other = OrganisationAlias.objects.filter(organisation__in=self.order_by().values("pk"))
        other = other.annotate(mentions=Value(0)).order_by()
        return own.union(other.values_list("organisation_id", "normalised_name", "mentions"), all=True)

    def spellings(self):
        """Key and normalised name of each, other names included (one statement)."""
        own = self.order_by().values_list("pk", "normalised_name")
        other = OrganisationAlias.objects.filter(organisation__in=self.order_by().values("pk"))
        return own.union(other.order_by().values_list("organisation_id", "normalised_name"), all=True)

    def with_profile_parts(self):
        """With whether themes, and choices of who sees contact and sharing, are there: what a profile's tasks ask."""
        themes = Organisation.themes.through.objects.filter(organisation=OuterRef("pk"))
        chosen = PublishChoice.objects.filter(organisation=OuterRef("pk")).order_by()
        return self.annotate(
            has_themes=Exists(themes),
            chose_public_email=Exists(chosen.filter(field="public_email")),
            chose_can_share=Exists(chosen.filter(field="can_share")),
            chose_venues_used=Exists(chosen.filter(field="venues_used")),
        )

    def without_lead(self):
        """Of the network, and nobody leads it now: the lead contact left, or their access was closed."""
        return self.admitted().filter(~Exists(OrganisationRole.objects.leading().filter(organisation=OuterRef("pk"))))

    def of(self, user):
        """Organisations this person acts for now."""
        return self.filter(pk__in=OrganisationRole.objects.current().filter(user=user).values("organisation"))


class Organisation(models.Model):
    """A voluntary organisation, club, charity, social enterprise or affiliate body of the network."""

    State = choices.OrganisationState
    ADMITTED = (State.ACTIVE, State.DORMANT)
    MOVES = {
        State.UNVERIFIED: (State.ACTIVE, State.DECLINED, State.MERGED),
        State.DECLINED: (State.ACTIVE, State.MERGED),
        State.ACTIVE: (State.DORMANT, State.ARCHIVED, State.MERGED),
        State.DORMANT: (State.ACTIVE, State.ARCHIVED, State.MERGED),
        State.ARCHIVED: (State.ACTIVE, State.MERGED),
        State.MERGED: (),
    }

    Reach, Size, Safeguarding = choices.Reach, choices.Size, choices.Safeguarding

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    normalised_name = models.CharField(max_length=200, db_index=True, editable=False)
    kind = models.ForeignKey(OrganisationKind, null=True, blank=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=12, choices=State, default=State.UNVERIFIED, db_index=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    description = models.TextField("what it does", blank=True)
    reach = models.CharField(max_length=10, choices=Reach, blank=True)
    size = models.CharField(max_length=10, choices=Size, blank=True)
    paid_staff = models.CharField(max_length=10, choices=choices.PaidStaff, blank=True)
    volunteers = models.CharField(max_length=10, choices=choices.Volunteers, blank=True)
    home = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    places = models.ManyToManyField(Place, blank=True, related_name="working_here")
    themes = models.ManyToManyField(Theme, blank=True, related_name="organisations")
    beneficiaries = models.ManyToManyField(Beneficiary, blank=True, related_name="organisations")
    postcode = models.CharField(max_length=10, blank=True)
    website = models.URLField(blank=True)
    public_email = models.EmailField(blank=True)
    public_phone = models.CharField(max_length=30, blank=True)
    can_share = models.TextField("what we can share", blank=True)
    support_needed = models.TextField("support we need", blank=True)
    peer_support = models.CharField(max_length=10, choices=choices.PeerSupport, blank=True)
    peer_topics = models.CharField("about what", max_length=200, blank=True)
    venues = models.ManyToManyField(Venue, blank=True, related_name="organisations")
    # A place that is not in the list: stays words until staff make it a Venue.
    venues_used = models.CharField("other places it meets in", max_length=250, blank=True)
    safeguarding_policy = models.CharField(max_length=10, choices=Safeguarding, blank=True)
    source = models.CharField(max_length=60, default="joined online")
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    admitted_at = models.DateTimeField(null=True, blank=True)
    admitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision_reason = models.TextField(blank=True)
    checked_at = models.DateTimeField("last confirmed as right", null=True, blank=True)
    quiet_since = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="organisation_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="organisation_merged_has_target",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:organisation-detail", args=[self.slug])

    @property
    def is_admitted(self) -> bool:
        return self.state in self.ADMITTED


class OrganisationAlias(models.Model):
    """Another name under which the organisation is known or was registered."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    normalised_name = models.CharField(max_length=200, db_index=True)

    def __str__(self):
        return self.name


class OrganisationIdentifier(models.Model):
    """A number in a public register, in org-id form (GB-CHC-1090095)."""

    class Scheme(models.TextChoices):
        CHARITY = "GB-CHC", "Charity number"
        COMPANY = "GB-COH", "Company or CIC number"
        MUTUAL = "GB-MPR", "Mutual society number"
        LOCAL = "GB-LAE", "Local authority code"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="identifier_once")]

    def __str__(self):
        return f"{self.scheme}-{self.value}"


class PublishChoice(models.Model):
    """Who may see one field of an organisation: the newest row of a field is the choice, older ones its proof."""

    class Audience(models.TextChoices):
        PUBLIC = "public", "Everybody"
        MEMBERS = "members", "CAG members"
        STAFF = "staff", "Only Community Action: MK"

    FIELDS = {
        "public_email": Audience.STAFF,
        "public_phone": Audience.STAFF,
        "postcode": Audience.STAFF,
        "website": Audience.PUBLIC,
        "can_share": Audience.MEMBERS,
        "support_needed": Audience.MEMBERS,
        "venues_used": Audience.MEMBERS,
        "peer_support": Audience.MEMBERS,
        "size": Audience.STAFF,
        "paid_staff": Audience.STAFF,
        "volunteers": Audience.STAFF,
        "numbers": Audience.MEMBERS,
    }

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="publish_choices")
    field = models.CharField(max_length=40)
    audience = models.CharField(max_length=10, choices=Audience)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.field}: {self.audience}"


class OrganisationRoleQuerySet(models.QuerySet):
    """Roles by whether they hold now."""

    def current(self):
        return self.filter(state=OrganisationRole.State.CURRENT)

    def asked(self):
        return self.filter(state=OrganisationRole.State.ASKED)

    def leading(self):
        """Lead contacts whose access is open."""
        return self.current().filter(kind=OrganisationRole.Kind.LEAD, user__is_active=True)

    def editing(self):
        return self.current().filter(kind__in=OrganisationRole.EDITORS)

    def proven(self):
        """Of people who showed that they read their mailbox; a name on an imported list did not."""
        return self.filter(user__verified_at__isnull=False)


class OrganisationRole(models.Model):
    """A person acting for an organisation, from when to when; leaving ends the row, never deletes it."""

    Kind, State = choices.RoleKind, choices.RoleState
    # Who may change the page, invite and see to requests; the others answer meetings and tell us about issues.
    EDITORS = (Kind.LEAD, Kind.CONTACT)

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="organisation_roles")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CONTACT)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)
    question_open = models.BooleanField("a question waits for an answer", default=False, editable=False)

    objects = OrganisationRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(state__in=["asked", "current"]),
                name="one_live_role_per_organisation",
            )
        ]

    def __str__(self):
        return f"{self.user} for {self.organisation}"
