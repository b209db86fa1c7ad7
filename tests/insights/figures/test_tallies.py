"""The tallies beneath the figures: equal to a recount in plain Python, whatever happened to the issues in between."""

from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO
from statistics import median

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from camk.details import site_details
from camk.hours import working_days
from camk.templatetags.ui import LONDON
from groups.themes.models import Theme
from insights.figures import actions, tasks, triggers
from insights.figures import issue_figures as d
from insights.figures.actions import differences
from insights.figures.counts import Counts
from insights.figures.facts import NOT_COUNTED
from insights.figures.models import IssueChange, IssueTally
from insights.figures.periods import Months, Quarter
from insights.figures.scope import Scope
from insights.figures.states import HAS_ANSWER, OUTCOMES
from insights.figures.tallies import TALLIES
from insights.issues.models import Issue
from insights.safeguarding.actions import seal_issue
from insights.triage.actions import join, undo_join
from tests.factories.issues import make_issue
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
PERIODS = [Quarter(2026, 4), Months(date(2026, 7, 1), 1), Months(date(2026, 4, 1))]


def day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def by_hand(period, kind: str) -> dict:
    """Every figure of the issues, counted one issue after the other."""
    every = [issue for issue in Issue.objects.select_related("main_theme") if issue.state not in NOT_COUNTED]
    every = [issue for issue in every if not kind or issue.kind == kind]
    told = [issue for issue in every if period.holds(day(issue.created_at))]
    looked = [working_days(day(i.created_at), day(i.first_looked_at)) for i in told if i.first_looked_at]
    due = [issue for issue in told if working_days(day(issue.created_at), TODAY) > site_details().decision_days]
    soon = [
        i
        for i in due
        if i.decided_at and working_days(day(i.created_at), day(i.decided_at)) <= site_details().decision_days
    ]
    answered = [issue for issue in told if issue.state in HAS_ANSWER]
    states = Counter(issue.state for issue in told)
    return {
        "told": len(told),
        "first_look": median(looked) if looked else None,
        "decided": round(100 * len(soon) / len(due)) if due else None,
        "answered": round(100 * len(answered) / len(told)) if told else None,
        "families": Counter(issue.main_theme.family.label for issue in told if issue.main_theme),
        "outcomes": [sum(states[state] for state in group) for _, group in OUTCOMES],
        "in time": sum(days <= site_details().first_look_days for days in looked),
        "months": Counter(day(i.created_at).replace(day=1) for i in every),
    }


def by_tally(period, kind: str) -> dict:
    counts = Counts(Scope(period, TODAY, kind))
    return {
        "told": d.told(counts, period),
        "first_look": d.first_look(counts, period),
        "decided": d.decided(counts, period),
        "answered": d.answered(counts, period),
        "families": Counter({label: n for label, n in d.themes(counts, period) if n and label != "Not sorted yet"}),
        "outcomes": [n for _, n in d.outcomes(counts, period)],
        "in time": d.speed(counts, period)[0][1],
        "months": dict(d.months(counts, period)),
    }


def check_all() -> None:
    for period in PERIODS:
        for kind in ("", "idea"):
            expected, found = by_hand(period, kind), by_tally(period, kind)
            months = expected.pop("months")
            assert all(months[month] == n for month, n in found.pop("months").items())
            assert found == expected, (period, kind)


moments = st.datetimes(datetime(2026, 3, 25), datetime(2026, 11, 20)).map(lambda at: at.replace(tzinfo=LONDON))
states = st.sampled_from(["accepted"] * 9 + [state for state in Issue.State if state not in ("sealed", "joined")])
steps = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "tell",
                "state",
                "theme",
                "look",
                "decide",
                "kind",
                "seal",
                "join",
                "apart",
                "settle",
                "gone",
                "back",
                "erase",
            ]
        ),
        st.integers(0, 99),
        moments,
        states,
    ),
    min_size=3,
    max_size=12,
)


def one_step(what: str, number: int, at: datetime, state: str, people: dict) -> None:
    """Something that happens to one of the issues, by the action it happens by where there is one."""
    issues = list(Issue.objects.order_by("pk"))
    issue = issues[number % len(issues)] if issues else None
    themes = list(Theme.objects.order_by("pk")[:6])
    if what == "tell" or issue is None:
        theme = themes[number % 6] if number % 3 else None
        make_issue(created_at=at, state=state, kind="idea" if number % 4 == 0 else "issue", main_theme=theme)
    elif what == "settle":
        actions.settle()
    elif what == "seal" and issue.state not in ("sealed", "joined") and not issue.joined.exists():
        seal_issue(issue=issue, by=people["staff"])
    elif what == "join":
        free = [row for row in issues if row.state == "accepted" and not row.joined.exists()]
        if len(free) > 1:
            join(lead=free[0], issue=free[1], by=people["staff"])
    elif what == "apart":
        row = next((row for row in issues if row.joins_out.filter(undone_at=None).exists()), None)
        if row:
            undo_join(issue=row, by=people["staff"])
    elif what in ("back", "erase"):
        of_one_person(what, issue)
    elif issue.state not in ("sealed", "joined"):
        later = issue.created_at + timedelta(days=number % 40, hours=number)
        change = {"state": {"state": state}, "theme": {"main_theme": themes[number % 6]}, "kind": {"kind": "idea"}}
        change |= {
            "look": {"first_looked_at": later},
            "decide": {"decided_at": later},
            "gone": {"state": "withdrawn"},
        }
        with fixture_writes():  # past every action: the database itself writes it down
            Issue.objects.filter(pk=issue.pk).update(**change.get(what, {"state": state}))


def of_one_person(what: str, issue: Issue) -> None:
    """Whoever told it takes their words back, or is forgotten."""
    voice = issue.first_voices.standing().exclude(user=None).first()
    if voice is None:
        return
    with fixture_writes():  # withdrawing by its action needs a state that allows it; the row is the same
        if what == "back":
            issue.first_voices.filter(pk=voice.pk).update(withdrawn_at=issue.created_at)
        else:
            issue.first_voices.filter(user=voice.user).update(user=None)
            issue.moves.filter(by=voice.user).update(by=None)


def test_every_figure_equals_a_recount_in_python_whatever_happens(staff):
    @given(steps)
    @settings(
        max_examples=12,
        phases=[Phase.explicit, Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def run(story):
        with transaction.atomic():
            for step in story:
                one_step(*step, {"staff": staff})
            check_all()
            assert differences() == []
            actions.settle()
            actions.compact()
            check_all()
            transaction.set_rollback(True)

    run()


def test_a_change_counts_at_once_and_settling_changes_no_figure():
    summer = Quarter(2026, 3)
    issue = make_issue(created_at=datetime(2026, 7, 1, 12, tzinfo=LONDON), state="new")
    assert d.told(Counts(Scope(summer, TODAY)), summer) == 1 and not IssueTally.objects.exists()
    tasks.settle()
    assert IssueTally.objects.exists() and not IssueChange.objects.exists()
    with fixture_writes():
        Issue.objects.filter(pk=issue.pk).update(state="answered")
        Issue.objects.filter(pk=issue.pk).update(lead_wording="Not counted, so not written down.")
    parts = IssueChange.objects.values_list("part", "sign")
    assert sorted(parts) == [("issue", -1), ("issue", 1), ("voice", -1), ("voice", 1)]
    counts = Counts(Scope(summer, TODAY))
    assert d.answered(counts, summer) == 100 and d.told(counts, summer) == 1
    tasks.settle()
    tasks.settle()  # a second run finds nothing to do
    assert d.answered(Counts(Scope(summer, TODAY)), summer) == 100
    tasks.check()
    assert differences() == [] and IssueTally.objects.exists()


def test_the_command_proves_it_and_counts_anew_what_is_wrong(caplog):
    make_issue(state="new")
    with fixture_writes():
        IssueChange.objects.all().delete()  # as if it had never been written down
    wrong = differences()
    assert {(row[2], row[-1]) for row in wrong} == {(tally.what, -1) for tally in TALLIES if tally.part != "place"}
    with pytest.raises(CommandError, match=f"{len(wrong)} tallies differ"):
        call_command("recount_figures")
    out = StringIO()
    call_command("recount_figures", rebuild=True, stdout=out)
    assert "Counted anew" in out.getvalue() and "Every tally equals a full recount" in out.getvalue()
    with fixture_writes():
        IssueTally.objects.all().delete()
    tasks.check()
    assert "counted anew" in caplog.text and differences() == []


def test_the_triggers_come_back_after_a_migration_and_count_what_was_missed(db):
    with fixture_writes():
        triggers.drop()
    make_issue()
    assert not IssueChange.objects.exists() and not triggers.are_there()
    call_command("migrate", verbosity=0)
    assert triggers.are_there() and differences() == []
    make_issue()
    assert IssueChange.objects.count() == 2  # the issue and its voice
