"""Every write of the demonstration: one action that loads the whole network, or nothing of it."""

from insights.demo.actions.loading import load

__all__ = ["load"]
