"""Who is mailed what becomes of an issue: people behind it until they stop, others once they follow it."""

from django.db.models import Q
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions.bundling import hear_no_more
from insights.issues.models import Follower, Issue


@action
def follow(*, issue: Issue, user: User, by: User | None = None) -> None:
    """Hear by mail when something changes; a second time changes nothing."""
    if issue.released_at is None and not issue.voices.standing().filter(user=user).exists():
        raise RuleBroken("You cannot follow this issue.")
    row, _ = Follower.objects.get_or_create(issue=issue, user=user)
    if row.stopped_at is not None:
        row.stopped_at, row.since = None, timezone.now()
        row.save(update_fields=["stopped_at", "since"])
    audit.record("issue.followed", issue, by=by, follower=user)


@action
def stop_following(*, issue: Issue, user: User, by: User | None = None) -> None:
    """No more mails about it, those that wait neither, even to somebody who told us; their voice counts as before."""
    row, _ = Follower.objects.get_or_create(issue=issue, user=user)
    row.stopped_at = row.stopped_at or timezone.now()
    row.save(update_fields=["stopped_at"])
    family = Issue.objects.filter(Q(pk=issue.pk) | Q(joined_to=issue) | Q(joined_to__joined_to=issue))
    hear_no_more(user=user, titles=set(family.values_list("reference", flat=True)))
    audit.record("issue.unfollowed", issue, by=by, follower=user)
