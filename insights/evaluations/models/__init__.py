"""Evaluation reports, quick reviews after actions, and what evaluators take and pass on."""

from insights.evaluations.models.library import NO_SUBJECT, Evaluation
from insights.evaluations.models.reviews import QuickReview, ReviewAnswer
from insights.evaluations.models.sharing import EvaluatorAccess, EvaluatorExport, Sharing

__all__ = [
    "NO_SUBJECT",
    "Evaluation",
    "EvaluatorAccess",
    "EvaluatorExport",
    "QuickReview",
    "ReviewAnswer",
    "Sharing",
]
