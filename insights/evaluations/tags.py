"""Inclusion tags this room offers to any page."""

from django import template
from django.db.models import Count
from django.utils import timezone

from insights.evaluations.models import Evaluation, EvaluatorAccess, QuickReview
from insights.evaluations.permissions import keeps_evaluations, may_take
from insights.evaluations.reviews import overdue
from insights.initiatives.permissions import may_log

register = template.Library()


@register.inclusion_tag("insights/evaluations/_about.html")
def evaluations_about(user, **subject) -> dict:
    """Evaluations of an `initiative`, of an `action_group` and its programme, or of a `place`."""
    return {"evaluations": Evaluation.objects.visible_to(user).about(**subject)[:5]}


@register.inclusion_tag("insights/evaluations/_stage.html")
def evaluation_stage(user, initiative) -> dict:
    """Reviews after its actions; for its organiser which is overdue, for evaluators the way to the counts."""
    may = may_log(user, initiative)
    agreed = EvaluatorAccess.objects.filter(initiative=initiative)
    return {
        "initiative": initiative,
        "reviews": QuickReview.objects.filter(initiative=initiative).annotate(number=Count("answers"))[:5],
        "may_log": may,
        "late": may and overdue(timezone.now(), initiative).exists(),
        "may_take": keeps_evaluations(user) or may_take(agreed, user).exists(),
    }
