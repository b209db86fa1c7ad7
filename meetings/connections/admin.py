"""Staff pages of connections: who knows whom, how they met, how far they have got."""

from django import forms
from django.contrib import admin

from camk.admin_tools import ActionAdmin, Step
from meetings.connections import actions
from meetings.connections.forms import came_of_it_field
from meetings.connections.models import Connection

State = Connection.State


def how_far_form(request, obj):
    """The states it may go to from here."""
    allowed = [state for state in (*Connection.REAL, State.ENDED) if state in Connection.MOVES[obj.state]]
    states = [(state, State(state).label) for state in dict.fromkeys([obj.state, *allowed])]

    class HowFar(forms.Form):
        state = forms.ChoiceField(choices=states)
        came_of_it = came_of_it_field()

    return HowFar


def _move_on(request, obj, data):
    actions.move_on(connection=obj, by=request.user, **data)
    return "Written down."


@admin.register(Connection)
class ConnectionAdmin(ActionAdmin):
    """Pairs of organisations; "Add" writes down a tie our office knows of."""

    list_display = ["__str__", "origin", "state", "tied_at", "meeting"]
    list_filter = ["origin", "state"]
    list_select_related = ["low", "high", "meeting"]
    search_fields = ["low__name", "high__name"]
    date_hierarchy = "tied_at"
    raw_id_fields = ["low", "high"]
    steps = (Step("how-far", "How far they have got", _move_on, form=how_far_form),)

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["low", "high", "state", "came_of_it"]
        return ["low", "high", "origin", "meeting", "state", "tied_at", "came_of_it", "created_by", "history"]

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else []

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "state":
            kwargs["choices"] = [(state.value, state.label) for state in Connection.REAL]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.display(description="history")
    def history(self, obj):
        return "; ".join(
            f"{change.at:%d %B %Y}: {change.get_new_display()}" for change in obj.changes.order_by("at", "pk")
        )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change:
            # A button that would only be refused is not shown.
            context |= dict.fromkeys(("show_save", "show_save_and_continue", "show_save_and_add_another"), False)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def write(self, request, obj, form, change):
        if change:
            return super().write(request, obj, form, change)
        data = form.cleaned_data
        made = actions.connect(
            one=data["low"],
            other=data["high"],
            origin=Connection.Origin.STAFF,
            state=data["state"],
            came_of_it=data["came_of_it"],
            by=request.user,
        )
        obj.pk = made.pk
