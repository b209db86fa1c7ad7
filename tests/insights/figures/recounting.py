"""What figures say of issues, meetings and partners, counted anew one row after the other, in plain Python."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from statistics import median

import pytest
from django.utils import timezone

from camk.hours import is_working_day, working_days
from camk.outbox.models import OutboundMail
from camk.suppression import protect
from camk.templatetags.ui import LONDON
from groups.workspace.models import MailChoice
from insights.figures import area_table as counting
from insights.figures import dashboard_definitions as i
from insights.figures import definitions as d
from insights.figures.actions import differences
from insights.figures.counts import Counts
from insights.figures.facts import NOT_COUNTED
from insights.figures.issue_counts import IssueCounts, IssueScope
from insights.figures.periods import Quarter
from insights.figures.scope import Scope
from insights.figures.states import HAS_ANSWER
from insights.issues.models import Follower, Issue, Voice
from insights.loop.counting import differences as told_differences
from insights.loop.counting import score
from insights.loop.models import ToldByHand
from insights.pledges.models import Pledge
from insights.reports.models import AnswerPause, Ask, MoreTold
from meetings.connections.models import Connection
from meetings.day.models import Arrival
from meetings.rsvps.models import Rsvp

ENDED = ("redirected", "answered", "declined", "confirmed", "unconfirmed", "not_resolved", "closed")


def day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def told_in(period) -> list[Issue]:
    rows = Issue.objects.select_related("main_theme", "main_place").prefetch_related("moves", "first_voices")
    return [issue for issue in rows if issue.state not in NOT_COUNTED and period.holds(day(issue.created_at))]


def _spread(days: list[int]) -> tuple:
    if not days:
        return 0, "–", "–"
    ninth = sorted(days)[-(-9 * len(days) // 10) - 1]  # nine of ten, counted from the quickest
    return len(days), f"{median(days):g}", ninth


def check_waits(period, today: date) -> None:
    """Median and ninth tenth of the working days to a look, a decision, an answer."""
    looks, decisions, answers = [], [], []
    for issue in told_in(period):
        answered = [move.at for move in issue.moves.all() if move.new_state in HAS_ANSWER]
        steps = (looks, issue.first_looked_at), (decisions, issue.decided_at), (answers, min(answered, default=None))
        for found, at in steps:
            if at:
                found.append(working_days(day(issue.created_at), day(at)))
    shown = i.WAITS.compute(IssueCounts(IssueScope(period, today)), period)
    assert [row[1:] for row in shown] == [_spread(days) for days in (looks, decisions, answers)]


def check_table(quarter: Quarter, today: date) -> None:
    """Areas by theme family: the numbers and the people behind them, as they go to the guard of small numbers."""
    given = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "protect", lambda *numbers: given.append(numbers) or protect(*numbers))
        counts = Counts(Scope(quarter, today))
        families, areas = list(counts.families), counts.table.areas
    issues, people, of_area = Counter(), defaultdict(set), defaultdict(set)
    for issue in told_in(quarter):
        place, theme = issue.main_place, issue.main_theme
        area = (place.cluster or (place if place.kind == "cluster" else None)) if place else None
        area = area.label if area else counting.NO_AREA
        family = theme.family_id if theme and theme.family_id else 0
        behind = {voice.contributor for voice in issue.first_voices.all() if not voice.withdrawn_at}
        issues[area, family] += 1
        people[area, family] |= behind
        of_area[area] |= behind
    numbers, contributors, by_area = given[-1]
    assert numbers == [[issues[area, family] for family in families] for area in areas]
    assert contributors == [[len(people[area, family]) for family in families] for area in areas]
    assert by_area == [len(of_area[area]) for area in areas]


def _went(outcome, user) -> set[str]:
    """In which states the mail about this step stands, alone or within another."""
    rows = OutboundMail.objects.filter(key=f"issue_moved:{outcome}:{user}").select_related("part_of")
    return {mail.state for mail in rows} | {mail.part_of.state for mail in rows if mail.part_of}


def _standing(voice: Voice) -> str | None:
    """Whether one voice was told what came of its issue: "told", "waits", "cannot"; None when nothing is owed."""
    issue = voice.issue
    if voice.withdrawn_at or voice.sealed_at or "sealed" in (issue.state, voice.first_issue.state):
        return None
    steps = [m for m in issue.moves.all() if m.new_state == issue.state and m.old_state != m.new_state]
    if issue.state not in ENDED or not steps:
        return None
    last = max(steps, key=lambda move: move.pk)
    if ToldByHand.objects.filter(voice=voice, outcome=last).exists():
        return "told"
    if not voice.user_id:
        return "waits" if voice.place_id else "cannot"
    mails = _went(last.pk, voice.user_id)
    if last.by_id == voice.user_id or "sent" in mails:
        return "told"
    if mails & {"queued", "sending", "unknown"}:
        return "waits"
    joined = list(Issue.objects.filter(joined_to=issue))
    family = [issue, *joined, *Issue.objects.filter(joined_to__in=joined)]
    if Follower.objects.filter(issue__in=family, user=voice.user, stopped_at__isnull=False).exists():
        return "cannot"
    choice = MailChoice.objects.filter(user=voice.user).first()
    return "cannot" if choice and choice.issues == "never" else "waits"


def check_loop() -> None:
    """How many of those who spoke were told what came of it."""
    found = Counter(_standing(voice) for voice in Voice.objects.select_related("issue", "first_issue"))
    found.pop(None, None)
    assert score() == {"owed": found.total(), **{name: found[name] for name in ("told", "waits", "cannot")}}
    assert told_differences() == []


def check_issues() -> None:
    """All that is counted from the issues of this quarter and their voices, as it would stand once it is over."""
    quarter = Quarter.of(timezone.localdate())
    after = quarter.last_day + timedelta(days=30)
    check_waits(quarter, after)
    check_table(quarter, after)
    check_loop()
    assert differences() == []


# -- meetings, ties and partners ---------------------------------------------------------------------------


def _is_of(row, programme) -> bool:
    return programme is None or (row is not None and row.programme_id == programme.pk)


def _came(programme, first: date, last: date) -> list[int]:
    """Meetings held, people, organisations, and organisations that had not come before `first`."""
    rows = Rsvp.objects.filter(attendance="attended").select_related("meeting", "arrival")
    there = [
        (r.meeting, r.organisation_id, r.arrival.people if hasattr(r, "arrival") else r.party_size) for r in rows
    ]
    walked = Arrival.objects.filter(rsvp=None).select_related("meeting")
    there += [(row.meeting, row.organisation_id, row.people) for row in walked]
    there = [row for row in there if row[0].state == "published"]
    earlier = {organisation for meeting, organisation, _ in there if day(meeting.starts_at) < first}
    now = [r for r in there if first <= day(r[0].starts_at) <= last and _is_of(r[0], programme)]
    organisations = {organisation for _, organisation, _ in now} - {None}
    held, people = {meeting.pk for meeting, _, _ in now}, sum(row[2] for row in now)
    return [len(held), people, len(organisations), len(organisations - earlier)]


def _ties(programme, first: date, last: date) -> list[int]:
    """New ties, those that work together, those between two sectors."""
    rows = Connection.objects.select_related("meeting", "low__kind", "high__kind")
    rows = [r for r in rows if r.tied_at and first <= day(r.tied_at) <= last and _is_of(r.meeting, programme)]
    sectors = [(r.low.kind and r.low.kind.sector, r.high.kind and r.high.kind.sector) for r in rows]
    across = sum(bool(one and other and one != other) for one, other in sectors)
    return [len(rows), sum(row.state == "joint_work" for row in rows), across]


def _asks(programme, first: date, last: date) -> list[int]:
    rows = Ask.objects.select_related("report")
    rows = [r for r in rows if r.report.state in ("sent", "responded", "closed") and _is_of(r.report, programme)]
    states = Counter(row.state for row in rows if first <= day(row.report.sent_at) <= last)
    agreed, waits = states["accepted"] + states["part_accepted"], states["made"] + states["needs_information"]
    return [agreed, states["refused"], waits]


def _promises(programme, first: date, last: date, today: date) -> list[int]:
    found = Counter()
    for row in Pledge.objects.select_related("ask__report"):
        due = row.due_on or day(row.made_at)
        report = row.ask.report if row.ask else None
        if row.state == "renegotiated" or not first <= due <= last or not _is_of(report, programme):
            continue
        is_late = row.due_on is not None and row.due_on < today
        runs = row.state in ("pledged", "part_pledged", "evidence_given")
        found[("overdue" if is_late else "runs") if runs else row.state] += 1
    return [found[line] for line in ("kept", "partly_kept", "broken", "disputed", "overdue", "runs")]


def _waited(start: date, end: date, stops: list[tuple[date, date | None]]) -> int:
    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    still = [one for one in days if any(begun < one <= (over or end) for begun, over in stops)]
    return sum(is_working_day(one) for one in days if one not in still)


def _silence(programme, today: date) -> list[tuple]:
    partners = defaultdict(list)
    for ask in Ask.objects.filter(state="made").select_related("report__stakeholder"):
        report = ask.report
        if report.state != "sent" or not _is_of(report, programme):
            continue
        stops = list(AnswerPause.objects.filter(report=report).values_list("started_on", "ended_on"))
        stops += [(day(m.response.at), day(m.at)) for m in MoreTold.objects.filter(response__ask=ask)]
        waited = _waited(day(report.sent_at), today, stops)
        over = _waited(ask.due_on, today, stops) if ask.due_on else waited
        partners[report.stakeholder.name].append((waited, max(0, min(waited - report.stakeholder.answer_days, over))))
    lines = [(name, len(rows), max(w for w, _ in rows), max(n for _, n in rows)) for name, rows in partners.items()]
    return sorted(lines, key=lambda line: (-line[3], -line[2], line[0]))


def check_network(period, today: date, programme=None) -> None:
    """Who came, who met, what partners answered and promised, who is silent: in this time and the time before."""
    counts = Counts(Scope(period, today, programmes=programme and (programme,)))
    before = period.previous()
    now, then = (period.first_day, period.last_day), (before.first_day, before.last_day)
    as_many = (before.first_day, counts.before_until)
    spans = list(zip(_came(programme, *now), _came(programme, *as_many), strict=True))
    assert [row[1:] for row in d.REACH.compute(counts, period)] == spans
    ties = [counts.ties.new, counts.ties.together, counts.ties.across, counts.ties.before, counts.ties.across_before]
    new, _, across = _ties(programme, *as_many)
    assert ties == [*_ties(programme, *now), new, across]
    asked = list(zip(_asks(programme, *now), _asks(programme, *then), strict=True))
    assert [row[1:] for row in d.ANSWERS.compute(counts, period)] == asked
    promised = list(zip(_promises(programme, *now, today), _promises(programme, *then, today), strict=True))
    assert [row[1:] for row in d.PROMISES.compute(counts, period)] == promised
    assert [tuple(line) for line in counts.silence] == _silence(programme, today)
