"""Staff pages of meetings: the list, and the form one plans with.

Steps that touch answers are added by the room above (meetings/rsvps/admin.py).
"""

from django.contrib import admin

from camk.admin_tools import ActionAdmin
from meetings.meetings import actions
from meetings.meetings.admin.steps import STEPS
from meetings.meetings.forms import MeetingForm
from meetings.meetings.models import Meeting

State = Meeting.State


@admin.register(Meeting)
class MeetingAdmin(ActionAdmin):
    """Meetings of the network, newest first."""

    form = MeetingForm
    steps = STEPS
    list_display = ["title", "starts_at", "mode", "venue", "state"]
    list_filter = ["state", "type", "mode", "action_groups"]
    list_select_related = ["venue"]
    search_fields = ["title", "summary"]
    date_hierarchy = "starts_at"
    ordering = ["-starts_at"]
    fieldsets = [
        (None, {"fields": ["title", "type", ("starts_at", "ends_at"), "state_words"]}),
        ("Where", {"fields": ["mode", "venue", "joining_url", "phone_in", ("room_capacity", "online_capacity")]}),
        ("What about", {"fields": ["summary", "description", "themes", "pairing_reason"]}),
        ("For whom", {"fields": ["action_groups", "programme", "host", "access"]}),
        ("On the day", {"fields": ["agenda_lines", "speakers_lines"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["starts_at", "ends_at"] if obj and obj.state != State.DRAFT else []
        return ["state_words", *fixed]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "host":
            model = db_field.remote_field.model
            kwargs["queryset"] = model.objects.filter(is_staff=True, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="state")
    def state_words(self, obj):
        if not obj.pk:
            return "Draft: publish it after saving."
        return f"{obj.get_state_display()}. {obj.state_reason}".strip()

    def write(self, request, obj, form, change):
        data = form.cleaned_data
        actions.store(
            meeting=obj,
            themes=list(data["themes"]),
            action_groups=list(data["action_groups"]),
            speakers=data["speakers_lines"],
            agenda=data["agenda_lines"],
            by=request.user,
        )
