"""What staff keep beside an issue while they sort it: what was looked at, what waits, who can act, ready answers."""

from insights.triage.models.desk import IssueCheck, IssueNote, IssueWatch, WhoCanAct
from insights.triage.models.joining import JoinObjection, NotTheSame
from insights.triage.models.parking import Parking
from insights.triage.models.templates import ResponseTemplate

__all__ = [
    "IssueCheck",
    "IssueNote",
    "IssueWatch",
    "JoinObjection",
    "NotTheSame",
    "Parking",
    "ResponseTemplate",
    "WhoCanAct",
]
