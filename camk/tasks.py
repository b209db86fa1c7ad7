"""Gatherer: the kernel's Celery tasks."""

from camk.accounts import tasks as accounts_tasks
from camk.outbox import tasks as outbox_tasks
from camk.retention import tasks as retention_tasks

__all__ = ["accounts_tasks", "outbox_tasks", "retention_tasks"]
