"""Whatever records are joined in whatever order: nothing points at one that went, and nothing is lost."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from camk import merging
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroupMembership
from groups.duplicates.actions.merging import merge
from groups.organisations.models import Organisation, OrganisationAlias, OrganisationRole
from insights.issues.models import Voice
from meetings.rsvps.models import Rsvp
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_voice
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation, make_role

SEVERAL = settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],  # to make a failing network smaller takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PEOPLE, CAGS = 4, 3
LIVE = ActionGroupMembership.LIVE

network = st.fixed_dictionaries(
    {
        "roles": st.sets(st.tuples(st.integers(0, 3), st.integers(0, PEOPLE - 1)), max_size=8),
        "memberships": st.dictionaries(
            st.tuples(st.integers(0, 3), st.integers(0, CAGS - 1)),
            st.sampled_from(["applied", "active", "paused", "left"]),
            max_size=8,
        ),
        "answers": st.dictionaries(st.integers(0, PEOPLE - 1), st.integers(0, 3), max_size=PEOPLE),
        "voices": st.lists(st.integers(0, 3), max_size=4),
        "themes": st.lists(st.integers(0, 3), max_size=2),
    }
)
# Which record goes into which, as numbers among those that are left.
orders = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=5)


def build(plan, *, again=""):
    """Four records with what belongs to them."""
    rows = [make_organisation(name=f"Club {letter}", slug=f"club-{letter.lower()}{again}") for letter in "ABCD"]
    users = [make_user(f"p{n}.{rows[0].pk}@example.org") for n in range(PEOPLE)]
    cags = [make_action_group(name=f"CAG {n}", slug=f"cag-{n}{again}") for n in range(CAGS)]
    for row, user in sorted(plan["roles"]):
        make_role(user=users[user], organisation=rows[row])
    for (row, cag), state in plan["memberships"].items():
        make_membership(action_group=cags[cag], organisation=rows[row], state=state)
    meeting, issue = make_meeting(), make_issue()
    for user, row in plan["answers"].items():
        make_rsvp(meeting=meeting, user=users[user], organisation=rows[row])
    for row in plan["voices"]:
        make_voice(issue=issue, organisation=rows[row])
    return rows


def join_all(rows, order, staff):
    """Join as `order` says; returns the records that are left."""
    for one, other in order:
        goes, stays = rows[one], rows[other]
        try:
            merge(goes=goes, stays=stays, by=staff)
        except RuleBroken as broken:
            assert broken.sentence.endswith((".", "?"))
    return Organisation.objects.filter(pk__in=[row.pk for row in rows]).exclude(state="merged")


def counts():
    return [table.objects.count() for table in (OrganisationRole, ActionGroupMembership, Rsvp, Voice)]


class TestMerging(TestCase):
    """Random networks, random orders."""

    @SEVERAL
    @given(network, orders)
    def test_nothing_points_at_a_record_that_went_and_counts_add_up(self, plan, order):
        staff = make_user("staff.member@example.org")
        rows = build(plan)
        before = counts()
        left = list(join_all(rows, order, staff))
        assert counts() == before, "rows end, none is lost"
        for goes in Organisation.objects.filter(state="merged"):
            assert merging.preview(goes, left[0]) == []
            assert goes.merged_into.state != "merged", "chains are short"
            names = OrganisationAlias.objects.filter(organisation=goes.merged_into).values_list("name", flat=True)
            assert goes.name in names
        assert Rsvp.objects.filter(organisation__in=left).count() == len(plan["answers"])
        assert Voice.objects.filter(organisation__in=left).count() == len(plan["voices"])
        for row in left:
            leads = row.roles.filter(state="current", kind="lead").count()
            has_merged = row.merged_from.exists()
            assert leads == bool(has_merged and row.roles.filter(state="current").exists())

    @SEVERAL
    @given(network, st.permutations([1, 2, 3]), st.permutations([1, 2, 3]))
    def test_order_does_not_matter_for_who_owns_what(self, plan, one, other):
        staff, outcomes = make_user("staff.member@example.org"), []
        for chain, again in ((one, ""), (other, "-again")):
            rows = build(plan, again=again)
            keeper = rows[0]
            for number in chain:
                merge(goes=rows[number], stays=keeper, by=staff)
            roles = keeper.roles.filter(state="current").values_list("user__email", flat=True)
            live = keeper.memberships.filter(state__in=LIVE).values_list("action_group__name", "state")
            outcomes.append(
                (
                    sorted(email.split(".")[0] for email in roles),
                    sorted(live),
                    keeper.rsvps.count(),
                    keeper.voices.count(),
                )
            )
        assert outcomes[0] == outcomes[1]

    @SEVERAL
    @given(network, st.integers(0, 3), st.integers(0, 3))
    def test_twice_is_once(self, plan, one, other):
        staff, rows = make_user("staff.member@example.org"), build(plan)
        join_all(rows, [(one, other)], staff)
        after = list(Organisation.objects.order_by("pk").values()), counts()
        with pytest.raises(RuleBroken):
            merge(goes=rows[one], stays=rows[other], by=staff)
        assert after == (list(Organisation.objects.order_by("pk").values()), counts())
