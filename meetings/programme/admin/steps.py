"""What a meeting's staff page gains from its programme: the way to it, and the meeting it belongs together with."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from camk.admin_tools import Step
from meetings.meetings.admin import MeetingAdmin
from meetings.meetings.models import Meeting
from meetings.programme import actions
from meetings.programme.actions.pairing import pair_of

GONE = Meeting.State.CANCELLED


def pair_form(request, obj):
    """The other meeting, and why."""
    others = Meeting.objects.exclude(pk=obj.pk).exclude(state=GONE).filter(followed_by=None, follows=None)
    others = others.filter(ends_at__gte=timezone.now() - timedelta(days=365)).order_by("-starts_at")

    class PairForm(forms.Form):
        other = forms.ModelChoiceField(others, label="Belongs together with")
        reason = forms.CharField(
            label="Why",
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
            help_text="It stands on both pages. The earlier meeting is part 1.",
        )

    return PairForm


def _pair(request, obj, data):
    actions.pair(meeting=obj, by=request.user, **data)
    return "Each page leads to the other now."


def _take_apart(request, obj, data):
    actions.take_apart(meeting=obj, by=request.user)
    return "They stand alone again."


MeetingAdmin.steps = (
    *MeetingAdmin.steps,
    Step("programme", "Agenda and speakers", page="admin:meetings_programme"),
    Step(
        "pair",
        "Link with another meeting",
        _pair,
        form=pair_form,
        when=lambda request, obj: obj.state != GONE and pair_of(obj) is None,
        explain="Two meetings with one subject, or two that pair subjects: part 1 and part 2.",
    ),
    Step(
        "take-apart",
        "Take the two meetings apart",
        _take_apart,
        when=lambda request, obj: pair_of(obj) is not None,
    ),
)
