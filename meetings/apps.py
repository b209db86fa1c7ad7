"""Meetings: planning, answering, waiting, reminding, the calendar."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Where the network comes together."""

    name = "meetings"
    verbose_name = "Meetings"

    def ready(self):
        from meetings import receivers  # noqa: F401
