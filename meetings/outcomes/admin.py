"""Staff pages of this room: meetings that took place, those not written up first, and what belongs to each."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from camk.admin_tools import ReadOnlyAdmin, Step
from camk.templatetags.ui import plaindate
from meetings.day.figures import attendance_of
from meetings.meetings.admin import MeetingAdmin
from meetings.meetings.models import Meeting
from meetings.outcomes import actions
from meetings.outcomes.admin_materials import FeedbackAdmin, MaterialAdmin
from meetings.outcomes.admin_to_dos import GIVE, ToDoAdmin
from meetings.outcomes.feedback import answers
from meetings.outcomes.forms import material_form, write_up_form
from meetings.outcomes.missed import five_lines
from meetings.outcomes.models import Outcome

__all__ = ["FeedbackAdmin", "MaterialAdmin", "OutcomeAdmin", "ToDoAdmin"]
NOTHING = "Nothing yet."


class OrdinalForm(forms.Form):
    """27 for the 27th."""

    ordinal = forms.IntegerField(label="Its number", min_value=1, max_value=500, required=False)


def _write_up(request, obj, data):
    actions.write_up(meeting=obj, by=request.user, **data)
    return "It stands on the meeting’s page." if data["show"] else "Kept as a draft. Only staff see it."


def _add_material(request, obj, data):
    names = ("kind", "title", "about", "captions", "credit", "licence", "audience")
    content = {name: data[name] for name in ("url", "words", "resource")} | {
        "document": data["file"],
        "part": data.get("part"),
    }
    actions.add_material(meeting=obj, fields={name: data[name] for name in names}, **content, by=request.user)
    return "Added."


def _close(request, obj, data):
    actions.close(meeting=obj, by=request.user)
    return "Closed: all of it is written up."


def _reopen(request, obj, data):
    actions.reopen(meeting=obj, by=request.user)
    return "It waits to be written up again."


def _ordinal(request, obj, data):
    actions.set_ordinal(meeting=obj, by=request.user, **data)
    return "Saved. It stands on the meeting’s page."


def _is_closed(obj) -> bool:
    return hasattr(obj, "record") and obj.record.closed_at is not None


ADD_MATERIAL = Step(
    "material",
    "Add a material",
    _add_material,
    form=lambda request, obj: material_form(obj),
    explain="Slides, a recording, a transcript, the words of the feedback board, the annual review.",
)


class WaitingFilter(admin.SimpleListFilter):
    """Meetings that wait to be written up stand first; the others are one tap away."""

    title = "written up"
    parameter_name = "written"

    def lookups(self, request, model_admin):
        return [("yes", "Written up and closed"), ("all", "All")]

    def choices(self, changelist):
        first = changelist.get_query_string(remove=[self.parameter_name])
        yield {"selected": self.value() is None, "query_string": first, "display": "Not written up yet"}
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": self.value() == value, "query_string": query, "display": label}

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(record__closed_at__isnull=False) if self.value() else queryset.not_written_up()


@admin.register(Outcome)
class OutcomeAdmin(ReadOnlyAdmin):
    """Meetings that took place: who came, what was decided, minutes, materials; closed when all is there."""

    list_display = ["title", "starts_at", "host", "shown_since", "closed"]
    list_filter = [WaitingFilter, "type", "action_groups"]
    list_select_related = ["host", "record"]
    search_fields = ["title"]
    date_hierarchy = "starts_at"
    ordering = ["-starts_at"]
    fieldsets = [
        (None, {"fields": ["title", "starts_at", "its_page", "shown_since", "closed"]}),
        ("Who came", {"fields": ["who_came", "equity"]}),
        ("What people said", {"fields": ["worth", "changes", "quotes"]}),
        ("What came of it", {"fields": ["decisions", "tasks", "minutes", "materials", "missed"]}),
    ]
    steps = (
        Step(
            "write-up",
            "Write up",
            _write_up,
            form=lambda request, obj: write_up_form(obj),
            explain="Who came is marked on the meeting’s own page. Add slides and recordings first: what is left "
            "empty in the five lines is made from them.",
        ),
        GIVE,
        ADD_MATERIAL,
        Step("close", "Close", _close, when=lambda request, obj: not _is_closed(obj), explain="It leaves the list."),
        Step("reopen", "Open again", _reopen, when=lambda request, obj: _is_closed(obj)),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).held().select_related("record")

    def get_readonly_fields(self, request, obj=None):
        return [name for _, part in self.get_fieldsets(request, obj) for name in part["fields"]]

    @admin.display(description="shown since", ordering="record__published_at")
    def shown_since(self, obj):
        at = obj.record.published_at if hasattr(obj, "record") else obj.notes_published_at
        return plaindate(at) if at else ""

    @admin.display(description="closed", ordering="record__closed_at", boolean=True)
    def closed(self, obj):
        return _is_closed(obj)

    @admin.display(description="its pages")
    def its_page(self, obj):
        plan = reverse("admin:meetings_meeting_change", args=[obj.pk])
        links = [(obj.get_absolute_url(), "On the site"), (plan, "The plan, and who came")]
        return format_html_join(" · ", '<a href="{}">{}</a>', links)

    @admin.display(description="by role and organisation")
    def who_came(self, obj):
        found = attendance_of(obj)
        if not found.people:
            return "Nobody is marked as there yet."
        return format_html(
            "{} people.<br>{}<br>{}",
            found.people,
            format_html_join(", ", "{}: {}", found.by_role),
            format_html_join(", ", "{} ({})", found.by_organisation),
        )

    @admin.display(description="room and online")
    def equity(self, obj):
        """Were both ways of taking part equal? Shares are left to the reader: two numbers of each tell enough."""
        if obj.mode != Meeting.Mode.BOTH:
            return "There was one way to take part."
        modes, record = attendance_of(obj).by_mode, getattr(obj, "record", None)
        rows = [("In the room", "room", "spoke_room"), ("Online", "online", "spoke_online")]
        said = [(words, modes.get(mode, 0), _number(record, field)) for words, mode, field in rows]
        return format_html_join("; ", "{}: {} came, {} spoke or asked", said)

    @admin.display(description="was it worth your time?")
    def worth(self, obj):
        found = answers(obj)
        if not found.all:
            return NOTHING
        words = f"{found.all} answers: {found.yes} yes, {found.partly} partly, {found.no} no"
        alone = f". Less alone with what they do: {found.less_alone} of {found.asked_alone}"
        return words + (alone if found.asked_alone else "")

    @admin.display(description="what would you change?")
    def changes(self, obj):
        """In the order of the alphabet, so that nobody can guess by time who said what."""
        rows = obj.feedback.exclude(change="").order_by("change").values_list("change")
        return format_html_join("", "“{}”<br>", rows) or NOTHING

    @admin.display(description="what may be quoted")
    def quotes(self, obj):
        rows = obj.feedback.quotable().order_by("quote")
        lines = [(reverse("admin:meetings_feedback_change", args=[row.pk]), row.quote, row.quote_as) for row in rows]
        return format_html_join("", '<a href="{}">“{}”</a> {}<br>', lines) or NOTHING

    @admin.display(description="decisions")
    def decisions(self, obj):
        rows = obj.record.decisions.values_list("words") if hasattr(obj, "record") else []
        return format_html_join("", "{}<br>", rows) or NOTHING

    @admin.display(description="tasks")
    def tasks(self, obj):
        rows = [
            (reverse("admin:meetings_todo_change", args=[row.pk]), row.words, row.owner, row.get_state_display())
            for row in obj.to_dos.select_related("organisation", "user")
        ]
        return format_html_join("", '<a href="{}">{}</a>: {}, {}<br>', rows) or NOTHING

    @admin.display(description="minutes")
    def minutes(self, obj):
        rows = obj.record.minutes.all() if hasattr(obj, "record") else []
        address = [(reverse("meetings:minutes-version", args=[obj.slug, row.number]), row) for row in rows]
        lines = [
            (url, row.number, "shown" if row.published_at else "draft", plaindate(row.at)) for url, row in address
        ]
        return format_html_join("", '<a href="{}">Version {}</a>, {}, {}<br>', lines) or NOTHING

    @admin.display(description="materials")
    def materials(self, obj):
        rows = [
            (reverse("admin:meetings_material_change", args=[row.pk]), row.title, row.get_kind_display())
            for row in obj.materials.filter(withdrawn_at=None)
        ]
        return format_html_join("", '<a href="{}">{}</a>, {}<br>', rows) or NOTHING

    @admin.display(description="what people who were not there read")
    def missed(self, obj):
        """As it stands now: the words that the mail “what you missed” would carry."""
        lines = [(line,) for line in (obj.notes or five_lines(obj)).splitlines()]
        return format_html_join("", "{}<br>", lines) or NOTHING


def _number(record, field: str):
    number = getattr(record, field, None)
    return "nobody counted who" if number is None else number


# The lower room's page gains what only this room knows.
MeetingAdmin.steps = (
    *MeetingAdmin.steps,
    ADD_MATERIAL,
    Step(
        "ordinal",
        "Count this annual general meeting",
        _ordinal,
        form=OrdinalForm,
        when=lambda request, obj: obj.type == Meeting.Type.AGM,
        explain="27 makes it the “27th annual general meeting” on its page.",
    ),
    Step(
        "write-up",
        "Write up",
        page="admin:meetings_outcome_change",
        when=lambda request, obj: obj.state == Meeting.State.PUBLISHED and obj.starts_at <= timezone.now(),
    ),
)
