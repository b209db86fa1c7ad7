"""Nightly: addresses that nobody ever proved are forgotten."""

from celery import shared_task
from django.utils import timezone

from camk.accounts import actions


@shared_task(name="camk.accounts.forget_unproved")
def forget_unproved():
    actions.forget_unproved(now=timezone.now())
