"""Fills a database of its own with the demonstration and very many believable rows, in one transaction."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.details import SiteDetails
from camk.errors import RuleBroken
from insights.demo.actions import load
from insights.figures.actions import recount
from insights.sample.actions.filling import fill_issues
from insights.sample.actions.network import make_network

BEGIN = datetime(2021, 1, 4, 9)  # moments of the sample are UTC and carry no zone: databases take them as they are


@action
def load_sample(
    *, issues: int, organisations: int, rsvps: int, say: Callable[[str], None], by: User | None = None
) -> None:
    """The demonstration (its people sign in), then `organisations`, `rsvps` answers to meetings and `issues`.

    Raises RuleBroken in live mode, and on a database that holds people already.
    """
    if settings.LIVE:
        raise RuleBroken("A sample is never loaded in live mode.")
    if User.objects.exists():
        raise RuleBroken(
            "There are people in this database already. A sample fills an empty database of its own: "
            "name one in DATABASE_URL, for example sqlite:///var/sample.sqlite3."
        )
    if rsvps and not organisations:
        raise RuleBroken("Answers to meetings come from people of organisations: ask for some organisations too.")
    load(say=say, by=by)
    now = timezone.now().astimezone(UTC).replace(tzinfo=None)
    speakers = make_network(organisations=organisations, rsvps=rsvps, begin=BEGIN, now=now, say=say)
    fill_issues(number=issues, speakers=speakers, begin=BEGIN, now=now, say=say)
    say("Counting what the figures are made of")
    recount(by=by)  # otherwise a million changes wait for the sweep, and each figure reads them
    audit.record("sample.loaded", SiteDetails.objects.get(), by=by, issues=issues, organisations=organisations)
