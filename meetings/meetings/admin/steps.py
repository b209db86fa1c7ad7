"""The buttons above a meeting in the staff pages: publish, move, call off, restore, copy."""

from copy import copy

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils import timezone

from camk.admin_tools import Step
from meetings.meetings import actions
from meetings.meetings.models import Meeting
from meetings.meetings.telling import changes

State = Meeting.State


class WhenForm(forms.Form):
    """A new time, in London time."""

    starts_at = forms.SplitDateTimeField(label="Starts", widget=AdminSplitDateTime)
    ends_at = forms.SplitDateTimeField(label="Ends", widget=AdminSplitDateTime)


class ReasonForm(forms.Form):
    """Why, in words that stand on the page and in the mail."""

    reason = forms.CharField(max_length=250, widget=forms.Textarea(attrs={"rows": 2}))


def when_form(request, obj):
    """The form with the times of now filled in."""

    class Filled(WhenForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, initial={"starts_at": obj.starts_at, "ends_at": obj.ends_at}, **kwargs)

    return Filled


def _publish(request, obj, data):
    actions.publish(meeting=obj, by=request.user)
    return "Published. It is on the site and takes answers."


def _move(request, obj, data):
    actions.move(meeting=obj, by=request.user, **data)
    return "Moved. Everybody who answered is told once, and reminders follow the new date."


def _cancel(request, obj, data):
    actions.cancel(meeting=obj, by=request.user, **data)
    return "Cancelled. Everybody who was coming, not sure or waiting is told."


def _postpone(request, obj, data):
    actions.postpone(meeting=obj, by=request.user, **data)
    return "Postponed. People are told; use “Move” when there is a new date."


def _drop(request, obj, data):
    actions.drop(meeting=obj, by=request.user)
    return "Given up. Nobody but staff ever saw it, and nobody is told."


def _pick_up(request, obj, data):
    actions.pick_up(meeting=obj, by=request.user)
    return "It is a draft again."


def _restore(request, obj, data):
    actions.restore(meeting=obj, by=request.user)
    return "It goes ahead again. Everybody has their answer back and is told."


def _clone(request, obj, data):
    made = actions.clone(meeting=obj, by=request.user, **data)
    return f"Copied as a draft: {made.title}, {timezone.localtime(made.starts_at):%d %B %Y}. It is in the list."


def _is(*states):
    return lambda request, obj: obj.state in states


def _to_come(*states):
    return lambda request, obj: obj.state in states and obj.starts_at > timezone.now()


def _calls_off(state):
    """What cancelling or postponing changes."""
    return lambda request, obj, data: [
        ("State", obj.get_state_display(), state.label),
        ("Reason on the page", "", data["reason"]),
    ]


def moved_to(obj, data):
    """The meeting as it would be at another time."""
    other = copy(obj)
    other.starts_at, other.ends_at = data["starts_at"], data["ends_at"]
    return other


STEPS = (
    Step(
        "publish",
        "Publish",
        _publish,
        when=_is(State.DRAFT),
        preview=lambda request, obj, data: [],  # asks only when somebody waits to hear of it
        explain="Everybody sees it then, and may answer.",
    ),
    Step(
        "move",
        "Give it a new date",
        _move,
        form=when_form,
        when=_is(State.POSTPONED),
        preview=lambda request, obj, data: [
            ("State", obj.get_state_display(), State.PUBLISHED.label),
            *changes(obj, moved_to(obj, data)),
        ],
        explain="London time. It goes ahead then; people are told at once, also in their calendars.",
    ),
    Step(
        "cancel",
        "Cancel",
        _cancel,
        form=ReasonForm,
        preview=_calls_off(State.CANCELLED),
        danger=True,
        when=_to_come(State.PUBLISHED, State.POSTPONED),
        explain="The reason stands on top of the mail and of the meeting’s page.",
    ),
    Step(
        "postpone",
        "Postpone",
        _postpone,
        form=ReasonForm,
        preview=_calls_off(State.POSTPONED),
        when=_to_come(State.PUBLISHED),
        explain="For when there is no new date yet. The reason stands on top of the mail and of the meeting’s page.",
    ),
    Step(
        "drop",
        "Give up this draft",
        _drop,
        when=_is(State.DRAFT),
        danger=True,
        explain="It was never published: it goes from the list of what is planned, and nobody is told.",
    ),
    Step("pick-up", "Make it a draft again", _pick_up, when=_is(State.DROPPED)),
    Step(
        "restore",
        "It goes ahead after all",
        _restore,
        preview=lambda request, obj, data: [
            ("State", obj.get_state_display(), State.PUBLISHED.label),
            ("Reason on the page", obj.state_reason, ""),
        ],
        when=_to_come(State.CANCELLED, State.POSTPONED),
        explain="At its old time. Everybody gets back the answer they had given.",
    ),
    Step(
        "copy",
        "Copy to another date",
        _clone,
        form=when_form,
        explain="A new draft with the same words and reminders. Answers, notes and what was sent are not copied.",
    ),
)
