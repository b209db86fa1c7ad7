"""Staff pages: what members and leads propose for their CAGs."""

from django import forms
from django.contrib import admin

from camk.admin_tools import ReadOnlyAdmin, Step
from groups.action_groups.actions import proposing
from groups.action_groups.admin.action_groups import is_in
from groups.action_groups.admin.memberships import ReasonForm
from groups.action_groups.models import ActionGroupProposal

State = ActionGroupProposal.State


class NoteForm(forms.Form):
    """What we say with our yes."""

    note = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It is sent to whoever proposed it: what happens next, and when.",
    )


class ResultForm(forms.ModelForm):
    """Where one sees what came of it."""

    class Meta:
        model = ActionGroupProposal
        fields = ["result_url"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result_url"].required = True
        self.fields["result_url"].help_text = "The full address of the meeting or resource. It is mailed to them."


class WaitingFilter(admin.SimpleListFilter):
    """What waits for our decision."""

    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "Waiting for our decision")]

    def queryset(self, request, queryset):
        return queryset.waiting().order_by("proposed_at") if self.value() == "yes" else queryset


def _accept(request, proposal, data):
    proposing.accept(proposal=proposal, note=data["note"], by=request.user)
    return "Taken up; they are told."


def _decline(request, proposal, data):
    proposing.decline(proposal=proposal, reason=data["reason"], by=request.user)
    return "Not taken up; they are told why."


def _link(request, proposal, data):
    proposing.link_result(proposal=proposal, url=data["result_url"], by=request.user)
    return "They have the link."


@admin.register(ActionGroupProposal)
class ActionGroupProposalAdmin(ReadOnlyAdmin):
    """Proposals of members and leads; the oldest waiting first."""

    list_display = ["title", "kind", "action_group", "state", "proposed_at", "proposed_by"]
    list_filter = [WaitingFilter, "kind", "state", "action_group"]
    list_select_related = ["action_group", "proposed_by"]
    search_fields = ["title", "words", "action_group__name", "proposed_by__name"]
    steps = (
        Step("accept", "Take it up", _accept, form=NoteForm, when=is_in(State.PROPOSED, State.DECLINED)),
        Step("decline", "Do not take it up", _decline, form=ReasonForm, when=is_in(State.PROPOSED)),
        Step("result", "Say what came of it", _link, form=ResultForm, when=is_in(State.ACCEPTED)),
    )
