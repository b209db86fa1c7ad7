"""The staff list behind a figure: it holds the rows the figure counts, by what stands in its address."""

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from insights.figures.counts import Counts
from insights.figures.facts import NOT_COUNTED
from insights.figures.periods import Period, start_of
from insights.figures.states import BOTH_SAY, NOBODY_CONFIRMED, PEOPLE_SAY_NO, THEY_SAY
from insights.figures.tallies import LATELY
from insights.issues.states import CLOSED, IssueState

COUNTED = tuple(state for state in IssueState.values if state not in NOT_COUNTED)
OPEN = tuple(state for state in COUNTED if state not in (*CLOSED, IssueState.PARKED))
SAID_DONE = (BOTH_SAY, THEY_SAY, NOBODY_CONFIRMED, PEOPLE_SAY_NO)


def staff_list(model: str, app: str = "insights", **query) -> str:
    """A list of the staff pages, narrowed by what is given."""
    address = reverse(f"admin:{app}_{model}_changelist")
    query = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(query)}" if query else address


def counted_list(model: str, app: str = "insights"):
    """The rows of a figure's time and programmes, as the filter "counted" (figures/admin.py) finds them."""
    return lambda counts: staff_list(model, app, counted=counts.scope.query)


def told_list(counts: Counts, *, since: date | None = None, states: Iterable[str] = COUNTED, **more) -> str:
    """The issues told in the time, or from the day `since` until its end, narrowed as the figure."""
    return told_in(counts.period, since=since, **_narrowed(counts, states), **more)


def told_in(period: Period, *, since: date | None = None, **chosen) -> str:
    """The issues told in this time that figures count."""
    first, after = (start_of(day).isoformat() for day in (since or period.first_day, period.next().first_day))
    chosen.setdefault("state__in", ",".join(COUNTED))
    return staff_list("issue", queue="all", created_at__gte=first, created_at__lt=after, **chosen)


def lately_list(counts: Counts) -> str:
    """The issues told lately, whatever time was chosen."""
    since = start_of(counts.today + timedelta(days=1)) - LATELY
    return staff_list("issue", queue="all", created_at__gte=since.isoformat(), **_narrowed(counts, COUNTED))


def waiting_list(counts: Counts) -> str:
    """The open issues in their own right that nobody put aside, the oldest first."""
    return staff_list("issue", queue="all", joined_to__isnull="True", **_narrowed(counts, OPEN))


def said_done_list(counts: Counts) -> str:
    return told_list(counts, states=SAID_DONE)


def silent_list(counts: Counts) -> str:
    """Reports that wait for their partner today."""
    programmes = ",".join(str(programme.pk) for programme in counts.scope.programmes or ())
    return staff_list("stakeholderreport", state__exact="sent", programme__id__in=programmes)


def _narrowed(counts: Counts, states: Iterable[str]) -> dict[str, str]:
    """By the boxes of the filter, and by these states."""
    scope = counts.scope
    asked, theme = scope.chosen, getattr(scope, "theme", None)
    states = [state for state in states if asked.get("state") in (None, "", state)]
    chosen = {f"{name}__exact": asked.get(name) for name in ("kind", "severity")}
    chosen |= {"state__in": ",".join(states) or "none", "main_area": asked.get("area")}
    chosen |= {"main_theme__id__exact": theme and theme.pk}
    return chosen | {"counted": "" if scope.programmes is None else scope.query}
