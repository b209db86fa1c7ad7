"""What staff pages of next steps share."""

from django import forms
from django.contrib import admin
from django.utils import timezone

from camk.accounts.models import User
from camk.admin_tools import ActionAdmin, Step, does
from camk.next_steps import NextStep

Stands = NextStep.State


class DueFilter(admin.SimpleListFilter):
    """What is due and what is late."""

    title = "day"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("open", "To be done"), ("due", "Due or late"), ("mine", "Mine, to be done")]

    def queryset(self, request, queryset):
        rows = {
            "open": queryset.open(),
            "due": queryset.due(timezone.localdate()),
            "mine": queryset.open().filter(owner=request.user),
        }
        return rows.get(self.value(), queryset)


class SeenToForm(forms.ModelForm):
    """Something that somebody of our office sees to; who, is always said."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "owner" in self.fields:
            self.fields["owner"].queryset = User.objects.of_our_office()
            self.fields["owner"].required = True


class OutcomeForm(forms.Form):
    """What came of a step."""

    outcome = forms.CharField(required=False, max_length=NextStep._meta.get_field("outcome").max_length)


def settling(settle, *, dropped: str, form=OutcomeForm, reopens=lambda step: True) -> tuple[Step, ...]:
    """The buttons that end a step or open it again, by the room's action `settle`.

    `dropped` is what staff read after they gave it up; `reopens(step)` says whether an ended one may still be opened.
    """

    def to(state, done):
        return does(settle, done, to="step", state=state)

    def is_open(request, step):
        return step.state == Stands.OPEN

    def may_open(request, step):
        return step.state != Stands.OPEN and reopens(step)

    return (
        Step("done", "It is done", to(Stands.DONE, "Done."), form=form, when=is_open),
        Step("drop", "Not going to happen", to(Stands.DROPPED, dropped), form=form, when=is_open, danger=True),
        Step("open", "Open again", to(Stands.OPEN, "Open again."), when=may_open),
    )


class NextStepAdmin(ActionAdmin):
    """Steps that are begun on the record they are a step of: due, done, late."""

    list_filter = [DueFilter, "state"]

    @admin.display(description="how it stands")
    def stands(self, obj):
        return "Late" if obj.is_late else obj.get_state_display()

    def has_add_permission(self, request):
        return False
