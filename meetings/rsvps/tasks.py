"""Celery tasks of answers."""
