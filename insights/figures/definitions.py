"""Every figure with its rule: page, charts, tables, CSV, PDF and the page "How we count" all read these."""

from django.urls import reverse

from insights.figures import dashboard_definitions as dashboard
from insights.figures import issue_figures as issues
from insights.figures import network_figures as network
from insights.figures.counts import Counts
from insights.figures.figure import BOTH_TIMES, Figure, Rows
from insights.figures.glance import Glance, last_quarter
from insights.figures.lists import counted_list, silent_list, told_in, told_list, waiting_list
from insights.figures.periods import year_before

ALL_AREAS = "All of Milton Keynes"


def _areas(counts: Counts) -> tuple[tuple[str, ...], Rows]:
    """Areas and themes of the last quarter that is over, with what is hidden."""
    table = counts.table
    rows = [(row["label"], *(n for _, n in row["cells"]), row["total"]) for row in table.rows]
    rows.append((ALL_AREAS, *table.safe.column_totals, table.safe.total))
    shown = [tuple("hidden" if value is None else value for value in row) for row in rows]
    return (f"Area ({table.quarter.label})", *table.families, "All themes"), shown


COUNTED = "Issues handled in confidence and issues that were taken back are not counted."
TOLD = Figure(
    "told",
    "issues told to us",
    "Every issue, gap, idea, interest or piece of good news that reached us in this time, counted once, also when "
    "it later became part of a wider issue. “Us too” adds nothing. While the time is still running we compare it "
    f"with the same number of days of the time before. {COUNTED}",
    issues.told,
    head=("What", *BOTH_TIMES),
    single=True,
    in_detail=True,
    staff_list=told_list,
)
FIRST_LOOK = Figure(
    "first_look",
    "working days to a first look",
    "From the day an issue was told to the day one of us first opened it. Monday to Friday count, bank holidays do "
    "not. The figure is the median: half were looked at in this time or sooner. Issues nobody has looked at yet are "
    "not in it; they stand in “How quickly we look”.",
    issues.first_look,
    head=("What", *BOTH_TIMES),
    single=True,
    in_detail=True,
    staff_list=told_list,
)
DECIDED = Figure(
    "decided",
    "decided within {decide}",
    f"Of the issues told in this time more than {{decide}} ago, the share in per cent on which we decided what to do "
    f"within {{decide}}. So many our office has set today, whatever it was when an issue was told. {COUNTED}",
    issues.decided,
    head=("What", *BOTH_TIMES),
    single=True,
    in_detail=True,
    staff_list=told_list,
)
ANSWERED = Figure(
    "answered",
    "of issues have an answer",
    "Of the issues told in this time, the share in per cent where people were told what we or a partner will do, "
    "will not do or have done. An issue that became part of a wider one counts as answered only through that one, so "
    f"it is not in the share that has an answer. {COUNTED}",
    issues.answered,
    head=("What", *BOTH_TIMES),
    name="Issues that have an answer",
    single=True,
    in_detail=True,
    staff_list=told_list,
)
THEMES = Figure(
    "themes",
    "What issues are about",
    "Issues told in this time by the family of the main theme that we gave them. Each issue counts once. “Not "
    "sorted yet” are those without a main theme.",
    issues.themes,
    head=("Theme", "Issues"),
    staff_list=told_list,
)
MONTHS = Figure(
    "months",
    "Issues month by month",
    "Issues told in each of the twelve months that end with this time, by London time.",
    issues.months,
    head=("Month", "Issues"),
    rows=lambda pairs: [(f"{month:%B %Y}", n) for month, n in pairs],
    in_detail=True,
    staff_list=lambda counts: told_list(counts, since=year_before(counts.period)[0]),
)
OUTCOME = Figure(
    "outcomes",
    "What came of it",
    "Where the issues told in this time stand today. Each stands in one line only.",
    issues.outcomes,
    head=("Where they stand", "Issues"),
    staff_list=told_list,
)
SPEED = Figure(
    "speed",
    "How quickly we look",
    "Issues told in this time by the number of working days until one of us first opened them.",
    issues.speed,
    head=("Time to a first look", "Issues"),
    staff_list=told_list,
)
WAITING = Figure(
    "waiting",
    "Issues waiting longest",
    "The six oldest issues that are still open today, whenever they were told. Issues we only watch for "
    "now, and issues that are part of a wider one, are left out. Words are shown only when they were released for "
    "others to read, and so is the area.",
    issues.waiting,
    head=("Issue", "Theme", "Area", "Weeks it has waited", "Where it has got to"),
    rows=lambda rows: [
        (row["wording"] or "Wording not released yet", row["theme"], row["area"], row["weeks"], row["state"])
        for row in rows
    ],
    staff_list=waiting_list,
)
PARISHES = Figure(
    "places-not-heard",
    "Parishes nobody has told us about",
    "Parishes that are not named by any issue told in this time, nor any estate in them. Nobody may have had "
    "anything to tell, or nobody may know us there: it is a question, not a finding.",
    issues.silent_parishes,
    head=("Area", "Parish"),
    staff_list=told_list,
)
SILENT_THEMES = Figure(
    "themes-not-heard",
    "Themes nobody has told us about",
    "Themes that are not the main theme of any issue told in this time.",
    issues.silent_themes,
    head=("Theme",),
    rows=lambda labels: [(label,) for label in labels],
    staff_list=told_list,
)
ANSWERS = Figure(
    "partners-answers",
    "What partners answered",
    "What we asked partners for in reports that went out in this time, and how each ask stands today. A question "
    "back to us is not an answer yet. Reports that were taken back are not counted.",
    network.answers,
    head=("How the asks stand", *BOTH_TIMES),
    is_narrowed=False,
    staff_list=counted_list("stakeholderreport"),
)
SILENCE = Figure(
    "silence",
    "Partners who owe us an answer",
    "Partners with an ask they have not answered today, whenever it went out, with the working days since then: "
    "bank holidays, agreed pauses and the days they waited for more from us are left out. They are late once the "
    "answer time we agreed with them is used up and the day that the ask names has passed.",
    network.silence,
    head=("Partner", "Asks without an answer", "Working days since the oldest", "Of these, late"),
    is_narrowed=False,
    staff_list=silent_list,
)
PROMISES = Figure(
    "promises",
    "Promises that were due",
    "Promises of partners by the day they are due; those without a day by the day they were made. “Overdue” are "
    "those whose day has passed without word that they are done. A replaced promise counts only "
    "through the new one.",
    network.promises,
    head=("How they stand", *BOTH_TIMES),
    is_narrowed=False,
    staff_list=counted_list("pledge"),
)
REACH = Figure(
    "reach",
    "Who came to meetings",
    "Meetings that went ahead in this time and at which somebody was marked as present or walked in; the people who "
    "came, those who walked in among them; the organisations of the network they came for, each once; and of these "
    "the organisations that had "
    "not come to any meeting before this time. While the time is running we compare with as many days before.",
    network.reached,
    head=("What", *BOTH_TIMES),
    is_narrowed=False,
    staff_list=counted_list("meeting", "meetings"),
)
TIES = Figure(
    "ties",
    "New connections",
    "Pairs of organisations that met, were introduced or began to work together in this time, each pair once. "
    "Between two sectors: one is of the voluntary, the other of the public or the private sector, or one of each of "
    "these two; whose kind we do not know is not in it. For a programme: those that came from one of its meetings.",
    network.met,
    head=("What", *BOTH_TIMES),
    is_narrowed=False,
    staff_list=counted_list("connection", "meetings"),
)
LOOP = Figure(
    "loop",
    "Those who spoke, told what came of it",
    "All times, kinds and programmes together. Counted is each person once under an issue that was answered, "
    "passed on, not taken on, done, not resolved or closed, however often they spoke there. Told means: our mail "
    "about it went, a card was delivered, one of us told them in person or by phone and noted it, or they took the "
    "last step themselves. When an issue comes back and ends again, everybody is to be told anew. Those who left "
    "neither an account nor a place, or asked for no mail, cannot be told; they stay in the whole. Voices that were "
    "taken back or are handled in confidence are not in it.",
    issues.loop,
    head=("What", "People"),
    is_narrowed=False,
    staff_list=lambda counts: reverse("admin:insights_loop"),
)
TABLE = Figure(
    "areas",
    "Areas and themes",
    "Issues told in a quarter that is over, by the area and the theme family we gave them, all kinds together. A "
    "number is hidden when fewer than five different organisations or people stand behind it. Further numbers are "
    "hidden with it so that nobody can work it out from the rest. Totals for a theme are always shown, the total of "
    "an area only when it is safe. No number is rounded. There is no table for several quarters together, because "
    "taking one from the other would give hidden numbers away. Do not compare areas by these numbers: more issues "
    "can mean that more people know us there, not that life is harder.",
    lambda counts, period: counts.table,
    head=("Area",),
    is_narrowed=False,
    whole_table=_areas,
    staff_list=lambda counts: told_in(counts.table.quarter),
)
GLANCE = Figure(
    "glance",
    "Milton Keynes at a glance",
    "For each parish, the issues told in the last full quarter that name it or an estate in it, all kinds together. "
    "An issue that names two parishes counts in both. A number is hidden when fewer than five different "
    "organisations or people stand behind it, and with it as many of the smallest others as are needed so that "
    "nobody can work it out.",
    lambda counts, period: Glance.read(last_quarter(counts.today)),
    head=("Parish", "Area", "Issues"),
    rows=lambda glance: glance.rows,
    is_narrowed=False,
    staff_list=lambda counts: told_in(last_quarter(counts.today)),
)
LEADING = (TOLD, FIRST_LOOK, DECIDED, ANSWERED)
CHARTS = (THEMES, OUTCOME, MONTHS, SPEED)
TABLES = (LOOP, ANSWERS, SILENCE, PROMISES, REACH, TIES, WAITING, PARISHES, SILENT_THEMES)
FIGURES = (*LEADING, *CHARTS, *TABLES, TABLE, GLANCE, *dashboard.FIGURES)
