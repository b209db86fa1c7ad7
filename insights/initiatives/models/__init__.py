"""Initiatives: who carries them, what they set out to do each year, and the records it is counted from."""

from insights.initiatives.models.action import Assembly, Dealing, PowerHolder, PublicAnswer, PublicAsk, TurnOut
from insights.initiatives.models.initiatives import AllianceMember, Backer, Initiative, Organiser, SteeringSeats, Year
from insights.initiatives.models.leaders import Leader
from insights.initiatives.models.records import Conversation, InitiativeMeeting, Target, TrainingHeld
from insights.initiatives.models.research import Ballot, Campaign, Goal, Votes

__all__ = [
    "AllianceMember",
    "Assembly",
    "Backer",
    "Ballot",
    "Campaign",
    "Conversation",
    "Dealing",
    "Goal",
    "Initiative",
    "InitiativeMeeting",
    "Leader",
    "Organiser",
    "PowerHolder",
    "PublicAnswer",
    "PublicAsk",
    "SteeringSeats",
    "Target",
    "TrainingHeld",
    "TurnOut",
    "Votes",
    "Year",
]
