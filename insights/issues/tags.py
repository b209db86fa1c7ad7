"""Inclusion tags this room offers to any page."""

from datetime import date, datetime

from django import template
from django.db.models import Case, Count, Q, When
from django.utils import timezone

from camk.personal_data import find_personal, listed
from camk.questions import counted, question
from insights.issues.models import Issue, IssueMove, Voice
from insights.issues.states import IssueState

register = template.Library()
FEW = 5
MOST = 50  # of one's own, on one's page


def quarter_start(day: date) -> date:
    """The first day of the quarter that `day` lies in."""
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


@question
def _heard(*, since):
    """Counted from what stands in the tables: told since then, ever raised with a partner, answered or done."""
    return counted(
        Issue.objects.exclude(state__in=[IssueState.WITHDRAWN, IssueState.SEALED]),
        told=Count("pk", filter=Q(created_at__gte=since)),
        raised=Count("pk", filter=Q(pk__in=IssueMove.objects.filter(new_state=IssueState.RAISED).values("issue"))),
        done=Count("pk", filter=Q(state__in=[IssueState.ANSWERED, IssueState.CONFIRMED])),
    )


@register.filter
def seen_in(voice) -> str:
    """What in one person's words, or in what they added, might show who somebody is; for staff, to take it out."""
    words = [voice.words, voice.what_would_help, *(row.words for row in voice.evidence.all())]
    return listed(find_personal("\n".join(words)))


@register.inclusion_tag("insights/issues/_what_we_heard.html")
def what_we_heard(user) -> dict:
    """Three counted figures for the home page: totals for all of Milton Keynes, the same for everybody."""
    since = quarter_start(timezone.localdate())
    [heard] = _heard(since=timezone.make_aware(datetime.combine(since, datetime.min.time())))
    return {"since": since, "heard": heard}


@register.inclusion_tag("insights/issues/_my_issues.html")
def my_issues(user) -> dict:
    """What this person, or their organisations, told us: what waits for their word first, then newest first."""
    if not user.is_authenticated:
        return {"issues": []}
    rows = _told_by(MOST, user=user.pk)
    return {"issues": rows[:FEW], "older": rows[FEW:], "most": MOST if len(rows) == MOST else 0}


@question
def _told_by(number, /, *, user):
    waits = When(state__in=[IssueState.NEEDS_INFORMATION, IssueState.THEY_SAY_DONE], then=0)
    # A "us too" that was taken back is theirs no more; an issue of their own that was says so.
    standing = Voice.objects.standing().told_by(user).values("first_issue")
    rows = Issue.objects.told_by(user).filter(Q(pk__in=standing) | Q(state=IssueState.WITHDRAWN))
    rows = rows.select_related("joined_to").annotate(waits=Case(waits, default=1))
    return rows.order_by("waits", "-created_at", "-pk")[:number]


@register.inclusion_tag("insights/issues/_action_group_issues.html")
def action_group_issues(user, action_group) -> dict:
    """Released issues that share the CAG's themes or place, newest first."""
    themes = action_group.themes.values("pk")
    issues = Issue.objects.released().leads().exclude(state=IssueState.WITHDRAWN)
    issues = issues.shared_with(themes, action_group.place).for_rows()
    return {"issues": issues.order_by("-released_at", "-pk")[:FEW], "action_group": action_group}
