"""Gatherer: writing a meeting up."""

from meetings.outcomes.actions.materials import add_material, take_back
from meetings.outcomes.actions.writing import close, reopen, set_ordinal, write_up

__all__ = ["add_material", "close", "reopen", "set_ordinal", "take_back", "write_up"]
