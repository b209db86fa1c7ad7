"""Figures that are read from the issues themselves equal a recount in plain Python, whatever happened in between."""

from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from groups.places.models import Place
from groups.themes.models import Theme
from insights.figures import dashboard_definitions as i
from insights.figures import definitions as d
from insights.figures import evidence as reading
from insights.figures.area_table import NO_AREA
from insights.figures.facts import NOT_COUNTED, counted, told_within
from insights.figures.issue_counts import IssueCounts, IssueScope
from insights.figures.periods import Quarter
from insights.figures.places import cells
from insights.issues.models import Issue
from insights.issues.states import CLOSED, IssueState
from tests.factories.camk import make_user
from tests.factories.issues import make_issue
from tests.factories.organisations import make_organisation
from tests.insights.figures.network_stories import Network, stories
from tests.insights.figures.recounting import check_loop, check_table, check_waits
from tests.insights.figures.test_tallies import PERIODS, TODAY, day, moments, one_step, states, steps

pytestmark = pytest.mark.django_db
told = st.lists(
    st.tuples(
        moments,
        states,
        st.sampled_from(["issue", "gap", "idea", "good_news"]),
        st.sampled_from([None, 1, 2, 3]),
        st.integers(0, 5),
        st.integers(0, 5),
        st.integers(0, 2),
    ),
    min_size=2,
    max_size=8,
)


def tell(row, themes, places, bodies) -> None:
    at, state, kind, severity, theme, place, again = row
    where = places[place]
    make_issue(
        created_at=at, state=state, kind=kind, severity=severity, reopened_count=again, user=make_user(),
        organisation=bodies[again],
        main_theme=themes[theme] if theme else None, main_place=where if place else None,
        places=[where, places[(place + again) % 6]] if place else [],
    )  # fmt: skip


def shown(figure, counts) -> dict:
    return {row[0]: row[1] for row in figure.compute(counts, counts.period) if row[1]}


def filters() -> list[dict]:
    """Nothing chosen, each column of the filter, and two columns at once, which no tally holds."""
    issue = next((row for row in Issue.objects.order_by("-pk") if row.main_theme and row.main_place), None)
    theme, place = (issue.main_theme, issue.main_place) if issue else (Theme.objects.first(), None)
    area = (place.cluster or place) if place else Place.objects.clusters().first()
    one = [{"kind": "gap"}, {"theme": theme}, {"area": area}, {"state": "accepted"}, {"severity": 2}]
    return [{}, *one, {"kind": "issue", "severity": 2}]


def fits(issue: Issue, chosen: dict) -> bool:
    main = issue.main_place
    is_of = {
        "kind": issue.kind,
        "theme": issue.main_theme,
        "area": (main.cluster or main) if main else None,
        "state": issue.state,
        "severity": issue.severity,
    }
    return all(is_of[name] == value for name, value in chosen.items())


def evidence_of(every: list[Issue]) -> tuple:
    """How many voices, and where more than half of five or more are one's."""
    told: dict = defaultdict(list)
    for issue in every:
        for voice in issue.first_voices.all():
            if not voice.withdrawn_at:
                told[issue.main_theme.label if issue.main_theme else "Not sorted yet"].append(voice.contributor)
    most = {theme: max(Counter(who).values()) / len(who) for theme, who in told.items() if len(who) >= 5}
    voices = [one for who in told.values() for one in who]
    return len(voices), len(set(voices)), {theme: f"{round(100 * n)}%" for theme, n in most.items() if n > 0.5}


def by_hand(period, chosen: dict) -> dict:
    """One issue after the other."""
    rows = Issue.objects.select_related("main_theme", "main_place__cluster")
    rows = rows.prefetch_related("places__parish", "first_voices")
    every = [issue for issue in rows if issue.state not in NOT_COUNTED and fits(issue, chosen)]
    since = [TODAY - timedelta(days=n) for n in (29, 209)]
    lately = Counter(i.main_theme.label for i in every if i.main_theme and since[0] <= day(i.created_at) <= TODAY)
    usual = Counter(i.main_theme.label for i in every if i.main_theme and since[1] <= day(i.created_at) < since[0])
    every = [issue for issue in every if period.holds(day(issue.created_at))]
    voices, who, most = evidence_of(every)
    mains = [issue.main_place for issue in every]
    areas = Counter((place.cluster or place).label if place else NO_AREA for place in mains)
    named = {(place.parish or place).label for issue in every for place in issue.places.all()}
    states = Counter(issue.state for issue in every)
    return {
        "grows": {theme: n for theme, n in lately.items() if n >= 5 and n >= usual[theme] / 3},
        "voices": voices,
        "who": None if chosen else who,
        "most": most,
        "kind": Counter(issue.get_kind_display() for issue in every),
        "state": Counter(issue.get_state_display() for issue in every),
        "severity": Counter(issue.get_severity_display() if issue.severity else "Not judged yet" for issue in every),
        "theme": Counter(issue.main_theme.label if issue.main_theme else "Not sorted yet" for issue in every),
        "area": areas,
        "again": (
            sum(1 for issue in every if issue.reopened_count),
            sum(1 for issue in every if issue.reopened_count or issue.state in CLOSED),
        ),
        "keys": [states[s] for s in ("confirmed", "they_say_done", "unconfirmed", "not_resolved")],
        "silent themes": set(Theme.objects.offered().values_list("label", flat=True))
        - {issue.main_theme.label for issue in every if issue.main_theme},
        "silent parishes": set(Place.objects.parishes().values_list("label", flat=True)) - named,
    }


def label_of(counts, theme: str) -> str:
    return counts.themes[int(theme)] if theme else "Not sorted yet"


def named(counts, what: str, labels: dict, rest: str) -> Counter:
    """Also where the page does not show it: areas of a theme, themes of an area."""
    return Counter({labels[int(key)] if key else rest: n for key, n in counts.of(what, counts.period).items() if n})


def by_figure(period, chosen: dict) -> dict:
    counts = IssueCounts(IssueScope(period, TODAY, **chosen))
    with pytest.MonkeyPatch.context() as patch:  # as if there were many voices: only a few sources are read
        patch.setattr(reading, "FEW", 4)
        assert reading.evidence(counts) == counts.evidence
    return {
        "grows": {label: n for label, n, _ in counts.growing},
        "voices": counts.evidence.voices.total(),
        "who": counts.evidence.sources,
        "most": {
            counts.themes[int(theme)] if theme else "Not sorted yet": f"{n}%"
            for theme, n in counts.evidence.dominated.items()
        },
        "kind": shown(i.BY_KIND, counts),
        "state": shown(i.BY_STATE, counts),
        "severity": shown(i.BY_SEVERITY, counts),
        "theme": named(counts, "theme", counts.themes, "Not sorted yet"),
        "area": named(counts, "area", counts.areas, NO_AREA),
        "again": i.AGAIN.compute(counts, period)[0][1:3],
        "keys": [n for _, n in i.TWO_KEYS.compute(counts, period)],
        "silent themes": set(d.SILENT_THEMES.compute(counts, period)),
        "silent parishes": {label for _, label in d.PARISHES.compute(counts, period)},
    }


def check_places_and_waiting() -> None:
    """The numbers beneath the squares of the parishes, before any is hidden; and who waits longest."""
    summer = Quarter(2026, 3)
    issues, people = Counter(), defaultdict(set)
    for issue in Issue.objects.prefetch_related("places__parish", "first_voices"):
        if issue.state in NOT_COUNTED or not summer.holds(day(issue.created_at)):
            continue
        for parish in {place.parish_id or place.pk for place in issue.places.all()} or {0}:
            issues[parish] += 1
            people[parish] |= {v.contributor for v in issue.first_voices.all() if not v.withdrawn_at}
    found = cells(told_within(counted(Issue.objects.all()), summer), "parish")
    assert found == {parish: (n, len(people[parish])) for parish, n in issues.items()}
    aside = (*CLOSED, IssueState.PARKED)
    rows = [row for row in Issue.objects.all() if row.state not in aside and not row.joined_to_id]
    oldest = sorted(rows, key=lambda row: (row.created_at, row.pk))[:6]
    assert list(IssueCounts(IssueScope(summer, TODAY)).waiting) == oldest


def test_every_figure_of_the_page_on_issues_equals_a_recount_in_python(staff):
    themes, places = list(Theme.objects.order_by("pk")[:6]), list(Place.objects.parishes().order_by("pk")[:5])
    places.append(Place.objects.filter(kind=Place.Kind.ESTATE, parish__in=places).first() or places[0])

    bodies = [None, make_organisation(), make_organisation()]

    @given(told, steps)
    @settings(
        max_examples=4,
        phases=[Phase.explicit, Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def run(rows, story):
        with transaction.atomic():
            for row in rows:
                tell(row, themes, places, bodies)
            for step in story:
                one_step(*step, {"staff": staff})
            for period in PERIODS:
                for chosen in filters():
                    assert by_figure(period, chosen) == by_hand(period, chosen), (period, chosen)
                check_waits(period, TODAY)
            check_table(Quarter(2026, 3), TODAY)
            check_loop()
            check_places_and_waiting()
            transaction.set_rollback(True)

    run()


def test_who_came_who_met_and_what_partners_did_equal_a_recount_in_python(staff):
    network = Network(staff)

    @given(stories)
    @settings(
        max_examples=3,
        phases=[Phase.explicit, Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def run(story):
        network.live(story)

    run()
