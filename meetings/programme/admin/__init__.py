"""Gatherer: the staff pages of programmes."""

from meetings.programme.admin import overview, parts, steps

__all__ = ["overview", "parts", "steps"]
