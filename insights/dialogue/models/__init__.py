"""Areas of mobilisers, what they hear there with nobody named, and the report of each month."""

from insights.dialogue.models.areas import AreaAssignment
from insights.dialogue.models.hours import LISTENING, Project, TimeSpent
from insights.dialogue.models.monthly import DialogueReport, DialogueReportReader, NeedAnswer, last_day
from insights.dialogue.models.needs import AreaNeed, AreaReader
from insights.dialogue.models.notes import DAYS_OPEN, Dialogue, open_since

__all__ = [
    "DAYS_OPEN",
    "LISTENING",
    "AreaAssignment",
    "AreaNeed",
    "AreaReader",
    "Dialogue",
    "DialogueReport",
    "DialogueReportReader",
    "NeedAnswer",
    "Project",
    "TimeSpent",
    "last_day",
    "open_since",
]
