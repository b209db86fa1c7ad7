"""The figures about partners, meetings and ties: answers, silence, promises, who came, who met."""

from insights.figures.counts import Counts
from insights.figures.partners import Silence
from insights.figures.periods import Period
from insights.pledges.models import Pledge
from insights.reports.models import Ask

P = Pledge.State
NOT_DUE = "Not due yet, or no day was named"
RUNS = (P.PLEDGED, P.PART_PLEDGED, P.EVIDENCE_GIVEN)
Lines = list[tuple[str, int, int]]  # what, in the time asked for, in the time before


def _both(lines: dict, rows) -> Lines:
    """Each line with how many of the rows stand in it, in the time asked for and in the time before."""
    counted = {
        label: {now: sum(row.n for row in rows if holds(row) and row.now is now) for now in (True, False)}
        for label, holds in lines.items()
    }
    return [(label, both[True], both[False]) for label, both in counted.items()]


def answers(counts: Counts, period: Period) -> Lines:
    """What became of what we asked partners for."""
    lines = {
        "They agreed, in whole or in part": lambda row: row.state in Ask.AGREED,
        "They declined": lambda row: row.state == Ask.State.REFUSED,
        "Waiting for an answer": lambda row: row.state in Ask.WAITING,
    }
    return _both(lines, counts.asks)


def silence(counts: Counts, period: Period) -> list[Silence]:
    return counts.silence


def promises(counts: Counts, period: Period) -> Lines:
    """Promises that were due, each in one line."""
    lines = {
        "Kept": lambda row: row.state == P.KEPT,
        "Kept in part": lambda row: row.state == P.PARTLY_KEPT,
        "Not kept": lambda row: row.state == P.BROKEN,
        "They disagree with us": lambda row: row.state == P.DISPUTED,
        "Overdue": lambda row: row.overdue and row.state != P.DISPUTED,
        NOT_DUE: lambda row: row.state in RUNS and not row.overdue,
    }
    return _both(lines, counts.promises)


def reached(counts: Counts, period: Period) -> Lines:
    came = counts.came
    return [
        ("Meetings that were held", came.meetings, came.meetings_before),
        ("People who came", came.people, came.people_before),
        ("Organisations that came", came.organisations, came.organisations_before),
        ("Organisations that came for the first time", came.first, came.first_before),
    ]


def met(counts: Counts, period: Period) -> Lines:
    ties = counts.ties
    rows = [("New connections between two organisations", ties.new, ties.before)]
    if ties.new or ties.across_before:
        rows.append(("Of these, between two sectors", ties.across, ties.across_before))
    return [*rows, ("Of the new ones, working together today", ties.together, 0)] if ties.new else rows
