"""From voice to change: issues, conversations, reports, answers, pledges, figures."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """What the network hears, and what comes of it."""

    name = "insights"
    verbose_name = "Issues, reports and change"

    def ready(self):
        from insights import receivers  # noqa: F401
