"""Gatherer: the kernel's Celery tasks."""

from camk.outbox import tasks as outbox_tasks
from camk.retention import tasks as retention_tasks

__all__ = ["outbox_tasks", "retention_tasks"]
