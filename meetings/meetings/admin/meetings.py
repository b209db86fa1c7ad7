"""Staff pages of meetings: the list, and the form one plans with.

Steps that touch answers are added by the room above (meetings/rsvps/admin.py).
"""

from django.contrib import admin

from camk.admin_preview import CONFIRMED, QUIET, Preview, Unconfirmed
from camk.admin_tools import ActionAdmin
from camk.outbox.noting import noted_mails
from meetings.meetings import actions
from meetings.meetings.admin.steps import STEPS
from meetings.meetings.forms import MeetingForm
from meetings.meetings.models import Meeting
from meetings.meetings.telling import PLACE_FIELDS, TIME_FIELDS, changes, what_changed

State = Meeting.State
TELL = "_tell"  # the button "Save and tell 37 people"


@admin.register(Meeting)
class MeetingAdmin(ActionAdmin):
    """Meetings of the network, newest first."""

    form = MeetingForm
    change_form_template = "admin/meetings/meeting/change_form.html"
    steps = STEPS
    view_on_site = True
    list_display = ["title", "starts_at", "mode", "venue", "state"]
    list_filter = ["state", "type", "mode", "action_groups"]
    list_select_related = ["venue"]
    search_fields = ["title", "summary"]
    date_hierarchy = "starts_at"
    ordering = ["-starts_at"]
    told_above: tuple[str, ...] = ()  # what rooms above say about a meeting on its staff page
    fieldsets = [
        (None, {"fields": ["title", "type", ("starts_at", "ends_at"), "state_words"]}),
        ("Where", {"fields": ["mode", "venue", "joining_url", "phone_in", ("room_capacity", "online_capacity")]}),
        ("Places for all", {"fields": [("places_each", "places_each_days")]}),
        ("What about", {"fields": ["strapline", "summary", "description", "themes", "pairing_reason"]}),
        ("For whom", {"fields": ["action_groups", "programme", "host", "access"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        movable = obj is None or obj.state == State.DRAFT or obj.is_open
        fixed = [] if movable else ["starts_at", "ends_at"]
        return ["state_words", *self.told_above, *fixed]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "host":
            kwargs["queryset"] = db_field.remote_field.model.objects.of_our_office()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="state")
    def state_words(self, obj):
        if not obj.pk:
            return "Draft: publish it after saving."
        return f"{obj.get_state_display()}. {obj.state_reason}".strip()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Unconfirmed as seen:
            obj = self.get_object(request, object_id)
            return self.preview_page(request, obj, seen.preview, label="Save", may_be_quiet=True)

    def write(self, request, obj, form, change):
        """Another time or place, and whatever is to be told, is shown first and saved when that is confirmed."""
        before = Meeting.objects.select_related("venue").filter(pk=obj.pk).first()
        for name in set(TIME_FIELDS) - set(form.changed_data) if before else ():
            setattr(obj, name, getattr(before, name))  # a form knows no seconds
        choice = request.POST.get(CONFIRMED)
        tell_people = True if TELL in request.POST else None
        with noted_mails() as mails:
            remarks = self.keep(request, obj, form, tell_people=False if choice == QUIET else tell_people)
        if before is None or choice:
            return
        asks = {*TIME_FIELDS, *PLACE_FIELDS} & set(what_changed(before, obj))
        if TELL in request.POST or remarks or (asks and mails):
            raise Unconfirmed(
                Preview(tuple(changes(before, obj)), tuple(mails), tuple(remarks + self.warnings_of(request, obj)))
            )

    def warnings_of(self, request, obj) -> list[str]:
        """What a room above has to say against it; shown, and never in the way."""
        return []

    def keep(self, request, obj, form, *, tell_people) -> list[str]:
        """Call the action that stores the form; what a room above has to say about it is shown before it is done."""
        data = form.cleaned_data
        lists = {name: list(data[name]) for name in ("themes", "action_groups")}
        actions.store(meeting=obj, **lists, tell_people=tell_people, by=request.user)
        return []
