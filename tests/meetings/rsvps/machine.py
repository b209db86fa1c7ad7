"""The life of one meeting with places, as a machine of steps in any order, and what must hold after each of them."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import time_machine
from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from meetings.meetings import actions as meetings
from meetings.reminders import tasks as reminding
from meetings.reminders.models import ReminderDispatch
from meetings.rsvps.actions import answer, letting_in, waiting, wishes
from meetings.rsvps.models import Rsvp, places_held
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_venue
from tests.factories.organisations import make_organisation

State = Rsvp.State
PEOPLE = 6
PLACES = st.one_of(st.none(), st.integers(0, 6))
# Saturday noon before the clocks go back: a walk of some days crosses it.
BEGIN = datetime(2026, 10, 24, 11, tzinfo=UTC)
MODES = ("room", "online")
STANDING = (State.YES, State.MAYBE, State.WAITLISTED, State.OFFERED)


class MeetingLife(RuleBasedStateMachine):
    """Book, cancel, raise, lower, move, call off, restore, promote, expire, and let time pass."""

    def __init__(self):
        super().__init__()
        with ExitStack() as until_the_end:
            self.now = until_the_end.enter_context(time_machine.travel(BEGIN, tick=False))
            until_the_end.enter_context(transaction.atomic())
            until_the_end.callback(transaction.set_rollback, True)
            self.staff, self.people = make_user(), [make_user() for _ in range(PEOPLE)]
            self.organisations = [None, make_organisation(), make_organisation()]
            self._plan()
            self.end = until_the_end.pop_all()  # whatever fails before this line leaves no frozen clock behind

    def _plan(self):
        """A meeting in twelve days; a few have said yes already, and one more comes when the room is full."""
        self.meeting = make_meeting(
            mode="both",
            venue=make_venue(),
            room_capacity=3,
            online_capacity=2,
            places_each=2,
            starts_at=timezone.now() + timedelta(days=12),
        )
        self.sequence, self.before, self.by_step, self.mails = 0, dict.fromkeys(MODES, 0), "", 0
        for user in self.people[:3]:
            answer(meeting=self.meeting, user=user, answer="yes", mode="room", by=user)
        self._answer(3, "yes", mode="room")

    def teardown(self):
        self.end.close()

    # -- steps ---------------------------------------------------------------------------------------------
    def step(self, kind, run):
        """Do it, as a page would: a broken rule changes nothing."""
        self.before = {mode: held(self.meeting, mode) for mode in MODES}
        self.mails = OutboundMail.objects.aggregate(last=Max("pk"))["last"] or 0
        self.by_step = kind
        self.meeting.refresh_from_db()
        self.limits = {mode: self.meeting.capacity_of(mode) for mode in MODES}
        try:
            with transaction.atomic():
                run()
        except RuleBroken:
            assert {mode: held(self.meeting, mode) for mode in MODES} == self.before
        self.meeting.refresh_from_db()

    @precondition(lambda self: self.meeting.is_open)
    @rule(
        who=st.lists(st.integers(0, PEOPLE - 1), min_size=1, max_size=4),
        party=st.one_of(st.none(), st.integers(1, 3)),
        mode=st.sampled_from(["", *MODES]),
        wish=st.sampled_from(["", "", wishes.FEWER, wishes.ALL, wishes.ROOM_LATER]),
    )
    def book(self, who, party, mode, wish):
        for person in who:
            self._answer(person, "yes", party, mode or "room", wish)

    @precondition(lambda self: self.meeting.is_open)
    @rule(
        who=st.lists(st.integers(0, PEOPLE - 1), min_size=1, max_size=2), word=st.sampled_from(["no", "no", "maybe"])
    )
    def cancel(self, who, word):
        for person in who:
            self._answer(person, word)

    def _answer(self, person, word, party=None, mode="", wish=""):
        self.step(
            "answer",
            lambda: answer(
                meeting=self.meeting,
                user=self.people[person],
                answer=word,
                party_size=party,
                mode=mode,
                organisation=self.organisations[person % 3],
                wish=wish,
                by=self.people[person],
            ),
        )

    @rule(room=PLACES, online=PLACES)
    def raise_or_lower(self, room, online):
        def change():
            self.meeting.room_capacity, self.meeting.online_capacity = room, online
            meetings.store(meeting=self.meeting, themes=[], action_groups=[], by=self.staff)

        self.step("capacity", change)

    @precondition(lambda self: self.meeting.state != "cancelled")
    @rule(hours=st.sampled_from([3, 20, 47, 100, 400]))
    def move(self, hours):
        start = timezone.now() + timedelta(hours=hours, minutes=5)
        self.step(
            "move",
            lambda: meetings.move(
                meeting=self.meeting, starts_at=start, ends_at=start + timedelta(hours=1), by=self.staff
            ),
        )

    @precondition(lambda self: self.meeting.is_open)
    @rule(how=st.sampled_from([meetings.cancel, meetings.postpone]))
    def call_off(self, how):
        self.step(how.__name__, lambda: how(meeting=self.meeting, reason="Because.", by=self.staff))

    @precondition(lambda self: self.meeting.state in ("cancelled", "postponed"))
    @rule()
    def restore(self):
        self.step("restore", lambda: meetings.restore(meeting=self.meeting, by=self.staff))

    @rule(hours=st.sampled_from([1, 6, 25, 70]))
    def time_passes(self, hours):
        """Offers run out, places are handed on, reminders go, the clocks change."""
        self.now.shift(timedelta(hours=hours))

        def sweep():
            for meeting in type(self.meeting).objects.filter(pk__in=Rsvp.objects.unsettled().values("meeting")):
                waiting.settle(meeting=meeting, now=timezone.now())
            reminding.sweep()

        self.step("time", sweep)
        if self.meeting.starts_at <= timezone.now():
            rows = Rsvp.objects.filter(meeting=self.meeting, state__in=[State.WAITLISTED, State.OFFERED])
            assert self.meeting.state != "published" or not rows.exists(), "waiting ends at the start"
            self._plan()

    @precondition(lambda self: self.meeting.is_open)
    @rule(person=st.integers(0, PEOPLE - 1))
    def let_in(self, person):
        rsvp = Rsvp.objects.filter(meeting=self.meeting, user=self.people[person]).first()
        if rsvp is not None:
            self.step("let in", lambda: letting_in.let_in(rsvp=rsvp, reason="access", by=self.staff))

    @rule()
    def twice(self):
        """A worker that died ran the sweep halfway: running it again changes nothing."""

        def again():
            waiting.settle(meeting=self.meeting, now=timezone.now())
            seen = list(Rsvp.objects.filter(meeting=self.meeting).order_by("pk").values())
            mails = OutboundMail.objects.count()
            waiting.settle(meeting=self.meeting, now=timezone.now())
            assert list(Rsvp.objects.filter(meeting=self.meeting).order_by("pk").values()) == seen
            assert OutboundMail.objects.count() == mails

        self.step("settle", again)

    # -- what must hold --------------------------------------------------------------------------------------
    @invariant()
    def places_are_never_given_twice(self):
        """Only a lowered limit, or a restoring, leaves more people than places; then nobody new gets in."""
        for mode in MODES:
            capacity = self.meeting.capacity_of(mode)
            if capacity is None or self.by_step == "restore":
                continue
            if self.by_step == "let in":  # the limit rises with whoever is let in
                capacity = max(capacity, self.before[mode] + capacity - self.limits[mode])
            assert held(self.meeting, mode) <= max(capacity, self.before[mode]), (mode, self.by_step)

    @invariant()
    def one_answer_a_person(self):
        rows = Rsvp.objects.filter(meeting=self.meeting)
        assert rows.count() == rows.values("user").distinct().count() <= PEOPLE

    @invariant()
    def the_sequence_only_rises(self):
        assert self.meeting.sequence >= self.sequence
        self.sequence = self.meeting.sequence

    @invariant()
    def who_waits_has_a_place_in_the_queue(self):
        rows = Rsvp.objects.filter(meeting=self.meeting)
        assert not rows.filter(state=State.WAITLISTED, queued_at__isnull=True).exists()
        assert not rows.filter(state=State.OFFERED, offer_expires_at__gt=self.meeting.starts_at).exists()
        assert not rows.filter(state__in=[State.NO, State.MAYBE], queued_at__isnull=False).exists()
        assert not rows.filter(state=State.YES, mode="room", queued_at__isnull=False).exists()

    @invariant()
    def a_freed_seat_is_offered_or_visibly_free(self):
        """With days to go nobody waits beside a free place that they could have."""
        meeting = self.meeting
        if meeting.state != "published" or meeting.starts_at - timezone.now() <= waiting.AT_ONCE_BEFORE:
            return
        if self.by_step == "move" or (self.by_step == "time" and not meeting.is_open):
            return
        shared = meeting.fair_until is not None
        for mode in MODES:
            capacity = meeting.capacity_of(mode)
            left = None if capacity is None else capacity - held(meeting, mode)
            for rsvp in Rsvp.objects.filter(meeting=meeting, mode=mode).waiting():
                if not (shared and rsvp.organisation_id):
                    assert left is not None
                    assert rsvp.party_size > left
                    assert left <= 0 or rsvp.waits_for_all

    @invariant()
    def a_cancelled_meeting_is_quiet(self):
        if self.meeting.state != "cancelled":
            return
        assert not Rsvp.objects.filter(meeting=self.meeting, state__in=STANDING).exists()
        new = OutboundMail.objects.filter(pk__gt=self.mails).exclude(state=OutboundMail.State.DROPPED)
        wanted = {"meetings/cancelled"} if self.by_step == "cancel" else set()
        assert set(new.values_list("kind", flat=True)) <= wanted
        # Of this meeting: of those before it, mail may stand in the outbox that nobody sends here.
        keys = [f"answer:{pk}:" for pk in Rsvp.objects.filter(meeting=self.meeting).values_list("pk", flat=True)]
        waits = OutboundMail.objects.filter(state="queued").values_list("key", flat=True)
        assert not [key for key in waits if key.startswith((f"reminder:{self.meeting.pk}:", *keys))]

    @invariant()
    def each_reminder_goes_once(self):
        sent = ReminderDispatch.objects.filter(meeting=self.meeting, mail__isnull=False)
        keys = sent.values_list("rule", "user", "schedule_version")
        assert len(set(keys)) == len(keys)


def held(meeting, mode) -> int:
    rows = Rsvp.objects.filter(meeting=meeting, mode=mode).holding_places()
    return rows.aggregate(n=Sum(places_held()))["n"] or 0
