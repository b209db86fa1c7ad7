"""Celery's part of the figures: changes go into the tallies; each night it is proved that they add up."""

import logging

from celery import shared_task

from insights.figures import actions

log = logging.getLogger(__name__)


@shared_task(name="insights.figures.settle")
def settle():
    """May run twice or late without harm: figures read the changes that are not settled yet."""
    actions.settle()


@shared_task(name="insights.figures.check")
def check():
    """Each night: a recount must find the same; if it does not, it is written to the log and counted anew."""
    actions.settle()
    wrong = actions.differences()
    if wrong:
        log.error("The tallies of issues differ from a recount in %s places; they are counted anew.", len(wrong))
        actions.recount()
    actions.compact()
