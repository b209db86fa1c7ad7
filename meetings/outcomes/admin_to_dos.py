"""Staff pages of tasks from meetings: those overdue first to find, and the step by which one is given."""

from django import forms
from django.contrib import admin

from camk.accounts.actions import person_for
from camk.admin_tools import ReadOnlyAdmin, Step
from groups.organisations.models import Organisation
from meetings.outcomes.actions import to_dos as actions
from meetings.outcomes.models import ToDo


class DayForm(forms.Form):
    """Another day."""

    due_on = forms.DateField(label="By", widget=forms.DateInput(attrs={"type": "date"}))


class ReasonForm(forms.Form):
    """Why it is dropped."""

    reason = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class GiveForm(DayForm):
    """What, who and by when."""

    words = forms.CharField(label="What is to be done", max_length=250)
    organisation = forms.ModelChoiceField(
        Organisation.objects.admitted(), required=False, help_text="Its lead contact is told."
    )
    email = forms.EmailField(
        label="Or a person: e-mail address", required=False, max_length=254, help_text="They are told by one mail."
    )
    name = forms.CharField(label="Their name", required=False, max_length=120)
    field_order = ["words", "organisation", "email", "name", "due_on"]

    def clean(self):
        data = super().clean()
        if not data.get("organisation") and not data.get("email") and "email" not in self.errors:
            self.add_error("organisation", "Say who does it: an organisation or a person.")
        return data


def _give(request, obj, data):
    email, name = data.pop("email"), data.pop("name")
    user = person_for(email=email, name=name, by=request.user) if email else None
    row = actions.give(meeting=obj, user=user, **data, by=request.user)
    return f"{row.owner} has it, and is told by mail. The next task?"


GIVE = Step(
    "task",
    "Give a task",
    _give,
    form=GiveForm,
    explain="One task at a time. Whoever has it is told now, two days before its day, and once when the day is over.",
)


def _done(request, obj, data):
    actions.finish(to_do=obj, by=request.user)
    return "Done."


def _longer(request, obj, data):
    actions.need_longer(to_do=obj, by=request.user, **data)
    return "It has another day."


def _drop(request, obj, data):
    actions.let_go(to_do=obj, by=request.user, **data)
    return "Dropped."


def _again(request, obj, data):
    actions.take_up_again(to_do=obj, by=request.user)
    return "It is to be done again."


def _is_open(request, obj) -> bool:
    return obj.state == ToDo.State.OPEN


class OverdueFilter(admin.SimpleListFilter):
    """Whose day is over."""

    title = "overdue"
    parameter_name = "overdue"

    def lookups(self, request, model_admin):
        return [("yes", "Their day is over")]

    def queryset(self, request, queryset):
        return queryset.overdue() if self.value() == "yes" else queryset


@admin.register(ToDo)
class ToDoAdmin(ReadOnlyAdmin):
    """Who promised what at which meeting, by when; given on the page of what came of a meeting."""

    list_display = ["words", "owner", "due_on", "state", "is_late", "meeting"]
    list_filter = [OverdueFilter, "state", "meeting__action_groups"]
    list_select_related = ["meeting", "organisation", "user"]
    search_fields = ["words", "organisation__name", "user__name", "meeting__title"]
    date_hierarchy = "due_on"
    ordering = ["due_on", "pk"]
    fields = ["meeting", "words", "organisation", "user", "due_on", "state", "reason", "created_at", "ended_at", "by"]
    steps = (
        Step("done", "It is done", _done, when=_is_open),
        Step("longer", "Give it another day", _longer, form=DayForm, when=_is_open),
        Step("drop", "Drop it", _drop, form=ReasonForm, when=_is_open, danger=True),
        Step("again", "To be done after all", _again, when=lambda request, obj: not _is_open(request, obj)),
    )

    @admin.display(description="overdue")
    def is_late(self, obj):
        return "its day is over" if obj.is_overdue else ""
