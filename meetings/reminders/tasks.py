"""Celery tasks of reminders."""
