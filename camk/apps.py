"""The kernel app: people, mail, audit, links, and everything the three subject apps stand on."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CamkConfig(AppConfig):
    """Kernel of the portal; knows none of the subject apps."""

    name = "camk"
    verbose_name = "People, mail and settings"

    def ready(self):
        from camk import checks, lookups, receivers  # noqa: F401
        from camk.retention import kernel  # noqa: F401


class StaffPagesConfig(AdminConfig):
    """Django's admin, whose one site is ours."""

    default_site = "camk.staff_pages.StaffPages"
