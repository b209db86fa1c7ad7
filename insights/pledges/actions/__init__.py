"""Every write of the pledges room: a promise is recorded and judged, and followed in between."""

from insights.pledges.actions.following import check_in, dispute, hand_over, hear, look_at, renegotiate
from insights.pledges.actions.keeping import give_evidence, record, record_public, settle

__all__ = [
    "check_in",
    "dispute",
    "give_evidence",
    "hand_over",
    "hear",
    "look_at",
    "record",
    "record_public",
    "renegotiate",
    "settle",
]
