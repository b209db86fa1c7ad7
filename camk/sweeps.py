"""What every sweep over many rows shares: one row that fails keeps no other from its turn."""

import logging
from collections.abc import Callable

from django.db.models import Model

log = logging.getLogger(__name__)


def safely(run: Callable, **arguments):
    """What `run(**arguments)` gives; None when it failed, which is written to the log with the rows it was for."""
    try:
        return run(**arguments)
    except Exception:
        rows = ", ".join(f"{name} {row.pk}" for name, row in arguments.items() if isinstance(row, Model))
        log.exception("%s failed for %s", run.__name__, rows)
        return None
