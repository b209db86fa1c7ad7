"""The small figures a CAG and an organisation carry on their own pages, by the definitions of all other figures.

Those of a CAG are for everybody: only what was released is counted, over quarters that are over, so that one new
issue does not show by the difference, and no number of issues that fewer than five contributors stand behind. Those
of an organisation are for its own people and our office: what it told us itself, as they may see it.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from camk.accounts.permissions import is_staff_connector
from camk.suppression import MINIMUM
from groups.action_groups.models import ActionGroup
from groups.organisations.models import Organisation
from insights.figures import reach
from insights.figures.facts import contributor, counted, told_within
from insights.figures.kept import remembered
from insights.figures.periods import Months, Quarter
from insights.figures.scope import Scope
from insights.figures.states import HAS_ANSWER
from insights.issues.models import Issue, Voice
from insights.issues.states import IssueState

Lines = list[tuple[str, int]]


def year_of_quarters(today: date) -> Months:
    """The twelve months that ended with the last full quarter."""
    return Months(Quarter.of(today).previous().next().first_day, 12).previous()


@dataclass(frozen=True)
class ActionGroupScope(Scope):
    """What concerns one CAG: released issues about its themes or its place, and its own meetings."""

    action_group: ActionGroup | None = None

    def issues(self, issues: QuerySet) -> QuerySet:
        of_it = self.action_group
        shown = Issue.objects.released().leads().order_by().values("pk")
        return issues.filter(pk__in=shown).shared_with(of_it.themes.values("pk"), of_it.place)

    def of_meetings(self, rows: QuerySet, path: str) -> QuerySet:
        return rows.filter(**{f"{path}__action_groups": self.action_group})


@dataclass(frozen=True)
class OrganisationScope(Scope):
    """What one organisation told us, as this person may see it, and its own people at meetings."""

    organisation: Organisation | None = None
    reader: object = None

    def issues(self, issues: QuerySet) -> QuerySet:
        own = Voice.objects.filter(
            organisation=self.organisation, withdrawn_at__isnull=True, first_issue=OuterRef("pk")
        )
        seen = Issue.objects.visible_to(self.reader).order_by().values("pk")
        return issues.filter(Exists(own), pk__in=seen)

    def of_meetings(self, rows: QuerySet, path: str) -> QuerySet:
        return rows.filter(organisation=self.organisation)


def _standing(scope: Scope) -> dict[str, int]:
    """Issues told in the time, how many have an answer, how many are done and confirmed, and who stands behind."""
    issues = told_within(scope.issues(counted(Issue.objects.all())), scope.period)
    return issues.aggregate(
        told=Count("pk", distinct=True),
        answered=Count("pk", distinct=True, filter=Q(state__in=HAS_ANSWER)),
        done=Count("pk", distinct=True, filter=Q(state=IssueState.CONFIRMED)),
        people=Count(contributor(), distinct=True, filter=Q(first_voices__withdrawn_at__isnull=True)),
    )


def of_action_group(action_group: ActionGroup, today: date) -> dict:
    """What everybody may read: `lines` of (what, how many), `few` when the issues may not be numbered, `period`."""
    period = year_of_quarters(today)

    def read() -> dict:
        scope = ActionGroupScope(period, today, action_group=action_group)
        found, came = _standing(scope), reach.held(scope)
        few = 0 < found["people"] < MINIMUM
        lines = (
            []
            if few
            else [
                ("Issues told to us about its themes or its area", found["told"]),
                ("Of these, have an answer", found["answered"]),
                ("Of these, done and confirmed", found["done"]),
            ]
        )
        lines += [
            ("Meetings that were held", came.meetings),
            ("People who came", came.people),
            ("Organisations that came", came.organisations),
        ]
        return {"lines": lines, "few": few, "period": period}

    return remembered(("action group", action_group.pk, period.code), read)


def of_organisation(user, organisation: Organisation, is_own: bool, today: date) -> dict:
    """The same for an organisation's own people and staff connectors; nothing for anybody else."""
    if not is_own and not is_staff_connector(user):
        return {}
    period = Months(today.replace(day=1), 1)
    period = Months(Months(period.next().first_day, 12).previous().first_day, 12)
    scope = OrganisationScope(period, today, organisation=organisation, reader=user)
    found, came = _standing(scope), reach.held(scope)
    lines = [
        ("Issues you told us" if is_own else "Issues it told us", found["told"]),
        ("Of these, have an answer", found["answered"]),
        ("Of these, done and confirmed", found["done"]),
        ("Meetings you came to" if is_own else "Meetings it came to", came.meetings),
        ("People who came for you" if is_own else "People who came for it", came.people),
    ]
    return {"lines": lines, "period": period}
