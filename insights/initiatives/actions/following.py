"""Promises made at assemblies are followed by the organiser of their initiative."""

from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.initiatives.models import Initiative
from insights.initiatives.permissions import check_may_log
from insights.initiatives.telling import promises_of
from insights.pledges.actions import hear
from insights.pledges.models import Pledge, PledgeWord


@action
def follow_promise(*, initiative: Initiative, pledge: Pledge, words: str, proposes: str = "", by: User) -> PledgeWord:
    """How a promise of an assembly stands, as its organiser heard it, and if wanted how it ended."""
    check_may_log(by, initiative)
    if pledge not in promises_of(initiative):
        raise RuleBroken("This promise was not made to this initiative.")
    return hear(pledge=pledge, words=words, proposes=proposes, by=by)
