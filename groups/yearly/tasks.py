"""Each morning: who is asked whether all is still right, who is reminded, who has gone quiet."""

from celery import shared_task
from django.utils import timezone

from camk.sweeps import safely
from groups.organisations.models import Organisation
from groups.yearly import actions


@shared_task(name="groups.yearly.sweep")
def sweep():
    """May run twice or late without harm. One organisation that fails does not stop the others."""
    run(timezone.now())


def run(now) -> None:
    """The sweep at this moment."""
    quiet = []
    for check in actions.due_to_go_on(now):
        if safely(actions.go_on, check=check, now=now) == actions.State.SILENT:
            quiet.append(check.organisation_id)
    for organisation in list(actions.due_to_ask(now)[: actions.A_DAY]):
        safely(actions.ask, organisation=organisation, now=now)
    actions.archive_silent(now=now)
    if quiet:
        actions.tell_staff(organisations=list(Organisation.objects.filter(pk__in=quiet)), now=now)
