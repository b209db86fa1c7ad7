"""Is the portal well? What the health page answers; numbers only, no names and no versions."""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.utils import timezone

from camk.details import SiteDetails
from camk.outbox.models import OutboundMail

log = logging.getLogger(__name__)
SWEEP_KEY = "camk.last_sweep"
MAIL_LATE_AFTER = timedelta(minutes=15)
SWEEP_LATE_AFTER = timedelta(minutes=10)


def report() -> tuple[bool, dict]:
    """Whether all is well, and what was found."""
    found = {"database": _database(), "cache": _cache(), "disk": _disk()}
    if found["database"]:
        found["mail"], mail = _mail()
    else:
        found["mail"], mail = False, {}
    return all(found.values()), {**found, **mail}


def note_sweep() -> None:
    """Called by the worker each minute: its sign of life."""
    try:
        cache.set(SWEEP_KEY, time.time(), 24 * 3600)
    except Exception:  # a cache that is away stops no mail
        log.warning("The worker's sign of life was not kept", exc_info=True)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache() -> bool:
    """Whatever goes wrong in there, the answer is no: the cache server's own errors have many names."""
    try:
        cache.set("camk.health", "well", 60)
        return cache.get("camk.health") == "well"
    except Exception:
        return False


def _disk() -> bool:
    """True when a file can be written where files are kept: a full disk says no."""
    probe = settings.VAR_DIR / f".health-{time.monotonic_ns()}"
    try:
        probe.write_bytes(b"x" * 4096)
    except OSError:
        return False
    finally:
        probe.unlink(missing_ok=True)
    return True


def _mail() -> tuple[bool, dict]:
    """Mail is well while nothing due waits long (unless it is held on purpose) and the worker's sweep is young."""
    now = timezone.now()
    oldest = (
        OutboundMail.objects.due(now).order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()
    )
    waits = now - oldest if oldest else timedelta(0)
    held = SiteDetails.objects.filter(mail_held=True).exists()
    try:
        swept = cache.get(SWEEP_KEY)
    except Exception:
        swept = None
    age = timedelta(seconds=time.time() - swept) if swept else None
    well = held or (waits < MAIL_LATE_AFTER and (age is None or age < SWEEP_LATE_AFTER))
    return well, {
        "mail_held": held,
        "mail_needing_staff": OutboundMail.objects.needing_staff().count(),
        "oldest_due_mail_seconds": round(waits.total_seconds()),
        "last_sweep_seconds": round(age.total_seconds()) if age else None,
    }
