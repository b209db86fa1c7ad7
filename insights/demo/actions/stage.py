"""What the loader has made so far, by key, and how it dates what happened in the past."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Max
from django.utils import timezone

from camk.accounts.models import User
from camk.bank_holidays import BANK_HOLIDAYS
from camk.files import StoredFile
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from camk.templatetags.ui import LONDON
from groups.action_groups.models import ActionGroup
from groups.organisations.models import Organisation
from groups.places.models import Place, Venue
from groups.programmes.models import Programme
from groups.themes.models import Beneficiary, Theme
from insights.issues.actions.moves import STEPS
from insights.issues.models import Issue, IssueMove, Join
from insights.reports.models import Response
from insights.stakeholders.models import StakeholderContact

DOMAIN = "example.org"
# Rows that an action dates "now", and the columns that say so.
DATED = {
    IssueMove: ("at",),
    Join: ("at",),
    Response: ("at",),
    SecretLink: ("created_at",),
    StoredFile: ("created_at",),
    OutboundMail: ("created_at", "sent_at", "next_attempt_at"),
}


@dataclass
class Stage:
    """The demonstration while it is being built."""

    now: datetime
    say: Callable[[str], None]
    places: dict[str, Place] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    beneficiaries: dict[str, Beneficiary] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)  # by the part of the address before the @
    by_name: dict[str, User] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    contacts: dict[str, User] = field(default_factory=dict)  # organisation key -> lead contact
    action_groups: dict[str, ActionGroup] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)  # those with a key
    taken_days: set[date] = field(default_factory=set)  # on which there is a meeting
    partner_people: dict[str, StakeholderContact] = field(default_factory=dict)

    @classmethod
    def begin(cls, say: Callable[[str], None]) -> "Stage":
        """An empty stage that knows the lists staff edit."""
        stage = cls(now=timezone.now(), say=say)
        stage.places = {p.code: p for p in Place.objects.select_related("parish", "cluster")}
        stage.themes = {t.code: t for t in Theme.objects.select_related("family")}
        stage.beneficiaries = {b.code: b for b in Beneficiary.objects.all()}
        return stage

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def ago(self, days: float, hour: int = 10, minute: int = 0) -> datetime:
        """That many days ago at this hour in London, and never later than now."""
        day = self.today - timedelta(days=days)
        return min(datetime.combine(day, time(hour, minute), tzinfo=LONDON), self.now)

    def working_day(self, day: date) -> date:
        """`day`, or the next one on which people work."""
        while day.weekday() > 4 or day.isoformat() in BANK_HOLIDAYS:
            day += timedelta(days=1)
        return day

    def meeting_day(self, days: int) -> date:
        """A free Tuesday, Wednesday or Thursday near `days` from today (past: earlier; coming: later)."""
        step = timedelta(days=-1 if days < 0 else 1)
        day = self.today + timedelta(days=days)
        while day.weekday() not in (1, 2, 3) or day.isoformat() in BANK_HOLIDAYS or day in self.taken_days:
            day += step
        self.taken_days.add(day)
        return day

    @contextmanager
    def happened(self, at: datetime) -> Iterator[None]:
        """Date what the actions inside do to `at`; their mails count as sent then, so that none goes out now."""
        marks = {model: model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in DATED}
        yield
        moved = list(IssueMove.objects.filter(pk__gt=marks[IssueMove]).values_list("issue", flat=True))
        for model, columns in DATED.items():
            model.objects.filter(pk__gt=marks[model]).update(**dict.fromkeys(columns, at))
        OutboundMail.objects.filter(pk__gt=marks[OutboundMail]).update(state=OutboundMail.State.SENT)
        issues = Issue.objects.filter(pk__in=moved)
        issues.update(state_changed_at=at)
        for column in STEPS:
            issues.filter(**{f"{column}__gt": at}).update(**{column: at})


def codes(words: str) -> list[str]:
    """The keys in a line of contents."""
    return words.split()
