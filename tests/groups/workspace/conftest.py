"""The people of a CAG's workspace."""

import pytest

from tests.factories.action_groups import make_membership
from tests.factories.camk import make_user
from tests.factories.organisations import make_organisation, make_role


@pytest.fixture
def colleague(action_group):
    """Contact of another organisation in the same CAG."""
    user = make_user("colleague@example.org", name="Cleo Colleague")
    organisation = make_organisation(name="Cleo's Café")
    make_role(user=user, organisation=organisation)
    make_membership(action_group=action_group, organisation=organisation)
    return user


@pytest.fixture
def lone_member(action_group, supporter):
    """In the CAG for themselves."""
    make_membership(action_group=action_group, user=supporter)
    return supporter
