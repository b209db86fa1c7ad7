"""Areas of mobilisers and what they hear there, with nobody named."""

from insights.dialogue.models.areas import AreaAssignment
from insights.dialogue.models.notes import DAYS_OPEN, Dialogue, open_since

__all__ = ["DAYS_OPEN", "AreaAssignment", "Dialogue", "open_since"]
