"""Tags this room offers to any page: the introductions that wait for somebody's word."""

from django import template
from django.db.models import Q
from django.urls import reverse

from camk.questions import question
from meetings.introductions.models import Introduction, IntroductionSide

register = template.Library()


@register.inclusion_tag("meetings/introductions/_waiting.html")
def introductions_waiting(user) -> dict:
    """Introductions to answer, and questions what came of them."""
    return {"tasks": [_task(side) for side in _waiting_for(user=user.pk)] if user.is_authenticated else []}


@question
def _waiting_for(*, user):
    state = Introduction.State
    asked = Q(introduction__state=state.PROPOSED, answer="")
    done = Q(introduction__state=state.INTRODUCED, introduction__asked_at__isnull=False, met="", answered_by=user)
    return IntroductionSide.objects.of(user).with_pair().filter(asked | done).order_by("pk")[:10]


def _task(side: IntroductionSide) -> dict:
    if side.introduction.state == Introduction.State.PROPOSED:
        label, state = f"Would {side.organisation} like to meet {side.other}?", "To answer"
    else:
        label, state = f"Did you meet {side.other}?", "A question"
    url = reverse("meetings:introduction", args=[side.pk])
    return {"label": label, "url": url, "state": state, "tone": "wait", "hint": side.introduction.reason}
