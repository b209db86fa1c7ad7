"""Gatherer: what is kept of reports to partners."""

from insights.reports.models.asks import Ask, MoreTold, Response
from insights.reports.models.editions import PublicEdition
from insights.reports.models.examples import ReportStory
from insights.reports.models.reports import ReportItem, StakeholderReport
from insights.reports.models.sending import AnswerPause, ChaseStep, ReportRecipient
from insights.reports.models.versions import DraftVersion

__all__ = [
    "AnswerPause",
    "Ask",
    "DraftVersion",
    "ChaseStep",
    "MoreTold",
    "PublicEdition",
    "ReportItem",
    "ReportRecipient",
    "ReportStory",
    "Response",
    "StakeholderReport",
]
