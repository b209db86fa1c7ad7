"""Every write of the sample: one action fills a database of its own, or nothing of it."""

from insights.sample.actions.loading import load_sample

__all__ = ["load_sample"]
