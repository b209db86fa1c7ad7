"""The facts of a CAG's quarter beside its learning note: what was raised, what came of it, which meetings were held.

Read anew each time and never kept: only wordings that everybody may read, so that what is sealed or taken back is
gone from every note at once.
"""

from datetime import date

from django.db.models import Exists, OuterRef

from groups.action_groups.models import ActionGroup
from insights.figures import reach
from insights.figures.periods import Quarter, bounds, within
from insights.figures.small import ActionGroupScope
from insights.figures.states import HAS_ANSWER
from insights.issues.models import Issue, IssueMove
from insights.issues.states import IssueState
from meetings.meetings.models import Meeting

SHOWN = 8


def facts_of(action_group: ActionGroup, quarter: Quarter, today: date) -> dict:
    """`raised` and `moved` (released issues), `meetings` that went ahead, and who came (`came`), of one quarter."""
    time = bounds(quarter)
    issues = Issue.objects.released().leads().exclude(state=IssueState.WITHDRAWN)
    issues = issues.shared_with(action_group.themes.values("pk"), action_group.place)
    moved = IssueMove.objects.filter(issue=OuterRef("pk"), new_state__in=HAS_ANSWER)
    moved = moved.filter(within("at", *time))
    raised = issues.filter(within("created_at", *time))
    meetings = Meeting.objects.going_ahead().filter(action_groups=action_group)
    return {
        "raised": raised.order_by("-voice_count", "-pk")[:SHOWN],
        "moved": issues.filter(Exists(moved), state__in=HAS_ANSWER).order_by("-voice_count", "-pk")[:SHOWN],
        "meetings": meetings.filter(within("starts_at", *time)).order_by("starts_at"),
        "came": reach.held(ActionGroupScope(quarter, today, action_group=action_group)),
    }
