"""Who is invited to a meeting: chosen by CAG, place, theme, who benefits and earlier meetings; who is left out."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from camk.accounts.models import User
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.organisations.models import Organisation, OrganisationRole
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from groups.workspace.permissions import people_in
from meetings.inviting.models import MeetingInvitation
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

A_YEAR = timedelta(days=365)
CAME = {
    "came": "came to a meeting in the last 12 months",
    "not_yet": "have not come to a meeting in the last 12 months",
}


@dataclass
class Audience:
    """What staff chose. Within one kind any will do; different kinds must all hold."""

    action_groups: list[ActionGroup] = field(default_factory=list)
    place: Place | None = None
    themes: list[Theme] = field(default_factory=list)
    beneficiaries: list[Beneficiary] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    came: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.came)

    @property
    def codes(self) -> dict:
        """For the record: keys only."""
        kinds = ("action_groups", "themes", "beneficiaries", "meetings")
        keys = {kind: [row.pk for row in getattr(self, kind)] for kind in kinds}
        return {**keys, "place": self.place.pk if self.place else None, "came": self.came}

    @property
    def words(self) -> str:
        """In words, for staff."""
        kinds = (self.action_groups, [self.place] if self.place else [], self.themes, self.beneficiaries)
        parts = [" or ".join(str(row) for row in kind) for kind in kinds if kind]
        if self.meetings:
            parts.append("came to " + " or ".join(meeting.title for meeting in self.meetings))
        if self.came:
            parts.append(CAME[self.came])
        return "; ".join(parts)


def people(audience: Audience, now) -> QuerySet:
    """Everybody the choice fits, each once: proved addresses of people who act in the network now."""
    found = User.objects.filter(is_active=True, verified_at__isnull=False).filter(pk__in=_in_the_network())
    if audience.action_groups:
        found = found.filter(pk__in=people_in([cag.pk for cag in audience.action_groups]).values("pk"))
    organisations = _organisations(audience)
    if organisations is not None:
        found = found.filter(pk__in=_acting(organisations))
    if audience.meetings:
        found = found.filter(_came(Rsvp.objects.filter(meeting__in=audience.meetings)))
    if audience.came:
        lately = _came(Rsvp.objects.filter(meeting__starts_at__gte=now - A_YEAR))
        found = found.filter(lately if audience.came == "came" else ~lately)
    return found.order_by("name", "email")


def _in_the_network() -> QuerySet:
    """Who acts for an admitted organisation, or is in a CAG alone: guests of one meeting are let be, as promised."""
    alone = ActionGroupMembership.objects.active().filter(user__isnull=False).order_by().values("user")
    return _acting(Organisation.objects.admitted()).union(alone)


def _acting(organisations: QuerySet) -> QuerySet:
    roles = OrganisationRole.objects.current().filter(organisation__in=organisations.order_by().values("pk"))
    return roles.order_by().values("user")


def _organisations(audience: Audience) -> QuerySet | None:
    """Admitted organisations that fit; None when nothing was chosen that only they have."""
    if not (audience.place or audience.themes or audience.beneficiaries):
        return None
    rows = Organisation.objects.admitted()
    if audience.place:
        rows = rows.in_place(audience.place.code)
    if audience.themes:
        rows = rows.filter(themes__in=audience.themes)
    if audience.beneficiaries:
        rows = rows.filter(beneficiaries__in=audience.beneficiaries)
    return rows


def _came(rows: QuerySet) -> Exists:
    return Exists(rows.filter(user=OuterRef("pk"), attendance=Rsvp.Attendance.ATTENDED))


@dataclass
class Chosen:
    """Who is invited, and how many of the others are not, and why."""

    invited: list[User]
    answered: int
    before: int
    stopped: int

    @property
    def left_out(self) -> int:
        return self.answered + self.before + self.stopped


def choose(meeting: Meeting, audience: Audience, now) -> Chosen:
    """The audience without those who answered, were invited before, or want no such mails."""
    answered = set(Rsvp.objects.filter(meeting=meeting).values_list("user", flat=True))
    before = set(MeetingInvitation.objects.filter(meeting=meeting).values_list("user", flat=True))
    stopped = set(unwilling().values_list("pk", flat=True))
    found = list(people(audience, now))
    rest = [user for user in found if user.pk not in answered]
    new = [user for user in rest if user.pk not in before]
    invited = [user for user in new if user.pk not in stopped]
    return Chosen(invited, len(found) - len(rest), len(rest) - len(new), len(new) - len(invited))


def unwilling() -> QuerySet:
    """Who wants no invitations, or is away."""
    away = Q(mail_choice__away_until__gt=timezone.localdate())
    return User.objects.filter(Q(mail_choice__invitations=False) | away).order_by()


def with_organisations(users: list[User]) -> list[tuple[User, str]]:
    """Each with the organisations they act for, in words: for the list staff look at."""
    roles = OrganisationRole.objects.current().filter(user__in=users, organisation__state__in=Organisation.ADMITTED)
    names: dict[int, list[str]] = {}
    for user, name in roles.order_by("organisation__name").values_list("user", "organisation__name"):
        names.setdefault(user, []).append(name)
    return [(user, ", ".join(dict.fromkeys(names.get(user.pk, [])))) for user in users]
