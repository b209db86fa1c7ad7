"""Gatherer: what is kept of what people tell us."""

from insights.issues.models.beside import Evidence, Follower, Join, SafeguardingAlert
from insights.issues.models.finding import KnownTerm, Wording, WordingTerm
from insights.issues.models.issues import Issue, IssueMove, Voice, VoiceConsent
from insights.issues.models.listing import ListedIssue

__all__ = [
    "Evidence",
    "Follower",
    "Issue",
    "IssueMove",
    "Join",
    "KnownTerm",
    "ListedIssue",
    "SafeguardingAlert",
    "Voice",
    "VoiceConsent",
    "Wording",
    "WordingTerm",
]
