"""Gatherer: the staff pages of programmes."""

from meetings.programme.admin import overview, parts, steps, taking_up

__all__ = ["overview", "parts", "steps", "taking_up"]
