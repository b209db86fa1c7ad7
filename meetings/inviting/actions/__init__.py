"""Gatherer: who is invited, asked once more, and told of what changes."""

from meetings.inviting.actions.inviting import (
    ASK_AGAIN_AFTER,
    BATCH,
    MOST,
    RECENTLY,
    TOO_NEAR,
    ask_again,
    invite,
    send_some,
    take_back_unsent,
)
from meetings.inviting.actions.news import TOLD, tell_invited

__all__ = [
    "ASK_AGAIN_AFTER",
    "BATCH",
    "MOST",
    "RECENTLY",
    "TOLD",
    "TOO_NEAR",
    "ask_again",
    "invite",
    "send_some",
    "take_back_unsent",
    "tell_invited",
]
