"""Telling the worker that mail waits, beside the request: nobody who answers a meeting waits for the broker."""

import logging
import threading

from celery import current_app

log = logging.getLogger(__name__)


class Nudger:
    """One thread a process, made when first needed; nudges that come while it speaks to the broker are one.

    A nudge may be lost (the broker is away, the process ends): the sweep each minute makes delivery certain.
    """

    def __init__(self):
        self._thread, self._wanted, self._lock = None, threading.Event(), threading.Lock()

    def nudge(self) -> None:
        with self._lock:
            # A process that was forked has the object without its thread.
            if self._thread is None or not self._thread.is_alive():
                self._wanted = threading.Event()
                self._thread = threading.Thread(
                    target=self._run, args=(self._wanted,), name="outbox-nudger", daemon=True
                )
                self._thread.start()
        self._wanted.set()

    def _run(self, wanted: threading.Event) -> None:
        while wanted.wait():
            wanted.clear()
            try:
                current_app.send_task("camk.outbox.send_due", expires=55)
            except Exception:
                log.warning("The worker could not be told that mail waits; it looks by itself each minute.")


nudge = Nudger().nudge
