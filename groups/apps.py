"""Organisations, Collaborative Action Groups, and the lists they are described with."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Who belongs to the network."""

    name = "groups"
    verbose_name = "Organisations and Action Groups"

    def ready(self):
        from groups import receivers  # noqa: F401
