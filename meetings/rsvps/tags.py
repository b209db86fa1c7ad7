"""Tags this room offers to any page: the answers that belong to a list of meetings, and "my meetings"."""

from django import template

from groups.organisations.models import Organisation
from meetings.meetings.models import Meeting
from meetings.rsvps.actions.changes import INTERESTED
from meetings.rsvps.blocks import AnswerBlock, Shown, blocks_for, coming_blocks, next_blocks
from meetings.rsvps.models import Rsvp

register = template.Library()
MY_MEETINGS = 6


@register.simple_tag
def answers_for(meetings, user) -> dict[int, AnswerBlock]:
    """The answer blocks of these meetings, by key: `{% answers_for meetings request.user as answers %}`."""
    return blocks_for(list(meetings), user)


@register.filter
def all_shown(answers: dict[int, AnswerBlock]) -> tuple[Shown, ...]:
    """What the cards of a list show, in its order: plain values, so that what is drawn of them can be kept."""
    return tuple([block.shown for block in answers.values()])


@register.filter
def same_for_all(answers: dict[int, AnswerBlock]) -> bool:
    """Nobody's own answer is among them."""
    return not any(block.is_member for block in answers.values())


@register.simple_tag
def answer_for(meeting: Meeting, user) -> AnswerBlock:
    """The answer block of one meeting."""
    return blocks_for([meeting], user)[meeting.pk]


@register.simple_tag
def people_to_tell(meeting: Meeting) -> int:
    """How many have an answer that a change of the meeting concerns."""
    return Rsvp.objects.filter(meeting=meeting, state__in=INTERESTED).count()


@register.simple_tag
def organisations_to_speak_for(user) -> list[Organisation]:
    """The organisations a person can answer for; empty for supporters and visitors."""
    return list(Organisation.objects.admitted().of(user)) if user.is_authenticated else []


@register.inclusion_tag("meetings/rsvps/_next.html", takes_context=True)
def next_meetings(context, user, number: int = 3) -> dict:
    """The next meetings that go ahead, as cards with the answer buttons."""
    return {"answers": next_blocks(user, number), "request": context.get("request")}


@register.inclusion_tag("meetings/rsvps/_my_meetings.html", takes_context=True)
def my_meetings(context, user) -> dict:
    """The person's next meetings, of their CAGs and those they answered, with the answer buttons."""
    answers = coming_blocks(user, MY_MEETINGS) if user.is_authenticated else {}
    return {"answers": answers, "request": context.get("request")}
