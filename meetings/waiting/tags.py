"""Tags this room offers to any page: what waits for somebody around meetings."""

from django import template
from django.urls import reverse
from django.utils import timezone

from camk.templatetags.ui import longdate, plaindate
from meetings.waiting.parts import CAN_HELP, HELPED, MEET, MET, SPEAKS, TO_DO, Waiting, waiting_for
from meetings.who_can_help.models import about_words

register = template.Library()


@register.inclusion_tag("meetings/waiting/_waits_for.html")
def waits_for(user) -> dict:
    """Introductions, tasks, questions, meetings to speak at, and dates to hear of, as one list."""
    return {"tasks": [_task(row) for row in waiting_for(user.pk, timezone.now())] if user.is_authenticated else []}


def _task(row: Waiting) -> dict:
    if row.kind == MEET:
        words = f"Would {row.first} like to meet {row.second}?", "To answer", row.third
        return _line("introduction", row.pk, *words)
    if row.kind == MET:
        return _line("introduction", row.pk, f"Did you meet {row.second}?", "A question", row.third)
    if row.kind == CAN_HELP:
        return _line("help-detail", row.pk, "Somebody asks: can you help?", "A question", about_words(row[2:5]))
    if row.kind == HELPED:
        return _line("help-detail", row.pk, "Somebody can help: did it?", "An answer", about_words(row[2:5]))
    if row.kind == SPEAKS:
        hint = f"{longdate(row.at)}. We name nobody who has not agreed"
        return _line("speaking", row.pk, f"Will you speak at {row.first}?", "To answer", hint)
    if row.kind == TO_DO:
        return _to_do(row)
    hint = "You asked to hear when there is a date"
    return _line("planned-detail", row.second, row.first, "No date yet", hint, tone="quiet")


def _to_do(row: Waiting) -> dict:
    late = row.day < timezone.localdate()
    state, tone = ("The day is over", "stop") if late else ("To do", "wait")
    return _line("to-do", row.pk, row.first, state, f"From {row.second}. By {plaindate(row.day)}", tone=tone)


def _line(name, key, label, state, hint, *, tone="wait") -> dict:
    return {
        "label": label,
        "url": reverse(f"meetings:{name}", args=[key]),
        "state": state,
        "tone": tone,
        "hint": hint,
    }
