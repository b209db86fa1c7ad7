"""Celery's part of the workspaces: announcements, digests, Slack, questions nobody answered, what grew old."""

import logging
from datetime import timedelta

from celery import shared_task
from django.db.models import F
from django.utils import timezone

from camk.hours import working_days_before
from groups.action_groups.models import ActionGroup
from groups.workspace import digests
from groups.workspace.actions import announcements, resources, telling
from groups.workspace.audience import recipients
from groups.workspace.links import check_links
from groups.workspace.models import Announcement, Resource, Thread
from groups.workspace.slack import send_lines

log = logging.getLogger(__name__)
BATCH = 100
UNANSWERED_DAYS = 3
REMIND_BEFORE = timedelta(days=14)


@shared_task(name="groups.workspace.send_announcements")
def send_announcements():
    """Those whose five minutes are over, a batch of people at a time; cut off, the next minute goes on with it."""
    now = timezone.now()
    for announcement in Announcement.objects.due(now):
        try:
            people = list(recipients(announcement))
            for start in range(0, len(people), BATCH):
                announcements.mail_some(announcement=announcement, users=people[start : start + BATCH], now=now)
            announcements.finish(announcement=announcement, now=now)
        except Exception:
            log.exception("announcement %s could not be sent", announcement.pk)


@shared_task(name="groups.workspace.send_digests")
def send_digests():
    """Who gets one mail a day or a week gets it now. One person that fails does not stop the others."""
    now = timezone.now()
    for batch in digests.readers(now):
        pieces = digests.pieces_since(min(reader.since for reader in batch), now)
        for reader in batch:
            try:
                telling.send_digest(user=reader.user, period=reader.period, pieces=reader.new(pieces), now=now)
            except Exception:
                log.exception("the digest of person %s was not sent", reader.user.pk)


@shared_task(name="groups.workspace.repeat_in_slack")
def repeat_in_slack():
    send_lines()


@shared_task(name="groups.workspace.pass_on_questions")
def pass_on_questions():
    """Questions that have waited three working days go to a named member of staff."""
    waited = Thread.objects.unanswered().filter(
        passed_on_at=None,
        created_at__lte=working_days_before(timezone.now(), UNANSWERED_DAYS),
        action_group__in=ActionGroup.objects.running_or_paused(),
    )
    for thread in waited:
        telling.pass_question_on(thread=thread)


@shared_task(name="groups.workspace.remind_owners")
def remind_owners():
    """What should be looked at again within two weeks, once for each date."""
    soon = timezone.localdate() + REMIND_BEFORE
    rows = Resource.objects.shown().filter(review_on__lte=soon).exclude(reminded_for=F("review_on"))
    for resource in rows.filter(action_group__in=ActionGroup.objects.running_or_paused()):
        resources.remind_owner(resource=resource)


@shared_task(name="groups.workspace.check_links")
def look_at_links():
    check_links()
