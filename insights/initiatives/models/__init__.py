"""Initiatives: who carries them, what they set out to do each year, and the records it is counted from."""

from insights.initiatives.models.initiatives import AllianceMember, Backer, Initiative, Organiser, SteeringSeats, Year
from insights.initiatives.models.records import Conversation, InitiativeMeeting, Target, TrainingHeld

__all__ = [
    "AllianceMember",
    "Backer",
    "Conversation",
    "Initiative",
    "InitiativeMeeting",
    "Organiser",
    "SteeringSeats",
    "Target",
    "TrainingHeld",
    "Year",
]
