"""The project and its kernel app. The Celery application is loaded with it, so that web processes know the broker."""

from camk.celery import app as celery_app

__all__ = ["celery_app"]
