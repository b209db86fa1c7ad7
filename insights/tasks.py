"""Gatherer: the Celery tasks of this app."""
