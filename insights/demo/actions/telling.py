"""One hundred and twenty issues with their voices, their steps and what was released of them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from camk.numbers import next_number
from camk.templatetags.ui import LONDON
from groups.places.models import Place
from insights.demo.actions.network import fill
from insights.demo.actions.stage import Stage
from insights.demo.data import organisations as told
from insights.demo.data.issues import ISSUES
from insights.demo.data.paths import ANSWERS, PACE, PATHS, SHORT_ANSWER, WORDS
from insights.demo.data.people import RESIDENTS
from insights.demo.data.wordings import US_TOO, WORDINGS
from insights.figures.periods import Quarter
from insights.issues.actions.finding import read_the_unread
from insights.issues.clock import next_due
from insights.issues.models import Issue, IssueMove, SafeguardingAlert, Voice, VoiceConsent
from insights.issues.states import CLOSED, HAS_ANSWER, QUEUE, IssueState
from insights.triage.actions import join, note_growth
from insights.triage.models import Parking

S = IssueState
Audience = VoiceConsent.Audience
UNRELEASED = (S.SUBMITTED, S.SCREENING, S.NEW, S.NEEDS_INFORMATION, S.WITHDRAWN, S.JOINED)
# Organisations that speak about all of the city, wherever their room is.
EVERYWHERE = ("ear", "colours", "signs", "steps", "night")


@dataclass
class Slot:
    """One line of the contents, with the rows made from it."""

    number: int
    wording: str
    place: Place
    state: str
    created: datetime
    voices: int
    teller: str
    key: str
    issue: Issue | None = None
    moves: list[IssueMove] = field(default_factory=list)


def make_issues(stage: Stage) -> None:
    """Issues, steps and voices in a few large statements; then the joins, by the action that staff use."""
    slots = sorted((_slot(stage, number, row) for number, row in enumerate(ISSUES)), key=lambda slot: slot.created)
    for slot in slots:
        _make_issue(stage, slot)
    Issue.objects.bulk_create(slot.issue for slot in slots)
    IssueMove.objects.bulk_create(move for slot in slots for move in slot.moves)
    fill(Issue, "themes", [(s.issue, [s.issue.main_theme]) for s in slots if s.issue.main_theme])
    fill(Issue, "places", [(s.issue, [s.place]) for s in slots])
    fill(Issue, "beneficiaries", [(s.issue, [stage.beneficiaries[WORDINGS[s.wording][4]]]) for s in slots])
    _make_voices(stage, slots)
    stage.issues = {slot.key: slot.issue for slot in slots if slot.key}
    _join(stage, slots)
    read_the_unread()
    _make_desk(stage, slots)
    _make_alerts(stage)


def _slot(stage: Stage, number: int, row) -> Slot:
    wording, place, state, when, voices, teller, key = row
    return Slot(number, wording, stage.places[place], state, _created(stage, when, number), voices, teller, key)


def _created(stage: Stage, when, number: int) -> datetime:
    """Days ago, or a part of the last quarter that is over; at an hour when people write."""
    hour, minute = 8 + number * 5 % 13, number * 17 % 60
    if when == 0:
        return stage.now - timedelta(hours=2)
    if isinstance(when, int):
        return stage.ago(when, hour, minute)
    quarter = Quarter.of(stage.today).previous()
    length = (quarter.last_day - quarter.first_day).days
    day = quarter.first_day + timedelta(days=round(length * float(when.removeprefix("q"))))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def _make_issue(stage: Stage, slot: Slot) -> None:
    theme, kind, severity, reach, _, wording, _, _ = WORDINGS[slot.wording]
    year = timezone.localtime(slot.created).year
    staff = stage.people["staff" if slot.number % 3 else "staff2"]
    steps = _steps(stage, slot)
    looked = next((at for state, at in steps if state == S.SCREENING), None)
    decided = next((at for state, at in steps if state not in QUEUE), None)
    answered = next((at for state, at in steps if state in HAS_ANSWER), None)
    issue = slot.issue = Issue(
        reference=f"MK-{year}-{next_number(f'issue-{year}'):05d}",
        kind=kind,
        state=steps[-1][0],
        created_at=slot.created,
        state_changed_at=steps[-1][1],
        first_looked_at=looked,
        decided_at=decided,
        first_answered_at=answered,
        ended_at=steps[-1][1] if steps[-1][0] in CLOSED else None,
        voice_count=slot.voices,
        reopened_count=int(slot.state == S.REOPENED),
    )
    if slot.state != S.SUBMITTED:
        issue.owner = staff
        issue.main_theme = stage.themes[theme]
        issue.main_place = slot.place.cluster or slot.place
        issue.severity, issue.reach = severity, reach
        issue.lead_wording = wording.format(place=slot.place.public_place.label)
    # Of what is still being looked into, half is released already, so that others can say "us too".
    if slot.state not in UNRELEASED and (slot.state != S.IN_REVIEW or slot.number % 2):
        issue.released_at, issue.released_by = decided or looked, staff
    if slot.state == S.ANSWERED:
        issue.public_answer = ANSWERS.get(slot.key, SHORT_ANSWER)
    issue.for_report = slot.key[:2] in ("a-", "b-", "c-") or slot.key == "damp-neath-hill"
    issue.for_report |= slot.state == S.ACCEPTED and slot.number % 4 == 0
    before = S.SUBMITTED
    for state, at in steps:
        issue.due_on = next_due(old=before, new=state, at=at, told_at=slot.created, due=issue.due_on)
        by = None if state in (S.SUBMITTED, S.WITHDRAWN) else staff
        words = issue.public_answer if state == S.ANSWERED else WORDS.get(state, "")
        slot.moves.append(IssueMove(issue=issue, old_state=before, new_state=state, at=at, by=by, words=words))
        before = state


def _steps(stage: Stage, slot: Slot) -> list[tuple[str, datetime]]:
    """Each state on the way and when: in working hours, in order, never in the future."""
    steps, last = [], slot.created
    for position, state in enumerate(PATHS[slot.state]):
        if position:
            days = PACE[state] + slot.number * (position + 2) % (3 + 2 * position)
            day = stage.working_day(timezone.localdate(slot.created) + timedelta(days=days))
            at = datetime(day.year, day.month, day.day, 9 + slot.number % 7, slot.number * 11 % 60, tzinfo=LONDON)
            latest = slot.created + (stage.now - slot.created) * (position / len(PATHS[slot.state]))
            last = max(last, min(at, latest))
            if state == S.REOPENED:  # it came back these days, and waits in the queue
                last = stage.ago(1 + slot.number % 3, 15)
        steps.append((state, last))
    return steps


def _make_voices(stage: Stage, slots: list[Slot]) -> None:
    voices = [voice for slot in slots for voice in _voices(stage, slot)]
    Voice.objects.bulk_create(voices)
    consents = []
    for number, voice in enumerate(voices):
        given = [Audience.COUNT, Audience.ANONYMOUS]
        given += [Audience.PARTNERS] if number % 3 else []
        given += [Audience.PUBLISH] if number % 4 == 1 else []
        given += [Audience.NAMED] if voice.organisation and number % 3 == 1 else []
        ended = voice.withdrawn_at
        consents += [
            VoiceConsent(voice=voice, audience=one, given_at=voice.created_at, withdrawn_at=ended) for one in given
        ]
    VoiceConsent.objects.bulk_create(consents)


def _voices(stage: Stage, slot: Slot) -> list[Voice]:
    """The first voice in its own words, then as many others from around as the contents say."""
    _, _, _, reach, _, _, words, helps = WORDINGS[slot.wording]
    pool = _pool(stage, slot)
    until = min(stage.now, slot.created + timedelta(days=45))
    rows = []
    for number in range(slot.voices):
        user, organisation = pool[number]
        first = number == 0
        keyed_in = slot.number % 6 == 0 and first
        rows.append(
            Voice(
                issue=slot.issue,
                first_issue=slot.issue,
                user=user,
                organisation=organisation,
                words=words if first else US_TOO[(slot.number + number) % len(US_TOO)],
                what_would_help=helps if first else "",
                place=slot.place,
                affected=(slot.number * 13 + number) % 50 * reach + 3 if (slot.number + number) % 3 else None,
                lived_experience=(True, None, False)[number % 3],
                channel=Voice.Channel.PHONE if keyed_in else Voice.Channel.WEB,
                is_us_too=not first,
                keyed_in_by=stage.people["staff"] if keyed_in else None,
                created_at=slot.created + (until - slot.created) * number / max(slot.voices, 1),
                withdrawn_at=slot.moves[-1].at if slot.state == S.WITHDRAWN else None,
            )
        )
    if slot.state == S.WITHDRAWN:
        Issue.objects.filter(pk=slot.issue.pk).update(voice_count=0)
    return rows


def _pool(stage: Stage, slot: Slot) -> list:
    """Who could have said it: first who did, then organisations and residents of the area, each once."""
    cluster = slot.place.cluster or (slot.place if slot.place.kind == Place.Kind.CLUSTER else None)
    keys = [row[0] for row in told.ORGANISATIONS]
    near = [key for key in keys if cluster is None or stage.places[_home(key)].cluster_id == cluster.pk]
    people = [(stage.contacts[key], stage.organisations[key]) for key in near]
    people += [(stage.by_name[name], None) for name, code in RESIDENTS if cluster is None or code == cluster.code]
    turn = slot.number * 3 % len(people)
    people = people[turn:] + people[:turn]
    people += [(stage.contacts[key], stage.organisations[key]) for key in EVERYWHERE if key not in near]
    first = (stage.contacts[slot.teller], stage.organisations[slot.teller]) if slot.teller else people[-1]
    return [first] + [pair for pair in people if pair[0] != first[0]]


def _home(key: str) -> str:
    return next(row[3] for row in told.ORGANISATIONS if row[0] == key)


def _join(stage: Stage, slots: list[Slot]) -> None:
    """The same thing told twice becomes one, and everybody's words stay."""
    for slot in slots:
        if slot.state == S.JOINED:
            lead = Issue.objects.get(pk=stage.issues[slot.key.removeprefix("join-")].pk)
            with stage.happened(slot.created + (stage.now - slot.created) * 0.6):
                words = f"We hear the same from others nearby and carry on under {lead.reference}."
                join(issue=slot.issue, lead=lead, words=words, by=stage.people["staff"])


def _make_desk(stage: Stage, slots: list[Slot]) -> None:
    """What is parked waits for more organisations or for a day; one has come back already, and one grows."""
    parked = [slot for slot in slots if slot.state == S.PARKED]
    for number, slot in enumerate(parked):
        back = {"until": stage.today, "woken_at": stage.now, "woken_by": Parking.Why.DATE} if number == 0 else {}
        at, by = slot.moves[-1].at, stage.people["staff"]
        Parking.objects.create(issue=slot.issue, at=at, by=by, more_organisations=3, organisations_then=9, **back)
    note_growth(now=stage.now)


def _make_alerts(stage: Stage) -> None:
    """Two requests to be rung back: one settled, one waiting for the safeguarding lead."""
    SafeguardingAlert.objects.create(
        name="A caller from a lunch club",
        phone="01632 960121",
        created_at=stage.ago(40, 11),
        handled_at=stage.ago(40, 12),
        handled_by=stage.people["safeguarding"],
    )
    SafeguardingAlert.objects.create(name="Rohan Pillai", phone="01632 960122", created_at=stage.ago(1, 16))
