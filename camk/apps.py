"""The kernel app: people, mail, audit, links, and everything the three subject apps stand on."""

from django.apps import AppConfig


class CamkConfig(AppConfig):
    """Kernel of the portal; knows none of the subject apps."""

    name = "camk"
    verbose_name = "People, mail and settings"

    def ready(self):
        from camk import checks, lookups, receivers  # noqa: F401
        from camk.retention import kernel  # noqa: F401
