"""The life of what people told us, as a machine of steps in any order, and what must hold after each of them."""

from contextlib import ExitStack

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from camk.accounts.offices import CONNECTOR, SAFEGUARDING
from camk.documents import Document
from camk.errors import RuleBroken
from insights.issues import actions as issues
from insights.issues.models import Evidence, Follower, Issue, Voice, VoiceConsent
from insights.issues.states import OPEN
from insights.safeguarding import actions as safeguarding
from insights.safeguarding.models import SealedRecord
from insights.triage import actions as triage
from tests.factories.camk import make_user
from tests.factories.organisations import make_organisation, make_role
from tests.insights.figures.recounting import check_issues

PEOPLE = 4
STANDS = {"joined_to": None, "state__in": OPEN}
AUDIENCES = [audience for audience, _ in VoiceConsent.Audience.choices if audience != "count"]
WHICH = st.integers(0, 9)
PERSON = st.integers(0, PEOPLE)  # the last one is somebody who gave no name
CONSENTS = st.sets(st.sampled_from(AUDIENCES), max_size=2)


class ToldLife(RuleBasedStateMachine):
    """Tell, say us too, add to it, join, part, split, seal, put back, redact, withdraw, close and bring back.

    `words`, `added`, `standing` (consents) and `follows` are kept beside the database, by the number of the voice:
    what must stand there whatever was done. In the end the figures are counted anew.
    """

    def __init__(self):
        super().__init__()
        with ExitStack() as until_the_end:
            until_the_end.enter_context(transaction.atomic())
            until_the_end.callback(transaction.set_rollback, True)
            self.staff, self.lead = make_user(office=CONNECTOR), make_user(office=SAFEGUARDING)
            self.people = [*(make_user() for _ in range(PEOPLE)), None]
            self.organisation = make_organisation()
            make_role(user=self.people[0], organisation=self.organisation)
            self.words, self.added, self.standing, self.follows = {}, {}, {}, set()
            self.tell(person=0, consents=set())
            self.tell(person=1, consents={"anonymous"})
            self.end = until_the_end.pop_all()

    def teardown(self):
        try:
            check_issues()
        finally:
            self.end.close()

    # -- steps ---------------------------------------------------------------------------------------------
    def step(self, run):
        """Do it, as a page would: a broken rule changes nothing. Whether it was done."""
        try:
            with transaction.atomic():
                run()
        except RuleBroken:
            return False
        return True

    def issue(self, which, **wanted) -> Issue:
        """One of the issues, as far as there is one among those wanted: most steps shall do something."""
        rows = list(Issue.objects.filter(**wanted).order_by("pk")) or list(Issue.objects.order_by("pk"))
        return rows[which % len(rows)]

    def voice(self, which) -> Voice:
        rows = list(Voice.objects.order_by("pk"))
        return rows[which % len(rows)]

    def note(self, voice, words, consents):
        self.words[voice.pk], self.added[voice.pk] = (words, voice.user_id), []
        self.standing[voice.pk] = {"count", *consents} - (set() if voice.organisation_id else {"named"})

    @rule(person=PERSON, consents=CONSENTS)
    def tell(self, person, consents):
        words, user = f"Nobody looks after number {len(self.words)}.", self.people[person]
        own = self.organisation if person == 0 else None
        issue = issues.tell(kind="issue", words=words, user=user, organisation=own, consents=consents, by=user)
        self.note(issue.voices.get(), words, consents)

    @rule(which=WHICH, person=st.integers(0, PEOPLE - 1), consents=CONSENTS)
    def us_too(self, which, person, consents):
        words, user = f"It is so for us, number {len(self.words)}.", self.people[person]
        before = set(Voice.objects.values_list("pk", flat=True))
        run = issues.add_us_too
        issue = self.issue(which, released_at__isnull=False)
        mine = Voice.objects.standing().of_issue(issue).filter(user=user).first()
        done = self.step(lambda: run(issue=issue, user=user, words=words, consents=consents, by=user))
        for voice in Voice.objects.exclude(pk__in=before):
            self.note(voice, words, consents)
        if done and mine:  # who says it again adds to their voice
            said = {self.words[mine.pk][0], *(old for old, _ in self.added[mine.pk])}
            self.added[mine.pk] += [] if words in said else [(words, None)]

    @rule(which=WHICH, with_file=st.booleans())
    def add_to_it(self, which, with_file):
        voice, words = self.voice(which), f"And more, {sum(map(len, self.added.values()))}."
        document = Document("more.txt", words.encode(), "text/plain") if with_file else None
        if self.step(lambda: issues.add_evidence(voice=voice, words=words, document=document)):
            self.added[voice.pk].append((words, words.encode() if with_file else None))

    @rule(which=WHICH, consents=CONSENTS)
    def consent(self, which, consents):
        voice = self.voice(which)
        if self.step(lambda: issues.change_consents(voice=voice, consents=consents)):
            self.standing[voice.pk] = {"count", *consents} - (set() if voice.organisation_id else {"named"})

    @rule(which=WHICH, person=st.integers(0, PEOPLE - 1))
    def follow(self, which, person):
        issue, user = self.issue(which), self.people[person]
        if self.step(lambda: issues.follow(issue=issue, user=user, by=user)):
            self.follows.add((issue.pk, user.pk))

    @rule(which=WHICH)
    def release(self, which):
        issue = self.issue(which)
        self.step(lambda: triage.look_at(issue=issue, by=self.staff))
        wording = f"Something is missing, {issue.pk}."
        self.step(lambda: triage.release(issue=self.issue(which), wording=wording, by=self.staff))

    @rule(one=WHICH, other=WHICH)
    def join(self, one, other):
        self.step(
            lambda: triage.join(issue=self.issue(one, **STANDS), lead=self.issue(other, **STANDS), by=self.staff)
        )

    @rule(which=WHICH)
    def part(self, which):
        self.step(lambda: triage.undo_join(issue=self.issue(which, joined_to__isnull=False), by=self.staff))

    @rule(which=WHICH, some=st.integers(1, 3))
    def split(self, which, some):
        issue = self.issue(which, voice_count__gt=1, state__in=OPEN)
        voices = list(issue.voices.standing().order_by("-pk")[:some])
        self.step(lambda: triage.split(issue=issue, voices=voices, by=self.staff))

    @rule(which=WHICH, again=st.booleans())
    def close_or_bring_back(self, which, again):
        issue = self.issue(which, joined_to=None)
        if again:
            self.step(lambda: triage.reopen(issue=issue, by=self.staff))
        else:
            self.step(lambda: triage.close(issue=issue, reason="Nothing more to do.", by=self.staff))

    @rule(which=WHICH)
    def withdraw(self, which):
        voice = self.voice(which)
        if self.step(lambda: issues.withdraw_voice(voice=voice, by=voice.user)):
            self.standing[voice.pk] = set()

    @rule(which=WHICH, added=st.booleans())
    def redact(self, which, added):
        voice = self.voice(which)
        rows = list(voice.evidence.all())
        if added and rows:
            old = rows[-1]
            if self.step(lambda: issues.redact_evidence(evidence=old, words="Taken out.", by=self.staff)):
                self.added[voice.pk][-1] = ("Taken out.", self.added[voice.pk][-1][1])
        elif self.step(lambda: issues.redact_voice(voice=voice, words="Taken out.", by=self.staff)):
            self.words[voice.pk] = ("Taken out.", voice.user_id)

    @rule(which=WHICH, whole=st.booleans(), safe=st.booleans(), joined=st.booleans())
    def seal(self, which, whole, safe, joined):
        if whole:
            issue = self.issue(which, joined_to__isnull=not joined)
            self.step(lambda: safeguarding.seal_issue(issue=issue, wording_is_safe=safe, by=self.staff))
        else:
            voice = self.voice(which)
            self.step(lambda: safeguarding.seal_voice(voice=voice, wording_is_safe=safe, by=self.staff))
        for pk in Voice.objects.filter(sealed_at__isnull=False).values_list("pk", flat=True):
            self.standing[pk] = set()

    @rule(which=WHICH)
    def put_back(self, which):
        rows = list(SealedRecord.objects.shut().order_by("pk"))
        if rows:
            record = rows[which % len(rows)]
            assert self.step(lambda: safeguarding.put_back(record=record, by=self.lead)), "it can always go back"

    # -- what must hold --------------------------------------------------------------------------------------
    def kept(self) -> dict:
        """What the sealed records keep for the lead, by the number of the voice."""
        found = {}
        for record in SealedRecord.objects.shut():
            content = safeguarding.open_record(record=record, by=self.lead)
            found |= {row["pk"]: (record, row) for row in content["voices"]}
        return found

    @invariant()
    def every_voice_keeps_its_words_and_what_was_added(self):
        kept = self.kept()
        assert set(Voice.objects.values_list("pk", flat=True)) == set(self.words)
        for voice in Voice.objects.all():
            if voice.sealed_at is None:
                assert voice.pk not in kept
                words = voice.words
                added = [(row.words, _bytes(row)) for row in voice.evidence.select_related("file")]
            else:
                assert voice.words == "" and not voice.evidence.exists()
                record, row = kept[voice.pk]
                words = row["words"]
                added = [(e["words"], record.read_file(e["file"]) if e["file"] else None) for e in row["evidence"]]
            assert (words, voice.user_id) == self.words[voice.pk]
            assert added == self.added[voice.pk]

    @invariant()
    def consents_are_what_was_said_last(self):
        for pk, wanted in self.standing.items():
            rows = VoiceConsent.objects.filter(voice=pk, withdrawn_at__isnull=True)
            assert sorted(rows.values_list("audience", flat=True)) == sorted(wanted)

    @invariant()
    def followers_stay(self):
        assert self.follows <= set(Follower.objects.filter(stopped_at=None).values_list("issue", "user"))

    @invariant()
    def each_voice_counts_once(self):
        for issue in Issue.objects.all():
            assert issue.voice_count == issue.voices.standing().count(), issue.state
        total = sum(Issue.objects.values_list("voice_count", flat=True))
        assert total == Voice.objects.standing().count()

    @invariant()
    def what_is_joined_stands_under_the_wider_issue_and_nothing_else_does(self):
        for issue in Issue.objects.all():
            if issue.state == Issue.State.JOINED:
                assert issue.joined_to_id, "part of a wider issue"
            elif issue.joined_to_id:
                assert issue.state in (Issue.State.SEALED, Issue.State.WITHDRAWN)

    @invariant()
    def what_is_open_has_a_voice(self):
        assert not Issue.objects.filter(state__in=OPEN, voice_count=0).exists()

    @invariant()
    def a_sealed_issue_has_a_record_that_can_open_it(self):
        for issue in Issue.objects.filter(state=Issue.State.SEALED):
            assert issue.sealed_records.shut().filter(whole_issue=True).exists()
        for record in SealedRecord.objects.shut().filter(whole_issue=True).select_related("issue"):
            assert record.issue.state == Issue.State.SEALED, "sealed until the lead says otherwise"


def _bytes(row: Evidence) -> bytes | None:
    if row.file is None:
        return None
    with row.file.file.open("rb") as file:
        return file.read()
