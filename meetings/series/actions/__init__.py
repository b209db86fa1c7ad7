"""Gatherer: what staff do with a series."""

from meetings.series.actions.calling_off import bring_back, call_off, called_off_alike, meant, put_off
from meetings.series.actions.changing import LIVE, as_it_is, follow
from meetings.series.actions.making import days_until, extend, make, publish_drafts

__all__ = [
    "LIVE",
    "as_it_is",
    "bring_back",
    "call_off",
    "called_off_alike",
    "days_until",
    "extend",
    "follow",
    "make",
    "meant",
    "publish_drafts",
    "put_off",
]
