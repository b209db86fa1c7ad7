"""The figures of the page on issues, each with its rule."""

from insights.figures import dashboard_figures as dashboard
from insights.figures.evidence import LEAST_FOR_SHARE
from insights.figures.figure import Figure
from insights.figures.issue_counts import EMERGING_LEAST, EMERGING_TIMES
from insights.figures.lists import lately_list, said_done_list, told_list
from insights.figures.tallies import LATELY, USUAL

SMALL = (
    "How many issues an area has by theme is not shown here, because a small number could say who told us; it "
    "stands, with small numbers hidden, under “Areas and themes”."
)
_issues = {"of_issues": True, "staff_list": told_list}
BY_THEME = Figure(
    "issues-by-theme",
    "What they are about",
    f"Issues told in this time by the main theme we gave them. {SMALL}",
    dashboard.by_theme,
    head=("Theme", "Issues"),
    **_issues,
)
BY_AREA = Figure(
    "issues-by-area",
    "Where they are",
    f"Issues told in this time by the area of their main place. {SMALL}",
    dashboard.by_area,
    head=("Area", "Issues"),
    **_issues,
)
BY_KIND = Figure(
    "issues-by-kind",
    "What kind they are",
    "Issues told in this time by whether they are an issue, a gap, an idea, an interest or good news.",
    dashboard.by_kind,
    head=("Kind", "Issues"),
    **_issues,
)
BY_STATE = Figure(
    "issues-by-state",
    "How they stand today",
    "Issues told in this time by the state they are in today, each in one.",
    dashboard.by_state,
    head=("State", "Issues"),
    **_issues,
)
BY_SEVERITY = Figure(
    "issues-by-severity",
    "How hard they are",
    "Issues told in this time by how hard we judged them to be for the people they are about.",
    dashboard.by_severity,
    head=("Severity", "Issues"),
    **_issues,
)
WAITS = Figure(
    "issues-waits",
    "How long people wait",
    "Working days, bank holidays left out, from the day an issue was told to our first look, to our decision, and to "
    "the first answer by us or a partner. Half came to the step within the middle number of days, nine of ten within "
    "the last one. Issues that are not there yet are not in it. All numbers are exact.",
    dashboard.waits,
    head=("Step", "Issues that came to it", "Half within (days)", "Nine of ten within (days)"),
    **_issues,
)
AGAIN = Figure(
    "issues-again",
    "Opened again",
    "Of the issues told in this time that came to an end at least once, how many were opened again since.",
    dashboard.again,
    head=("What", "Issues", "Of those that ended", "Share"),
    of_issues=True,
    staff_list=lambda counts: told_list(counts, reopened_count__gte=1),
)
TWO_KEYS = Figure(
    "issues-two-keys",
    "Said to be done, and confirmed",
    "Issues told in this time that a partner says are done. Only what the people behind an issue confirmed is done; "
    "the word of a partner alone is shown apart, and silence after 28 days is shown as nobody having confirmed it.",
    dashboard.two_keys,
    head=("Who says so", "Issues"),
    of_issues=True,
    staff_list=said_done_list,
)
EMERGING = Figure(
    "issues-emerging",
    "Growing faster than usual",
    f"A theme grows faster than usual when at least {EMERGING_LEAST} issues were told about it in the last "
    f"{LATELY.days} days, and at least {EMERGING_TIMES} times as many as in {LATELY.days} usual days: the average of "
    f"the {USUAL} such spans before. It goes by today, whatever time was chosen.",
    dashboard.emerging,
    head=("Theme", f"Last {LATELY.days} days", f"In {LATELY.days} usual days"),
    of_issues=True,
    staff_list=lately_list,
)
COMMON = Figure(
    "issues-common",
    "Told from several sides",
    "Issues told in this time, with released wording, that voices from two areas or two organisations at least stand "
    "behind; most voices first, eight at most.",
    dashboard.common,
    head=("Issue", "Voices", "Organisations", "Areas"),
    of_issues=True,
    staff_list=lambda counts: told_list(counts, released_at__isnull="False"),
)
DOMINATED = Figure(
    "issues-dominated",
    "Mostly one voice",
    f"Themes with at least {LEAST_FOR_SHARE} voices in this time of which more than half come from "
    "one organisation or person. Who it is, is not shown.",
    dashboard.dominated,
    head=("Theme", "Share of one source"),
    **_issues,
)
BREAKDOWNS = (BY_THEME, BY_AREA, BY_STATE, BY_KIND, BY_SEVERITY)
FIGURES = (*BREAKDOWNS, WAITS, AGAIN, TWO_KEYS, EMERGING, COMMON, DOMINATED)
