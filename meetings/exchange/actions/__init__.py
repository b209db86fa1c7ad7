"""Every write of needs and offers."""

from meetings.exchange.actions.matching import match_all, respond
from meetings.exchange.actions.posting import change_listing, close, expire, post_listing, take_down

__all__ = ["change_listing", "close", "expire", "match_all", "post_listing", "respond", "take_down"]
