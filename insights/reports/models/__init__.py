"""Gatherer: what is kept of reports to partners."""

from insights.reports.models.asks import Ask, MoreTold, Response
from insights.reports.models.editions import PublicEdition
from insights.reports.models.reports import ReportItem, StakeholderReport
from insights.reports.models.sending import AnswerPause, ChaseStep, ReportRecipient

__all__ = [
    "AnswerPause",
    "Ask",
    "ChaseStep",
    "MoreTold",
    "PublicEdition",
    "ReportItem",
    "ReportRecipient",
    "Response",
    "StakeholderReport",
]
