"""Staff pages of answers, and the step on a meeting's page that needs them: a place out of turn."""

from django import forms
from django.contrib import admin

from camk.admin_tools import ActionAdmin, Step
from meetings.meetings.admin import MeetingAdmin
from meetings.rsvps.actions import letting_in
from meetings.rsvps.lately import lately_words
from meetings.rsvps.models import Rsvp
from meetings.rsvps.places import fullness


def waiting_form(request, obj):
    """Who of those who wait comes first, and why."""

    class WaitingForm(forms.Form):
        rsvp = forms.ModelChoiceField(
            Rsvp.objects.filter(meeting=obj, state__in=[Rsvp.State.WAITLISTED, Rsvp.State.OFFERED])
            .select_related("user")
            .order_by("queued_at", "pk"),
            label="Who",
            empty_label="Choose",
        )
        reason = forms.ChoiceField(label="Why before others", choices=list(letting_in.REASONS.items()))

    return WaitingForm


def _let_in(request, obj, data):
    rsvp = letting_in.let_in(rsvp=data["rsvp"], reason=data["reason"], by=request.user)
    return f"{rsvp.user} has a place and gets a mail about it."


@admin.display(description="places taken")
def places_words(self, obj):
    """How full each half is, and by how much the limit is exceeded since it was lowered."""
    if not obj.pk:
        return "-"
    return ". ".join(fullness(obj)) + "."


# The lower room's page gains what only this room knows.
MeetingAdmin.steps = (
    *MeetingAdmin.steps,
    Step(
        "let-in",
        "Give a place out of turn",
        _let_in,
        form=waiting_form,
        when=lambda request, obj: obj.is_open and Rsvp.objects.filter(meeting=obj).unsettled().exists(),
        explain="Where it is full, the limit is raised by as many as they are. The reason is kept.",
    ),
)
MeetingAdmin.places_words, MeetingAdmin.lately_words = places_words, staticmethod(lately_words)
MeetingAdmin.told_above = (*MeetingAdmin.told_above, "places_words", "lately_words")
SAID = ["places_words", "lately_words"]
MeetingAdmin.fieldsets = [
    (name, {**options, "fields": [*options["fields"], *SAID]} if name == "Places for all" else options)
    for name, options in MeetingAdmin.fieldsets
]


@admin.register(Rsvp)
class RsvpAdmin(ActionAdmin):
    """Who answered what; changed by answering for somebody, on the meeting's page."""

    list_display = [
        "user", "meeting", "state", "mode", "party_size", "organisation", "answered_at", "on_behalf", "attendance"
    ]  # fmt: skip
    list_filter = ["state", "mode", "attendance"]
    list_select_related = ["user", "meeting", "organisation", "on_behalf_by"]
    search_fields = ["user__name", "user__email", "meeting__title", "organisation__name"]
    date_hierarchy = "answered_at"
    ordering = ["-answered_at", "-pk"]

    @admin.display(description="on whose word")
    def on_behalf(self, obj):
        return f"by {obj.on_behalf_by} on behalf of {obj.user}" if obj.on_behalf_by else ""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
