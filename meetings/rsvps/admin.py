"""Staff pages of answers, and the steps on a meeting's page that need them: answer for somebody, who came."""

from django import forms
from django.contrib import admin
from django.utils import timezone

from camk.admin_tools import ActionAdmin, Step
from groups.organisations.models import Organisation
from meetings.meetings.admin import MeetingAdmin
from meetings.meetings.models import Meeting
from meetings.rsvps import actions
from meetings.rsvps.forms import answers_of
from meetings.rsvps.models import Rsvp


def behalf_form(request, obj):
    """What somebody said on the phone."""

    class BehalfForm(forms.Form):
        email = forms.EmailField(label="E-mail address", max_length=254)
        name = forms.CharField(max_length=120)
        organisation = forms.ModelChoiceField(Organisation.objects.admitted(), required=False)
        answer = forms.ChoiceField(choices=answers_of(obj))
        party_size = forms.IntegerField(label="How many", min_value=1, max_value=actions.BIGGEST_PARTY, initial=1)

    return BehalfForm


def _answer_for(request, obj, data):
    answer, mode = data.pop("answer"), ""
    if answer in ("yes", "online"):
        mode, answer = ("online" if answer == "online" else "room"), "yes"
    rsvp = actions.answer_on_behalf(meeting=obj, answer=answer, mode=mode, by=request.user, **data)
    return f"{rsvp.user}: {rsvp.get_state_display()}. They get a mail about it."


def came_form(request, obj):
    """A tick for each person who was there."""
    rows = Rsvp.objects.filter(meeting=obj).select_related("user", "organisation").order_by("user__name")

    class CameForm(forms.Form):
        came = forms.ModelMultipleChoiceField(
            rows,
            label="Who came",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=[r.pk for r in rows if r.attendance == Rsvp.Attendance.ATTENDED],
            help_text="People who were going and are not ticked are marked as not there.",
        )

    return CameForm


def _who_came(request, obj, data):
    actions.mark_attendance(meeting=obj, came=list(data["came"]), by=request.user)
    return f"{len(data['came'])} marked as there."


# The lower room's page gains what only this room knows.
MeetingAdmin.steps = (
    *MeetingAdmin.steps,
    Step(
        "answer-for",
        "Answer for somebody",
        _answer_for,
        form=behalf_form,
        when=lambda request, obj: obj.is_open,
        explain="For people who ring or write. They get the same mail as if they had answered themselves.",
    ),
    Step(
        "who-came",
        "Who came",
        _who_came,
        form=came_form,
        when=lambda request, obj: obj.state == Meeting.State.PUBLISHED and obj.starts_at <= timezone.now(),
    ),
)


@admin.register(Rsvp)
class RsvpAdmin(ActionAdmin):
    """Who answered what; changed by answering for somebody, on the meeting's page."""

    list_display = ["user", "meeting", "state", "mode", "party_size", "organisation", "answered_at", "attendance"]
    list_filter = ["state", "mode", "attendance"]
    list_select_related = ["user", "meeting", "organisation"]
    search_fields = ["user__name", "user__email", "meeting__title", "organisation__name"]
    date_hierarchy = "answered_at"
    ordering = ["-answered_at", "-pk"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
