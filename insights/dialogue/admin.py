"""Staff pages of this room: who works where, and the notes to read."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from camk.accounts.models import User
from camk.accounts.offices import MOBILISER
from camk.admin_tools import ActionAdmin, ReadOnlyAdmin, Step, does
from camk.errors import RuleBroken
from groups.places.models import Place
from insights.dialogue.actions import (
    add_reader,
    assign_area,
    end_assignment,
    remove_reader,
    save_project,
    take_back_report,
    take_out_words,
)
from insights.dialogue.models import AreaAssignment, AreaReader, Dialogue, DialogueReport, Project, TimeSpent
from insights.stakeholders.models import StakeholderContact


class EndForm(forms.Form):
    """When an assignment ends."""

    ends_on = forms.DateField(
        label="From which day do they no longer work there?",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Today ends it at once.",
    )


def _end(request, assignment, data) -> str:
    end_assignment(assignment=assignment, ends_on=data["ends_on"], by=request.user)
    return "The assignment ends."


@admin.register(AreaAssignment)
class AreaAssignmentAdmin(ActionAdmin):
    """Which community mobiliser works in which area, from when to when."""

    list_display = ["place", "user", "starts_on", "ends_on"]
    list_select_related = ["place", "user"]
    list_filter = ["ends_on"]
    search_fields = ["place__label", "user__name", "user__email"]
    steps = (
        Step(
            "end",
            "End this assignment",
            run=_end,
            form=EndForm,
            when=lambda request, obj: obj.ends_on is None or obj.ends_on > timezone.localdate(),
            explain="From that day the mobiliser can no longer read or write the notes of this area.",
        ),
    )

    def get_fields(self, request, obj=None):
        return ["user", "place", "starts_on", "ends_on"] if obj else ["user", "place", "starts_on"]

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.holding(MOBILISER)
        if db_field.name == "place":
            kwargs["queryset"] = Place.objects.choosable()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def write(self, request, obj, form, change):
        if change:
            raise RuleBroken("An assignment is not rewritten. End it with the button above and give a new one.")
        made = assign_area(user=obj.user, place=obj.place, starts_on=obj.starts_on, by=request.user)
        obj.pk = made.pk


@admin.register(Dialogue)
class DialogueAdmin(ActionAdmin):
    """Conversation notes for staff to read; only the mobiliser who wrote one changes it."""

    list_display = ["held_on", "area", "kind", "setting", "present", "led_by", "consent", "promise_state"]
    list_select_related = ["area"]
    list_filter = ["kind", "setting", "led_by", "consent", "promise_state", "is_addendum", "held_on"]
    search_fields = ["words", "area__label"]
    date_hierarchy = "held_on"

    steps = (
        Step(
            "take-out-words",
            "Take the words out",
            run=does(take_out_words, "The words are gone. The conversation still counts.", to="note"),
            when=lambda request, note: bool(note.words or note.promise),
            explain="When they show who somebody is, or somebody may be at risk. If somebody may be at risk, ring "
            "the safeguarding lead first: nothing of the words is kept.",
            danger=True,
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj)

    def get_fields(self, request, obj=None):
        left_out = ("id", "voice") if obj and not obj.voice_id else ("id",)
        return [field.name for field in (*self.opts.fields, *self.opts.many_to_many) if field.name not in left_out]

    def has_add_permission(self, request):
        return False


@admin.register(AreaReader)
class AreaReaderAdmin(ActionAdmin):
    """Who of our partners is sent the monthly report of which area."""

    list_display = ["area", "contact", "since"]
    list_select_related = ["area", "contact"]
    list_filter = ["area"]
    search_fields = ["area__label", "contact__name", "contact__stakeholder__name"]
    steps = (
        Step(
            "remove",
            "Take off the list",
            run=lambda request, reader, data: _removed(request, reader),
            explain="They get no further report of this area. What they got stays open to them.",
            danger=True,
        ),
    )

    def get_fields(self, request, obj=None):
        return ["area", "contact", "since"] if obj else ["area", "contact"]

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "area":
            kwargs["queryset"] = Place.objects.filter(area_assignments__isnull=False).distinct()
        if db_field.name == "contact":
            kwargs["queryset"] = StakeholderContact.objects.current().select_related("stakeholder")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def write(self, request, obj, form, change):
        if change:
            raise RuleBroken("Take this reader off the list with the button above, and add another.")
        obj.pk = add_reader(area=obj.area, contact=obj.contact, by=request.user).pk


def _removed(request, reader):
    remove_reader(reader=reader, by=request.user)
    messages.success(request, "Taken off the list.")
    return HttpResponseRedirect(reverse("admin:insights_areareader_changelist"))


@admin.register(DialogueReport)
class DialogueReportAdmin(ReadOnlyAdmin):
    """The monthly reports of areas: which are missing, which wait; they are written and approved on the site."""

    list_display = ["month", "area", "version", "state", "sent_at"]
    list_select_related = ["area"]
    list_filter = ["state", "month", "area"]
    fields = ["area", "month", "version", "state", "handed_in_by", "approved_by", "sent_at", "snapshot_sha256"]
    view_on_site = True
    steps = (
        Step(
            "take-back",
            "Destroy what went out",
            run=does(take_back_report, "It is destroyed, and its readers are told. Write the new one.", to="report"),
            when=lambda request, obj: obj.snapshot is not None,
            danger=True,
            explain="For a report that shows who somebody is. Page and PDF go for good; number and date stay.",
        ),
    )


@admin.register(Project)
class ProjectAdmin(ActionAdmin):
    """Projects that mobilisers may give time to."""

    list_display = ["name", "run_by", "ended_on"]
    search_fields = ["name", "run_by"]
    fields = ["name", "run_by", "ended_on"]

    def write(self, request, obj, form, change):
        kept = {name: getattr(obj, name) for name in self.fields}
        obj.pk = save_project(project=obj if change else None, **kept, by=request.user).pk


@admin.register(TimeSpent)
class TimeSpentAdmin(ReadOnlyAdmin):
    """Hours as mobilisers wrote them down; the sums of a month stand on the site."""

    list_display = ["spent_on", "area", "project", "hours", "by"]
    list_select_related = ["area", "project", "by"]
    list_filter = ["area", "project", "spent_on"]
    date_hierarchy = "spent_on"
    fields = ["spent_on", "area", "project", "hours", "words", "by"]
