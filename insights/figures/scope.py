"""What a page of figures is about: a time, and what it is narrowed to."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet

from groups.programmes.models import Programme
from insights.agenda.models import AgendaIssue
from insights.discussions.models import Discussion
from insights.figures.periods import Period
from insights.issues.models import Issue
from insights.reports.models import ReportItem


@dataclass(frozen=True)
class Scope:
    """A period, with the kind of issue and the programmes it is narrowed to; `programmes` None means all."""

    period: Period
    today: date
    kind: str = ""
    programmes: tuple[Programme, ...] | None = None
    programme: str = ""
    funder: str = ""
    asked: str = ""  # the time as it was asked for: "own" is another year with each programme

    @property
    def chosen(self) -> dict[str, str]:
        """The filter by the names of its boxes."""
        period = self.asked or self.period.code
        return {"period": period, "kind": self.kind, "programme": self.programme, "funder": self.funder}

    @property
    def query(self) -> str:
        """The filter as it stands in an address."""
        return urlencode({name: value for name, value in self.chosen.items() if value})

    @property
    def columns(self) -> dict[str, str]:
        """The columns of an issue that it is narrowed by, with their values as tallies have them."""
        return {"kind": self.kind}

    @property
    def tallied(self) -> tuple[str, str] | None:
        """By which column, and of what, the tallies know the answer; None where they do not hold it."""
        chosen = [pair for pair in self.columns.items() if pair[1]]
        if self.programmes is not None or len(chosen) > 1:
            return None
        return chosen[0] if chosen else ("", "")

    @property
    def is_running(self) -> bool:
        return not self.period.is_over(self.today)

    @property
    def time_words(self) -> str:
        return f"{self.period.label}{', so far' if self.is_running else ''}"

    @property
    def narrowed_words(self) -> list[str]:
        """What it is narrowed to, in words."""
        words = [f"one kind only: {Issue.Kind(self.kind).label.lower()}"] if self.kind else []
        if self.programmes is not None:
            names = ", ".join(programme.name for programme in self.programmes)
            words.append(f"paid for by {self.funder}: {names}" if self.funder else f"the programme {names}")
        return words

    def of_programme(self, rows: QuerySet, path: str) -> QuerySet:
        """Those of the programmes asked for, found along `path`."""
        return rows if self.programmes is None else rows.filter(**{f"{path}__in": self.programmes})

    def of_meetings(self, rows: QuerySet, path: str) -> QuerySet:
        """Those of the meetings asked for, found along `path`."""
        return self.of_programme(rows, f"{path}__programme")

    def issues(self, issues: QuerySet) -> QuerySet:
        """Issues of this kind that stood in a report, on an agenda or in the talk of these programmes."""
        issues = issues.filter(kind=self.kind) if self.kind else issues
        if self.programmes is None:
            return issues
        reported = ReportItem.objects.filter(report__programme__in=self.programmes).order_by().values("issue")
        planned = AgendaIssue.objects.filter(part__meeting__programme__in=self.programmes).values("issue")
        discussed = Discussion.objects.filter(meeting__programme__in=self.programmes).values("issue")
        return issues.filter(pk__in=reported.union(planned, discussed))
