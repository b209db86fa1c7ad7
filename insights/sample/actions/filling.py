"""Very many believable issues: from 2021 to today, each with its way through the states and the voices beneath it."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random

from camk.accounts.models import User
from camk.numbers import Counter as Numbers
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from insights.demo.data.wordings import US_TOO
from insights.issues.actions.listing import list_all
from insights.issues.models import Issue, IssueMove, Join, ListedIssue, Voice, VoiceConsent
from insights.issues.states import CLOSED, HAS_ANSWER, QUEUE
from insights.issues.states import IssueState as S
from insights.sample.actions.network import Speakers
from insights.sample.actions.pouring import Aside, Table
from insights.sample.actions.sentences import Sentences, skewed
from insights.sample.data.spread import BY_AGE, CHANNELS, DAYS, SAID, WAYS
from insights.triage.models import IssueWatch, Parking

AT_ONCE = 20_000
DAY = 86_400.0
RELEASED = set(S) - {S.SUBMITTED, S.SCREENING, S.NEEDS_INFORMATION, S.WITHDRAWN}


def _hundreds(shares: dict) -> list:
    """Each as often as its share says, to draw one at a time."""
    return [value for value, share in shares.items() for _ in range(round(share * 10))]


class Filler:
    """Makes issues one after another and pours them some thousands at a time."""

    def __init__(self, *, speakers: Speakers, staff: list[int], begin: datetime, now: datetime):
        self.luck, self.speakers, self.staff = Random(2021), speakers, staff  # noqa: S311 - no secret
        self.begin, self.now = begin, now
        self.states = [(days, _hundreds(shares)) for days, shares in BY_AGE]
        self.channels = _hundreds(CHANNELS)
        self.sentences = Sentences(self.luck)
        self.themes = dict(Theme.objects.values_list("code", "pk"))
        self.rare = list(self.themes.values())
        self.places = [
            (place.pk, place.label, (place.cluster or place).pk)
            for place in Place.objects.choosable().select_related("cluster").order_by("pk")
        ]
        self.luck.shuffle(self.places)
        self.who = dict(Beneficiary.objects.values_list("code", "pk"))
        self.references, self.lead, self.waiting = Counter(), None, []
        self._make_tables()

    def _make_tables(self) -> None:
        self.issues = Table(
            Issue, "id", "reference", "kind", "state", "lead_wording", "released_at", "released_by_id",
            "main_theme_id", "main_place_id", "severity", "reach", "owner_id", "joined_to_id", "public_answer",
            "for_report", "wording_read", "voice_count", "created_at", "first_looked_at", "decided_at", "ended_at",
            "first_answered_at",
            "state_changed_at", "due_on", "growing_since", "reopened_count",
        )  # fmt: skip
        self.voices = Table(
            Voice, "id", "issue_id", "first_issue_id", "user_id", "organisation_id", "words", "what_would_help",
            "place_id", "affected", "lived_experience", "channel", "is_us_too", "created_at",
        )  # fmt: skip
        self.moves = Table(IssueMove, "issue_id", "old_state", "new_state", "at", "by_id", "words")
        self.consents = Table(VoiceConsent, "voice_id", "audience", "given_at")
        self.of_themes = Table(Issue.themes.through, "issue_id", "theme_id")
        self.of_places = Table(Issue.places.through, "issue_id", "place_id")
        self.of_people = Table(Issue.beneficiaries.through, "issue_id", "beneficiary_id")
        self.voice_places = Table(Voice.places.through, "voice_id", "place_id")
        self.joins = Table(Join, "lead_id", "joined_id", "at", "by_id", "state_before", "moved")
        self.parkings = Table(Parking, "issue_id", "at", "by_id", "until", "places_then", "woken_at", "woken_by")
        self.watches = Table(IssueWatch, "issue_id", "user_id", "since")
        self.tables = [
            self.issues, self.voices, self.moves, self.consents, self.of_themes, self.of_places, self.of_people,
            self.voice_places, self.joins, self.parkings, self.watches, Table(ListedIssue, "issue_id"),
            *self.sentences.tables,
        ]  # fmt: skip

    def fill(self, number: int, say) -> None:
        """So many issues, oldest first."""
        aside = Aside(self.tables)
        aside.put()
        self.references = Counter(
            {int(row.name[-4:]): row.last for row in Numbers.objects.filter(name__startswith="issue-")}
        )
        for n in range(number):
            self.one(self.begin + (self.now - self.begin) * ((n + self.luck.random()) / number) ** 0.65)
            if (n + 1) % AT_ONCE == 0 or n + 1 == number:
                self.pour()
                say(f"{n + 1:,} of {number:,} issues")
        self.sentences.count()
        for year, last in self.references.items():
            Numbers.objects.update_or_create(name=f"issue-{year}", defaults={"last": last})
        list_all()
        aside.bring_back(say)

    def pour(self) -> None:
        for row in self.waiting:
            self.issues.add(*(row[name] for name in self.issues.names))
        self.lead, self.waiting = None, []  # what is in the database is not changed any more
        for table in self.tables:
            if table is not self.sentences.terms:
                table.pour()

    def one(self, told: datetime) -> None:
        """One issue with all that belongs to it."""
        luck, issue = self.luck, self.issues.number()
        age = (self.now - told).total_seconds() / DAY
        state = next(luck.choice(states) for days, states in self.states if age <= days)
        if state == S.JOINED and self.lead is None:
            state = S.ANSWERED
        template, ending = self.sentences.choose()
        code, kind, severity, reach, who, _, words, help_ = self.sentences.templates[template]
        place, label, area = self.places[skewed(luck, len(self.places))]
        themes = [self.themes[code]]
        if luck.random() < 0.3 and (other := self.rare[skewed(luck, len(self.rare))]) not in themes:
            themes.append(other)
        steps = self.steps(issue, state, told, age)
        looked = next((at for new, at in steps if new == S.IN_REVIEW), None)
        decided = next((at for new, at in steps if new not in QUEUE), None)
        released = looked if looked and state in RELEASED and luck.random() < 0.92 else None
        if released:
            self.sentences.release(issue, template, ending, label, themes)
        row = self._row(issue, state, kind, told, steps)
        row |= {"lead_wording": self.sentences.wording(template, ending, label) if looked else ""}
        row |= {"released_at": released, "wording_read": released is not None, "main_theme_id": themes[0]}
        row |= {"released_by_id": luck.choice(self.staff) if released else None, "main_place_id": area}
        row |= {"first_looked_at": next((at for new, at in steps if new == S.SCREENING), None), "decided_at": decided}
        row |= {"first_answered_at": next((at for new, at in steps if new in HAS_ANSWER), None)}
        judged = severity if looked else None
        row |= {"severity": judged, "reach": reach if judged else None}
        if state == S.JOINED:
            self.lead["voice_count"] += 1
            row |= {"joined_to_id": self.lead["id"], "voice_count": 0}
        self._voices(row, words, help_, place, told)
        self._beside(row, steps, themes, place, area, self.who.get(who))
        if state in (S.ACCEPTED, S.RAISED, S.PLEDGED) and released:
            self.lead = row
        self.waiting.append(row)

    def steps(self, issue: int, state: str, told: datetime, age: float) -> list[tuple[str, datetime]]:
        """The way to where it stands, drawn together where it would end after today."""
        way, days, at = WAYS[state], 0.0, []
        for new in way:
            days += DAYS[new] * (0.3 + 1.4 * self.luck.random())
            at.append(days)
        drawn = min(1.0, 0.95 * age / days) if days else 1.0
        found, old = [], ""
        for new, after in zip(way, at, strict=True):
            when = told + timedelta(days=after * drawn)
            self.moves.add(
                issue, old, new, when, None if not old else self.luck.choice(self.staff), SAID.get(new, "")
            )
            found.append((new, when))
            old = new
        return found

    def _row(self, issue, state, kind, told, steps) -> dict:
        luck, year = self.luck, told.year
        self.references[year] += 1
        last, is_open = steps[-1][1], state not in CLOSED
        wait = 5 if state in (S.SUBMITTED, S.SCREENING, S.REOPENED) else 16
        waits = state in QUEUE and state != S.NEEDS_INFORMATION
        return {
            "id": issue,
            "reference": f"MK-{year}-{self.references[year]:05d}",
            "kind": "interest" if luck.random() < 0.03 else kind,
            "state": state,
            "owner_id": luck.choice(self.staff) if luck.random() < (0.4 if is_open else 0.1) else None,
            "joined_to_id": None,
            "public_answer": SAID[S.ANSWERED] if state == S.ANSWERED else "",
            "for_report": state == S.ACCEPTED and luck.random() < 0.05,
            "voice_count": 1,
            "created_at": told,
            "ended_at": None if is_open else last,
            "state_changed_at": last,
            "due_on": ((last if state == S.REOPENED else told) + timedelta(days=wait)).date() if waits else None,
            "growing_since": self.now - timedelta(days=14 * luck.random())
            if is_open and luck.random() < 0.01
            else None,
            "reopened_count": int(state == S.REOPENED),
        }

    def _voices(self, row: dict, words: str, help_: str, place: int, told: datetime) -> None:
        """The first voice in its own words, and often some that say "us too"."""
        luck = self.luck
        more = 0 if row["state"] == S.JOINED else int(luck.expovariate(1.6))
        speakers = self.speakers.some(luck, 1 + min(more, 12)) or [(None, None)]
        row["voice_count"] += len(speakers) - 1
        known = luck.random() < 0.7
        for at, (user, body) in enumerate(speakers):
            voice, when = self.voices.number(), told + (self.now - told) * (at and luck.random() ** 3)
            said, channel = (luck.choice(US_TOO), "web") if at else (words, luck.choice(self.channels))
            person, of = (user, body) if known or at else (None, None)
            affected = luck.choice((3, 5, 8, 12, 20, 30, 60, 150)) if luck.random() < 0.4 else None
            self.voices.add(
                voice, row["joined_to_id"] or row["id"], row["id"], person, of, said, "" if at else help_, place,
                affected, luck.random() < 0.3, channel, at > 0, when,
            )  # fmt: skip
            self.voice_places.add(voice, place)
            self.consents.add(voice, "count", when)
            if luck.random() < 0.5:
                self.consents.add(voice, "anonymous", when)
            if of and luck.random() < 0.3:
                self.consents.add(voice, "named", when)
            if luck.random() < 0.25:
                self.consents.add(voice, "partners", when)
            if row["state"] == S.JOINED:
                staff = luck.choice(self.staff)
                self.joins.add(row["joined_to_id"], row["id"], row["ended_at"], staff, S.IN_REVIEW, f"[{voice}]")

    def _beside(self, row: dict, steps, themes: list[int], place: int, area: int, who: int | None) -> None:
        luck, issue = self.luck, row["id"]
        for theme in themes:
            self.of_themes.add(issue, theme)
        self.of_places.add(issue, place)
        if luck.random() < 0.15 and (other := self.places[skewed(luck, len(self.places))][0]) != place:
            self.of_places.add(issue, other)
        if who:
            self.of_people.add(issue, who)
        if row["state"] == S.PARKED:
            since = steps[-1][1]
            woken = since + (self.now - since) * luck.random() if luck.random() < 0.05 else None
            until = (self.now + timedelta(days=90 * luck.random())).date() if woken is None else since.date()
            self.parkings.add(issue, since, luck.choice(self.staff), until, "[]", woken, "date" if woken else "")
        if row["state"] not in CLOSED and luck.random() < 0.01:
            self.watches.add(issue, luck.choice(self.staff), steps[-1][1])


def fill_issues(*, number: int, speakers: Speakers | None = None, begin: datetime, now: datetime, say=print) -> None:
    """That many issues, looked after by whoever may open the staff pages."""
    staff = list(User.objects.of_our_office().order_by("pk").values_list("pk", flat=True))
    Filler(speakers=speakers or Speakers([]), staff=staff or [None], begin=begin, now=now).fill(number, say)
