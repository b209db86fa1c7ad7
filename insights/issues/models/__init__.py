"""Gatherer: what is kept of what people tell us."""

from insights.issues.models.finding import KnownTerm, Wording, WordingTerm
from insights.issues.models.issues import Issue, IssueMove, Join, SafeguardingAlert, Voice, VoiceConsent

__all__ = [
    "Issue",
    "IssueMove",
    "Join",
    "KnownTerm",
    "SafeguardingAlert",
    "Voice",
    "VoiceConsent",
    "Wording",
    "WordingTerm",
]
