"""Tags this room offers to any page: one's own questions, and those an organisation of one's own was asked."""

from django import template
from django.db.models import Exists, OuterRef, Q

from camk.questions import question
from groups.organisations.models import Organisation
from meetings.who_can_help.models import HelpAnswer, HelpAsked, HelpRequest

register = template.Library()
SHOWN = 5


@register.inclusion_tag("meetings/who_can_help/_waiting.html")
def questions_waiting(user) -> dict:
    """Questions put to the person's organisations with no word yet, and "did it help?" about one's own."""
    return {"tasks": [_task(row, user) for row in _waiting_for(user=user.pk)] if user.is_authenticated else []}


@question
def _waiting_for(*, user):
    own = Organisation.objects.filter(state=Organisation.State.ACTIVE).of(user).values("pk")
    put = HelpAsked.objects.filter(request=OuterRef("pk"), organisation__in=own, passed_at=None)
    said = HelpAnswer.objects.filter(request=OuterRef("pk"), organisation__in=own)
    to_answer = Q(Exists(put)) & ~Q(Exists(said)) & ~Q(asker=user)
    to_tell = Q(asker=user, state=HelpRequest.State.INTRODUCED)
    return HelpRequest.objects.open().filter(to_answer | to_tell).with_parts()[:SHOWN]


def _task(row: HelpRequest, user) -> dict:
    if row.asker_id == user.pk:
        label, state = "Somebody can help: did it?", "An answer"
    else:
        label, state = "Somebody asks: can you help?", "A question"
    return {"label": label, "url": row.get_absolute_url(), "state": state, "tone": "wait", "hint": row.about}
