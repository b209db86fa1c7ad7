"""The counts of the pages asked for last, kept for less than a minute: the page says when they were read."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from camk.lately import forgotten_with_the_rest
from insights.figures.counts import Counts
from insights.figures.scope import Scope

KEEP_SECONDS = 50
MOST = 30
_kept: OrderedDict[tuple, tuple[float, Counts]] = OrderedDict()
MOST_SMALL = 300
_small: OrderedDict[tuple, tuple[float, Any]] = OrderedDict()
_lock = Lock()
forgotten_with_the_rest(_kept.clear)
forgotten_with_the_rest(_small.clear)


def remembered(key: tuple, make: Callable[[], Any]) -> Any:
    """What was made under this key within 50 seconds; otherwise it is made anew."""
    with _lock:
        until, found = _small.get(key, (0.0, None))
    if found is None or time.monotonic() >= until:
        found = make()
        with _lock:
            _small[key] = (time.monotonic() + KEEP_SECONDS, found)
            _small.move_to_end(key)
            while len(_small) > MOST_SMALL:
                _small.popitem(last=False)
    return found


def counts_for(scope: Scope, made: type[Counts] = Counts) -> Counts:
    """Those of the same scope that were begun within 50 seconds; otherwise new ones, read as they are asked for."""
    key = (
        made,
        scope.period.code,
        scope.today,
        scope.kind,
        tuple(row.pk for row in scope.programmes or ()),
        scope.query,
    )
    with _lock:
        until, counts = _kept.get(key, (0.0, None))
        if counts is None or time.monotonic() >= until:
            counts = made(scope)
            _kept[key] = (time.monotonic() + KEEP_SECONDS, counts)
            _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return counts
