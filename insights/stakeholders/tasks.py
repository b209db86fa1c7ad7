"""Celery's part of partners: once a year staff are asked whether the contacts are still right."""

from celery import shared_task
from django.utils import timezone

from insights.stakeholders.actions.dealings import ask_for_checks


@shared_task(name="insights.stakeholders.ask_for_checks")
def yearly_check():
    """May run twice or late without harm: who was asked about is marked."""
    ask_for_checks(now=timezone.now())
