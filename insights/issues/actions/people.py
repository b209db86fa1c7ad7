"""Telling the people behind an issue where it has got to, by insights/issues/events.py.

No mail holds an issue's words, released ones neither: the reference, the state in plain words, and the link.
"""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from camk.links import SecretLink, link_for
from camk.outbox.actions import post
from camk.outbox.actions.bundling import TOGETHER, Part
from groups.workspace.actions.telling import stop_url
from groups.workspace.models import MailChoice
from insights.issues.events import DESK, EVENTS, is_outcome
from insights.issues.models import Follower, Issue, Voice

IssueNews = MailChoice.IssueNews
PURPOSE = "told"


def told_link(*, issue: Issue, user=None) -> SecretLink:
    """The link by which whoever told us `issue` comes back without an account. Call inside an action."""
    return link_for(purpose=PURPOSE, target=issue, user=user)


def people_behind(issue: Issue) -> dict:
    """Each person with a voice that stands under `issue`, and the issue they know it by."""
    people = {}
    for voice in issue.voices.standing().select_related("user", "first_issue").order_by("created_at", "pk"):
        if voice.user_id and voice.user.is_active:
            people.setdefault(voice.user, voice.first_issue)
    return people


def tell_the_people(
    issue: Issue,
    event: str,
    *,
    key: str,
    by=None,
    only: Voice | None = None,
    people: dict | None = None,
    **context,
) -> int:
    """Put one mail for each person behind `issue` into the outbox; returns how many.

    `only` narrows it to one voice; `people` are those behind it, and what they know it by, where that has changed.

    `event` is one of EVENTS. Whoever did the step themselves is not told of it, nor who chose to hear less.
    """
    if only is not None:
        people = {only.user: only.first_issue} if only.user_id else {}
    elif people is None:
        people = people_behind(issue)
    count, stopped = 0, _who_stopped(issue) | who_chose_less(people, event, state=issue.state)
    for user, told in people.items():
        if user.pk in stopped:
            continue
        if only is None and by is not None and user.pk == by.pk:
            continue
        words = {
            "reference": told.reference,
            "wider": issue.reference if issue.pk != told.pk else "",
            "state": issue.get_state_display(),
            "link": settings.SITE_URL + reverse("insights:told", args=[told_link(issue=told, user=user).token]),
        } | context
        waits = _waits(event, issue, user, words) if EVENTS[event].is_news else {}
        if post(event=f"insights/{event}", key=f"{event}:{key}:{user.pk}", user=user, context=words, **waits):
            count += 1
    if EVENTS[event].tells_followers and only is None:
        count += _tell_followers(issue, key=key, but=stopped | {user.pk for user in people} | {by.pk if by else 0})
    return count


def tell_the_desk(issue: Issue, news: str, *, key: str, by=None) -> None:
    """Whoever looks after the issue hears what somebody did with it; while nobody does, the queue shows it.

    `news` is one of events.DESK, `key` tells this time from the next.
    """
    user = issue.owner
    if user is None or not user.is_active or (by is not None and user.pk == by.pk):
        return
    if MailChoice.objects.filter(user=user, desk=False).exists():
        return
    address = settings.SITE_URL + reverse("admin:insights_issue_change", args=[issue.pk])
    words = {"reference": issue.reference, "news": DESK[news], "link": address}
    post(
        event="insights/desk_news",
        key=f"desk:{news}:{key}:{user.pk}",
        user=user,
        context=words,
        unsubscribe_url=stop_url("desk", user=user),
        not_before=timezone.now() + TOGETHER,
        part=Part("insights/desk_news_together", issue.reference, DESK[news], address),
    )


def _waits(event: str, issue: Issue, user, words: dict) -> dict:
    """What makes a mail news: it can be stopped, and waits a little to go as one mail with what comes beside it."""
    said = f"It is now “{words['state']}”." if event == "issue_moved" else f"{capfirst(EVENTS[event].what)}."
    news = " ".join(filter(None, (said, words.get("note"))))
    return {
        "unsubscribe_url": stop_url("issues", user=user),
        "not_before": timezone.now() + TOGETHER,
        "about": "" if is_outcome(event, issue.state) else MailChoice.STEP,
        "part": Part("insights/news_of_issues", words["reference"], news, words["link"]),
    }


def who_chose_less(people, event: str, *, state: str = "") -> set[int]:
    """Those of `people` who want no mail of this: nothing at all, or only what came of it and this is not it."""
    if not EVENTS[event].is_news:
        return set()
    less = [IssueNews.NEVER] if is_outcome(event, state) else [IssueNews.NEVER, IssueNews.OUTCOME]
    rows = MailChoice.objects.filter(user__in=[user.pk for user in people], issues__in=less)
    return set(rows.values_list("user", flat=True))


def _family(issue: Issue) -> Q:
    """Followers of `issue`, and of what was joined to it."""
    return Q(issue=issue) | Q(issue__joined_to=issue) | Q(issue__joined_to__joined_to=issue)


def _who_stopped(issue: Issue) -> set[int]:
    return set(Follower.objects.filter(_family(issue), stopped_at__isnull=False).values_list("user", flat=True))


def _tell_followers(issue: Issue, *, key: str, but: set[int]) -> int:
    """The same news for those who only follow it, as far as everybody may read it; returns how many."""
    if issue.released_at is None:
        return 0
    rows = Follower.objects.filter(_family(issue), stopped_at__isnull=True, user__is_active=True)
    rows = rows.exclude(user__in=but)
    words = {
        "reference": issue.reference,
        "state": issue.get_state_display(),
        "follows": True,
        "link": settings.SITE_URL + issue.get_absolute_url(),
    }
    people = {row.user_id: row.user for row in rows.select_related("user").order_by("pk")}
    less = who_chose_less(people.values(), "issue_moved", state=issue.state)
    posts = [
        post(
            event="insights/issue_moved",
            key=f"issue_moved:{key}:{user.pk}",
            user=user,
            context=words,
            **_waits("issue_moved", issue, user, words),
        )
        for user in people.values()
        if user.pk not in less
    ]
    return sum(map(bool, posts))
