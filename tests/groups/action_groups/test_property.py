"""Whatever people and staff do in whatever order: one live row each, dates in order, nothing of the past lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from camk.errors import RuleBroken
from groups.action_groups.actions import deciding, records
from groups.action_groups.actions.joining import join, leave
from groups.action_groups.actions.merging import merge
from groups.action_groups.models import ActionGroup, ActionGroupMembership, ActionGroupMembershipMove
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.organisations import make_organisation, make_role

pytestmark = pytest.mark.django_db
STEPS = ("apply", "approve", "reject", "pause", "resume", "quiet", "leave", "remove", "close", "start", "merge")
LIVE = ActionGroupMembership.LIVE

step = st.tuples(st.sampled_from(STEPS), st.integers(0, 1), st.integers(0, 1))


class Play:
    """Two organisations, one not admitted yet, and two CAGs, one with its own approval."""

    def __init__(self):
        self.staff = make_user()
        self.organisations = [make_organisation(), make_organisation(state="unverified", admitted_at=None)]
        self.contacts = [make_user(), make_user()]
        for user, organisation in zip(self.contacts, self.organisations, strict=True):
            make_role(user=user, organisation=organisation)
        self.cags = [make_action_group(asks_own_approval=True), make_action_group()]
        self.past: dict[int, tuple] = {}
        self.moves: set[int] = set()

    def take(self, what: str, who: int, where: int) -> None:
        """One step; what a rule forbids is refused and changes nothing."""
        cag = ActionGroup.objects.get(pk=self.cags[where].pk)
        rows = ActionGroupMembership.objects.filter(organisation=self.organisations[who], action_group=cag)
        row, by = rows.live().first() or rows.last(), self.staff
        try:
            if what == "apply":
                join(action_group=cag, organisation=self.organisations[who], by=self.contacts[who])
            elif what in ("close", "start"):
                records.change_state(action_group=cag, state={"close": "closed", "start": "active"}[what], by=by)
            elif what == "merge":
                merge(goes=cag, stays=ActionGroup.objects.get(pk=self.cags[1 - where].pk), by=by)
            elif row is not None:
                self._of_membership(what, row)
        except RuleBroken:
            pass

    def _of_membership(self, what, row) -> None:
        steps = {"approve": deciding.approve, "pause": deciding.pause, "resume": deciding.resume}
        steps |= {"quiet": deciding.note_quiet, "leave": leave}
        if what in ("reject", "remove"):
            {"reject": deciding.reject, "remove": deciding.remove}[what](membership=row, reason="So.", by=self.staff)
        else:
            steps[what](membership=row, by=self.staff)

    def check(self) -> None:
        """What holds after every step."""
        rows = list(ActionGroupMembership.objects.all())
        live = [(row.action_group_id, row.organisation_id) for row in rows if row.state in LIVE]
        assert len(live) == len(set(live)), "two live rows"
        now = {row.pk: (row.state, row.applied_at, row.ended_at, row.reason) for row in rows}
        for row in rows:
            assert row.decided_at is None or row.decided_at >= row.applied_at
            assert row.ended_at is None or row.ended_at >= (row.decided_at or row.applied_at)
            assert (row.ended_at is None) == (row.state in LIVE)
            states = [(move.old, move.new) for move in row.moves.all()]
            assert all(a[1] == b[0] for a, b in zip(states, states[1:], strict=False)), "a step is missing"
            assert not states or states[-1][1] == row.state
        assert self.past.keys() <= now.keys(), "a row is gone"
        assert all(now[key] == kept for key, kept in self.past.items() if kept[0] not in LIVE), "the past changed"
        moves = set(ActionGroupMembershipMove.objects.values_list("pk", flat=True))
        assert self.moves <= moves, "a step is gone"
        merged = ActionGroup.objects.filter(state="merged")
        assert not ActionGroupMembership.objects.filter(action_group__in=merged).exists(), "rows left behind"
        self.past, self.moves = now, moves


class MembershipsKeepTheirRules(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(step, min_size=4, max_size=14))
    def test_any_order_of_steps(self, steps):
        play = Play()
        for one in steps:
            play.take(*one)
            play.check()
