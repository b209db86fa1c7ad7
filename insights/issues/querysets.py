"""Questions asked of issues and voices: in which state, about what, where, and who may see them."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Theme
from insights.issues.states import CLOSED, QUEUE, IssueState


def _voices():
    """Voices stand below issues in the same file; asked for late, so that neither imports the other."""
    return apps.get_model("insights", "Voice").objects


def further_places() -> Prefetch:
    """All the places an issue is about, to be read beside it."""
    return Prefetch("places", Place.objects.select_related("parish"))


class IssueQuerySet(models.QuerySet):
    """Issues by state and by who may see what of them."""

    def released(self):
        """Those whose lead wording staff released: all that others ever see."""
        return self.filter(released_at__isnull=False).exclude(state=IssueState.SEALED)

    def open(self):
        return self.exclude(state__in=CLOSED)

    def waiting(self):
        """Those staff have still to look at or decide on."""
        return self.filter(state__in=QUEUE)

    def leads(self):
        """Issues in their own right, not those joined to another."""
        return self.filter(joined_to__isnull=True)

    def visible_to(self, user):
        """Released wordings for everybody; one's own and one's organisations'; all for triage staff."""
        if not user.is_authenticated:
            return self.released()
        if user.is_superuser or user.has_perm("insights.view_issue"):
            return self.exclude(state=IssueState.SEALED)
        told = _voices().told_by(user).values("first_issue")
        holds = _voices().told_by(user).values("issue")
        return self.exclude(state=IssueState.SEALED).filter(
            Q(released_at__isnull=False) | Q(pk__in=told) | Q(pk__in=holds)
        )

    def told_by(self, user):
        """What this person, or an organisation they act for, told us."""
        return self.exclude(state=IssueState.SEALED).filter(pk__in=_voices().told_by(user).values("first_issue"))

    def about(self, theme: Theme):
        """Issues under this theme, as the main one (which stands among its themes too) or one of several."""
        return self.filter(Exists(self.model.themes.through.objects.filter(issue=OuterRef("pk"), theme=theme)))

    def in_place(self, place: Place):
        """Issues in this place or anywhere inside it; the main place holds one of those it is about."""
        # The places are read first: only then does PostgreSQL know how many issues lie there, and asks row by row.
        inside = list(Place.objects.within(place).values_list("pk", flat=True))
        return self.filter(Exists(self.model.places.through.objects.filter(issue=OuterRef("pk"), place__in=inside)))

    def mainly_in(self, area: Place):
        """Issues whose main place is this area or lies in it: where figures count them, each in one area."""
        inside = Place.objects.filter(Q(pk=area.pk) | Q(cluster=area))
        return self.filter(main_place__in=list(inside.values_list("pk", flat=True)))  # read first, as in `in_place`

    def shared_with(self, themes, place: Place | None):
        """Issues about one of `themes` or in `place`: what concerns a CAG."""
        tagged = self.model.themes.through.objects.filter(theme__in=themes).values("issue")
        about = Q(main_theme__in=themes) | Q(pk__in=tagged)
        if place is not None:
            inside = Place.objects.within(place).values("pk")
            about |= Q(pk__in=self.model.places.through.objects.filter(place__in=inside).values("issue"))
        return self.filter(about)

    def for_rows(self):
        """What a row of the public list needs, in two statements."""
        return self.with_main().prefetch_related(further_places())

    def with_main(self):
        """The main theme and place of each, and what it joined, in the same statement."""
        return self.select_related("main_theme", "main_place", "main_place__parish", "joined_to")


class VoiceConsentQuerySet(models.QuerySet):
    """Consents by whether they hold."""

    def standing(self, *audiences):
        """Those that were not withdrawn; for these audiences only, if any are named."""
        rows = self.filter(withdrawn_at__isnull=True)
        return rows.filter(audience__in=audiences) if audiences else rows


class VoiceQuerySet(models.QuerySet):
    """Voices by who spoke."""

    def told_by(self, user):
        """One's own, and those told for an organisation one acts for now."""
        own = self.model.objects.filter(user=user).order_by().values("pk")
        theirs = self.model.objects.filter(organisation__in=Organisation.objects.of(user)).order_by().values("pk")
        # Joined, each by its index: an "or" would make PostgreSQL read every voice there is.
        return self.filter(pk__in=own.union(theirs))

    def visible_to(self, user):
        """Own words: the raiser, the raiser's organisation, and triage staff (decisions, point 4)."""
        if not user.is_authenticated:
            return self.none()
        unsealed = self.unsealed()
        if user.is_superuser or user.has_perm("insights.view_voice"):
            return unsealed
        return unsealed.told_by(user)

    def unsealed(self):
        """Those whose words are not with the safeguarding lead."""
        sealed = IssueState.SEALED
        return self.filter(sealed_at__isnull=True).exclude(issue__state=sealed).exclude(first_issue__state=sealed)

    def of_issue(self, issue):
        """Those told as this issue and those that now stand under it."""
        return self.filter(Q(issue=issue) | Q(first_issue=issue))

    def withdrawn(self):
        return self.filter(withdrawn_at__isnull=False)

    def standing(self):
        return self.filter(withdrawn_at__isnull=True)

    def lets(self, *audiences):
        """Those whose words may be used today for one of these audiences."""
        consents = self.model._meta.get_field("consents").related_model.objects.standing(*audiences)
        return self.filter(pk__in=consents.values("voice"))

    def quotable(self, *audiences):
        """Those whose words stand and may be quoted today to one of these audiences."""
        return self.standing().unsealed().lets(*audiences).exclude(words="")

    def for_their_people(self):
        """What those who told us read again, with what they added and agreed to, in four statements."""
        parts = ("evidence", "consents", "places")
        return self.select_related("issue", "organisation").prefetch_related(*parts)
