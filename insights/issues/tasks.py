"""What the clock does with what people tell us: the list is mended, wordings are read anew, silence is said."""

from celery import shared_task
from django.utils import timezone

from insights.issues import actions


@shared_task(name="insights.issues.mend_the_list")
def mend_the_list():
    """May run twice or late without harm: what is right already is left alone."""
    actions.mend_the_list()


@shared_task(name="insights.issues.read_again")
def read_again():
    """May run twice or late without harm: what was read by the lists of today is left alone."""
    while actions.read_again():
        pass


@shared_task(name="insights.issues.note_silence")
def note_silence():
    """May run twice or late without harm: an issue that was noted has left the state it is looked for in."""
    while actions.note_silence(now=timezone.now()):
        pass
