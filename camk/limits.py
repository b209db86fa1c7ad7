"""Rate limits of our own forms, counted in the shared cache (allauth's machinery)."""

import logging

from allauth.core.internal import ratelimit
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

# Documented in docs/rules.md; a test compares. Number / time span / counted by.
LIMITS = {
    "join": "10/h/ip,3/h/key",
    "guest_answer": "30/h/ip,5/h/key",
    "tell_us": "30/h/ip",
    "us_too": "60/h/ip",
    "help_request": "10/h/key",
    "help_guest": "30/h/ip,5/h/key",
    "listing": "20/h/key",
    "ask_cag": "20/h/ip",
    "contribution": "20/h/key",
    "room_code": "10/h/key",
    "secret_link_miss": "20/10m/ip",
    "safeguarding_alert": "20/h/ip",
    "mailed_code": "20/h/ip,6/10m/key",
    "suggest": "120/m/ip",
    "directory_csv": "20/h/key",
    "invite": "20/h/key",
    "network_interest": "10/h/key",
    "share_update": "20/h/key",
    "make_offer": "20/h/key",
    "add_idea": "20/h/key",
    "ask_for_volunteers": "20/h/key",
    "enquiry": "20/h/ip,5/h/key",
    "enquiry_more": "20/h/key",
    "survey": "60/h/ip",
    "survey_mail": "20/h/ip,5/h/key",
    "suggest_organisation": "20/d/ip,5/d/key",
}


# Without the counter nobody is let in uncounted, but a call about somebody's safety is never turned away.
OPEN_WITHOUT_COUNTER = {"safeguarding_alert"}


class TooMany(Exception):
    """Somebody did this too often; the middleware answers with the 429 page."""


def consume(request, name: str, *, key: str | None = None) -> None:
    """Count one use of `name`; raises TooMany when the limit is reached. Call before the action's transaction.

    While the counter is away its own error passes through, and the middleware answers with the 503 page.
    """
    try:
        usage = ratelimit.consume(request=request, app="camk", action=name, config=LIMITS, key=key, limit_get=True)
    except RedisError:
        if name not in OPEN_WITHOUT_COUNTER:
            raise
        log.exception("%s was not counted: the cache server is away", name)
        return
    if not usage:
        raise TooMany(name)
