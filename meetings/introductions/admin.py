"""Staff pages of introductions: suggestions to look at, strongest first, and those under way."""

from django import forms
from django.contrib import admin

from camk.admin_tools import ReadOnlyAdmin, Step
from meetings.introductions import actions
from meetings.introductions.models import Introduction

State = Introduction.State


def propose_form(request, obj):
    """The sentence both read, as the suggestion words it."""

    class ProposeForm(forms.Form):
        reason = forms.CharField(
            label="Why the two might meet",
            max_length=500,
            initial=obj.reason,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Both read this sentence in the mail.",
        )

    return ProposeForm


def _propose(request, obj, data):
    actions.propose(introduction=obj, reason=data["reason"], by=request.user)
    return f"{obj.low} and {obj.high} are both asked by mail. Contact details stay hidden until both agree."


def _dismiss(request, obj, data):
    actions.dismiss(introduction=obj, by=request.user)
    return "Dismissed. This pair is not suggested again."


def _take_back(request, obj, data):
    actions.take_back(introduction=obj, by=request.user)
    return "Taken back. Whoever had said yes is told that it did not come about."


class LookAtFilter(admin.SimpleListFilter):
    """What is to be looked at stands first; everything else is one tap away."""

    title = "where it stands"
    parameter_name = "stands"

    def lookups(self, request, model_admin):
        return [(state.value, state.label) for state in State if state != State.WAITING] + [("all", "All")]

    def choices(self, changelist):
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": State.WAITING.label,
        }
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": self.value() == value, "query_string": query, "display": label}

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or State.WAITING)


@admin.register(Introduction)
class IntroductionAdmin(ReadOnlyAdmin):
    """Who might meet whom, and why; each night the suggestions are worked out anew."""

    list_display = ["__str__", "reason", "score", "origin", "state", "proposed_at"]
    list_filter = [LookAtFilter, "origin"]
    list_select_related = ["low", "high"]
    search_fields = ["low__name", "high__name", "reason"]
    ordering = ["-score", "pk"]
    fields = ["low", "high", "reason", "score", "origin", "state", "suggested_at", "proposed_at", "proposed_by",
              "chased_at", "ended_at", "asked_at", "answers"]  # fmt: skip
    steps = (
        Step(
            "propose",
            "Ask both",
            _propose,
            form=propose_form,
            when=lambda request, obj: State.PROPOSED in Introduction.MOVES[obj.state],
            explain="Each gets a mail with two buttons. Only when both say yes does either see the other's contact.",
        ),
        Step(
            "dismiss",
            "Dismiss",
            _dismiss,
            when=lambda request, obj: obj.state == State.WAITING,
            explain="Nobody is asked, and the pair is not suggested again.",
        ),
        Step(
            "take-back",
            "Stop asking",
            _take_back,
            danger=True,
            when=lambda request, obj: obj.state == State.PROPOSED,
        ),
    )

    @admin.display(description="what each side said")
    def answers(self, obj):
        sides = obj.sides.select_related("organisation", "answered_by")
        return "; ".join(_said(side) for side in sides) or "Nobody was asked yet."


def _said(side) -> str:
    """One side in a line."""
    line = f"{side.organisation}: {side.get_answer_display() or 'no answer yet'}"
    if side.answered_by:
        line += f" ({side.answered_by})"
    if side.met:
        line += f". Did you meet? {side.get_met_display()}. {side.came_of_it}"
    return line.strip()
