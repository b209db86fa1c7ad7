"""Gatherer: what staff do with a series."""

from meetings.series.actions.changing import as_it_is, call_off, follow
from meetings.series.actions.making import days_until, extend, make, publish_drafts

__all__ = ["as_it_is", "call_off", "days_until", "extend", "follow", "make", "publish_drafts"]
