"""The Celery application: mail, reminders and nightly tidying outside the request."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camk.settings")

app = Celery("camk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
