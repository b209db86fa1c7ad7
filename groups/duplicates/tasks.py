"""Each night all records are compared anew, and what reached a merged record late is carried over."""

from celery import shared_task

from groups.duplicates.actions import pairs


@shared_task(name="groups.duplicates.refresh")
def refresh():
    pairs.follow_merged()
    pairs.refresh_pairs()
