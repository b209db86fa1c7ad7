"""Staff pages of suggestions: looked at in one step, then asked."""

from django import forms
from django.contrib import admin

from camk.admin_tools import ReadOnlyAdmin, Step
from groups.organisations.models import Organisation
from groups.suggestions import actions
from groups.suggestions.models import Suggestion

State = Suggestion.State


class WhichForm(forms.Form):
    """As which record it came into the network."""

    organisation = forms.ModelChoiceField(Organisation.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.admitted()


class WaitingFilter(admin.SimpleListFilter):
    """What waits for us."""

    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "We look at it first")]

    def queryset(self, request, queryset):
        return queryset.waiting() if self.value() == "yes" else queryset


def _is(*states):
    return lambda request, obj: obj.state in states


def _ask(request, suggestion, data):
    actions.ask(suggestion=suggestion, by=request.user)
    return f"We write to {suggestion}. It has {actions.EXPIRES_AFTER.days} days to answer."


def _drop(request, suggestion, data):
    actions.drop(suggestion=suggestion, by=request.user)
    return "Nobody is asked, and the address is forgotten."


def _joined(request, suggestion, data):
    actions.joined_anyhow(suggestion=suggestion, organisation=data["organisation"], by=request.user)
    return f"It joined as {data['organisation']}."


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    """Organisations that somebody suggested."""

    change_form_template = "admin/groups/suggestion/change_form.html"
    list_display = ["name", "state", "created_at", "by", "for_organisation", "asked_at", "settled_at"]
    list_filter = [WaitingFilter, "state"]
    list_select_related = ["by", "for_organisation"]
    search_fields = ["name"]
    fields = [
        *("name", "contact", "why", "by", "for_organisation", "may_name", "state", "created_at"),
        *("checked_by", "asked_at", "settled_at", "organisation"),
    ]
    steps = (
        Step(
            "ask",
            "Ask them",
            _ask,
            when=_is(State.CHECKING),
            explain="One mail goes to the contact, with what was said about them. Read it first: they read it too.",
        ),
        Step(
            "joined",
            "It joined another way",
            _joined,
            form=WhichForm,
            when=_is(*Suggestion.OPEN),
        ),
        Step(
            "drop",
            "Do not ask",
            _drop,
            when=_is(State.CHECKING),
            explain="Whoever suggested it hears “not now”. The address and the words are forgotten.",
            danger=True,
        ),
    )

    def changelist_view(self, request, extra_context=None):
        """Above the list: how many stand where."""
        counts, labels = Suggestion.objects.counts(), dict(State.choices)
        said = ", ".join(f"{labels[state]}: {number}" for state, number in counts.items() if number)
        return super().changelist_view(request, {**(extra_context or {}), "subtitle": said or "Nobody yet"})
