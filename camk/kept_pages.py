"""Whole pages kept for visitors, until anything is written: what somebody without cookies of ours gets to see.

Only where all processes share a cache in memory (`settings.KEEP_PAGES`). The shared version changes with every
committed action, so a change shows at the next request, in every process. The clock changes pages too (a meeting
begins), so none is kept for longer than `MOST_SECONDS`.
"""

import functools
import hashlib
import logging
import time
import uuid
from collections import OrderedDict
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

VERSION = "kept-pages-version"
MOST_SECONDS = 20
MOST_PAGES = 40  # some 2 MB
_pages: OrderedDict[str, tuple[str, float, bytes]] = OrderedDict()
_lock = Lock()
log = logging.getLogger(__name__)


def note_change() -> None:
    """Something was written and committed: no page kept until now is shown again, by any process."""
    if settings.KEEP_PAGES:
        cache.set(VERSION, uuid.uuid4().hex, None)


def _version() -> str | None:
    """The shared version; None when the cache cannot say, and then nothing is kept."""
    try:
        return cache.get_or_set(VERSION, lambda: uuid.uuid4().hex, None)
    except Exception:  # whatever the cache's server is suffering from, visitors still get their page
        log.warning("No version of the kept pages", exc_info=True)
        return None


def _may_keep(request) -> bool:
    """A plain GET by somebody we know nothing about: not signed in, no message waiting, nothing asked for."""
    if not settings.KEEP_PAGES or request.method != "GET" or request.META.get("QUERY_STRING"):
        return False
    ours = (settings.SESSION_COOKIE_NAME, "messages")
    return not any(name in request.COOKIES for name in ours) and not request.htmx


def _is_keepable(response) -> bool:
    """The same for everybody: no cookie, no form with somebody's token, nothing said about keeping it."""
    if response.status_code != 200 or response.cookies or response.has_header("Cache-Control"):
        return False
    return b"csrfmiddlewaretoken" not in response.content


def kept_for_visitors(view):
    """Wrap a public view: what it drew for one visitor is sent to the next ones while nothing has changed."""

    @functools.wraps(view)
    def run(request, *args, **kwargs):
        # Asked before anything is read: what is written meanwhile gives another version.
        version = _version() if _may_keep(request) else None
        if version is None:
            return view(request, *args, **kwargs)
        address = request.build_absolute_uri()
        kept = _pages.get(address)
        if kept and kept[0] == version and time.monotonic() < kept[1]:
            return _sent(request, kept[2])
        response = view(request, *args, **kwargs)
        response = response.render() if hasattr(response, "render") else response
        if not _is_keepable(response):
            return response
        _keep(address, version, response.content)
        return _sent(request, response.content)

    return run


def _sent(request, content: bytes) -> HttpResponse:
    """The page, or a 304 for somebody who has it already; cookies of any kind lead to another answer."""
    etag = f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
    answer = HttpResponse(content, headers={"ETag": etag, "Cache-Control": "no-cache", "Vary": "Cookie"})
    return get_conditional_response(request, etag=etag, response=answer)


def _keep(address: str, version: str, content: bytes) -> None:
    with _lock:
        _pages[address] = (version, time.monotonic() + MOST_SECONDS, content)
        _pages.move_to_end(address)
        while len(_pages) > MOST_PAGES:
            _pages.popitem(last=False)


def forget_kept_pages() -> None:
    """Let go of all of them (between tests)."""
    with _lock:
        _pages.clear()
