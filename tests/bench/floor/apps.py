"""The floor's only app."""

from django.apps import AppConfig


class FloorConfig(AppConfig):
    """A table without migrations."""

    name = "tests.bench.floor"
    label = "floor"
