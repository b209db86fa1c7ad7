"""Gatherer: what is kept of a meeting that took place."""

from meetings.outcomes.models.feedback import Feedback
from meetings.outcomes.models.materials import Material
from meetings.outcomes.models.records import Decision, Minutes, Outcome, Record
from meetings.outcomes.models.to_dos import ToDo

__all__ = ["Decision", "Feedback", "Material", "Minutes", "Outcome", "Record", "ToDo"]
